/** The text of an RFC 5545 recurrence rule, read strictly. Expansion is in `recurrence.ts`. */
import { DateError, type Day, toDay } from './date.ts'

export type Frequency = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'

/** A rule's parts. Lists are empty where the rule says nothing. */
export interface Rule {
	frequency: Frequency
	interval: number
	count: number | null
	/** `minutes` since midnight; null: the whole day counts. A trailing Z is read as local time. */
	until: { day: Day; minutes: number | null } | null
	/** 0 is Monday. */
	weekStart: number
	months: number[]
	monthDays: number[]
	/** `nth` 0: every such weekday. */
	weekdays: { weekday: number; nth: number }[]
	yearDays: number[]
	positions: number[]
}

export type RuleErrorCode =
	| 'too_long'
	| 'bad_syntax'
	| 'unknown_part'
	| 'duplicate_part'
	| 'missing_frequency'
	| 'frequency_not_allowed'
	| 'bad_interval'
	| 'bad_count'
	| 'count_too_large'
	| 'count_too_far'
	| 'bad_until'
	| 'until_before_anchor'
	| 'until_too_far'
	| 'bad_value'
	| 'mixed_weekdays'
	| 'position_without_set'
	| 'never_happens'
	| 'too_rare'
	| 'bad_anchor'

/** A recurrence rule that is refused. `code` is for machines, `message` for people. */
export class RuleError extends Error {
	override name = 'RuleError'
	code: RuleErrorCode

	constructor(code: RuleErrorCode, message: string, options?: ErrorOptions) {
		super(message, options)
		this.code = code
	}
}

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const MAX_LENGTH = 400
const MAX_INTERVAL = 999
/** Two years of days: whoever repeats longer means "without end" or a date. */
const MAX_COUNT = 732
/** Parts of the standard that make no sense here: the wall times are columns of their own. */
const NOT_HERE = new Set([
	'BYHOUR',
	'BYMINUTE',
	'BYSECOND',
	'BYWEEKNO',
	'BYEASTER',
	'RSCALE',
	'SKIP',
])

type Reader = (value: string, rule: Rule) => void

const PARTS: Record<string, Reader> = {
	FREQ: (value, rule) => {
		rule.frequency = readFrequency(value)
	},
	INTERVAL: (value, rule) => {
		rule.interval = readCount(value, 'bad_interval', 'INTERVAL')
		if (rule.interval <= MAX_INTERVAL) return
		throw new RuleError('bad_interval', `INTERVAL may be at most ${MAX_INTERVAL}`)
	},
	COUNT: (value, rule) => {
		rule.count = readCount(value, 'bad_count', 'COUNT')
		if (rule.count <= MAX_COUNT) return
		throw new RuleError('count_too_large', `COUNT may be at most ${MAX_COUNT}; use UNTIL or no end`)
	},
	UNTIL: (value, rule) => {
		rule.until = readUntil(value)
	},
	WKST: (value, rule) => {
		rule.weekStart = WEEKDAYS.indexOf(value)
		if (rule.weekStart < 0) throw badValue('WKST', value)
	},
	BYMONTH: (value, rule) => {
		rule.months = readList('BYMONTH', value, 1, 12)
	},
	BYMONTHDAY: (value, rule) => {
		rule.monthDays = readList('BYMONTHDAY', value, -31, 31)
	},
	BYYEARDAY: (value, rule) => {
		rule.yearDays = readList('BYYEARDAY', value, -366, 366)
	},
	BYSETPOS: (value, rule) => {
		rule.positions = readList('BYSETPOS', value, -366, 366)
	},
	BYDAY: (value, rule) => {
		rule.weekdays = value.split(',').map(readWeekday)
	},
}

/**
 * Reads a rule's text, with or without `RRULE:` in front. Only what may be expanded at bounded cost
 * passes; whether it makes sense from a given day on is for `parseRule`.
 *
 * @throws {RuleError}
 */
