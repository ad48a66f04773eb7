import type { Knex } from 'knex'
import { inTenant } from '../database/tenant.ts'
import { bumpVersion } from '../database/versions.ts'
import { type Kept, withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'

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
	effect: (trx: Knex.Transaction) => Promise<Kept<A>>,
	present: (trx: Knex.Transaction, answer: A) => Promise<R>,
): Promise<Changed<R>> {
	return inTenant(db, intent.clinicId, async (trx) => {
		const { answer, replayed } = await withIdempotency(trx, intent, () => effect(trx))
		const body = await present(trx, answer)
		if (replayed) return { body, headers: { 'Idempotency-Replayed': 'true' } }
		await bumpVersion(trx, intent.clinicId)
		return { body, headers: {} }
	})
}
