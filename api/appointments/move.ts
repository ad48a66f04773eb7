import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { Candidate } from '../availability/model.ts'
import { type ChosenType, typeOfBooked } from '../availability/question.ts'
import { newId } from '../database/ids.ts'
import { Appointment } from '../database/models/appointment.ts'
import { queryOf } from '../database/query.ts'
import type { ChangeServices } from './book.ts'
import { type Actor, eventRow, type StatusChange } from './events.ts'
import { copiedFormRows } from './form-data.ts'
import { freeTime, lowerOverbooked } from './free.ts'
import { type AppointmentDraft, reservationRows, visitRows } from './insert.ts'
import { answerBy } from './policy.ts'
import { petsOf } from './queries.ts'
import type { Settled } from './reserve.ts'
import { assertMayBecome } from './status.ts'
import { writeRows } from './write.ts'

export interface Moved {
	id: string
	status: 'pending' | 'confirmed'
}

/** Who moves a visit, and what they said where they went past a rule. */
export interface MovedBy extends Pick<StatusChange, 'actor' | 'reason' | 'data'> {}

/**
 * Gives a visit's old time back and takes the new one. The old row stays as `rescheduled`; the new
 * one carries reference, manage token and calendar entry on.
 *
 * @param old locked by `lockReference` and read afterwards; the resources of both times are locked
 * @throws Lost
 */
export async function move(
	trx: Knex.Transaction,
	old: Appointment,
	settled: Settled,
	by: MovedBy,
): Promise<Moved> {
	const freed = await retire(trx, old)
	const moved = await renew(trx, old, settled, by)
	await lowerOverbooked(trx, old.clinicId, freed)
	return moved
}

/**
 * The first half: the old time is free, and the reference has no living row for a moment.
 *
 * @returns for `lowerOverbooked`, once the new time is taken
 */
export async function retire(trx: Knex.Transaction, old: Appointment) {
	assertMayBecome(old.status, 'rescheduled')
	const { clinicId, id } = old
	const freed = await freeTime(trx, clinicId, id)
	await Appointment.of(trx, clinicId, { id }).patch({ status: 'rescheduled' })
	return freed
}

/** The second half: the new row with all that hangs on it. */
export async function renew(
	trx: Knex.Transaction,
	old: Appointment,
	{ fit, now }: Settled,
	{ actor, reason, data }: MovedBy,
): Promise<Moved> {
	const { clinicId } = old
	const id = newId()
	const type = typeOfBooked(now.clinic, old)
	const status = statusOf(type, actor)
	const petIds = await petsOf(trx, clinicId, old.id)
	const draft = draftOf(old, { id, petIds, type, status, fit, now })
	const leaves = { appointmentId: old.id, from: old.status, to: 'rescheduled', actor } as const
	const comes = { appointmentId: id, from: null, to: status, actor } as const
	const rows = {
		...visitRows(draft),
		reservations: reservationRows(fit, { appointment_id: id }),
		appointment_form_data: await copiedFormRows(trx, clinicId, old.id, id),
		appointment_events: [
			eventRow({ ...leaves, data: { movedTo: id } }),
			eventRow({ ...comes, reason, data: { ...data, movedFrom: old.id } }),
		],
	}
	await writeRows(queryOf(trx), clinicId, rows, { lanes: fit.reservations.length })
	return { id, status }
}

/** An owner's move of a visit that needs approval needs it anew; the clinic's own does not. */
function statusOf(type: ChosenType, actor: Actor): Moved['status'] {
	return type.row.booking_mode === 'request' && actor.kind === 'owner' ? 'pending' : 'confirmed'
}

interface Made {
	id: string
	petIds: string[]
	type: ChosenType
	status: Moved['status']
	fit: Candidate
	now: ClinicNow
}

function draftOf(old: Appointment, made: Made): AppointmentDraft {
	const { id, petIds, type, status, fit, now } = made
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
		answerBy: status === 'pending' ? answerBy(start, type.row, now.now) : null,
		cost: old.estimatedCost,
		notes: old.customerNotes,
		written: old,
		origin: old,
		generation: old.manageGeneration,
		sequence: old.icsSequence + 1,
		moved: { fromId: old.id, count: old.rescheduleCount + 1 },
	}
}

/** Tells the owner, with the time that the visit moved away from. */
export async function tellMoved(
	trx: Knex.Transaction,
	services: ChangeServices,
	old: Appointment,
	appointmentId: string,
): Promise<void> {
	await services.queueNotification(trx, {
		clinicId: old.clinicId,
		kind: 'booking_moved',
		appointmentId,
		clientId: old.clientId,
		sequence: old.icsSequence + 1,
		variables: { previousStart: old.scheduledStart.toISOString() },
	})
}
