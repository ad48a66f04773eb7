import type { Knex } from 'knex'

/**
 * Every writer of time locks all resources concerned, sorted: unsorted, bookings that need two
 * resources deadlock. It conflicts with itself and not with the foreign keys' KEY SHARE.
 */
export async function lockResources(
	trx: Knex.Transaction,
	clinicId: string,
	ids: readonly string[],
): Promise<void> {
	await trx.raw(
		`select r.id from resources r where r.clinic_id = ? and r.id = any(?::uuid[])
		order by r.id for no key update`,
		[clinicId, [...new Set(ids)]],
	)
}
