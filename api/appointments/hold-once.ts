import type { Knex } from 'knex'
import type { Hold } from '../contract/holds.ts'
import { newId } from '../database/ids.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpVersionBy } from '../database/versions.ts'
import { writeInTenant } from '../database/write.ts'
import type { Owner } from '../http/authenticate.ts'
import { keptOf, keptRow } from '../http/idempotency.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { type Changed, replayed } from './change.ts'
import { type Held, type HoldInput, holdTime, limitHold } from './hold.ts'
import { tryAgain } from './lost.ts'
import { asKnown } from './party.ts'
import { presentNewHold } from './presenter.ts'
import { showNewHold } from './show.ts'
import { holdTokenOf } from './token.ts'

interface AskedHold extends HoldInput {
	/** Whoever is signed in. */
	owner: Owner | null
}

/**
 * What `change` does for other verbs, with a hold's statements in four round trips: the retry's
 * record and the holder's other holds; the first look; locks and the second look; all rows, the
 * record, the version and the commit. Everyone who asks for the same time waits for those locks, so
 * nothing is asked under them that can be told from what is known.
 */
export async function holdOnce(
	services: Services,
	intent: Intent,
	input: AskedHold,
): Promise<Changed<Hold>> {
	const { clinicId } = input
	const done = await tryAgain((wide) => write(services, intent, { ...input, wide }))
	if ('row' in done) {
		const { row, now } = done
		const token = holdTokenOf(services.serverKey, clinicId, row.id)
		return { body: presentNewHold(row, now, token), headers: {} }
	}
	const show = (trx: Knex.Transaction) => showNewHold(trx, services, clinicId, done.holdId)
	const shown = await inTenant(services.db, clinicId, show, { quietly: true })
	return replayed(shown)
}

/** The hold, or, for a retry, its id. */
function write(
	services: Services,
	intent: Intent,
	{ owner, ...input }: AskedHold,
): Promise<Held | { holdId: string }> {
	const { clinicId } = input
	return writeInTenant<Held | { holdId: string }>(services.db, clinicId, async (query) => {
		const holdId = newId()
		const answer = { holdId }
		const beside = { idempotency_keys: [keptRow(intent, { status: 201, answer })] }
		const keeping = keptOf<typeof answer>(query, intent)
		const limited = limitHold(query, services, input)
		const kept = await keeping
		if (kept) return { result: kept.answer }
		const visit = await asKnown(query, owner, input.body.visit)
		const making = { ...input, visit, holdId, beside }
		const { result, last = [] } = await holdTime(query, services, making, limited)
		return { result, last: [...last, bumpVersionBy(query, clinicId)] }
	})
}
