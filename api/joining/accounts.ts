import type { Knex } from 'knex'

/** An owner's account as its own page changes it. */
export interface AccountRow {
	id: string
	client_id: string
	name: string | null
	email: string
	email_key: string
	phone: string | null
	phone_verified_at: Date | null
	new_phone: string | null
	locale: string | null
	password_hash: string | null
	link_generation: number
}

export function accountById(
	trx: Knex,
	clinicId: string,
	id: string,
): Promise<AccountRow | undefined> {
	return trx('client_accounts').where({ clinic_id: clinicId, id }).first()
}

/** Under a lock, so that nobody changes what was read before the transaction ends. */
export function lockAccount(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<AccountRow | undefined> {
	return trx('client_accounts').where({ clinic_id: clinicId, id }).forNoKeyUpdate().first()
}

export async function changeAccount(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
	columns: Record<string, unknown>,
): Promise<void> {
	const touched = { ...columns, updated_at: trx.fn.now() }
	await trx('client_accounts').where({ clinic_id: clinicId, id }).update(touched)
}

/**
 * Tells the clinic what somebody has changed about themselves, as long as the client is nobody
 * else's: of two people with one client neither renames the other.
 */
export async function followAccount(
	trx: Knex.Transaction,
	clinicId: string,
	{ id, client_id }: Pick<AccountRow, 'id' | 'client_id'>,
	columns: { name?: string; email?: string; phone?: string | null; locale?: string | null },
): Promise<void> {
	await trx('clients')
		.where({ clinic_id: clinicId, id: client_id })
		.whereNull('erased_at')
		.whereNotExists(
			trx('client_accounts')
				.where({ clinic_id: clinicId, client_id })
				.whereNot({ id })
				.select(trx.raw('1')),
		)
		.update({ ...columns, updated_at: trx.fn.now() })
}
