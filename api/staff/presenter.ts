import type { StaffUser } from '../contract/staff.ts'
import type { UserRow } from './users.ts'

/** A member of staff as colleagues see them. */
export function presentUser(row: UserRow): StaffUser {
	return {
		id: row.id,
		name: row.name,
		email: row.email,
		title: row.title,
		roles: row.roles,
		isActive: row.is_active,
		hasPassword: row.password_hash !== null,
		hasSecondFactor: row.totp_confirmed_at !== null,
		invitedAt: row.invited_at?.toISOString() ?? null,
		lastLoginAt: row.last_login_at?.toISOString() ?? null,
	}
}
