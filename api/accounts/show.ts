import type { Knex } from 'knex'
import type { OwnerMe } from '../contract/owner-session.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { signInClinicOf } from '../sign-in/clinic.ts'

interface Row {
	id: string
	name: string | null
	email: string
	email_verified_at: Date | null
	phone: string | null
	phone_verified_at: Date | null
	has_password: boolean
	locale: string | null
}

const FIND = `
	select a.id, coalesce(a.name, c.name) as name, a.email, a.email_verified_at, a.phone, a.phone_verified_at,
		a.password_hash is not null as has_password, a.locale
	from client_accounts a
	join clients c on c.clinic_id = $1 and c.clinic_id = a.clinic_id and c.id = a.client_id
	where a.clinic_id = $1 and a.id = $2`

/** An owner with an account, and their clinic. */
export async function showOwner(trx: Knex, clinicId: string, accountId: string): Promise<OwnerMe> {
	const [row] = await queryOf(trx)<Row>(FIND, [clinicId, accountId])
	if (!row) throw new Problem('session_ended')
	return { owner: present(row), clinic: await signInClinicOf(trx, clinicId) }
}

function present(row: Row): OwnerMe['owner'] {
	return {
		id: row.id,
		name: row.name ?? '',
		email: row.email,
		isEmailVerified: row.email_verified_at !== null,
		phone: row.phone,
		isPhoneVerified: row.phone_verified_at !== null,
		hasPassword: row.has_password,
		locale: row.locale,
	}
}
