import type { Knex } from 'knex'
import { raw } from 'objection'
import type * as z from 'zod'
import { typeOfBooked } from '../availability/question.ts'
import type { cancelReason } from '../contract/appointments.ts'
import { lockResources } from '../database/lock-resources.ts'
import { Appointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { learnPreferences } from '../preferences/store.ts'
import type { ChangeServices } from './book.ts'
import { type Actor, recordChange } from './events.ts'
import { freeTime, lowerOverbooked } from './free.ts'
import { freeUntil, mayCancel, tooLate } from './policy.ts'
import { resourcesOf } from './queries.ts'
import { openForOwner, type VisitAccess } from './read.ts'
import { assertMayBecome } from './status.ts'

export interface CancelInput {
	access: VisitAccess
	actor: Actor
	appointmentId: string
	reason?: z.infer<typeof cancelReason> | undefined
}

/**
 * Cancels a visit and gives its time back. After the cut-off that is marked as late. A visit that is
 * cancelled already stays as it is, and nobody is told twice.
 *
 * @returns whether anything changed
 * @throws Problem `cutoff_passed` once the visit has begun, `appointment_moved`, `transition_refused`
 */
export async function cancelAppointment(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ actor, reason, ...named }: CancelInput,
): Promise<boolean> {
	const { clinicId } = named.access
	const opened = await openForOwner(trx, services.catalogue, named)
	const { visit } = opened
	const { now, clinic } = opened.now
	if (visit.status === 'cancelled') return false
	assertMayBecome(visit.status, 'cancelled')
	if (!mayCancel(visit, now)) throw tooLate(clinic.rows.clinic.phone, 'cancelled')
	const late = now > freeUntil(visit, typeOfBooked(clinic, visit).row)
	await giveUp(trx, services, { clinicId, visit, actor, late, reason })
	return true
}

interface Cancellation {
	clinicId: string
	/** Locked by `lockReference` and read afterwards. */
	visit: Appointment
	actor: Actor
	late: boolean
	reason: string | undefined
	/** The letter. */
	kind?: 'booking_cancelled' | 'booking_declined'
}

/** Frees the time of a visit, marks it as cancelled and tells its owner. */
export async function giveUp(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, visit, actor, late, reason, kind = 'booking_cancelled' }: Cancellation,
): Promise<void> {
	const occupied = await resourcesOf(queryOf(trx), clinicId, visit.id)
	await lockResources(trx, clinicId, occupied)
	await lowerOverbooked(trx, clinicId, await freeTime(trx, clinicId, visit.id))
	const icsSequence = visit.icsSequence + 1
	await Appointment.of(trx, clinicId, { id: visit.id }).patch({
		status: 'cancelled',
		cancelledAt: raw('now()'),
		cancelledByKind: actor.kind,
		cancelledBy: actor.id,
		cancelledLate: late,
		cancellationReason: reason ?? null,
		icsSequence,
	})
	const change = { from: visit.status, to: 'cancelled', actor, reason, data: { late } } as const
	await recordChange(trx, clinicId, { appointmentId: visit.id, ...change })
	if (actor.kind === 'owner') await learnPreferences(trx, clinicId, visit.clientId)
	await services.queueNotification(trx, {
		clinicId,
		kind,
		appointmentId: visit.id,
		clientId: visit.clientId,
		sequence: icsSequence,
	})
}
