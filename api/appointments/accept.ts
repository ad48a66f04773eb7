import type { Knex } from 'knex'
import { raw } from 'objection'
import { Appointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { recordEvent, theOwner } from './events.ts'
import { lockReference } from './queries.ts'
import { openAppointment } from './read.ts'
import { isAhead } from './status.ts'

interface AcceptInput {
	claims: ManageClaims
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
	{ claims, appointmentId }: AcceptInput,
): Promise<boolean> {
	const { clinicId } = claims
	await lockReference(queryOf(trx), clinicId, claims.reference)
	const { now } = await services.catalogue.read(queryOf(trx), clinicId)
	const visit = await openAppointment(trx, claims, appointmentId, now)
	if (visit.attendanceConfirmedAt) return false
	if (!isAhead(visit.status) || visit.status === 'pending' || visit.scheduledStart <= now)
		throw new Problem('transition_refused')
	const { id } = visit
	await Appointment.of(trx, clinicId, { id }).patch({ attendanceConfirmedAt: raw('now()') })
	const event = { appointmentId: id, kind: 'attendance_confirmed', actor: theOwner } as const
	await recordEvent(trx, clinicId, event)
	return true
}