export function readRule(text: string): Rule {
	if (typeof text !== 'string') throw new RuleError('bad_syntax', 'A recurrence rule is text')
	if (text.length > MAX_LENGTH) {
		throw new RuleError('too_long', `A recurrence rule has at most ${MAX_LENGTH} characters`)
	}
	const rule = emptyRule()
	const seen = new Set<string>()
	for (const part of text
		.trim()
		.toUpperCase()
		.replace(/^RRULE:/, '')
		.split(';')) {
		const [name, value, ...more] = part.split('=')
		if (!name || !value || more.length > 0) {
			throw new RuleError('bad_syntax', `"${part}" is not of the form NAME=VALUE`)
		}
		const read = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
		if (!read) throw new RuleError('unknown_part', unknownPart(name))
		if (seen.has(name)) throw new RuleError('duplicate_part', `${name} is given twice`)
		seen.add(name)
		read(value, rule)
	}
	if (!seen.has('FREQ')) throw new RuleError('missing_frequency', 'FREQ is missing')
	refuseMixedWeekdays(rule)
	return rule
}

function emptyRule(): Rule {
	return {
		frequency: 'DAILY',
		interval: 1,
		count: null,
		until: null,
		weekStart: 0,
		months: [],
		monthDays: [],
		weekdays: [],
		yearDays: [],
		positions: [],
	}
}

function unknownPart(name: string): string {
	return NOT_HERE.has(name)
		? `${name} is not supported: the times of day stand beside the rule`
		: `"${name.slice(0, 20)}" is not a part of a recurrence rule`
}

function readFrequency(value: string): Frequency {
	if (value === 'DAILY' || value === 'WEEKLY' || value === 'MONTHLY' || value === 'YEARLY')
		return value
	if (value === 'HOURLY' || value === 'MINUTELY' || value === 'SECONDLY') {
		throw new RuleError('frequency_not_allowed', `FREQ=${value} is not allowed: a rule names days`)
	}
	throw badValue('FREQ', value)
}

function readCount(value: string, code: 'bad_interval' | 'bad_count', name: string): number {
	if (/^\d{1,12}$/.test(value) && Number(value) > 0) return Number(value)
	throw new RuleError(code, `${name} is a whole number from 1 on, not "${value.slice(0, 20)}"`)
}

function readUntil(value: string): NonNullable<Rule['until']> {
	const match = /^(\d{4})(\d{2})(\d{2})(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)Z?)?$/.exec(value)
	try {
		if (match) {
			const day = toDay(`${match[1]}-${match[2]}-${match[3]}`)
			return { day, minutes: match[4] ? Number(match[4]) * 60 + Number(match[5]) : null }
		}
	} catch (cause) {
		if (!(cause instanceof DateError)) throw cause
	}
	const shown = value.slice(0, 20)
	throw new RuleError(
		'bad_until',
		`UNTIL is a date like 20271231 or 20271231T120000, not "${shown}"`,
	)
}

function readList(name: string, value: string, least: number, most: number): number[] {
	const numbers = value.split(',').map((item) => {
		const number = /^[+-]?\d{1,3}$/.test(item) ? Number(item) : 0
		if (number === 0 || number < least || number > most) throw badValue(name, item)
		return number
	})
	return [...new Set(numbers)].sort((a, b) => a - b)
}

function readWeekday(item: string): { weekday: number; nth: number } {
	const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item)
	const nth = match?.[1] === undefined ? 0 : Number(match[1])
	if (!match || (match[1] !== undefined && nth === 0) || Math.abs(nth) > 53) {
		throw badValue('BYDAY', item)
	}
	return { weekday: WEEKDAYS.indexOf(match[2]!), nth }
}

/** The standard means a union, engines take the intersection: nobody gets what they wrote. */
function refuseMixedWeekdays(rule: Rule): void {
	const numbered = rule.weekdays.filter((weekday) => weekday.nth !== 0).length
	if (numbered === 0 || numbered === rule.weekdays.length) return
	throw new RuleError('mixed_weekdays', 'BYDAY mixes numbered weekdays (1TU) with plain ones (MO)')
}

function badValue(name: string, value: string): RuleError {
	return new RuleError('bad_value', `${name} can't be "${value.slice(0, 20)}"`)
}
