import { isDeepStrictEqual } from 'node:util'
import type { Knex } from 'knex'
import type { Candidate, Minute } from '../availability/model.ts'
import { type ChosenType, lengthOf } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import type { Issue } from '../contract/problem.ts'
import type { Visit } from '../contract/visit.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { findHold, type HoldRow, lockHold } from './holds.ts'
import { resourcesOf } from './queries.ts'

export interface TakenHold {
	id: string
	vetId: string
	resourceIds: string[]
}

interface Booking {
	body: BookBody
	type: ChosenType
	vetId: string | null
	start: Minute
}

/**
 * Locks the hold that a booking brings along and checks that it is for the same visit.
 *
 * @throws Problem `hold_expired`, also for a hold that is gone; `hold_mismatch`
 */
export async function takeHold(
	query: Query,
	clinicId: string,
	booking: Booking,
): Promise<TakenHold> {
	const { id = '', token = '' } = booking.body.hold ?? {}
	const proof = { clinicId, id, token }
	await lockHold(query, proof)
	const hold = await findHold(query, proof)
	if (!hold?.isLive) throw new Problem('hold_expired', { issues: [expired] })
	const issues = mismatches(hold, booking)
	if (issues.length > 0) throw new Problem('hold_mismatch', { issues })
	const resourceIds = await resourcesOf(query, clinicId, { holdId: hold.id })
	return { id: hold.id, vetId: hold.vetId, resourceIds }
}

const expired: Issue = {
	path: 'hold.id',
	in: 'body',
	code: 'hold_expired',
	message: 'The hold has ended',
}

function mismatches(hold: HoldRow, { body, type, vetId, start }: Booking): Issue[] {
	const bad = (path: string): Issue => ({
		path,
		in: 'body',
		code: 'hold_mismatch',
		message: 'The hold is for another one',
	})
	const minutes = (hold.end.getTime() - hold.start.getTime()) / 60_000
	const longer = body.duration !== undefined && minutes !== lengthOf(type.rules, body.visit)
	return [
		...(hold.typeId === type.row.id ? [] : [bad('appointmentTypeId')]),
		...(longer ? [bad('duration')] : []),
		...(hold.start.getTime() === start * 60_000 ? [] : [bad('start')]),
		...(vetId === null || vetId === hold.vetId ? [] : [bad('veterinarianId')]),
		...(sameVisit(hold.visit, body.visit) ? [] : [bad('visit')]),
	]
}

/** Fields that were left out are not kept, so both are compared as JSON has them. */
function sameVisit(a: Visit, b: Visit): boolean {
	return isDeepStrictEqual(a, JSON.parse(JSON.stringify(b)))
}

/**
 * Turns a hold's reservations into the appointment's by one UPDATE, which the database's clock
 * decides. When the clinic's hours or rooms have changed meanwhile, they are given back and the
 * caller inserts what is right now.
 *
 * @returns whether the reservations are the appointment's now
 * @throws Problem `hold_expired`
 */
export async function consumeHold(
	trx: Knex.Transaction,
	clinicId: string,
	holdId: string,
	appointmentId: string,
	fit: Candidate,
): Promise<boolean> {
	const query = queryOf(trx)
	const rows = await query<{ id: string; resource: string; from: number; to: number }>(
		`update reservations
		set appointment_id = $3, hold_id = null, expires_at = null, updated_at = now()
		where clinic_id = $1 and hold_id = $2 and expires_at > statement_timestamp()
		returning id, resource_id as resource, extract(epoch from starts_at)::float8 / 60 as from,
			extract(epoch from ends_at)::float8 / 60 as to`,
		[clinicId, holdId, appointmentId],
	)
	if (rows.length === 0) throw new Problem('hold_expired', { issues: [expired] })
	await query('delete from holds where clinic_id = $1 and id = $2', [clinicId, holdId])
	const same = (row: (typeof rows)[number]) =>
		fit.reservations.some(
			(part) =>
				part.resourceId === row.resource && part.startsAt === row.from && part.endsAt === row.to,
		)
	if (rows.length === fit.reservations.length && rows.every(same)) return true
	await query('delete from reservations where clinic_id = $1 and appointment_id = $2', [
		clinicId,
		appointmentId,
	])
	return false
}
