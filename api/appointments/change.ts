import type { Knex } from 'knex'
import { inTenant } from '../database/tenant.ts'
import { bumpVersion } from '../database/versions.ts'
import { type Kept, withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'

/** What an effect did, and what is kept of it. */
export interface Done<A extends object> extends Kept<A> {
	/** False when all is as it was: then no cached answer needs to go. */
	changed?: boolean
}

export interface Changed<R> {
	body: R
	headers: Record<string, string>
}

/**
 * Runs a change of a clinic's calendar once per intent, and presents what came of it: the same for
 * a retry, from ids alone. The version goes up in the last statement before the commit, since every
 * booking of the clinic meets on that row.
 *
 * @param effect the change; answers what is needed to present it again
 * @param present reads back what the caller is told
 */
export async function change<A extends object, R>(
	db: Knex,
	intent: Intent,
	effect: (trx: Knex.Transaction) => Promise<Done<A>>,
	present: (trx: Knex.Transaction, answer: A) => Promise<R>,
): Promise<Changed<R>> {
	return inTenant(db, intent.clinicId, async (trx) => {
		let changes = true
		const { answer, replayed } = await withIdempotency(trx, intent, async () => {
			const { changed = true, ...kept } = await effect(trx)
			changes = changed
			return kept
		})
		const body = await present(trx, answer)
		if (replayed) return { body, headers: { 'Idempotency-Replayed': 'true' } }
		if (changes) await bumpVersion(trx, intent.clinicId)
		return { body, headers: {} }
	})
}
