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
 * Cancels requests that no clinic has answered by the time the notice begins, and tells their
 * owners: whoever waits for a word must not learn at the door that there was none. Every minute.
 *
 * @returns how many were cancelled, over all clinics
 */
export async function cancelUnanswered(db: Knex, services: ChangeServices): Promise<number> {
	const { rows } = await db.raw('select clinic_id as "clinicId" from list_clinics()')
	let count = 0
	for (const { clinicId } of rows as { clinicId: string }[]) {
		count += await inTenant(db, clinicId, (trx) => ofClinic(trx, services, clinicId))
	}
	return count
}

async function ofClinic(
	trx: Knex.Transaction,
	services: ChangeServices,
	clinicId: string,
): Promise<number> {
	const query = queryOf(trx)
	const references = await unanswered(query, clinicId)
	let count = 0
	for (const reference of references) {
		await lockReference(query, clinicId, reference)
		const visit = await findByReference(trx, clinicId, reference)
		// Answered, moved or cancelled while we waited for the lock.
		if (visit?.status !== 'pending') continue
		assertMayBecome(visit.status, 'cancelled')
		const cancelled = { clinicId, visit, actor: theSystem, late: false, reason: 'not_answered' }
		await giveUp(trx, services, cancelled)
		count++
	}
	if (count > 0) await bumpVersion(trx, clinicId)
	return count
}

async function unanswered(query: Query, clinicId: string): Promise<string[]> {
	const rows = await query<{ reference: string }>(
		`select a.booking_reference as reference
		from appointments a join appointment_types t
			on t.clinic_id = a.clinic_id and t.id = a.appointment_type_id
		where a.clinic_id = $1 and t.clinic_id = $1 and a.status = 'pending'
			and a.scheduled_start - make_interval(mins => t.min_notice_minutes) <= statement_timestamp()
		order by a.id limit 100`,
		[clinicId],
	)
	return rows.map((row) => row.reference)
}
