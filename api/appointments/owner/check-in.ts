import type { Knex } from 'knex'
import type { Catalogue } from '../../availability/catalogue.ts'
import { Appointment } from '../../database/models/appointment.ts'
import { Problem } from '../../http/problem.ts'
import { type Actor, recordChange } from '../events.ts'
import { openForOwner, type VisitAccess } from '../read.ts'
import { assertMayBecome } from '../status.ts'
import { checkInWindow } from './arrival.ts'

interface CheckInInput {
	access: VisitAccess
	actor: Actor
	appointmentId: string
	/** Where the car stands. */
	note: string | undefined
}

/**
 * Somebody waits in the car park. The state machine takes the step as if reception had; where the
 * car stands is free text and goes when the person asks to be erased.
 *
 * @returns whether anything changed: who is here is here
 * @throws Problem `appointment_not_found`, `appointment_moved`; `transition_refused`;
 * `check_in_closed` where the clinic does not do this, and outside of its time
 */
export async function checkInFromCar(
	trx: Knex.Transaction,
	catalogue: Catalogue,
	{ actor, note, ...named }: CheckInInput,
): Promise<boolean> {
	const { visit, now } = await openForOwner(trx, catalogue, named, 'come')
	const { clinicId, id, status: from } = visit
	if (from === 'checked_in') return false
	assertMayBecome(from, 'checked_in')
	const window = checkInWindow(now.clinic.rows.clinic, visit, now.now)
	if (!window?.isOpen) throw new Problem('check_in_closed')
	await Appointment.of(trx, clinicId, { id }).patch({ status: 'checked_in' })
	await recordChange(trx, clinicId, {
		appointmentId: id,
		from,
		to: 'checked_in',
		actor,
		reason: note,
		data: { where: 'car_park' },
	})
	return true
}
