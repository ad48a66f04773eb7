/** Rules of recurrence as people choose them. Pure: the same in a browser and in a test. */

/** 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
/** -1: the last. */
export type Nth = 1 | 2 | 3 | 4 | -1

/** What the editor can say; `every` is the interval: 2 for every second. */
export type RuleChoice =
	| { kind: 'daily'; every: number }
	| { kind: 'weekly'; every: number; weekdays: readonly Weekday[] }
	/** A day that a month does not have is left out; -1 is its last. */
	| { kind: 'monthly'; every: number; monthDay: number }
	| { kind: 'nth'; every: number; nth: Nth; weekday: Weekday }

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const codeOf = (weekday: Weekday) => CODES[weekday - 1]!
const weekdayOf = (code: string) => (CODES.indexOf(code) + 1) as Weekday

/** The rule as RFC 5545 writes it; its first day and its end stand beside it. */
export function ruleOf(choice: RuleChoice): string {
	const interval = choice.every === 1 ? '' : `;INTERVAL=${choice.every}`
	switch (choice.kind) {
		case 'daily':
			return `FREQ=DAILY${interval}`
		case 'weekly':
			return `FREQ=WEEKLY${interval};BYDAY=${sorted(choice.weekdays).map(codeOf).join(',')}`
		case 'monthly':
			return `FREQ=MONTHLY${interval};BYMONTHDAY=${choice.monthDay}`
		case 'nth':
			return `FREQ=MONTHLY${interval};BYDAY=${choice.nth}${codeOf(choice.weekday)}`
	}
}

const sorted = (weekdays: readonly Weekday[]) => [...new Set(weekdays)].sort((a, b) => a - b)

export interface ReadRule {
	choice: RuleChoice
	/** An end that the rule brings itself, `YYYY-MM-DD`. */
	until: string | null
}

/**
 * Reads a rule back.
 *
 * @param anchorDate the rule's first day, which says what a bare rule means
 * @returns null for a rule that the editor has no words for: it is to be left as it is
 * @example readRule('FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', '2027-01-05')?.choice.every // 2
 */
export function readRule(text: string, anchorDate: string): ReadRule | null {
	const parts = partsOf(text)
	if (!parts) return null
	const { FREQ, INTERVAL = '1', UNTIL, WKST = 'MO', ...by } = parts
	if (!/^[1-9]\d{0,2}$/.test(INTERVAL)) return null
	const every = Number(INTERVAL)
	// With another first day of the week, every second week is another one.
	if (WKST !== 'MO' && !(FREQ === 'WEEKLY' && every === 1) && FREQ !== 'DAILY') return null
	const until = untilOf(UNTIL)
	const choice = choiceOf(FREQ, every, by, anchorDate)
	return choice && until !== undefined ? { choice, until } : null
}

type Parts = Record<string, string>

function partsOf(text: string): Parts | null {
	const parts: Parts = {}
	for (const part of text
		.trim()
		.toUpperCase()
		.replace(/^RRULE:/, '')
		.split(';')) {
		const [name = '', value = '', ...more] = part.split('=')
		if (!/^[A-Z]+$/.test(name) || value === '' || more.length > 0 || name in parts) return null
		parts[name] = value
	}
	return parts
}

function untilOf(text: string | undefined): string | null | undefined {
	if (text === undefined) return null
	const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
	return year ? `${year}-${month}-${day}` : undefined
}

function choiceOf(
	frequency: string | undefined,
	every: number,
	{ BYDAY, BYMONTHDAY, ...others }: Parts,
	anchorDate: string,
): RuleChoice | null {
	if (Object.keys(others).length > 0) return null
	const bare = BYDAY === undefined && BYMONTHDAY === undefined
	if (frequency === 'DAILY') return bare ? { kind: 'daily', every } : null
	if (frequency === 'WEEKLY' && BYMONTHDAY === undefined) return weekly(every, BYDAY, anchorDate)
	if (frequency !== 'MONTHLY') return null
	if (BYDAY === undefined) return monthly(every, BYMONTHDAY ?? String(Number(anchorDate.slice(8))))
	return BYMONTHDAY === undefined ? nthOf(every, BYDAY) : null
}

function weekly(every: number, days: string | undefined, anchorDate: string): RuleChoice | null {
	const weekdays = days?.split(',').map(weekdayOf) ?? [weekdayAt(anchorDate)]
	if (weekdays.some((weekday) => weekday < 1)) return null
	return { kind: 'weekly', every, weekdays: sorted(weekdays) }
}

function monthly(every: number, text: string): RuleChoice | null {
	const monthDay = Number(text)
	const known = monthDay === -1 || (monthDay >= 1 && monthDay <= 31)
	return /^-?\d+$/.test(text) && known ? { kind: 'monthly', every, monthDay } : null
}

function nthOf(every: number, text: string): RuleChoice | null {
	const [, nth, code = ''] = /^\+?([1-4]|-1)([A-Z]{2})$/.exec(text) ?? []
	const weekday = weekdayOf(code)
	return nth && weekday >= 1 ? { kind: 'nth', every, nth: Number(nth) as Nth, weekday } : null
}

/** The weekday of a date. */
export function weekdayAt(date: string): Weekday {
	return (((new Date(`${date}T00:00Z`).getUTCDay() + 6) % 7) + 1) as Weekday
}

/** What somebody most probably means who begins on a date. */
export function choiceFrom(date: string, kind: RuleChoice['kind']): RuleChoice {
	const monthDay = Number(date.slice(8))
	const weekday = weekdayAt(date)
	switch (kind) {
		case 'daily':
			return { kind, every: 1 }
		case 'weekly':
			return { kind, every: 1, weekdays: [weekday] }
		case 'monthly':
			return { kind, every: 1, monthDay }
		case 'nth':
			return { kind, every: 1, nth: nthAt(monthDay), weekday }
	}
}

function nthAt(monthDay: number): Nth {
	return monthDay > 28 ? -1 : (Math.ceil(monthDay / 7) as Nth)
}
