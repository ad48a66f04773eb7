import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with the owners of animals.

export const seeClients = allow('read', EVERYONE)
export const changeClients = allow('people:write', EVERYONE)
