import type { Knex } from 'knex'
import { Appointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import type { ChangeServices } from './book.ts'
import { giveUp } from './cancel.ts'
import { type Actor, recordChange } from './events.ts'
import { openForChange } from './open-for-change.ts'
import { assertMayBecome } from './status.ts'

export interface AnswerInput {
	clinicId: string
	appointmentId: string
	/** Who answers: staff, or a server with a secret key. */
	actor: Actor
	/** For the clinic's own eyes; what the owner is told is the letter. */
	reason?: string | undefined
}

/**
 * Says yes to a request: the visit stands, its owner is told and gets the calendar entry.
 *
 * @returns false when it was confirmed already: nothing changes and nobody is told twice
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused`, also for a
 * request whose start or time for an answer has passed
 */
export async function confirmAppointment(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, appointmentId, actor, reason }: AnswerInput,
): Promise<boolean> {
	const visit = await openForChange(trx, clinicId, appointmentId)
	if (visit.status === 'confirmed') return false
	assertMayBecome(visit.status, 'confirmed')
	const { now } = await services.catalogue.read(queryOf(trx), clinicId)
	assertInTime(visit, now)
	const icsSequence = visit.icsSequence + 1
	await Appointment.of(trx, clinicId, { id: visit.id }).patch({ status: 'confirmed', icsSequence })
	const change = { from: visit.status, to: 'confirmed', actor, reason } as const
	await recordChange(trx, clinicId, { appointmentId: visit.id, ...change })
	await services.queueNotification(trx, {
		clinicId,
		kind: 'booking_confirmed',
		appointmentId: visit.id,
		clientId: visit.clientId,
		sequence: icsSequence,
	})
	return true
}

/**
 * Says no to a request: its time is free again and its owner is told.
 *
 * @returns false when it was cancelled already
 * @throws Problem `appointment_not_found`, `appointment_moved`, `transition_refused` for a visit
 * that is no request any more
 */
export async function declineAppointment(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, appointmentId, actor, reason }: AnswerInput,
): Promise<boolean> {
	const visit = await openForChange(trx, clinicId, appointmentId)
	if (visit.status === 'cancelled') return false
	// Any visit may be cancelled; only a request can be declined.
	if (visit.status !== 'pending') assertMayBecome(visit.status, 'pending')
	const answer = { kind: 'booking_declined', late: false, reason } as const
	await giveUp(trx, services, { clinicId, visit, actor, ...answer })
	return true
}

/** What nobody has answered in time is as good as cancelled, even if that is done a minute later. */
function assertInTime({ answerBy, scheduledStart }: Appointment, now: Date): void {
	const until = Math.min(scheduledStart.getTime(), (answerBy ?? scheduledStart).getTime())
	if (now.getTime() < until) return
	throw new Problem('transition_refused', {
		detail: 'The time to answer this request has passed, so it can not be confirmed any more.',
	})
}
