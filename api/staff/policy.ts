import type { Caller } from '../http/authenticate.ts'
import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with the people who work at a clinic.

/** Their own profile and sessions. */
export const ownAccount = allow(null, EVERYONE)
export const seeStaff = allow('read', EVERYONE)
export const manageStaff = allow('staff:write', ['admin'])
export const seeAudit = allow('staff:write', ['admin'])

/** Who asks about a colleague: a person, or a server's key, which is none. */
export type Viewer = Pick<Caller, 'clinicId' | 'staff'>

/** When and how somebody signs in is their own business, and of those who look after sign-ins. */
export const maySeeSignIn = ({ staff }: Viewer, userId: string): boolean =>
	staff !== null && (staff.userId === userId || staff.roles.includes('admin'))
