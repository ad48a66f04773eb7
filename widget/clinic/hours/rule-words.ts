import { createTranslate, type Translate } from '../../locales/localize.ts'
import { type ReadRule, type RuleChoice, readRule, type Weekday } from './rule-choice.ts'
import { ruleMessages } from './rule-messages.ts'

type Say = Translate<typeof ruleMessages>

/** Says rules in a language. */
export interface RuleWords {
	/** "Every second Tuesday" */
	rule(choice: RuleChoice): string
	/** "Every second Tuesday, 08:00–13:00, from 5 Jan 2027" */
	sentence(when: Recurring): string
	/** "5 Jan 2027" */
	date(date: string): string
	weekday(weekday: Weekday, width?: 'long' | 'short'): string
	/** "2nd", or "last day" for -1. */
	monthDay(day: number): string
	/** "second" as in "every second". */
	nth(nth: number): string
}

/** A rule as it is stored, with all that stands beside it. */
export interface Recurring {
	rrule: string
	anchorDate: string
	startTime?: string | null
	endTime?: string | null
	from?: string | null
	until?: string | null
	/** Said for a rule that has no words: its next days. */
	days?: readonly string[]
}

/** @example ruleWords('en-GB').rule({ kind: 'daily', every: 1 }) // 'Every day' */
export function ruleWords(locale: string): RuleWords {
	const say: Say = createTranslate<typeof ruleMessages>(locale, ruleMessages)
	const dates = new Intl.DateTimeFormat(locale, {
		...({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const),
	})
	const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
	const ordinals = new Intl.PluralRules(locale, { type: 'ordinal' })
	const date = (text: string) => dates.format(Date.parse(`${text}T00:00Z`))
	const weekday = (day: Weekday, width: 'long' | 'short' = 'long') =>
		// The first of January 2024 was a Monday.
		new Intl.DateTimeFormat(locale, { weekday: width, timeZone: 'UTC' }).format(
			Date.UTC(2024, 0, day),
		)
	const numbered = (n: number) => {
		const ends = { one: '{n}st', two: '{n}nd', few: '{n}rd' } as const
		return say(ends[ordinals.select(n) as keyof typeof ends] ?? '{n}th', { n })
	}
	const names = { '1': 'first', '2': 'second', '3': 'third', '4': 'fourth', '-1': 'last' } as const
	const nth = (n: number) => {
		const name = names[String(n) as keyof typeof names]
		return name ? say(name) : numbered(n)
	}
	const monthDay = (day: number) => (day === -1 ? say('last-day') : numbered(day))
	const rule = (choice: RuleChoice) => sayRule(choice, { say, nth, monthDay, weekday, lists })
	const sentence = (when: Recurring) => saySentence(when, { say, rule, date, lists })
	return { rule, sentence, date, weekday, monthDay, nth }
}

interface Saying extends Pick<RuleWords, 'nth' | 'monthDay' | 'weekday'> {
	say: Say
	lists: Intl.ListFormat
}

function sayRule(choice: RuleChoice, words: Saying): string {
	const { say, monthDay, weekday } = words
	const { every } = choice
	const nth = words.nth(every)
	switch (choice.kind) {
		case 'daily':
			return every === 1 ? say('every-day') : say('every-nth-day', { nth })
		case 'weekly':
			return sayWeekly(every, choice.weekdays, words)
		case 'monthly': {
			const day = monthDay(choice.monthDay)
			return every === 1 ? say('monthly-on', { day }) : say('nth-monthly-on', { nth, day })
		}
		case 'nth': {
			const which = { day: words.nth(choice.nth), weekday: weekday(choice.weekday) }
			return every === 1 ? say('nth-of-month', which) : say('nth-of-nth-month', { ...which, nth })
		}
	}
}

function sayWeekly(every: number, weekdays: readonly Weekday[], words: Saying): string {
	const { say, nth, weekday, lists } = words
	if (every === 1 && weekdays.length === 7) return say('every-day')
	if (every === 1 && weekdays.join() === '1,2,3,4,5') return say('weekdays')
	const days = lists.format(weekdays.map((day) => weekday(day)))
	if (every === 1) return say('every-weekday', { days })
	const [only, ...more] = weekdays
	return only && more.length === 0
		? say('every-nth-weekday', { nth: nth(every), day: weekday(only) })
		: say('every-nth-week', { nth: nth(every), days })
}

interface SayingAll extends Pick<RuleWords, 'rule' | 'date'> {
	say: Say
	lists: Intl.ListFormat
}

function saySentence(when: Recurring, words: SayingAll): string {
	const { say } = words
	const known = readRule(when.rrule, when.anchorDate)
	const { startTime: start, endTime: end } = when
	const times = start && end ? say('times', { start, end }) : say('whole-day')
	return [sayKnown(known, when, words), times, sayRange(known, when, words)]
		.filter(Boolean)
		.join(', ')
}

function sayKnown(known: ReadRule | null, { days = [] }: Recurring, words: SayingAll): string {
	const { say, rule, date, lists } = words
	if (known) return rule(known.choice)
	if (days.length === 0) return say('custom-rule')
	return say('custom-days', { days: lists.format(days.map(date)) })
}

function sayRange(
	known: ReadRule | null,
	when: Recurring,
	{ say, date }: Pick<SayingAll, 'say' | 'date'>,
): string {
	const ends = [known?.until, when.until].filter((end) => end != null).sort()
	const [until] = ends
	const { from } = when
	if (from && until) return say('from-until', { from: date(from), until: date(until) })
	if (from) return say('from', { date: date(from) })
	return until ? say('until', { date: date(until) }) : ''
}
