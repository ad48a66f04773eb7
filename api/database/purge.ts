import type { Knex } from 'knex'

/** How many rows of each kind went. */
export interface Purged {
	holds: number
	reservations: number
	messages: number
}

/**
 * Removes what time has made useless, in all clinics: expired holds, answers to retries, counted
 * requests, reservations of the past, local mail after thirty days, codes and links long over. Nothing relies on it having run.
 * Every minute; running twice does no harm.
 *
 * @param db the server's login; it may do this through functions of the owner only
 */
export async function purge(db: Knex): Promise<Purged> {
	const { rows } = await db.raw(
		`select purge_expired_holds() as holds, purge_past_reservations() as reservations,
			purge_old_messages() as messages`,
	)
	await db.raw('select purge_expired_requests(), purge_past_sign_ins(), purge_past_joinings()')
	return rows[0]
}

/** Once a day: what people left behind, after the days that each clinic has set. */
export async function purgePastPeople(db: Knex): Promise<void> {
	await db.raw('select purge_past_people()')
}
