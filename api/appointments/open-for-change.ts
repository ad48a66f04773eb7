import type { Knex } from 'knex'
import type { Appointment, LivingAppointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { findById, findByReference, lockReference } from './queries.ts'

/**
 * Locks a visit that the clinic names, and reads it as it is now.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved`
 */
export async function openForChange(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<LivingAppointment> {
	const seen = await findOr404(trx, clinicId, id)
	await lockReference(queryOf(trx), clinicId, seen.bookingReference)
	return livingOf(trx, seen)
}

export async function findOr404(trx: Knex, clinicId: string, id: string): Promise<Appointment> {
	const visit = await findById(trx, clinicId, id)
	if (!visit) throw new Problem('appointment_not_found')
	return visit
}

/** A visit read again under its lock: it may have been answered, moved or withdrawn before that. */
export async function livingOf(
	trx: Knex,
	{ clinicId, id, bookingReference }: Appointment,
): Promise<LivingAppointment> {
	const living = await findByReference(trx, clinicId, bookingReference)
	if (!living) throw new Problem('appointment_not_found')
	if (living.id !== id) throw new Problem('appointment_moved', { movedTo: living.id })
	return living
}
