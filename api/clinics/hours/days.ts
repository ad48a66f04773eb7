import { type Day, minutesOf, toDay } from '../../time/date.ts'
import { occurrences } from '../../time/recurrence.ts'

/** Visits are booked two years ahead at most; nothing beyond can be touched. */
const FURTHEST_DAYS = 800

/** When something happens: on a date, or by a rule from its first day on. */
export interface When {
	date?: string | null
	rrule: string | null
	anchor_date: string | null
	effective_until?: string | null
	start_time: string | null
}

/** The local days from yesterday on that any of these falls on. */
export function daysOf(today: Day, ...whens: readonly When[]): Set<Day> {
	return new Set(whens.flatMap((when) => daysWithin(when, today - 2, today + FURTHEST_DAYS)))
}

/** The local days within `[from, until)`, rising. */
export function daysWithin(when: When, from: Day, until: Day): Day[] {
	if (when.date) {
		const day = toDay(when.date)
		return day >= from && day < until ? [day] : []
	}
	if (when.rrule === null || when.anchor_date === null) return []
	const last = when.effective_until ? toDay(when.effective_until) + 1 : until
	const minutes = when.start_time === null ? 0 : minutesOf(when.start_time)
	return occurrences(when.rrule, when.anchor_date, minutes, from, Math.min(until, last))
}
