import { allow } from '../http/permission.ts'

// Who may erase a client, and who may hold that up. No key of a server: a person answers for it.

export const eraseClients = allow(null, ['admin'])
