import type { Knex } from 'knex'
import type { ClinicNow } from '../../availability/catalogue.ts'
import { queryOf } from '../../database/query.ts'
import { inTenant, type Query } from '../../database/tenant.ts'
import type { Owner } from '../../http/authenticate.ts'
import type { Services } from '../../services.ts'
import { type Asking, askingOf } from './ownership.ts'

interface Reading {
	query: Query
	now: ClinicNow
	asking: Asking
}

/** Reads what an owner may see of their pets. */
export async function reading<T>(
	{ db, catalogue }: Services,
	owner: Owner,
	read: (reading: Reading) => Promise<T>,
): Promise<{ status: 200; body: T }> {
	const { clinicId } = owner
	const look = async (trx: Knex) => {
		const query = queryOf(trx)
		const now = await catalogue.read(query, clinicId)
		return read({ query, now, asking: askingOf(owner, now) })
	}
	return { status: 200, body: await inTenant(db, clinicId, look, { quietly: true }) }
}
