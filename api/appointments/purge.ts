import type { Knex } from 'knex'

/**
 * Removes what time has made useless, of all clinics: holds that have ended, requests kept for
 * retries, reservations of days past. Nothing relies on it having run. Every minute.
 *
 * @param db the server's login; it may do this through functions of the owner only
 */
export async function purge(db: Knex): Promise<{ holds: number; reservations: number }> {
	const holds = await db.raw('select purge_expired_holds() as count')
	const reservations = await db.raw('select purge_past_reservations() as count')
	await db.raw('select purge_expired_requests()')
	return { holds: holds.rows[0].count, reservations: reservations.rows[0].count }
}
