import { instantText } from '../../availability/presenter.ts'
import { wallRange } from '../../availability/wall-ranges.ts'
import type { RuleDate, RuleDates, RuleDatesQuery } from '../../contract/rule-dates.ts'
import { invalidRequest } from '../../http/problem.ts'
import { type Day, fromDay, minutesOf, toDay } from '../../time/date.ts'
import type { Minute } from '../../time/interval.ts'
import { occurrences } from '../../time/recurrence.ts'
import type { Zone } from '../../time/zone.ts'
import { ruleIssues } from './check.ts'

// A rule that is not refused happens twice in so long; what begins later is looked for from there.
const STRIDE_DAYS = 400
const MAX_STRIDES = 20

/**
 * The next days of a rule with what the clocks do to them, as the slot engine will have them.
 *
 * @param today counts unless the query says where to begin
 * @throws Problem `invalid_request`, naming what is wrong with the rule
 */
export function ruleDates(zone: Zone, today: Day, query: RuleDatesQuery): RuleDates {
	const issues = ruleIssues('rrule', query.rrule, query.anchorDate, 'query')
	if (issues.length > 0) throw invalidRequest(issues)
	const anchor = toDay(query.anchorDate)
	const from = query.from === undefined ? Math.max(today, anchor) : toDay(query.from)
	const days = daysFrom(query, from, query.limit + 1)
	return {
		timeZone: zone.name,
		dates: days.slice(0, query.limit).map((day) => describe(zone, day, query)),
		more: days.length > query.limit,
	}
}

function daysFrom({ rrule, anchorDate, ...query }: RuleDatesQuery, from: Day, most: number): Day[] {
	const end = query.until === undefined ? Number.POSITIVE_INFINITY : toDay(query.until) + 1
	const minutes = query.startTime === undefined ? 0 : minutesOf(query.startTime)
	const days: Day[] = []
	for (let i = 0; i < MAX_STRIDES && days.length < most; i++) {
		const begin = Math.max(from, toDay(anchorDate)) + i * STRIDE_DAYS
		if (begin >= end || begin + STRIDE_DAYS > LAST_DAY) break
		const until = Math.min(end, begin + STRIDE_DAYS)
		days.push(...occurrences(rrule, anchorDate, minutes, begin, until))
	}
	return days.slice(0, most)
}

const LAST_DAY = toDay('2199-12-01')

function describe(zone: Zone, day: Day, { startTime, endTime }: RuleDatesQuery): RuleDate {
	const [start, end] = wallRange(zone, day, startTime ?? null, endTime ?? null)
	const wraps = startTime !== undefined && minutesOf(endTime!) <= minutesOf(startTime)
	const notes = [
		...noteOf(zone, day, startTime, start, 'begins'),
		...noteOf(zone, wraps ? day + 1 : day, endTime, end, 'ends'),
	]
	return {
		date: fromDay(day),
		start: instantText(zone, start),
		end: instantText(zone, end),
		notes,
	}
}

// No zone has ever moved its clocks by more, but for those that skipped a day.
const LONGEST_CHANGE = 180

/** What is odd about a wall time on a day, once it has been mapped to an instant. */
function noteOf(
	zone: Zone,
	day: Day,
	time: string | undefined,
	instant: Minute,
	does: 'begins' | 'ends',
): RuleDate['notes'] {
	if (time === undefined) return []
	const shown = wallText(zone.minutesAt(instant))
	if (shown !== time) {
		const message = `${time} does not exist on ${dayWords(day)}; it ${does} at ${shown}.`
		return [{ code: 'skipped', message }]
	}
	const back = zone.offsetAt(instant) - zone.offsetAt(instant + LONGEST_CHANGE)
	const twice = back > 0 && zone.minutesAt(instant + back) === zone.minutesAt(instant)
	if (!twice) return []
	const message = `${time} comes twice on ${dayWords(day)}; it ${does} the first time.`
	return [{ code: 'twice', message }]
}

function wallText(minutes: number): string {
	const two = (number: number) => String(number).padStart(2, '0')
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

function dayWords(day: Day): string {
	return words.format(day * 86_400_000)
}
