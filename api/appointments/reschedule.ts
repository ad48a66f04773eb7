import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import { type ChosenType, chooseVet, typeOfBooked } from '../availability/question.ts'
import type { RescheduleBody } from '../contract/appointments.ts'
import type { Appointment } from '../database/models/appointment.ts'
import { Client } from '../database/models/people.ts'
import { queryOf } from '../database/query.ts'
import type { LetterServices } from './book.ts'
import type { Actor } from './events.ts'
import { move, tellMoved } from './move.ts'
import { mayMove, tooLate } from './policy.ts'
import { resourcesOf } from './queries.ts'
import { openForOwner, type VisitAccess } from './read.ts'
import { reserve } from './reserve.ts'
import { startOf } from './start.ts'
import { assertMayBecome } from './status.ts'
import { usualVetOf } from './usual-vet.ts'

export interface RescheduleInput {
	access: VisitAccess
	actor: Actor
	appointmentId: string
	body: RescheduleBody
	/** A further try after a lost race. */
	wide?: boolean
}

/**
 * Moves a visit: the old reservations go and the new come, or nothing changes. The old row stays as
 * `rescheduled`; the new one carries reference, manage token and calendar entry on.
 *
 * @returns the new appointment's id
 * @throws Problem `cutoff_passed` with the phone number, `appointment_moved`, `slot_taken`,
 * `slot_not_offered`, `clinic_paused`, `transition_refused`, `rate_limited` for moves and letters
 */
export async function rescheduleAppointment(
	trx: Knex.Transaction,
	services: LetterServices,
	{ actor, body, wide, ...named }: RescheduleInput,
): Promise<string> {
	const { clinicId } = named.access
	const query = queryOf(trx)
	const { visit: old, now } = await openForOwner(trx, services.catalogue, named)
	assertMayMove(old, typeOfBooked(now.clinic, old), now)
	const usualVetId = (await usualVetOf(query, clinicId, old)) ?? old.veterinarianId
	const settled = await reserve({
		query,
		catalogue: services.catalogue,
		clinicId,
		claimOf: (clinic) => ({
			type: typeOfBooked(clinic, old),
			visit: old.visit,
			toldAt: old.toldAt,
			vetId: chooseVet(clinic, body.veterinarianId),
			usualVetId,
			start: startOf(body.start),
			except: { appointmentId: old.id },
		}),
		givesUp: await resourcesOf(query, clinicId, old.id),
		wide,
	})
	const moved = await move(trx, old, settled, { actor })
	await limitLetters(trx, services, named.access, old)
	await tellMoved(trx, services, old, moved.id)
	return moved.id
}

function assertMayMove(old: Appointment, type: ChosenType, now: ClinicNow): void {
	assertMayBecome(old.status, 'rescheduled')
	if (mayMove(old, type.row, now.now)) return
	throw tooLate(now.clinic.rows.clinic.phone, 'moved')
}

/** A manage link could send its owner one letter after another. */
async function limitLetters(
	trx: Knex.Transaction,
	services: LetterServices,
	access: VisitAccess,
	{ clientId, bookingReference: movedReference }: Appointment,
): Promise<void> {
	const { clinicId } = access
	const counted = { clinicId, purpose: 'booking', movedReference } as const
	if (!('reference' in access)) return services.limitLetters(queryOf(trx), counted)
	const client = await Client.of(trx, clinicId, { id: clientId }).select('email').first()
	const email = client?.email ?? clientId
	await services.limitLetters(queryOf(trx), { ...counted, email })
}
