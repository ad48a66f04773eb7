import type { StaffUser } from '../contract/staff.ts'
import type { StaffMember } from '../contract/staff-people.ts'
import { maySeeSignIn, type Viewer } from './policy.ts'
import type { MemberRow, UserRow } from './users.ts'

/** A member of staff as they see themselves. */
export function presentUser(row: UserRow): StaffUser {
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		title: row.title,
		roles: row.roles,
		isActive: row.is_active,
		...signInOf(row),
	}
}

/** A member of staff as a colleague sees them. */
export function presentMember(row: MemberRow, viewer: Viewer): StaffMember {
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		title: row.title,
		roles: row.roles,
		isActive: row.is_active,
		isSchedulable: row.is_schedulable,
		signIn: maySeeSignIn(viewer, row.id) ? signInOf(row) : null,
	}
}

function signInOf(row: UserRow) {
	return {
		hasPassword: row.password_hash !== null,
		hasSecondFactor: row.totp_confirmed_at !== null,
		invitedAt: row.invited_at?.toISOString() ?? null,
		lastLoginAt: row.last_login_at?.toISOString() ?? null,
	}
}
