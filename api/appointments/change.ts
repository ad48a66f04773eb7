import type { Knex } from 'knex'
import { inTenant } from '../database/tenant.ts'
import { bumpVersion } from '../database/versions.ts'
import { type Kept, withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import { tryAgain } from './lost.ts'

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
 * @param effect the change; answers what is needed to present it again. It runs again when it lost
 * a race, told to lock more, so it must do nothing outside its transaction
 * @param present reads back what the caller is told
 */
export function change<A extends object, R>(
	db: Knex,
	intent: Intent,
	effect: (trx: Knex.Transaction, wide: boolean) => Promise<Done<A>>,
	present: (trx: Knex.Transaction, answer: A) => Promise<R>,
): Promise<Changed<R>> {
	const work = async (trx: Knex.Transaction, wide: boolean) => {
		let changes = true
		const done = await withIdempotency(trx, intent, async () => {
			const { changed = true, ...kept } = await effect(trx, wide)
			changes = changed
			return kept
		})
		const body = await present(trx, done.answer)
		if (done.replayed) return replayed(body)
		if (changes) await bumpVersion(trx, intent.clinicId)
		return { body, headers: {} }
	}
	return tryAgain((wide) => inTenant(db, intent.clinicId, (trx) => work(trx, wide)))
}

/** An answer that was given before. */
export function replayed<R>(body: R): Changed<R> {
	return { body, headers: { 'Idempotency-Replayed': 'true' } }
}
