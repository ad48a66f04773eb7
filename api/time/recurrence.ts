/**
 * Recurrence in floating local days: never with `tzid`, which is a hundred times slower in the engine
 * and changes its answer with the process's own zone. Times of day are added by the caller.
 */
import { LRUCache } from 'lru-cache'
import rrule, { type Options } from 'rrule'
import { civilDay, DateError, type Day, type LocalDate, toDay, weekdayOf } from './date.ts'
import { type Frequency, type Rule, RuleError, readRule } from './rule.ts'
import { daysThatFit, happens, isWalked } from './walk.ts'

const { RRule } = rrule
const MS_PER_DAY = 86_400_000
const DAYS_PER_CHUNK = 256
const MAX_CHUNKS = 64
/** An end further away is a way of saying "without end". */
const MAX_UNTIL_DAYS = 366 * 50
/** Leap days lie eight years apart around 2100. */
const RARE_YEARS = 17
/** The engine looks for the next day of a sparse rule far past an end, so it is stopped by hand. */
const MAX_COUNTED_DAYS = 366 * 50

/** A rule bound to its first day, with the chunks of time that were expanded already. */
interface Expansion {
	/** Nothing is left implied: what the anchor implied is written out. */
	rule: Rule
	anchor: Day
	empty: boolean
	/** So cheap to walk that nothing is kept. */
	walked: boolean
	chunks: Map<number, readonly Day[]>
	/** With COUNT: every occurrence, since they are counted from the anchor. */
	counted: readonly Day[] | null
}

const expansions = new LRUCache<string, Expansion>({ max: 5000 })

/**
 * Reads a rule and refuses, within milliseconds, one that is hostile or can't be meant: besides what
 * `readRule` refuses, an end before the anchor or half a century away, BYSETPOS without a set to pick
 * from, and days that never come.
 *
 * @param anchorDate the rule's first possible day (DTSTART)
 * @throws {RuleError} with a `code` for machines and words for people
 * @example parseRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA', '2027-01-09').interval // 2
 */
export function parseRule(text: string, anchorDate: LocalDate): Rule {
	const rule = readRule(text)
	const anchor = anchorDay(anchorDate)
	if (rule.until && rule.until.day < anchor) {
		throw new RuleError('until_before_anchor', `UNTIL lies before the first day, ${anchorDate}`)
	}
	if (rule.until && rule.until.day > anchor + MAX_UNTIL_DAYS) {
		throw new RuleError('until_too_far', 'UNTIL lies more than 50 years ahead: leave it out')
	}
	if (rule.positions.length > 0 && !hasSet(rule)) {
		throw new RuleError('position_without_set', 'BYSETPOS needs another BY part to pick from')
	}
	const whole = writtenOut(rule, anchor)
	if (!happens(whole, anchor)) {
		throw new RuleError('never_happens', 'No day ever fits this rule')
	}
	// The engine looks for what it counts or picks by place, however far away that is.
	const probed = anchor + RARE_YEARS * 366
	if (!isWalked(rule) && daysThatFit(whole, anchor, anchor, probed).length < 2) {
		throw new RuleError('too_rare', `The rule happens less than twice in ${RARE_YEARS} years`)
	}
	if (rule.count !== null && countOut(whole, anchor).length < rule.count) {
		throw new RuleError('count_too_far', 'COUNT is not reached within 50 years: leave it out')
	}
	return rule
}

/**
 * The days in `[from, until)` on which a rule happens, ascending. Remembered, so asking again costs
 * about as much as reading the answer.
 *
 * @param minutes wall time of the occurrence since midnight; it matters for an UNTIL with a time only
 * @throws {RuleError} for a text that `readRule` refuses, or a bad anchor
 * @example occurrences('FREQ=WEEKLY;BYDAY=MO', '2027-01-04', 540, toDay('2027-01-10'), toDay('2027-01-20'))
 */
export function occurrences(
	text: string,
	anchorDate: LocalDate,
	minutes: number,
	from: Day,
	until: Day,
): Day[] {
	const expansion = expansionOf(text, anchorDate)
	const start = Math.max(from, expansion.anchor)
	const end = Math.min(until, endOf(expansion.rule, minutes))
	const days: Day[] = []
	if (expansion.empty || start >= end) return days
	if (expansion.walked) return daysThatFit(expansion.rule, expansion.anchor, start, end)
	if (expansion.counted) return expansion.counted.filter((day) => day >= start && day < end)
	const last = Math.floor((end - 1) / DAYS_PER_CHUNK)
	for (let index = Math.floor(start / DAYS_PER_CHUNK); index <= last; index++) {
		for (const day of chunkOf(expansion, index)) if (day >= start && day < end) days.push(day)
	}
	return days
}

function expansionOf(text: string, anchorDate: LocalDate): Expansion {
	const key = `${anchorDate} ${text}`
	const known = expansions.get(key)
	if (known) return known
	const anchor = anchorDay(anchorDate)
	const rule = writtenOut(readRule(text), anchor)
	const walked = isWalked(rule)
	const empty = !walked && !happens(rule, anchor)
	const counted = rule.count !== null && !empty ? countOut(rule, anchor) : null
	const made = { rule, anchor, empty, walked, chunks: new Map(), counted }
	expansions.set(key, made)
	return made
}

