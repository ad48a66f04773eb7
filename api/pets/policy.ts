import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with the animals; their records have rules of their own.

export const seePets = allow('read', EVERYONE)
export const changePets = allow('people:write', EVERYONE)
