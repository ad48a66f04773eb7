/** Recurrence in floating local days, which know no zone. Times of day are added by the caller. */
import { LRUCache } from 'lru-cache'
import { DateError, type Day, type LocalDate, toDay, weekdayOf } from './date.ts'
import { type Rule, RuleError, readRule } from './rule.ts'
import { daysOf, happens } from './walk.ts'

const MS_PER_DAY = 86_400_000
const DAYS_PER_CHUNK = 256
const MAX_CHUNKS = 64
/** An end further away is a way of saying "without end". */
const MOST_DAYS_TO_END = 366 * 50

/** A rule bound to its first day, with the chunks of time that were expanded already. */
interface Expansion {
	/** Nothing is left implied: what the anchor implied is written out. */
	rule: Rule
	anchor: Day
	/** All days of a rule with COUNT, which can only be found by counting from the anchor. */
	counted: readonly Day[] | null
	chunks: Map<number, readonly Day[]>
}

const expansions = new LRUCache<string, Expansion>({ max: 5000 })

/**
 * Reads a rule and refuses, within milliseconds, one that is hostile or can't be meant: besides what
 * `readRule` refuses, an end before the anchor or half a century away, be it by UNTIL or by COUNT,
 * BYSETPOS without a set to pick from, and days that never come.
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
	if (rule.until && rule.until.day > anchor + MOST_DAYS_TO_END) {
		throw new RuleError('until_too_far', 'UNTIL lies more than 50 years ahead: leave it out')
	}
	if (rule.positions.length > 0 && !hasSet(rule)) {
		throw new RuleError('position_without_set', 'BYSETPOS needs another BY part to pick from')
	}
	const whole = writtenOut(rule, anchor)
	if (!happens(whole, anchor)) throw new RuleError('never_happens', 'No day ever fits this rule')
	if (rule.count !== null && !rule.until && countedDays(whole, anchor).length < rule.count) {
		throw new RuleError('count_too_far', 'COUNT takes more than 50 years: leave it out')
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
	if (start >= end) return days
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
	const counted = rule.count === null ? null : countedDays(rule, anchor)
	const made = { rule, anchor, counted, chunks: new Map() }
	expansions.set(key, made)
	return made
}

/** At most 732, and none that lies more than half a century after the anchor. */
function countedDays(rule: Rule, anchor: Day): Day[] {
	const most = rule.count ?? 0
	return daysOf(rule, anchor, { from: anchor, until: anchor + MOST_DAYS_TO_END, most })
}

function chunkOf(expansion: Expansion, index: number): readonly Day[] {
	const known = expansion.chunks.get(index)
	if (known) return known
	const from = index * DAYS_PER_CHUNK
	const days = daysOf(expansion.rule, expansion.anchor, { from, until: from + DAYS_PER_CHUNK })
	if (expansion.chunks.size >= MAX_CHUNKS) expansion.chunks.clear()
	expansion.chunks.set(index, days)
	return days
}

/** Writes out what an anchor implies, so that every day can be judged alone. */
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

/** The first day on which an occurrence at `minutes` would be past UNTIL. */
function endOf(rule: Rule, minutes: number): Day {
	if (!rule.until) return Number.POSITIVE_INFINITY
	const { day, minutes: limit } = rule.until
	return limit === null || minutes <= limit ? day + 1 : day
}

function anchorDay(anchorDate: LocalDate): Day {
	try {
		return toDay(anchorDate)
	} catch (cause) {
		if (!(cause instanceof DateError)) throw cause
		throw new RuleError('bad_anchor', `The rule's first day: ${cause.message}`, { cause })
	}
}
