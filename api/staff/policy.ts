import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with the people who work at a clinic.

/** Their own profile and sessions. */
export const ownAccount = allow(null, EVERYONE)
export const seeStaff = allow('read', EVERYONE)
export const manageStaff = allow('staff:write', ['admin'])
export const seeAudit = allow('staff:write', ['admin'])
