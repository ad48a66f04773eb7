import type { Catalogue, Clinic, ClinicNow } from '../availability/catalogue.ts'
import { durationAt } from '../availability/lengths.ts'
import { type ChosenType, chooseType, chooseVet } from '../availability/question.ts'
import type { BookBody } from '../contract/appointments.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import type { Finish } from '../database/write.ts'
import type { LimitLetters } from '../notifications/letter-limit.ts'
import type { NotificationQueue, QueueNotification } from '../notifications/queue.ts'
import { zoneOf } from '../time/zone.ts'
import { checkBooking } from './check.ts'
import { composeVisit, statusOf } from './compose.ts'
import { lockHold, spend, type TakenHold, takeHold } from './consume.ts'
import { reservationRows } from './insert.ts'
import { type Claim, look, type Sight } from './look.ts'
import { type FullBody, type Party, visitOf } from './party.ts'
import type { ShownVisit } from './presenter.ts'
import { type Settled, settle } from './reserve.ts'
import { startOf } from './start.ts'
import { type NewRows, writeRows } from './write.ts'

export interface ChangeServices {
	catalogue: Catalogue
	queueNotification: QueueNotification
}

/** What a change needs that sends a letter because a guest says so. */
export interface LetterServices extends ChangeServices {
	queueNotification: NotificationQueue
	limitLetters: LimitLetters
}

export interface Booking {
	clinicId: string
	body: BookBody
	/** Who comes. */
	party: Party
	/** Whom the booking is counted to. */
	address: string
	/** Made beforehand, so that whoever keeps a record of the booking can name it. */
	appointmentId?: string
	/** Rows of the caller's, written in the same statement. */
	beside?: NewRows
	/** A further try after a lost race. */
	wide?: boolean
}

/** A new visit as its owner is told of it, without reading it again. */
export interface Booked {
	visit: ShownVisit
	now: ClinicNow
	generation: number
}

/** The first look at what is booked: no locks but the hold's. */
export interface FirstLook {
	sight: Promise<Sight>
	hold: ReturnType<typeof lockHold> | undefined
}

/** Sends all that a booking asks before it locks anything; nothing is awaited. */
export function firstLook(
	query: Query,
	{ catalogue }: ChangeServices,
	{ clinicId, body, party }: Booking,
): FirstLook {
	const hold = body.hold && lockHold(query, clinicId, body.hold)
	const sight = look(query, catalogue, clinicId, (clinic) => claimOf(clinic, body, party))
	// Whoever finds the booking done already waits for neither. When the connection ends, both fail,
	// one of them with nobody listening any more: that would end the process.
	sight.catch(() => {})
	hold?.catch(() => {})
	return { sight, hold }
}

/**
 * Books a visit, with or without a hold: reservations, whoever is new, appointment, form data, event,
 * notification and job, all in the caller's transaction or nothing.
 *
 * @returns the visit, and the last statements, sent and not awaited: they fail by themselves
 * @throws Problem `invalid_request`, `not_bookable_online`, `slot_taken`, `slot_not_offered`,
 * `hold_expired`, `hold_mismatch`, `clinic_paused`, `rate_limited` for letters to one address and
 * bookings from one
 */
export async function bookAppointment(
	query: Query,
	services: LetterServices,
	booking: Booking,
	first = firstLook(query, services, booking),
): Promise<Finish<Booked>> {
	const { clinicId, body, party, address, appointmentId = newId() } = booking
	const sight = await first.sight
	const { type, vetId, start } = sight.claim
	const full = fullBody(booking)
	const checked = checkBooking(sight.now, type, full)
	const minutes = durationAt(sight.question, zoneOf(sight.now.clinic.plan.zone), start)
	const hold = first.hold && takeHold(await first.hold, { body, type, vetId, start, minutes })
	const { row, job } = await tellBooked(services, { clinicId, id: appointmentId, party, type })
	const [settled] = await Promise.all([
		settleBooking(query, services, booking, { sight, hold }),
		services.limitLetters(query, letterOf({ clinicId, party, address })),
	])
	const made = { id: appointmentId, party, body: full, checked, settled, type }
	const { rows, shown } = composeVisit(made)
	const spent = hold && spend(hold, settled.fit)
	const lanes = settled.fit.reservations
	const reservations = spent?.fits
		? []
		: reservationRows(settled.fit, { appointment_id: appointmentId })
	const all = { ...rows, notifications: [row], reservations, ...booking.beside }
	const taking = { lanes: lanes.length, appointmentId, spent }
	const last = [writeRows(query, clinicId, all, taking), query(job.sql, job.values)]
	if (party.known?.lacksPhone)
		last.push(query(GIVE_PHONE, [clinicId, party.clientId, checked.phone]))
	return { result: { visit: shown, now: settled.now, generation: 1 }, last }
}

const GIVE_PHONE = `
	update clients set phone = $3, updated_at = now()
	where clinic_id = $1 and id = $2 and phone is null`

/** An owner's own letter is not counted to their mailbox: that others have filled it must not stop them. */
export function letterOf({
	clinicId,
	party,
	address,
}: Pick<Booking, 'clinicId' | 'party' | 'address'>) {
	const email = party.known ? {} : { email: party.owner.email }
	return { clinicId, purpose: 'booking', bookedFrom: address, ...email } as const
}

/** The letter about a new visit, to be written beside it. */
export function tellBooked(
	{ queueNotification }: LetterServices,
	booked: { clinicId: string; id: string; party: Party; type: ChosenType },
) {
	const { clinicId, id: appointmentId, party, type } = booked
	const kind = statusOf(type) === 'pending' ? 'booking_requested' : 'booking_confirmed'
	const { clientId } = party
	return queueNotification.draft({ clinicId, kind, appointmentId, clientId, sequence: 0 })
}

/** What is booked, with everyone who comes. */
export function fullBody({ body, party }: { body: BookBody; party: Party }): FullBody {
	const { owner, pets } = party
	return { ...body, visit: visitOf(body.visit, party), owner, pets }
}

export function claimOf(clinic: Clinic, body: BookBody, party: Party): Claim {
	return {
		type: chooseType(clinic, body),
		vetId: chooseVet(clinic, body.veterinarianId),
		start: startOf(body.start),
		visit: visitOf(body.visit, party),
		usualVetId: party.known?.usualVetId ?? null,
		held: body.hold !== undefined,
		except: { holdId: body.hold?.id },
	}
}

function settleBooking(
	query: Query,
	{ catalogue }: ChangeServices,
	{ clinicId, body, party, wide }: Booking,
	{ sight, hold }: { sight: Sight; hold: TakenHold | undefined },
): Promise<Settled> {
	const vet = (claim: Claim) => ({ ...claim, vetId: hold?.vetId ?? claim.vetId })
	const place = {
		query,
		catalogue,
		clinicId,
		claimOf: (clinic: Clinic) => vet(claimOf(clinic, body, party)),
		givesUp: hold?.parts.map((part) => part.resourceId) ?? [],
		wide,
	}
	const claim = vet(sight.claim)
	const question = { ...sight.question, vetId: claim.vetId }
	return settle(place, { ...sight, claim, question })
}
