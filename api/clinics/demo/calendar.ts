import { civilDay, type Day, fromDay, type LocalDate, toDay, weekdayOf } from '../../time/date.ts'
import type { Closure, DemoClinic } from './schema.ts'

export { type Day, fromDay, type LocalDate, minutesOf, toDay, weekdayOf } from '../../time/date.ts'

/** Names as in `hours`, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const FORTNIGHT = 14
const WEEKDAY_CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * The same first day of a rule, moved by whole fortnights to the fortnight that ends on `before`: what
 * happens every second week keeps its weeks, everything else keeps its weekday.
 *
 * @example placeAnchor('2027-01-09', toDay('2026-09-01')) // '2026-08-22', a Saturday 20 weeks earlier
 */
export function placeAnchor(anchor: LocalDate, before: Day): LocalDate {
	const day = toDay(anchor)
	return fromDay(day + Math.floor((before - day) / FORTNIGHT) * FORTNIGHT)
}

/** The nth weekday (1 is Monday) of a month; nth -1 is the last. Null where there is none. */
export function nthWeekday(year: number, month: number, weekday: number, nth: number): Day | null {
	if (nth < 0) {
		const last = civilDay(year, month + 1, 0)
		return last - ((weekdayOf(last) - weekday + 7) % 7)
	}
	const first = civilDay(year, month, 1)
	const day = first + ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7
	return day < civilDay(year, month + 1, 1) ? day : null
}

/** Easter Sunday in the Gregorian calendar, by the century's and the moon's corrections. */
export function easter(year: number): Day {
	const golden = year % 19
	const century = Math.floor(year / 100)
	const leaps = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
	const epact = (leaps + 19 * golden + 15) % 30
	const late = epact > 28 || (epact === 28 && golden > 10) ? 1 : 0
	const moon = civilDay(year, 3, 21) + epact - late
	// weekdayOf is 7 on Sundays: a full moon on a Sunday means the next one.
	return moon + 7 - (weekdayOf(moon) % 7)
}

/** A day on which the clinic is shut, and why. */
export interface ClosedDay {
	date: LocalDate
	name: string
}

/**
 * Every closed day in `[from, until)`. A holiday at a weekend is also made up for, as its rule says;
 * two of them in a row are made up for on two days.
 */
export function closedDays(closures: readonly Closure[], from: Day, until: Day): ClosedDay[] {
	const closed = new Map<Day, string>()
	const year = (day: Day) => Number(fromDay(day).slice(0, 4))
	for (let y = year(from) - 1; y <= year(until); y++) {
		const days = closures.map((closure) => ({ closure, day: closureDay(closure, y) }))
		for (const { closure, day } of days) if (day !== null) closed.set(day, closure.name)
		for (const { closure, day } of days) {
			const made = day === null ? null : madeUpDay(closure, day, closed)
			if (made !== null) closed.set(made, `${closure.name} (in lieu)`)
		}
	}
	return [...closed]
		.filter(([day]) => day >= from && day < until)
		.sort(([a], [b]) => a - b)
		.map(([day, name]) => ({ date: fromDay(day), name }))
}

function closureDay(closure: Closure, year: number): Day | null {
	if ('easter' in closure) return easter(year) + closure.easter
	if ('day' in closure) return civilDay(year, closure.month, closure.day)
	return nthWeekday(year, closure.month, weekdayNumber(closure.weekday), closure.nth)
}

function madeUpDay(closure: Closure, day: Day, closed: ReadonlyMap<Day, string>): Day | null {
	const observed = 'observed' in closure ? closure.observed : undefined
	const weekday = weekdayOf(day)
	if (observed === undefined || weekday < 6) return null
	if (observed === 'monday') return weekday === 7 ? day + 1 : null
	let made = day
	while (weekdayOf(made) >= 6 || closed.has(made)) made++
	return made
}

/** Days of one-off hours in `[from, until)`, which replace somebody's usual ones. */
export function customDays(
	custom: DemoClinic['customHours'],
	from: Day,
	until: Day,
): (DemoClinic['customHours'][number] & { date: LocalDate })[] {
	const months = monthsBetween(from, until)
	return custom.flatMap((entry) =>
		months.flatMap(([year, month]) => {
			const day = nthWeekday(year, month, weekdayNumber(entry.weekday), entry.nth)
			return day !== null && day >= from && day < until ? [{ ...entry, date: fromDay(day) }] : []
		}),
	)
}

function monthsBetween(from: Day, until: Day): [year: number, month: number][] {
	const [year = 0, month = 1] = fromDay(from).split('-').map(Number)
	const [lastYear = 0, lastMonth = 1] = fromDay(until).split('-').map(Number)
	const count = (lastYear - year) * 12 + lastMonth - month + 1
	return Array.from({ length: count }, (_, i) => [
		year + Math.floor((month - 1 + i) / 12),
		((month - 1 + i) % 12) + 1,
	])
}

function weekdayNumber(code: string): number {
	return WEEKDAY_CODES.indexOf(code) + 1
}
