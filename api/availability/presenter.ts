import type { Availability, AvailabilityDay, Nearest, NextFree } from '../contract/availability.ts'
import type { Zone } from '../time/zone.ts'
import type { LocalDate, Minute } from './model.ts'

/**
 * An instant as text that carries the clinic's own offset on that day, so that the wall time can be
 * read off it.
 *
 * @example instantText(zoneOf('Europe/London'), minute) // '2027-07-01T09:40:00+01:00'
 */
export function instantText(zone: Zone, minute: Minute): string {
	const offset = zone.offsetAt(minute)
	const wall = new Date((minute + offset) * 60_000).toISOString().slice(0, 19)
	return `${wall}${offsetText(offset)}`
}

/** The same for an instant to the second, such as an expiry: cut, never rounded up. */
export function secondText(zone: Zone, at: Date | number): string {
	const seconds = Math.floor(Number(at) / 1000)
	const text = instantText(zone, Math.floor(seconds / 60))
	const rest = String(((seconds % 60) + 60) % 60).padStart(2, '0')
	return `${text.slice(0, 17)}${rest}${text.slice(19)}`
}

export interface FoundDay {
	date: LocalDate
	status: AvailabilityDay['status']
	vets: readonly { vetId: string; starts: readonly Minute[] }[]
}

export interface FoundAvailability {
	clinicId: string
	zone: Zone
	typeId: string
	durationMinutes: number
	from: LocalDate
	to: LocalDate
	lastBookableDay: LocalDate
	/** Epoch milliseconds; null: only a change of the data changes it. */
	validUntil: number | null
	pausedUntil: Date | null
	days: readonly FoundDay[]
}

/**
 * The JSON of an `Availability`, put together from text: an object and a date for each of some hundred
 * starts would take most of an answer's time.
 */
export function availabilityJson(found: FoundAvailability): string {
	const { zone, days, validUntil, pausedUntil, ...rest } = found
	const head = JSON.stringify({
		clinicId: rest.clinicId,
		timeZone: zone.name,
		appointmentTypeId: rest.typeId,
		durationMinutes: rest.durationMinutes,
		from: rest.from,
		to: rest.to,
		lastBookableDay: rest.lastBookableDay,
		validUntil: validUntil === null ? null : secondText(zone, validUntil),
		pausedUntil: pausedUntil && secondText(zone, pausedUntil),
	} satisfies Omit<Availability, 'days'>)
	return `${head.slice(0, -1)},"days":[${days.map((day) => dayJson(zone, day)).join()}]}`
}

function dayJson(zone: Zone, { date, status, vets }: FoundDay): string {
	const people = vets.map(
		({ vetId, starts }) => `{"id":"${vetId}","starts":[${startsJson(zone, date, starts)}]}`,
	)
	return `{"date":"${date}","status":"${status}","veterinarians":[${people.join()}]}`
}

/** Starts of one local day: they share its date, and nearly always one offset. */
function startsJson(zone: Zone, date: LocalDate, starts: readonly Minute[]): string {
	let json = ''
	let offset = Number.NaN
	let end = ''
	for (const start of starts) {
		const now = zone.offsetAt(start)
		if (now !== offset) {
			offset = now
			end = `:00${offsetText(offset)}"`
		}
		const wall = start + offset
		json += `${json === '' ? '"' : ',"'}${date}T${clockText(wall - Math.floor(wall / 1440) * 1440)}${end}`
	}
	return json
}

const CLOCK = Array.from({ length: 1440 }, (_, minute) => {
	const two = (n: number) => String(n).padStart(2, '0')
	return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`
})

function clockText(minutes: number): string {
	return CLOCK[minutes] ?? ''
}

function offsetText(offset: number): string {
	return `${offset < 0 ? '-' : '+'}${clockText(Math.abs(offset))}`
}

export interface Offered {
	startsAt: Minute
	vetId: string
}

function presentOffered(zone: Zone, offered: Offered) {
	return { start: instantText(zone, offered.startsAt), veterinarianId: offered.vetId }
}

export function presentNextFree(
	zone: Zone,
	found: {
		first: Offered | null
		vets: readonly { vetId: string; startsAt: Minute | null }[]
		durationMinutes: number
		lastBookableDay: LocalDate
	},
): NextFree {
	return {
		first: found.first && presentOffered(zone, found.first),
		veterinarians: found.vets.map(({ vetId, startsAt }) => ({
			id: vetId,
			start: startsAt === null ? null : instantText(zone, startsAt),
		})),
		durationMinutes: found.durationMinutes,
		lastBookableDay: found.lastBookableDay,
	}
}

export function presentNearest(zone: Zone, times: readonly Offered[]): Nearest {
	return { times: times.map((time) => presentOffered(zone, time)) }
}
