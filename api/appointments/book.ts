import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../availability/catalogue.ts'
import type { Candidate } from '../availability/model.ts'
import { type ChosenType, chooseType, chooseVet } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { LimitLetters } from '../http/rate-limits.ts'
import type { QueueNotification } from '../notifications/queue.ts'
import { checkBooking } from './check.ts'
import { consumeHold, takeHold } from './consume.ts'
import { recordChange, theOwner } from './events.ts'
import { insertFormData } from './form-data.ts'
import { type AppointmentDraft, insertAppointment, linkAppointment } from './insert.ts'
import { insertGuest } from './people.ts'
import { answerBy } from './policy.ts'
import { freeReference } from './reference.ts'
import { reserve } from './reserve.ts'
import { startOf } from './start.ts'

export interface ChangeServices {
	catalogue: Catalogue
	queueNotification: QueueNotification
}

/** What a change needs that sends a letter because a guest says so. */
export interface LetterServices extends ChangeServices {
	limitLetters: LimitLetters
}

/**
 * Books a visit as a guest, with or without a hold: reservations, client, pets, appointment, form
 * data, event, notification and job, all in the caller's transaction or nothing.
 *
 * @returns the new appointment's id
 * @throws Problem `invalid_request`, `not_bookable_online`, `slot_taken`, `slot_not_offered`,
 * `hold_expired`, `hold_mismatch`, `clinic_paused`, `rate_limited` for letters to one address
 */
export async function bookAppointment(
	trx: Knex.Transaction,
	services: LetterServices,
	{ clinicId, body }: { clinicId: string; body: BookBody },
): Promise<string> {
	const query = queryOf(trx)
	const now = await services.catalogue.read(query, clinicId)
	const type = chooseType(now.clinic, body)
	const vetId = chooseVet(now.clinic, body.veterinarianId)
	const start = startOf(body.start)
	const checked = checkBooking(now, type, body)
	const hold = body.hold ? await takeHold(query, clinicId, { body, type, vetId, start }) : null
	const guest = await insertGuest(trx, clinicId, body, checked.phone)
	const appointmentId = newId()
	const reference = await freeReference(trx, clinicId)
	const claim = {
		clinicId,
		type,
		// Who is brought is known now, though it may not have mattered for the times.
		visit: { ...body.visit, species: body.visit.species ?? body.pets[0]?.species },
		vetId: hold?.vetId ?? vetId,
		start,
		held: hold !== null,
		except: { holdId: hold?.id },
		givesUp: hold?.resourceIds ?? [],
	}
	const candidate = await reserve(trx, services.catalogue, claim, async (fit, fresh) => {
		const draft = {
			...guest,
			appointmentId,
			reference,
			visit: claim.visit,
			notes: body.notes ?? null,
		}
		await insertAppointment(trx, clinicId, draftOf(draft, fresh, type, fit))
		const kept = hold && (await consumeHold(trx, clinicId, hold.id, appointmentId, fit))
		return kept ? 'holds already' : { appointment_id: appointmentId }
	})
	await linkAppointment(trx, clinicId, { appointmentId, petIds: guest.petIds, candidate })
	await insertFormData(trx, clinicId, appointmentId, { type, body, checked })
	await services.limitLetters(trx, { clinicId, email: body.owner.email })
	await tellOwner(trx, services, { clinicId, appointmentId, clientId: guest.clientId, type })
	return appointmentId
}

type Guest = Pick<AppointmentDraft, 'visit' | 'notes' | 'reference' | 'clientId' | 'petIds'>

function draftOf(
	guest: Guest & { appointmentId: string },
	{ now }: ClinicNow,
	{ row }: ChosenType,
	fit: Candidate,
): AppointmentDraft {
	const { appointmentId: id, ...rest } = guest
	const pending = row.booking_mode === 'request'
	return {
		...rest,
		id,
		typeId: row.id,
		candidate: fit,
		status: pending ? 'pending' : 'confirmed',
		answerBy: pending ? answerBy(new Date(fit.startsAt * 60_000), row, now) : null,
		cost: row.base_price === null ? null : String(row.base_price),
		generation: 1,
		sequence: 0,
		moved: null,
	}
}

async function tellOwner(
	trx: Knex.Transaction,
	services: ChangeServices,
	about: { clinicId: string; appointmentId: string; clientId: string; type: ChosenType },
): Promise<void> {
	const { clinicId, appointmentId, clientId, type } = about
	const pending = type.row.booking_mode === 'request'
	const to = pending ? 'pending' : 'confirmed'
	await recordChange(trx, { clinicId, appointmentId, from: null, to, actor: theOwner })
	await services.queueNotification(trx, {
		clinicId,
		kind: pending ? 'booking_requested' : 'booking_confirmed',
		appointmentId,
		clientId,
		sequence: 0,
	})
}
