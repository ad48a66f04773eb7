import { allow, EVERYONE } from '../http/permission.ts'

// Who may do what with diaries that are kept elsewhere.

export const seeFeeds = allow('read', EVERYONE)
/** Vets bring their own diaries; who runs the place, everybody's. */
export const changeFeeds = allow('schedule:write', ['admin', 'veterinarian'])
export const changeConflicts = allow('appointments:write', [
	'admin',
	'veterinarian',
	'receptionist',
])
