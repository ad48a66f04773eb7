import { allow, EVERYONE } from '../http/permission.ts'

// Reception reads what is written, and never writes what is clinical.

export const seeRecords = allow('read', EVERYONE)
export const writeRecords = allow('records:write', ['veterinarian', 'nurse'])
