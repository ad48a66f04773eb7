import type { Knex } from 'knex'
import type { Role } from '../http/permission.ts'

/** A member of staff as sign-in reads it. */
export interface UserRow {
	id: string
	name: string
	email: string | null
	title: string | null
	roles: Role[]
	is_active: boolean
	password_hash: string | null
	last_login_at: Date | null
	totp_secret: Buffer | null
	totp_confirmed_at: Date | null
	totp_last_step: string | null
	invited_at: Date | null
	link_generation: number
}

/** The same with whether there is a column of theirs in the calendar. */
export type MemberRow = UserRow & { is_schedulable: boolean }

export function userById(trx: Knex, clinicId: string, id: string): Promise<UserRow | undefined> {
	return trx('users').where({ clinic_id: clinicId, id }).first()
}

/** Under a lock, so that nobody changes what was read before the transaction ends. */
export function lockUser(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<UserRow | undefined> {
	return trx('users').where({ clinic_id: clinicId, id }).forNoKeyUpdate().first()
}

/** Emails are compared without case, as the unique index has them. */
export function userByEmail(
	trx: Knex,
	clinicId: string,
	email: string,
): Promise<UserRow | undefined> {
	return trx('users')
		.where({ clinic_id: clinicId })
		.whereRaw('lower(email) = lower(?)', [email])
		.first()
}
