import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { Candidate } from '../availability/model.ts'
import { type ChosenType, chooseVet, typeOfBooked } from '../availability/question.ts'
import type { RescheduleBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { Appointment } from '../database/models/appointment.ts'
import { Client } from '../database/models/people.ts'
import { queryOf } from '../database/query.ts'
import type { ManageClaims } from '../http/manage-token.ts'
import type { ChangeServices, LetterServices } from './book.ts'
import { type Actor, recordChange, theOwner } from './events.ts'
import { copyFormData } from './form-data.ts'
import { type AppointmentDraft, insertAppointment, linkAppointment } from './insert.ts'
import { answerBy, mayMove, tooLate } from './policy.ts'
import { lockReference, petsOf, resourcesOf } from './queries.ts'
import { openAppointment } from './read.ts'
import { reserve } from './reserve.ts'
import { startOf } from './start.ts'
import { assertMayBecome } from './status.ts'

export interface RescheduleInput {
	claims: ManageClaims
	appointmentId: string
	body: RescheduleBody
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
	{ claims, appointmentId, body }: RescheduleInput,
): Promise<string> {
	const { clinicId } = claims
	const query = queryOf(trx)
	await lockReference(query, clinicId, claims.reference)
	const now = await services.catalogue.read(query, clinicId)
	const old = await openAppointment(trx, claims, appointmentId, now.now)
	const type = typeOfBooked(now.clinic, old)
	assertMayMove(old, type, now)
	const vetId = chooseVet(now.clinic, body.veterinarianId)
	const id = newId()
	const claim = {
		clinicId,
		type,
		visit: old.visit,
		vetId,
		usualVetId: old.veterinarianId,
		start: startOf(body.start),
		except: { appointmentId: old.id },
		givesUp: await resourcesOf(query, clinicId, { appointmentId: old.id }),
	}
	const petIds = await petsOf(trx, clinicId, old.id)
	const candidate = await reserve(trx, services.catalogue, claim, async (fit, fresh) => {
		await retire(trx, clinicId, old)
		const made = { id, petIds, type, fit, now: fresh.now }
		await insertAppointment(trx, clinicId, draftOf(old, made))
		return { appointment_id: id }
	})
	await linkAppointment(trx, clinicId, { appointmentId: id, petIds, candidate })
	await copyFormData(trx, clinicId, old.id, id)
	await limitLetters(trx, services, clinicId, old)
	await tell(trx, services, { clinicId, old, id, to: statusOf(type) })
	return id
}

function assertMayMove(old: Appointment, type: ChosenType, now: ClinicNow): void {
	assertMayBecome(old.status, 'rescheduled')
	if (mayMove(old, type.row, now.now)) return
	throw tooLate(now.clinic.rows.clinic.phone, 'moved')
}

/** Gives the old time back; both rows of a reference may never be alive at once. */
async function retire(trx: Knex.Transaction, clinicId: string, old: Appointment) {
	await trx('reservations').where({ clinic_id: clinicId, appointment_id: old.id }).delete()
	await Appointment.of(trx, clinicId, { id: old.id }).patch({ status: 'rescheduled' })
}

/** An owner's move of a visit that needs approval needs it anew. */
function statusOf(type: ChosenType): 'pending' | 'confirmed' {
	return type.row.booking_mode === 'request' ? 'pending' : 'confirmed'
}

function draftOf(
	old: Appointment,
	made: { id: string; petIds: string[]; type: ChosenType; fit: Candidate; now: Date },
): AppointmentDraft {
	const { id, petIds, type, fit, now } = made
	const status = statusOf(type)
	const start = new Date(fit.startsAt * 60_000)
	return {
		id,
		typeId: type.row.id,
		clientId: old.clientId,
		petIds,
		candidate: fit,
		reference: old.bookingReference,
		visit: old.visit,
		status,
		answerBy: status === 'pending' ? answerBy(start, type.row, now) : null,
		cost: old.estimatedCost,
		notes: old.customerNotes,
		generation: old.manageGeneration,
		sequence: old.icsSequence + 1,
		moved: { fromId: old.id, count: old.rescheduleCount + 1 },
	}
}

/** A manage link could send its owner one letter after another. */
async function limitLetters(
	trx: Knex.Transaction,
	services: LetterServices,
	clinicId: string,
	{ clientId, bookingReference }: Appointment,
): Promise<void> {
	const client = await Client.of(trx, clinicId, { id: clientId }).select('email').first()
	const email = client?.email ?? clientId
	await services.limitLetters(trx, { clinicId, email, movedReference: bookingReference })
}

async function tell(
	trx: Knex.Transaction,
	services: ChangeServices,
	about: { clinicId: string; old: Appointment; id: string; to: 'pending' | 'confirmed' },
): Promise<void> {
	const { clinicId, old, id, to } = about
	const by: { clinicId: string; actor: Actor } = { clinicId, actor: theOwner }
	const leaves = { appointmentId: old.id, from: old.status, to: 'rescheduled' } as const
	await recordChange(trx, { ...by, ...leaves, data: { movedTo: id } })
	await recordChange(trx, { ...by, appointmentId: id, from: null, to, data: { movedFrom: old.id } })
	await services.queueNotification(trx, {
		clinicId,
		kind: 'booking_moved',
		appointmentId: id,
		clientId: old.clientId,
		sequence: old.icsSequence + 1,
		variables: { previousStart: old.scheduledStart.toISOString() },
	})
}
