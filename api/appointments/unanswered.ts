import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant, type Query } from '../database/tenant.ts'
import { bumpVersion } from '../database/versions.ts'
import type { ChangeServices } from './book.ts'
import { giveUp } from './cancel.ts'
import { findByReference, lockReference } from './queries.ts'
import { assertMayBecome } from './status.ts'

const theSystem = { kind: 'system', id: null } as const

/**
 * Cancels requests that no clinic has answered by the time that was promised, and tells their
 * owners: whoever waits for a word must not learn at the door that there was none. Every minute.
 *
 * @returns how many were cancelled, over all clinics
 * @throws AggregateError, after all others had their turn, when some could not be cancelled; its
 * cause is the first failure
 */
export async function cancelUnanswered(db: Knex, services: ChangeServices): Promise<number> {
	const { rows } = await db.raw('select clinic_id as "clinicId" from list_clinics()')
	const failures: unknown[] = []
	let count = 0
	const attempt = async <T>(work: () => Promise<T>, instead: T): Promise<T> =>
		work().catch((error) => {
			failures.push(error)
			return instead
		})
	for (const { clinicId } of rows as { clinicId: string }[]) {
		const list = (trx: Knex) => unanswered(queryOf(trx), clinicId)
		const find = () => inTenant(db, clinicId, list, { quietly: true })
		for (const reference of await attempt(find, [])) {
			// One transaction each: locks of several visits at once could deadlock with their owners.
			const work = () =>
				inTenant(db, clinicId, (trx) => cancelOne(trx, services, clinicId, reference))
			if (await attempt(work, false)) count++
		}
	}
	if (failures.length > 0) {
		const message = `${failures.length} clinics or requests failed; ${count} requests were cancelled`
		throw new AggregateError(failures, message, { cause: failures[0] })
	}
	return count
}

async function cancelOne(
	trx: Knex.Transaction,
	services: ChangeServices,
	clinicId: string,
	reference: string,
): Promise<boolean> {
	const query = queryOf(trx)
	await lockReference(query, clinicId, reference)
	// Answered, moved or cancelled while we waited for the lock.
	if (!(await unanswered(query, clinicId, reference)).includes(reference)) return false
	const visit = await findByReference(trx, clinicId, reference)
	if (!visit) return false
	assertMayBecome(visit.status, 'cancelled')
	const cancelled = { clinicId, visit, actor: theSystem, late: false, reason: 'not_answered' }
	await giveUp(trx, services, cancelled)
	await bumpVersion(trx, clinicId)
	return true
}

/** References of requests that wait in vain; of one alone when it is given. */
async function unanswered(query: Query, clinicId: string, only?: string): Promise<string[]> {
	const rows = await query<{ reference: string }>(
		`select a.booking_reference as reference from appointments a
		where a.clinic_id = $1 and a.status = 'pending'
			and (a.answer_by <= statement_timestamp()
				or a.answer_by is null and a.scheduled_start <= statement_timestamp())
			and ($2::text is null or a.booking_reference = $2)
		order by a.id limit 1000`,
		[clinicId, only ?? null],
	)
	return rows.map((row) => row.reference)
}
