import { isDeepStrictEqual } from 'node:util'
import type { Candidate, Minute, Reservation } from '../availability/model.ts'
import type { ChosenType } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import type { Issue } from '../contract/problem.ts'
import type { Visit } from '../contract/visit.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { hashToken } from './token.ts'
import type { Spent } from './write.ts'

/** A hold that the transaction has locked. */
export interface TakenHold {
	id: string
	vetId: string
	/** What it occupies. */
	parts: Reservation[]
}

interface Booking {
	body: Pick<BookBody, 'visit'>
	type: ChosenType
	vetId: string | null
	start: Minute
	/** How long the visit lasts, by its type or by the length that the caller named. */
	minutes: number
}

interface Row {
	id: string
	typeId: string
	vetId: string
	start: Date
	end: Date
	visit: Visit
	isLive: boolean
	parts: Reservation[]
}

// For update: without the lock the cleaner, which takes hold and reservations in that order, could
// wait for us while we wait for it.
const TAKE = `
	select h.id, h.appointment_type_id as "typeId", h.veterinarian_id as "vetId",
		h.starts_at as start, h.ends_at as end, h.visit,
		h.expires_at > statement_timestamp() and exists (
			select from reservations r where r.clinic_id = $1 and r.hold_id = h.id
				and r.expires_at > statement_timestamp()) as "isLive",
		(select coalesce(jsonb_agg(jsonb_build_object(
				'resourceId', r.resource_id, 'lane', r.lane,
				'startsAt', extract(epoch from r.starts_at)::float8 / 60,
				'endsAt', extract(epoch from r.ends_at)::float8 / 60)), '[]')
			from reservations r where r.clinic_id = $1 and r.hold_id = h.id) as parts
	from holds h where h.clinic_id = $1 and h.id = $2 and h.token_hash = $3
	for update of h`

/** Locks the hold that a booking brings along. What it says of the clock may be too late already. */
export async function lockHold(
	query: Query,
	clinicId: string,
	{ id, token }: { id: string; token: string },
): Promise<Row | undefined> {
	const [row] = await query<Row>(TAKE, [clinicId, id, hashToken(token)])
	return row
}

/**
 * Checks that a locked hold lives and is for the visit that is booked.
 *
 * @throws Problem `hold_expired`, also for a hold that is gone; `hold_mismatch`
 */
export function takeHold(row: Row | undefined, booking: Booking): TakenHold {
	if (!row?.isLive) throw new Problem('hold_expired', { issues: [expired] })
	const issues = mismatches(row, booking)
	if (issues.length > 0) throw new Problem('hold_mismatch', { issues })
	return { id: row.id, vetId: row.vetId, parts: row.parts }
}

const expired: Issue = {
	path: 'hold.id',
	in: 'body',
	code: 'hold_expired',
	message: 'The hold has ended',
}

function mismatches(hold: Row, { body, type, vetId, start, minutes }: Booking): Issue[] {
	const bad = (path: string): Issue => ({
		path,
		in: 'body',
		code: 'hold_mismatch',
		message: 'The hold is for another one',
	})
	const held = (hold.end.getTime() - hold.start.getTime()) / 60_000
	const [sameType, same] = [hold.typeId === type.row.id, sameVisit(hold.visit, body.visit)]
	return [
		...(sameType ? [] : [bad('appointmentTypeId')]),
		// Of another type or visit the length differs for that.
		...(sameType && same && held !== minutes ? [bad('duration')] : []),
		...(hold.start.getTime() === start * 60_000 ? [] : [bad('start')]),
		...(vetId === null || vetId === hold.vetId ? [] : [bad('veterinarianId')]),
		...(same ? [] : [bad('visit')]),
	]
}

/** Fields that were left out are not kept, so both are compared as JSON has them. */
function sameVisit(a: Visit, b: Visit): boolean {
	return isDeepStrictEqual(a, JSON.parse(JSON.stringify(b)))
}

/**
 * Whether a hold's reservations can become the visit's as they are. When the clinic's hours or rooms
 * have changed meanwhile they are given back, and what is right now is taken.
 */
export function spend({ id, parts }: TakenHold, { reservations }: Candidate): Spent {
	// Counted, too: two lanes of one room are not one lane of each of two rooms.
	return { holdId: id, fits: isDeepStrictEqual(placesOf(parts), placesOf(reservations)) }
}

/** Any lane will do, so lanes don't count. */
function placesOf(parts: readonly Reservation[]): string[] {
	return parts
		.map(({ resourceId, startsAt, endsAt }) => `${resourceId} ${startsAt} ${endsAt}`)
		.sort()
}
