import type { Knex } from 'knex'
import { inTenant } from '../database/tenant.ts'
import { withIdempotency } from './idempotency.ts'
import type { Intent } from './route.ts'

/**
 * Runs a change that takes and frees no time once per intent, and presents what came of it: the same
 * for a retry, from ids alone. What changes times is for `change` and `changePlan`.
 *
 * @param effect answers the ids that are needed to present it again
 * @param ending the last statement before the commit, such as `bumpPlan`: then it is told of
 */
export function once<A extends object, R>(
	db: Knex,
	intent: Intent,
	effect: (trx: Knex.Transaction) => Promise<A>,
	present: (trx: Knex.Transaction, answer: A) => Promise<R>,
	ending?: (trx: Knex.Transaction, clinicId: string) => Promise<unknown>,
): Promise<{ body: R; headers: Record<string, string> }> {
	const work = async (trx: Knex.Transaction) => {
		const kept = async () => ({ status: 200, answer: await effect(trx) })
		const { answer, replayed } = await withIdempotency(trx, intent, kept)
		const headers: Record<string, string> = replayed ? { 'Idempotency-Replayed': 'true' } : {}
		const body = await present(trx, answer)
		if (!replayed) await ending?.(trx, intent.clinicId)
		return { body, headers }
	}
	return inTenant(db, intent.clinicId, work, { quietly: ending === undefined })
}
