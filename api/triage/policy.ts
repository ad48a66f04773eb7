import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with the questions about signs.

export const seeTriage = allow('read', EVERYONE)
export const changeTriage = allow('setup:write', ['admin', 'veterinarian'])
/** A vet in person: no key stands in for that. */
export const approveTriage = allow(null, ['veterinarian'])
