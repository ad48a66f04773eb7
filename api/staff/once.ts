import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { keptOf, withIdempotency } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'

/**
 * Does something once per intent that has to be prepared outside of a transaction, such as by a slow
 * hash. A retry is prepared for nothing more: what it would be checked against has changed by then.
 */
export async function onceAfter<P, A extends object>(
	db: Knex,
	intent: Intent,
	prepare: () => Promise<P>,
	effect: (trx: Knex.Transaction, prepared: P) => Promise<A>,
): Promise<A> {
	const { clinicId } = intent
	const find = (trx: Knex.Transaction) => keptOf<A>(queryOf(trx), intent)
	const kept = await inTenant(db, clinicId, find, { quietly: true })
	if (kept) return kept.answer
	const prepared = await prepare()
	return once(db, intent, (trx) => effect(trx, prepared))
}

/** Does something once per intent that changes no free time. Keep ids only. */
export async function once<A extends object>(
	db: Knex,
	intent: Intent,
	effect: (trx: Knex.Transaction) => Promise<A>,
): Promise<A> {
	const run = (trx: Knex.Transaction) =>
		withIdempotency(trx, intent, async () => ({ status: 200, answer: await effect(trx) }))
	return (await inTenant(db, intent.clinicId, run, { quietly: true })).answer
}
