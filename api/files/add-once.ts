import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { keptOf } from '../http/idempotency.ts'
import { once } from '../http/once.ts'
import { Problem } from '../http/problem.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import type { Added } from './add.ts'
import { type Kept, keepFile } from './keep.ts'
import type { Prepared } from './prepare.ts'

interface Steps<R> {
	/** Refuses early what `write` would refuse: before a file is worked on. */
	assertMay: () => Promise<void>
	prepare: () => Promise<Prepared>
	write: (trx: Knex.Transaction, kept: Kept) => Promise<Added>
	show: (trx: Knex.Transaction, added: Added) => Promise<R>
}

/**
 * Adds a file once per intent: the file first, its row in a transaction of its own, so that a slow
 * store keeps no connection waiting. A retry is worked on no more, and is no file too many.
 */
export async function addOnce<R>(
	services: Pick<Services, 'db' | 'files'>,
	intent: Intent,
	{ assertMay, prepare, write, show }: Steps<R>,
) {
	const { clinicId } = intent
	const find = (trx: Knex.Transaction) => keptOf<Added>(queryOf(trx), intent)
	const before = await inTenant(services.db, clinicId, find, { quietly: true })
	let kept: Kept | null = null
	if (!before) {
		await assertMay()
		kept = await keepFile(services, clinicId, prepare)
	}
	const effect = async (trx: Knex.Transaction) => {
		// What was kept a moment ago has just run out.
		if (!kept) throw new Problem('in_progress', { headers: { 'Retry-After': '1' } })
		return write(trx, kept)
	}
	return { status: 201 as const, ...(await once(services.db, intent, effect, show)) }
}
