import type { Knex } from 'knex'
import { queryOf } from './query.ts'
import type { Query } from './tenant.ts'

const LOCK = `
	select r.id from resources r where r.clinic_id = $1 and r.id = any($2::uuid[])
	order by r.id for no key update`

const LOCK_ALL = `
	select r.id from resources r where r.clinic_id = $1 order by r.id for no key update`

/**
 * Every writer of time locks all resources concerned, sorted: unsorted, bookings that need two
 * resources deadlock. It conflicts with itself and not with the foreign keys' KEY SHARE.
 */
export function lockResources(
	trx: Knex.Transaction,
	clinicId: string,
	ids: readonly string[],
): Promise<void> {
	return lockResourcesBy(queryOf(trx), clinicId, ids)
}

/** The same for quick writes; what is sent behind it sees all that the locks' last holders left. */
export async function lockResourcesBy(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<void> {
	await query(LOCK, [clinicId, [...new Set(ids)]])
}

/** Of a whole clinic: for those who can't say beforehand what they will need. In the same order. */
export async function lockAllResources(query: Query, clinicId: string): Promise<void> {
	await query(LOCK_ALL, [clinicId])
}
