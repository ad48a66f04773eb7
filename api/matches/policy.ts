import { allow, EVERYONE } from '../http/permission.ts'

// Who may say who a guest is.

export const seeMatches = allow('read', EVERYONE)
export const settleMatches = allow('people:write', EVERYONE)
