import type { Knex } from 'knex'
import type { Clinic } from '../../availability/catalogue.ts'
import { type ChosenType, chooseVet, typeOfBooked } from '../../availability/question.ts'
import type { MoveVisitBody } from '../../contract/visit-changes.ts'
import type { LivingAppointment } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { minuteOf } from '../../time/zone.ts'
import type { ChangeServices } from '../book.ts'
import { type Actor, recordEvent } from '../events.ts'
import { move, tellMoved } from '../move.ts'
import { findOr404, livingOf, openForChange } from '../open-for-change.ts'
import { startOf } from '../start.ts'
import { assertMayBecome } from '../status.ts'
import { isHere, mayBeMoved } from './actions.ts'
import { occupy } from './occupy.ts'
import {
	auditPassedOver,
	passedOver,
	type Seen,
	seePlace,
	takePlace,
	type Wanted,
} from './place.ts'

export interface MoveInput {
	clinicId: string
	appointmentId: string
	actor: Actor
	body: MoveVisitBody
}

/**
 * Moves a visit to another time or person, or makes it longer or shorter. A visit that lies ahead gets a
 * new id, as with every move; one whose animal is here already stays the same and only takes
 * other places.
 *
 * @returns its id then; `changed` is false when it is there already
 * @throws Problem `appointment_not_found`, `appointment_moved` for whoever was slower,
 * `transition_refused`, `slot_taken`, `slot_not_offered`
 */
export async function moveVisit(
	trx: Knex.Transaction,
	services: ChangeServices,
	input: MoveInput,
): Promise<{ id: string; changed: boolean }> {
	const { clinicId, appointmentId, actor, body } = input
	const visit = await openForChange(trx, clinicId, appointmentId)
	assertMayMove(visit)
	if (isThere(visit, body)) return { id: visit.id, changed: false }
	const wanted = wantedBy(visit, body)
	const taken = await takePlace(trx, services, wanted)
	const by = { actor, ...passedOver(taken, body.override) }
	await auditPassedOver(trx, wanted, { taken, actor, visitId: visit.id })
	if (isHere(visit.status)) {
		await occupy(trx, visit, taken.fit)
		const data = { ...by.data, ...beforeAndAfter(visit, taken.fit) }
		await recordEvent(trx, clinicId, { ...by, appointmentId: visit.id, kind: 'placed', data })
		return { id: visit.id, changed: true }
	}
	const moved = await move(trx, visit, taken, by)
	if (body.tellOwner && taken.fit.startsAt > minuteOf(taken.now.now)) {
		await tellMoved(trx, services, visit, moved.id)
	}
	return { id: moved.id, changed: true }
}

/** What a move would do, without locks: the visit may be dragged on a calendar. */
export async function seeMove(
	trx: Knex,
	services: Pick<ChangeServices, 'catalogue'>,
	{ clinicId, appointmentId, body }: Omit<MoveInput, 'actor'>,
): Promise<Seen> {
	const visit = await livingOf(trx, await findOr404(trx, clinicId, appointmentId))
	assertMayMove(visit)
	return seePlace(queryOf(trx), services, wantedBy(visit, body))
}

function assertMayMove({ status }: LivingAppointment): void {
	if (!mayBeMoved(status)) assertMayBecome(status, 'rescheduled')
}

function lengthOf({ scheduledStart, scheduledEnd }: LivingAppointment): number {
	return (scheduledEnd.getTime() - scheduledStart.getTime()) / 60_000
}

function isThere(
	visit: LivingAppointment,
	{ start, veterinarianId, durationMinutes }: MoveVisitBody,
) {
	const { scheduledStart, veterinarianId: vetId } = visit
	return (
		(start === undefined || Date.parse(start) === scheduledStart.getTime()) &&
		(veterinarianId === undefined || veterinarianId?.toLowerCase() === vetId) &&
		(durationMinutes === undefined || durationMinutes === lengthOf(visit))
	)
}

function wantedBy(visit: LivingAppointment, body: MoveVisitBody): Wanted {
	const { start, veterinarianId: vetId, durationMinutes, override } = body
	const minute = start === undefined ? minuteOf(visit.scheduledStart) : startOf(start)
	return {
		clinicId: visit.clinicId,
		override,
		stays: minute === minuteOf(visit.scheduledStart),
		claimOf: (clinic) => ({
			type: typeAt(clinic, visit, durationMinutes),
			visit: visit.visit,
			toldAt: visit.toldAt,
			vetId: vetId === undefined ? visit.veterinarianId : chooseVet(clinic, vetId),
			usualVetId: visit.veterinarianId,
			start: minute,
			except: { appointmentId: visit.id },
		}),
	}
}

/** The visit's type at its own length, or at the one that staff give it. */
function typeAt(clinic: Clinic, visit: LivingAppointment, minutes: number | undefined): ChosenType {
	const type = typeOfBooked(clinic, visit)
	if (minutes === undefined) return type
	return { ...type, rules: { ...type.rules, durationMinutes: minutes } }
}

function beforeAndAfter(
	visit: LivingAppointment,
	fit: { vetId: string; startsAt: number; endsAt: number },
) {
	return {
		startWas: visit.scheduledStart.toISOString(),
		endWas: visit.scheduledEnd.toISOString(),
		veterinarianWas: visit.veterinarianId,
		start: new Date(fit.startsAt * 60_000).toISOString(),
		end: new Date(fit.endsAt * 60_000).toISOString(),
		veterinarian: fit.vetId,
	}
}
