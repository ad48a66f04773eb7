import type { Knex } from 'knex'
import type { Candidate } from '../../availability/model.ts'
import { Appointment, AppointmentResource } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { freeTime, lowerOverbooked } from '../free.ts'
import { reservationRows, resourceRows } from '../insert.ts'
import { writeRows } from '../write.ts'

/**
 * Gives a visit other places under the same id: its row, what it occupies now, and what stays written
 * of that for good. The locks of old and new are held.
 *
 * @throws Lost
 */
export async function occupy(
	trx: Knex.Transaction,
	{ clinicId, id }: Appointment,
	fit: Candidate,
): Promise<void> {
	const freed = await freeTime(trx, clinicId, id)
	await AppointmentResource.of(trx, clinicId, { appointmentId: id }).delete()
	await Appointment.of(trx, clinicId, { id }).patch({
		veterinarianId: fit.vetId,
		scheduledStart: new Date(fit.startsAt * 60_000),
		scheduledEnd: new Date(fit.endsAt * 60_000),
	})
	const rows = {
		appointment_resources: resourceRows(fit, id),
		reservations: reservationRows(fit, { appointment_id: id }),
	}
	await writeRows(queryOf(trx), clinicId, rows, { lanes: fit.reservations.length })
	await lowerOverbooked(trx, clinicId, freed)
}
