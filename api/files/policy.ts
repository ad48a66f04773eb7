import { allow, EVERYONE } from '../http/permission.ts'

// What is written about an animal is read by all and added by those who treat it. Taking something
// away may be asked of an administrator, too.

export const seeFiles = allow('read', EVERYONE)
export const addFiles = allow('records:write', ['veterinarian', 'nurse'])
export const removeFiles = allow('records:write', ['admin', 'veterinarian', 'nurse'])
