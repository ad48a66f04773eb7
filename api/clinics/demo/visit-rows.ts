import type { Minute } from '../../time/interval.ts'
import { type Day, fromDay } from './calendar.ts'
import type { Ids } from './clinic-rows.ts'
import type { Row, Rows } from './insert.ts'
import { WORDS } from './people.ts'
import { demoId, demoReference, type Random, seeded } from './seed.ts'
import type { DemoVisit } from './visits.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
// References count on from this day, a day's visits side by side.
const FIRST_DAY = 20_000
const VISITS_A_DAY = 400

/** What all rows of a visit have in common. */
interface Made {
	visit: DemoVisit
	id: string
	n: number
	bookedAt: number
	now: number
	random: Random
	clinicId: string
}

/** The rows of a day's visits as they are after booking; what has happened since is for `settle.ts`. */
export function visitRows(
	visits: readonly DemoVisit[],
	place: { slug: string; day: Day; now: Date; ids: Ids },
): Rows {
	const all = visits.map((visit, i): Made => {
		const name = `${place.slug}/visit/${fromDay(place.day)}/${i}`
		const random = seeded(name)
		const lead = visit.urgent ? HOUR : (2 + random.next() ** 2 * 24 * 16) * HOUR
		const planned = visit.startsAt * MINUTE - lead
		return {
			visit,
			id: demoId(name, Math.floor(planned)),
			n: (place.day - FIRST_DAY) * VISITS_A_DAY + i,
			bookedAt: Math.min(planned, place.now.getTime() - random.whole(2, 90) * MINUTE),
			now: place.now.getTime(),
			random,
			clinicId: place.ids.clinic,
		}
	})
	return {
		appointments: all.map(appointmentRow),
		appointment_pets: all.flatMap(petRows),
		appointment_resources: all.flatMap(resourceRows),
		appointment_events: all.flatMap(eventRows),
		reservations: all.flatMap(reservationRows),
	}
}

function appointmentRow(made: Made): Row {
	const { visit, random } = made
	const online = random.chance(0.55)
	const cancelledAt = cancellationTime(made)
	const first = visit.patients[0]
	return {
		clinic_id: made.clinicId,
		id: made.id,
		appointment_type_id: visit.type.id,
		pet_id: first?.id,
		client_id: first?.clientId,
		veterinarian_id: visit.vetId,
		scheduled_start: instant(visit.startsAt),
		scheduled_end: instant(visit.endsAt),
		booking_method: online ? 'online' : 'phone',
		booked_by_client: online,
		source: 'demo',
		booking_reference: demoReference(made.n),
		visit: {
			species: first?.species,
			client: 'existing',
			pets: visit.patients.length,
			problems: 1,
			amber: visit.urgent,
		},
		status: visit.cancelled ? 'cancelled' : firstStatus(made),
		answer_by: firstStatus(made) === 'pending' ? iso(answerBy(made)) : null,
		estimated_cost: cost(visit),
		reason: visit.type.triage === 'none' ? null : random.pick(WORDS.reasons),
		cancelled_at: cancelledAt === null ? null : iso(cancelledAt),
		cancelled_by_kind: cancelledAt === null ? null : 'owner',
		cancelled_late: false,
		created_at: iso(made.bookedAt),
	}
}

/** The day before: an answer that is overdue at once would cancel every request there is. */
function answerBy({ visit, now }: Made): number {
	const start = visit.startsAt * MINUTE
	return Math.min(start, Math.max(now + HOUR, start - 24 * HOUR))
}

/** Requests that are still ahead wait for the clinic's answer. */
function firstStatus({ visit, now }: Made): 'pending' | 'confirmed' {
	const ahead = visit.startsAt * MINUTE > now
	return visit.type.booking_mode === 'request' && ahead && !visit.cancelled
		? 'pending'
		: 'confirmed'
}

function cancellationTime({ visit, bookedAt, now }: Made): number | null {
	if (!visit.cancelled) return null
	const latest = Math.min(now, visit.startsAt * MINUTE - HOUR)
	return Math.max(bookedAt, Math.min(bookedAt + 20 * HOUR, latest))
}

function cost({ type, patients }: DemoVisit): number | null {
	return type.base_price === null ? null : type.base_price * patients.length
}

function petRows({ clinicId, id, visit }: Made): Row[] {
	return visit.patients.map((patient) => ({
		clinic_id: clinicId,
		appointment_id: id,
		pet_id: patient.id,
	}))
}

function resourceRows({ clinicId, id, visit }: Made): Row[] {
	const used = [visit.vetId, ...visit.reservations.map((part) => part.resourceId)]
	return [...new Set(used)].map((resource) => ({
		clinic_id: clinicId,
		appointment_id: id,
		resource_id: resource,
	}))
}

function eventRows(made: Made): Row[] {
	const cancelledAt = cancellationTime(made)
	const event = (from: string | null, to: string, at: number): Row => ({
		clinic_id: made.clinicId,
		id: demoId(`${made.id}/${to}`, Math.floor(at)),
		appointment_id: made.id,
		actor_kind: 'owner',
		from_status: from,
		to_status: to,
		at: iso(at),
	})
	const first = firstStatus(made)
	return [
		event(null, first, made.bookedAt),
		...(cancelledAt === null ? [] : [event(first, 'cancelled', cancelledAt)]),
	]
}

/** Time that is over needs no guarding. */
function reservationRows({ clinicId, id, visit, now }: Made): Row[] {
	return visit.reservations
		.filter((part) => part.endsAt * MINUTE > now)
		.map((part) => ({
			clinic_id: clinicId,
			id: demoId(`${id}/${part.resourceId}/${part.lane}`, visit.startsAt * MINUTE),
			resource_id: part.resourceId,
			lane: part.lane,
			starts_at: instant(part.startsAt),
			ends_at: instant(part.endsAt),
			appointment_id: id,
		}))
}

function instant(minute: Minute): string {
	return iso(minute * MINUTE)
}

export function iso(at: number): string {
	return new Date(at).toISOString()
}
