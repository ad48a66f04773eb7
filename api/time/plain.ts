/**
 * Rules that name nothing but weekdays, daily or weekly: what nearly every schedule has. They are
 * whole numbers through and through, so they are counted here; the engine, which does the same on
 * Date objects, takes a hundred times as long. All other rules are left to it.
 */
import { type Day, weekdayOf } from './date.ts'
import type { Rule } from './rule.ts'

/** Whether `plainDays` can answer for a rule. What the anchor implies must be written out. */
export function isPlain(rule: Rule): boolean {
	const { frequency, months, monthDays, yearDays, positions, weekdays, count } = rule
	return (
		count === null &&
		months.length + monthDays.length + yearDays.length + positions.length === 0 &&
		weekdays.every(({ nth }) => nth === 0) &&
		(frequency === 'DAILY' || (frequency === 'WEEKLY' && weekdays.length > 0))
	)
}

/**
 * The days of a plain rule in `[from, until)`, ascending.
 *
 * RFC 5545, 3.3.10: WEEKLY counts its interval in weeks that begin on WKST, from the week of the
 * anchor; DAILY counts days from the anchor and keeps those whose weekday BYDAY names.
 */
export function plainDays(rule: Rule, anchor: Day, from: Day, until: Day): Day[] {
	const { interval, weekStart } = rule
	const weekly = rule.frequency === 'WEEKLY'
	const wanted = weekdaySet(rule)
	const firstWeek = anchor - ((weekdayOf(anchor) + 6 - weekStart) % 7)
	const days: Day[] = []
	for (let day = Math.max(from, anchor); day < until; day++) {
		if ((wanted & (1 << (weekdayOf(day) - 1))) === 0) continue
		const periods = weekly ? Math.floor((day - firstWeek) / 7) : day - anchor
		if (periods % interval === 0) days.push(day)
	}
	return days
}

/** One bit a weekday, Monday the lowest; DAILY without BYDAY means all. */
function weekdaySet({ weekdays }: Rule): number {
	if (weekdays.length === 0) return 0b1111111
	return weekdays.reduce((set, { weekday }) => set | (1 << weekday), 0)
}
