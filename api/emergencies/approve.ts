import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import type { Actor } from '../appointments/events.ts'
import { lowerOverbooked } from '../appointments/free.ts'
import { findOr404 } from '../appointments/open-for-change.ts'
import { lockReference } from '../appointments/queries.ts'
import type { Candidate } from '../availability/model.ts'
import type { ApproveBody } from '../contract/emergencies.ts'
import { audit } from '../database/audit.ts'
import { lockAllResources } from '../database/lock-resources.ts'
import type { Emergency } from '../database/models/emergency.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { minuteOf } from '../time/zone.ts'
import { mayMove } from './cost.ts'
import { insertEmergencyVisit } from './insert-visit.ts'
import type { DayVisit } from './model.ts'
import { placeAll } from './places.ts'
import { type PutOff, putOff } from './put-off.ts'
import { openEmergency, settleEmergency } from './record.ts'
import { type Booked, type DayAtHand, readDay } from './situation.ts'
import { tellDelayed } from './tell.ts'
import { emergencyType } from './types.ts'

/** A plan may be read and talked about for so long before its "now" is over. */
const PATIENCE_MINUTES = 10

export interface ApproveInput {
	clinicId: string
	emergencyId: string
	actor: Actor
	body: ApproveBody
}

export interface Approved {
	emergencyId: string
	appointmentId: string
	/** The new ids of those who were put off. */
	movedIds: string[]
}

/**
 * Carries a plan out, all of it or nothing: the visits that give way move, the emergency gets its own
 * visit, and everyone who was put off is written to, those first who have not left home. The day is
 * read again under the locks; a plan is carried out only if it still fits.
 *
 * @throws Problem `emergency_not_found`, `appointment_type_not_found`, `appointment_not_found`;
 * `conflict` when somebody was faster: make a new plan
 */
export async function approvePlan(
	trx: Knex.Transaction,
	services: ChangeServices,
	input: ApproveInput,
): Promise<Approved> {
	const { clinicId, emergencyId, actor, body } = input
	const emergency = await openEmergency(trx, clinicId, emergencyId)
	await lockVisits(trx, input)
	// A visit may have to change rooms, and no one can say beforehand which.
	await lockAllResources(queryOf(trx), clinicId)
	const now = await services.catalogue.read(queryOf(trx), clinicId)
	const type = emergencyType(now.clinic, emergency, {
		typeId: body.appointmentTypeId,
		minutes: body.minutes,
	})
	const day = await readDay(trx, now, emergency, type)
	const { place, leaving } = settle(day, emergency, body)
	const { moved, freed } = await putOff(trx, { day, leaving, actor, emergencyId })
	const own = { emergency, type, place, actor }
	const appointmentId = await insertEmergencyVisit(trx, own)
	await lowerOverbooked(trx, clinicId, freed)
	const veterinarianId = place.vetId
	await settleEmergency(trx, emergency, { status: 'assigned', veterinarianId, appointmentId })
	await tellDelayed(trx, services, now, moved)
	const movedIds = moved.map(({ id }) => id)
	const data = { appointmentId, movedIds }
	await audit(trx, clinicId, { actor, action: 'emergency.assigned', subjectId: emergencyId, data })
	return { emergencyId, appointmentId, movedIds }
}

/** In one order for all, before the resources, as every change of a visit does. */
async function lockVisits(trx: Knex.Transaction, { clinicId, body }: ApproveInput): Promise<void> {
	const references = new Set<string>()
	for (const { appointmentId } of body.moves) {
		references.add((await findOr404(trx, clinicId, appointmentId)).bookingReference)
	}
	for (const one of [...references].sort()) await lockReference(queryOf(trx), clinicId, one)
}

interface Settled {
	place: Candidate
	leaving: (Pick<PutOff, 'to'> & { row: Booked })[]
}

/** Where everyone goes, if the day is still as the plan has seen it. */
function settle(day: DayAtHand, emergency: Emergency, body: ApproveBody): Settled {
	const { situation, booked } = day
	const start = minuteOf(new Date(body.start))
	if (start < situation.now - PATIENCE_MINUTES) throw stale()
	const moves = body.moves.map(({ appointmentId, from, to }) => ({
		visit: asPlanned(day, appointmentId.toLowerCase(), from, emergency),
		vetId: to.veterinarianId.toLowerCase(),
		start: minuteOf(new Date(to.start)),
	}))
	if (moves.some(({ visit, start }) => start < visit.start)) throw stale()
	const own = { vetId: body.veterinarianId.toLowerCase(), start }
	const placed = placeAll(situation, own, moves)
	if (!placed) throw stale()
	const leaving = moves.flatMap(({ visit }, i) => {
		const [row, to] = [booked.get(visit.id), placed.moved[i]]
		return row && to ? [{ row, to }] : []
	})
	return { place: placed.place, leaving }
}

/** A visit of the plan, where the plan has seen it, and free to give way. */
function asPlanned(
	{ situation }: DayAtHand,
	id: string,
	from: { start: string; veterinarianId: string },
	{ severity }: Emergency,
): DayVisit {
	const visit = situation.visits.find((one) => one.id === id)
	const isThere =
		visit?.start === minuteOf(new Date(from.start)) &&
		visit.vetId === from.veterinarianId.toLowerCase()
	if (!visit || !isThere || !mayMove(visit.facts, severity)) throw stale()
	return visit
}

function stale(): Problem {
	return new Problem('conflict', {
		detail: 'The day has changed since this plan was made. Please look at a new one.',
	})
}
