import type { Knex } from 'knex'

/** How many rows of each kind went. */
export interface Purged {
	holds: number
	reservations: number
}

/**
 * Removes what time has made useless, in all clinics: expired holds, answers to retries, counted
 * requests, and reservations of the past. Meant to run each minute; running twice does no harm.
 */
export async function purge(db: Knex): Promise<Purged> {
	const { rows } = await db.raw(
		'select purge_expired_holds() as holds, purge_past_reservations() as reservations',
	)
	await db.raw('select purge_expired_requests()')
	return rows[0]
}
