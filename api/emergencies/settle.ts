import type { Knex } from 'knex'
import { openForChange } from '../appointments/open-for-change.ts'
import { assertGoesOn } from '../appointments/status.ts'
import type { ClinicNow } from '../availability/catalogue.ts'
import { chooseVet } from '../availability/question.ts'
import type { AssignBody } from '../contract/emergencies.ts'
import { type Actor, audit } from '../database/audit.ts'
import type { Emergency } from '../database/models/emergency.ts'
import { openEmergency, settleEmergency } from './record.ts'

interface Input {
	clinicId: string
	emergencyId: string
	actor: Actor
}

/**
 * Gives an emergency to whoever is free, without taking time on the calendar, or to a visit that was
 * booked for it.
 *
 * @throws Problem `emergency_not_found`, `conflict`, `veterinarian_not_found`,
 * `appointment_not_found`, `appointment_moved`, `transition_refused` for a visit that is over
 */
export async function assignEmergency(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, emergencyId, actor, body }: Input & { body: AssignBody },
): Promise<void> {
	const row = await openEmergency(trx, clinicId, emergencyId)
	const visit = body.appointmentId && (await visitFor(trx, clinicId, body.appointmentId))
	const veterinarianId = visit ? visit.veterinarianId : chooseVet(now.clinic, body.veterinarianId)
	const appointmentId = visit ? visit.id : null
	await settleEmergency(trx, row, { status: 'assigned', veterinarianId, appointmentId })
	const data = { veterinarianId, appointmentId }
	await audit(trx, clinicId, { actor, action: 'emergency.assigned', subjectId: row.id, data })
}

/** A visit that can still take somebody in, under its lock: it could be cancelled or moved meanwhile. */
async function visitFor(trx: Knex.Transaction, clinicId: string, id: string) {
	const visit = await openForChange(trx, clinicId, id)
	assertGoesOn(visit.status)
	return visit
}

/**
 * Ends an emergency that takes nobody's time.
 *
 * @throws Problem `emergency_not_found`, `conflict`
 */
export async function closeEmergency(
	trx: Knex.Transaction,
	{ clinicId, emergencyId, actor, outcome }: Input & { outcome: NonNullable<Emergency['outcome']> },
): Promise<void> {
	const row = await openEmergency(trx, clinicId, emergencyId)
	await settleEmergency(trx, row, { status: 'closed', outcome })
	const data = { outcome }
	await audit(trx, clinicId, { actor, action: 'emergency.closed', subjectId: row.id, data })
}
