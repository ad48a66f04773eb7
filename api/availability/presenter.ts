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
	const size = Math.abs(offset)
	const two = (n: number) => String(n).padStart(2, '0')
	return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
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
	days: readonly FoundDay[]
}

export function presentAvailability(found: FoundAvailability): Availability {
	const { zone } = found
	return {
		clinicId: found.clinicId,
		timeZone: zone.name,
		appointmentTypeId: found.typeId,
		durationMinutes: found.durationMinutes,
		from: found.from,
		to: found.to,
		lastBookableDay: found.lastBookableDay,
		validUntil: found.validUntil === null ? null : secondText(zone, found.validUntil),
		days: found.days.map((day) => ({
			date: day.date,
			status: day.status,
			veterinarians: day.vets.map(({ vetId, starts }) => ({
				id: vetId,
				starts: starts.map((start) => instantText(zone, start)),
			})),
		})),
	}
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
