import { allow, EVERYONE } from '../http/permission.ts'

// Who works off the list of people who wait for a call.

export const seeCallbacks = allow('read', EVERYONE)
export const workCallbacks = allow('appointments:write', EVERYONE)
