import type { Knex } from 'knex'
import type { Clinic } from '../../availability/catalogue.ts'
import { typeOfBooked } from '../../availability/question.ts'
import type { UndoBody } from '../../contract/visit-changes.ts'
import { Appointment, type LivingAppointment } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { Problem } from '../../http/problem.ts'
import { minuteOf } from '../../time/zone.ts'
import type { ChangeServices } from '../book.ts'
import { type Actor, recordChange } from '../events.ts'
import { openForChange } from '../open-for-change.ts'
import { answerBy } from '../policy.ts'
import type { Status } from '../status.ts'
import { lastChange } from './actions.ts'
import { eventsOf } from './detail-rows.ts'
import { occupy } from './occupy.ts'
import { auditPassedOver, passedOver, type Taken, takePlace, type Wanted } from './place.ts'

export interface UndoInput {
	clinicId: string
	appointmentId: string
	actor: Actor
	body: UndoBody
}

/**
 * Takes back the last change of a visit's status: a new line of its history, none is removed. A visit
 * that was cancelled comes back to its own time, if that is still free, and its owner is told.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused` when there is
 * nothing to take back, `slot_taken`, `slot_not_offered`
 */
export async function undoChange(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, appointmentId, actor, body }: UndoInput,
): Promise<boolean> {
	const visit = await openForChange(trx, clinicId, appointmentId)
	const query = queryOf(trx)
	const last = lastChange(visit, await eventsOf(query, clinicId, visit.bookingReference))
	if (!last) throw nothingToUndo(visit.status)
	const { eventId, from: to } = last
	const wanted = wantedBy(visit, body)
	const taken = visit.status === 'cancelled' ? await takePlace(trx, services, wanted) : null
	const passed = taken ? passedOver(taken, body.override) : { data: {} }
	const data = { ...passed.data, undoes: eventId }
	if (taken) await auditPassedOver(trx, wanted, { taken, actor, visitId: visit.id })
	if (taken) await comeBack(trx, services, visit, { taken, to })
	else await Appointment.of(trx, clinicId, { id: visit.id }).patch(takenBack(visit.status, to))
	const change = { appointmentId: visit.id, from: visit.status, to, actor, data }
	await recordChange(trx, clinicId, { ...passed, ...change })
	return true
}

function nothingToUndo(status: Status): Problem {
	return new Problem('transition_refused', {
		detail: `There is no change to take back from an appointment that is ${status.replaceAll('_', ' ')}.`,
	})
}

/** What a step wrote beside the status goes with it. */
function takenBack(from: Status, to: Status): Partial<Appointment> {
	return {
		status: to,
		...(from === 'in_progress' ? { actualStart: null } : {}),
		...(from === 'completed' ? { actualEnd: null, finalCost: null } : {}),
	}
}

function wantedBy(visit: LivingAppointment, { override }: UndoBody): Wanted {
	return {
		clinicId: visit.clinicId,
		override,
		stays: true,
		claimOf: (clinic: Clinic) => ({
			type: typeOfBooked(clinic, visit),
			visit: visit.visit,
			toldAt: visit.toldAt,
			vetId: visit.veterinarianId,
			start: minuteOf(visit.scheduledStart),
		}),
	}
}

interface Back {
	taken: Taken
	to: Status
}

async function comeBack(
	trx: Knex.Transaction,
	{ queueNotification }: ChangeServices,
	visit: LivingAppointment,
	{ taken, to }: Back,
): Promise<void> {
	const { clinicId, id, clientId, scheduledStart } = visit
	const { now, clinic } = taken.now
	const type = typeOfBooked(clinic, visit)
	const icsSequence = visit.icsSequence + 1
	await occupy(trx, visit, taken.fit)
	await Appointment.of(trx, clinicId, { id }).patch({
		status: to,
		cancelledAt: null,
		cancelledBy: null,
		cancelledByKind: null,
		cancelledLate: false,
		cancellationReason: null,
		icsSequence,
		// The old promise may have run out; whoever waits for an answer gets a new one.
		...(to === 'pending' ? { answerBy: answerBy(scheduledStart, type.row, now) } : {}),
	})
	if (scheduledStart <= now || to === 'checked_in') return
	const kind = to === 'pending' ? 'booking_requested' : 'booking_confirmed'
	const letter = { clinicId, kind, appointmentId: id, clientId, sequence: icsSequence } as const
	await queueNotification(trx, letter)
}