function chunkOf(expansion: Expansion, index: number): readonly Day[] {
	const known = expansion.chunks.get(index)
	if (known) return known
	const days = expand(expansion, index * DAYS_PER_CHUNK, (index + 1) * DAYS_PER_CHUNK)
	if (expansion.chunks.size >= MAX_CHUNKS) expansion.chunks.clear()
	expansion.chunks.set(index, days)
	return days
}

function expand({ rule, anchor }: Expansion, from: Day, until: Day): Day[] {
	const start = reanchor(rule, anchor, from)
	const engine = new RRule(engineOptions(rule, start, until - 1), true)
	const days: Day[] = []
	for (const date of engine.all()) {
		const day = Math.round(date.getTime() / MS_PER_DAY)
		if (day >= from) days.push(day)
	}
	return days
}

/** All occurrences of a rule with COUNT, as far as half a century goes. */
function countOut(rule: Rule, anchor: Day): Day[] {
	const days: Day[] = []
	new RRule(engineOptions(rule, anchor, null), true).all((date) => {
		const day = Math.round(date.getTime() / MS_PER_DAY)
		if (day > anchor + MAX_COUNTED_DAYS) return false
		days.push(day)
		return true
	})
	return days
}

/**
 * A later first day with the same occurrences from `near` on, so that old rules cost no more than new
 * ones. It stays a whole period before `near`: the engine sees only part of the week it begins in,
 * which would shift BYSETPOS.
 */
function reanchor(rule: Rule, anchor: Day, near: Day): Day {
	if (near <= anchor) return anchor
	const { interval } = rule
	if (rule.frequency === 'DAILY' || rule.frequency === 'WEEKLY') {
		const period = interval * (rule.frequency === 'DAILY' ? 1 : 7)
		return anchor + Math.max(0, Math.floor((near - anchor) / period) - 1) * period
	}
	const months = interval * (rule.frequency === 'MONTHLY' ? 1 : 12)
	const first = monthIndex(anchor)
	const periods = Math.floor((monthIndex(near) - first) / months) - 1
	if (periods <= 0) return anchor
	// A year begins in January even if the anchor does not: its occurrences may lie before that month.
	const month = first + periods * months
	const begin = rule.frequency === 'MONTHLY' ? month : month - (month % 12)
	return civilDay(Math.floor(begin / 12), (begin % 12) + 1, 1)
}

/** Writes out what an anchor implies, so that the anchor may move. */
export function writtenOut(rule: Rule, anchor: Day): Rule {
	if (hasSet(rule, false)) return rule
	const date = new Date(anchor * MS_PER_DAY)
	const monthDays = [date.getUTCDate()]
	switch (rule.frequency) {
		case 'DAILY':
			return rule
		case 'WEEKLY':
			return { ...rule, weekdays: [{ weekday: weekdayOf(anchor) - 1, nth: 0 }] }
		case 'MONTHLY':
			return { ...rule, monthDays }
		case 'YEARLY':
			return {
				...rule,
				monthDays,
				months: rule.months.length > 0 ? rule.months : [date.getUTCMonth() + 1],
			}
	}
}

/** Whether the rule names days itself; months alone (if `orMonths` is false) leave the day implied. */
function hasSet(rule: Rule, orMonths = true): boolean {
	const { monthDays, weekdays, yearDays, months } = rule
	return monthDays.length + weekdays.length + yearDays.length + (orMonths ? months.length : 0) > 0
}

function engineOptions(rule: Rule, start: Day, last: Day | null): Partial<Options> {
	const list = (numbers: number[]) => (numbers.length > 0 ? numbers : null)
	return {
		freq: ENGINE_FREQUENCY[rule.frequency],
		interval: rule.interval,
		count: rule.count,
		wkst: rule.weekStart,
		bymonth: list(rule.months),
		bymonthday: list(rule.monthDays),
		byyearday: list(rule.yearDays),
		bysetpos: list(rule.positions),
		byweekday: rule.weekdays.length > 0 ? rule.weekdays.map(engineWeekday) : null,
		dtstart: new Date(start * MS_PER_DAY),
		until: last === null ? null : new Date(last * MS_PER_DAY),
	}
}

const ENGINE_FREQUENCY: Record<Frequency, Options['freq']> = {
	DAILY: RRule.DAILY,
	WEEKLY: RRule.WEEKLY,
	MONTHLY: RRule.MONTHLY,
	YEARLY: RRule.YEARLY,
}

const ENGINE_WEEKDAYS = [RRule.MO, RRule.TU, RRule.WE, RRule.TH, RRule.FR, RRule.SA, RRule.SU]

function engineWeekday({ weekday, nth }: Rule['weekdays'][number]) {
	const plain = ENGINE_WEEKDAYS[weekday]!
	return nth === 0 ? plain : plain.nth(nth)
}

/** The first day on which an occurrence at `minutes` would be past UNTIL. */
function endOf(rule: Rule, minutes: number): Day {
	if (!rule.until) return Number.POSITIVE_INFINITY
	const { day, minutes: limit } = rule.until
	return limit === null || minutes <= limit ? day + 1 : day
}

function monthIndex(day: Day): number {
	const date = new Date(day * MS_PER_DAY)
	return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function anchorDay(anchorDate: LocalDate): Day {
	try {
		return toDay(anchorDate)
	} catch (cause) {
		if (!(cause instanceof DateError)) throw cause
		throw new RuleError('bad_anchor', `The rule's first day: ${cause.message}`, { cause })
	}
}
