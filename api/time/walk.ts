/**
 * Walks the calendar day by day, in whole numbers. It finds rules that never happen (30 February, the
 * sixth Monday of a month, every second year from an odd one on 29 February), for which the expansion
 * engine would look up to the year 9999, for seconds; and it expands the rules of days and weeks, which
 * nearly all schedules have and on which the engine takes a hundred times as long.
 */
import { type Day, weekdayOf } from './date.ts'
import type { Rule } from './rule.ts'

/** Two leap days on the same weekday can lie 40 years apart, across 2100. */
const PROBE_DAYS = 366 * 42
const MS_PER_DAY = 86_400_000

/** A day with everything a rule may ask about it. */
interface CalendarDay {
	day: Day
	year: number
	month: number
	monthDay: number
	monthLength: number
	yearDay: number
	yearLength: number
}

/**
 * Whether a rule has a first occurrence within 42 years of its anchor. A fraction of a millisecond
 * where it has one soon, about two where it has none.
 *
 * @param rule with nothing left implied by its anchor
 */
export function happens(rule: Rule, anchor: Day): boolean {
	const first = calendarDay(anchor)
	const least = Math.min(...rule.positions.map(Math.abs), Number.POSITIVE_INFINITY)
	const needed = Number.isFinite(least) ? least : 1
	let found = 0
	let counted = periodStart(rule, first)
	for (const date = calendarDay(counted); date.day < anchor + PROBE_DAYS; step(date)) {
		if (!inPhase(rule, date, first) || !matches(rule, date)) continue
		const period = periodStart(rule, date)
		found = period === counted ? found + 1 : 1
		counted = period
		if (found >= needed && date.day >= anchor) return true
	}
	return false
}

/** Whether `daysThatFit` can answer for a rule: it counts nothing. */
export function isWalked({ frequency, positions, count }: Rule): boolean {
	return (frequency === 'DAILY' || frequency === 'WEEKLY') && positions.length === 0 && !count
}

/**
 * The days of a walked rule in `[from, until)`, ascending. However seldom it happens, only the days asked
 * for are looked at: the engine would go on to the next that fits, decades away.
 *
 * @param rule with nothing left implied by its anchor
 */
export function daysThatFit(rule: Rule, anchor: Day, from: Day, until: Day): Day[] {
	const first = calendarDay(anchor)
	const days: Day[] = []
	for (const date = calendarDay(Math.max(from, anchor)); date.day < until; step(date)) {
		if (inPhase(rule, date, first) && matches(rule, date)) days.push(date.day)
	}
	return days
}

/** The first day of the period (day, week, month, year) that a rule's positions count in. */
function periodStart(rule: Rule, date: CalendarDay): Day {
	switch (rule.frequency) {
		case 'DAILY':
			return date.day
		case 'WEEKLY':
			return weekStart(rule, date.day)
		case 'MONTHLY':
			return date.day - date.monthDay + 1
		case 'YEARLY':
			return date.day - date.yearDay + 1
	}
}

function inPhase(rule: Rule, date: CalendarDay, anchor: CalendarDay): boolean {
	if (rule.interval === 1) return true
	switch (rule.frequency) {
		case 'DAILY':
			return (date.day - anchor.day) % rule.interval === 0
		case 'WEEKLY':
			return ((weekStart(rule, date.day) - weekStart(rule, anchor.day)) / 7) % rule.interval === 0
		case 'MONTHLY':
			return ((date.year - anchor.year) * 12 + date.month - anchor.month) % rule.interval === 0
		case 'YEARLY':
			return (date.year - anchor.year) % rule.interval === 0
	}
}

function matches(rule: Rule, date: CalendarDay): boolean {
	const { months, monthDays, yearDays, weekdays } = rule
	const has = (list: readonly number[], forward: number, length: number) =>
		list.length === 0 || list.includes(forward) || list.includes(forward - length - 1)
	return (
		(months.length === 0 || months.includes(date.month)) &&
		has(monthDays, date.monthDay, date.monthLength) &&
		has(yearDays, date.yearDay, date.yearLength) &&
		(weekdays.length === 0 || weekdays.some((weekday) => isNth(rule, weekday, date)))
	)
}

function isNth(rule: Rule, wanted: Rule['weekdays'][number], date: CalendarDay): boolean {
	if (weekdayOf(date.day) - 1 !== wanted.weekday) return false
	if (wanted.nth === 0 || rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY') return true
	const inYear = rule.frequency === 'YEARLY' && rule.months.length === 0
	const place = inYear ? date.yearDay : date.monthDay
	const length = inYear ? date.yearLength : date.monthLength
	return wanted.nth > 0
		? Math.ceil(place / 7) === wanted.nth
		: Math.ceil((length - place + 1) / 7) === -wanted.nth
}

function weekStart(rule: Rule, day: Day): Day {
	return day - ((weekdayOf(day) - 1 - rule.weekStart + 7) % 7)
}

function calendarDay(day: Day): CalendarDay {
	const date = new Date(day * MS_PER_DAY)
	const year = date.getUTCFullYear()
	const month = date.getUTCMonth() + 1
	return {
		day,
		year,
		month,
		monthDay: date.getUTCDate(),
		monthLength: monthLength(year, month),
		yearDay: day - Date.UTC(year, 0, 1) / MS_PER_DAY + 1,
		yearLength: 337 + monthLength(year, 2),
	}
}

/** Moves to the next day in place: a probe walks 15,000 of them. */
function step(date: CalendarDay): void {
	date.day++
	date.monthDay++
	date.yearDay++
	if (date.monthDay > date.monthLength) Object.assign(date, calendarDay(date.day))
}

function monthLength(year: number, month: number): number {
	return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
