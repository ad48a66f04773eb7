import type { StaffSession, StaffUser } from '../contract/staff.ts'
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

/** A clinic's row as the console's frame needs it. */
export interface ClinicRow {
	id: string
	slug: string
	name: string
	time_zone: string
	locale: string
	currency: string
	phone: string | null
	settings: { accent?: string }
}

export function presentClinic(row: ClinicRow): StaffSession['clinic'] {
	const { id, slug, name, locale, currency, phone } = row
	const { time_zone: timeZone, settings } = row
	return { id, slug, name, timeZone, locale, currency, phone, accent: settings.accent ?? null }
}
