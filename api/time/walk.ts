/**
 * The days of a rule, found by walking the calendar: a step costs the same whether a day fits or not,
 * so the cost of an answer is known from its length. An engine that jumps from one occurrence to the
 * next looks for the next 29 February on a Monday, or for a 30 February, far past what was asked.
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
	return daysOf(rule, anchor, { from: anchor, until: anchor + PROBE_DAYS, most: 1 }).length > 0
}

/**
 * The first `most` days in `[from, until)` on which a rule happens, ascending; UNTIL and COUNT are
 * for the caller to mind. About a tenth of a microsecond for each day walked.
 *
 * @param rule with nothing left implied by its anchor
 */
export function daysOf(
	rule: Rule,
	anchor: Day,
	{ from, until, most = Number.POSITIVE_INFINITY }: { from: Day; until: Day; most?: number },
): Day[] {
	const first = calendarDay(anchor)
	const date = calendarDay(beginning(rule, anchor, Math.max(from, anchor)))
	const days: Day[] = []
	let period = setStart(rule, date)
	let set: Day[] = []
	while (days.length < most) {
		const start = setStart(rule, date)
		if (start !== period) {
			for (const day of picked(set, rule.positions)) {
				if (day >= from && day >= anchor && day < until && days.length < most) days.push(day)
			}
			if (date.day >= until) break
			period = start
			set = []
		}
		if (inPhase(rule, date, first) && matches(rule, date)) set.push(date.day)
		step(date)
	}
	return days
}

/** Without positions each day is a set of its own. */
function setStart(rule: Rule, date: CalendarDay): Day {
	return rule.positions.length > 0 ? periodStart(rule, date) : date.day
}

/**
 * Positions count from the beginning of a month or year, wherever in it the anchor lies, but only from
 * the anchor on in its week. That is how the common engines have it.
 */
function beginning(rule: Rule, anchor: Day, from: Day): Day {
	const start = setStart(rule, calendarDay(from))
	return rule.frequency === 'WEEKLY' ? Math.max(start, anchor) : start
}

function picked(set: readonly Day[], positions: readonly number[]): readonly Day[] {
	if (positions.length === 0 || set.length === 0) return set
	const days = positions.map((position) => set.at(position > 0 ? position - 1 : position))
	return [...new Set(days)].filter((day) => day !== undefined).sort((a, b) => a - b)
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
	return (
		(months.length === 0 || months.includes(date.month)) &&
		has(monthDays, date.monthDay, date.monthLength) &&
		has(yearDays, date.yearDay, date.yearLength) &&
		(weekdays.length === 0 || weekdays.some((weekday) => isNth(rule, weekday, date)))
	)
}

/** Whether a list without entries, or one that counts from either end, has a place in it. */
function has(list: readonly number[], place: number, length: number): boolean {
	return list.length === 0 || list.includes(place) || list.includes(place - length - 1)
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
