import type { Span } from '../availability/wall-ranges.ts'
import type { ClinicProfile } from '../contract/clinic.ts'
import { fromDay, minutesOf, weekdayOf } from '../time/date.ts'
import { type Minute, merge, type Ranges, subtract } from '../time/interval.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { ClinicRow, ClinicRows } from './queries.ts'

const NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** The week as it usually is; Monday is 0, days without hours are left out. */
export function weekdays(clinic: ClinicRow): ClinicProfile['hours'] {
	return NAMES.flatMap((name, weekday) => {
		const hours = clinic.opening_hours[name]
		return hours ? [{ weekday, opens: hours[0], closes: hours[1] }] : []
	})
}

// Long enough to cross the longest run of holidays.
const DAYS_AHEAD = 15

/** Whether someone answers the phone, and when that changes; null when it does not, for two weeks. */
export function openState(rows: ClinicRows, at: Date): { now: boolean; changesAt: Minute | null } {
	const now = minuteOf(at)
	const ranges = openRanges(rows, now)
	const next = ranges.findIndex((edge) => edge > now)
	// Edges alternate between opening and closing: before an odd one, the clinic is open.
	return { now: next % 2 === 1, changesAt: ranges[next] ?? null }
}

/**
 * When so many minutes have passed in which somebody answers the phone; null when that is not within
 * two weeks.
 */
export function openMinutesLater(rows: ClinicRows, at: Date, minutes: number): Minute | null {
	const now = minuteOf(at)
	let left = minutes
	const ranges = openRanges(rows, now)
	for (let i = 0; i < ranges.length; i += 2) {
		const from = Math.max(now, ranges[i] ?? now)
		const open = Math.max(0, (ranges[i + 1] ?? from) - from)
		if (left <= open) return from + left
		left -= open
	}
	return null
}

/** When the clinic is open on the days of a span, were there no exceptions. */
export function usualHours(clinic: ClinicRow, { zone, from, until }: Span): Ranges {
	const open: number[] = []
	for (let day = from; day < until; day++) {
		const hours = clinic.opening_hours[NAMES[weekdayOf(day) - 1] ?? '']
		if (!hours) continue
		const [opens, closes] = hours
		open.push(zone.toInstant(day, minutesOf(opens)), zone.toInstant(day, minutesOf(closes)))
	}
	return merge(open)
}

function openRanges({ clinic, overrides }: ClinicRows, now: Minute): number[] {
	const zone = zoneOf(clinic.time_zone)
	const today = zone.dayAt(now)
	const span = { zone, from: today - 1, until: today + DAYS_AHEAD + 1 }
	const closed: number[] = []
	for (let day = span.from; day < span.until; day++) {
		const at = (time: string) => zone.toInstant(day, minutesOf(time))
		for (const row of overrides) {
			const concerns = row.resource_id === null && row.override_type === 'unavailable'
			if (!concerns || row.override_date !== fromDay(day)) continue
			const end = row.end_time === null ? zone.toInstant(day + 1, 0) : at(row.end_time)
			closed.push(row.start_time === null ? zone.toInstant(day, 0) : at(row.start_time), end)
		}
	}
	return subtract(usualHours(clinic, span), merge(closed))
}
