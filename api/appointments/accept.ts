import type { Knex } from 'knex'
import { raw } from 'objection'
import { Appointment } from '../database/models/appointment.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { type Actor, recordEvent } from './events.ts'
import { openForOwner, type VisitAccess } from './read.ts'
import { isAhead } from './status.ts'

interface AcceptInput {
	access: VisitAccess
	actor: Actor
	appointmentId: string
}

/**
 * An owner says that they will come, to a time that the clinic has put their visit off to above all.
 * Saying so twice changes nothing, and the first time counts.
 *
 * @returns whether anything changed
 * @throws Problem `appointment_not_found`, `appointment_moved`; `transition_refused` for a request,
 * which the clinic has to answer, and once the visit has begun
 */
export async function acceptAppointment(
	trx: Knex.Transaction,
	services: Pick<Services, 'catalogue'>,
	{ actor, ...named }: AcceptInput,
): Promise<boolean> {
	const { clinicId } = named.access
	const { visit, now: clinic } = await openForOwner(trx, services.catalogue, named)
	if (visit.attendanceConfirmedAt) return false
	if (!isAhead(visit.status) || visit.status === 'pending' || visit.scheduledStart <= clinic.now)
		throw new Problem('transition_refused')
	const { id } = visit
	await Appointment.of(trx, clinicId, { id }).patch({ attendanceConfirmedAt: raw('now()') })
	const event = { appointmentId: id, kind: 'attendance_confirmed', actor } as const
	await recordEvent(trx, clinicId, event)
	return true
}
