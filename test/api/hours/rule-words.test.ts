import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fromDay, toDay } from '../../../api/time/date.ts'
import { occurrences, parseRule } from '../../../api/time/recurrence.ts'
import {
	choiceFrom,
	type Nth,
	type RuleChoice,
	readRule,
	ruleOf,
	type Weekday,
} from '../../../widget/clinic/hours/rule-choice.ts'
import { ruleWords } from '../../../widget/clinic/hours/rule-words.ts'

const test = suite('rules in words')
const anchor = '2027-01-05'

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>
const every = fc.integer({ min: 1, max: 12 })
const aChoice: fc.Arbitrary<RuleChoice> = fc.oneof(
	fc.record({ kind: fc.constant('daily' as const), every }),
	fc.record({
		kind: fc.constant('weekly' as const),
		every,
		weekdays: fc
			.uniqueArray(weekday, { minLength: 1, maxLength: 7 })
			.map((days) => days.sort((a, b) => a - b)),
	}),
	fc.record({
		kind: fc.constant('monthly' as const),
		every: fc.constantFrom(1, 2, 3),
		monthDay: fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 28 })),
	}),
	fc.record({
		kind: fc.constant('nth' as const),
		every: fc.constantFrom(1, 2, 3),
		nth: fc.constantFrom<Nth>(1, 2, 3, 4, -1),
		weekday,
	}),
)
const daysOf = (rule: string, from = anchor) =>
	occurrences(rule, from, 0, toDay(from), toDay(from) + 1500)

test('every choice is a rule that is read back as the same choice', () => {
	fc.assert(
		fc.property(aChoice, (drawn) => {
			const choice = { ...drawn }
			const rule = ruleOf(choice)
			parseRule(rule, anchor)
			assert.equal(readRule(rule, anchor), { choice, until: null })
			assert.equal(readRule(`RRULE:${rule.toLowerCase()}`, anchor)?.choice, choice)
		}),
	)
})

test('a rule that was read and is written again has the same days', () => {
	const date = fc.integer({ min: 0, max: 800 }).map((more) => fromDay(toDay(anchor) + more))
	const sometimes = (...values: string[]) => fc.constantFrom('', '', '', '', ...values)
	const parts = fc.record({
		FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
		INTERVAL: sometimes('1', '2', '5'),
		BYDAY: sometimes('MO', 'TU,TH', 'SU,MO', '2WE', '-1FR', '5MO'),
		BYMONTHDAY: sometimes('1', '15', '-1', '-2', '31', '1,2'),
		BYMONTH: sometimes('3'),
		BYSETPOS: sometimes('1'),
		WKST: sometimes('MO', 'SU'),
	})
	let read = 0
	fc.assert(
		fc.property(parts, date, (given, from) => {
			const rule = Object.entries(given)
				.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]))
				.join(';')
			try {
				parseRule(rule, from)
			} catch {
				return
			}
			const found = readRule(rule, from)
			if (!found) return
			read++
			assert.equal(daysOf(ruleOf(found.choice), from), daysOf(rule, from), `${rule} ${from}`)
		}),
		{ numRuns: 1000 },
	)
	assert.ok(read > 30, `${read} rules`)
})

test('leaves alone what it has no words for', () => {
	const custom = [
		...['FREQ=YEARLY', 'FREQ=DAILY;COUNT=3', 'FREQ=DAILY;BYMONTH=7', 'FREQ=MONTHLY;BYDAY=MO'],
		...['FREQ=MONTHLY;BYDAY=5MO', 'FREQ=MONTHLY;BYMONTHDAY=1,15', 'FREQ=MONTHLY;BYMONTHDAY=-2'],
		...['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=WEEKLY;INTERVAL=0'],
		...[
			'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU',
			'FREQ=DAILY;UNTIL=20270301T120000',
			'',
			'x',
			'A=B',
		],
		...['FREQ=DAILY;FREQ=DAILY', '__PROTO__=1;FREQ=DAILY', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1'],
	]
	for (const rule of custom) assert.is(readRule(rule, anchor), null, rule)
	assert.is(readRule('FREQ=DAILY;UNTIL=20270301', anchor)?.until, '2027-03-01')
})

test('takes from the first day what a rule leaves unsaid', () => {
	assert.equal(readRule('FREQ=WEEKLY', anchor)?.choice, choiceFrom(anchor, 'weekly'))
	assert.equal(readRule('FREQ=MONTHLY', anchor)?.choice, choiceFrom(anchor, 'monthly'))
	assert.equal(choiceFrom('2027-01-29', 'nth'), { kind: 'nth', every: 1, nth: -1, weekday: 5 })
	assert.equal(choiceFrom('2027-01-14', 'nth'), { kind: 'nth', every: 1, nth: 2, weekday: 4 })
})

test('what is proposed for a day begins on that day', () => {
	for (let day = toDay('2027-01-01'); day < toDay('2028-03-01'); day++) {
		for (const kind of ['daily', 'weekly', 'monthly', 'nth'] as const) {
			const rule = ruleOf(choiceFrom(fromDay(day), kind))
			// The fifth of a weekday is the last: so it is said.
			const [first] = occurrences(rule, fromDay(day), 0, day, day + 1)
			assert.is(first, day, `${fromDay(day)} ${rule}`)
		}
	}
})

test('says rules as people do', () => {
	const { rule } = ruleWords('en-GB')
	const said: [string, string][] = [
		['FREQ=DAILY', 'Every day'],
		['FREQ=DAILY;INTERVAL=2', 'Every second day'],
		['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'Every day'],
		['FREQ=WEEKLY;BYDAY=FR,MO,TU,WE,TH', 'Every weekday, Monday to Friday'],
		['FREQ=WEEKLY;BYDAY=TU', 'Every Tuesday'],
		['FREQ=WEEKLY;BYDAY=TU,TH,SA', 'Every Tuesday, Thursday and Saturday'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Every second Tuesday'],
		['FREQ=WEEKLY;INTERVAL=6;BYDAY=MO,TU', 'Every 6th week on Monday and Tuesday'],
		['FREQ=MONTHLY;BYMONTHDAY=1', 'Every month on the 1st'],
		['FREQ=MONTHLY;BYMONTHDAY=22', 'Every month on the 22nd'],
		['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
		['FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=13', 'Every third month on the 13th'],
		['FREQ=MONTHLY;BYDAY=2TU', 'Every second Tuesday of the month'],
		['FREQ=MONTHLY;BYDAY=-1FR', 'Every last Friday of the month'],
		['FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO', 'The first Monday of every second month'],
	]
	for (const [text, words] of said) assert.is(rule(readRule(text, anchor)!.choice), words)
})

test('says hours and dates behind a rule', () => {
	const { sentence } = ruleWords('en-GB')
	const rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'
	const when = { rrule, anchorDate: anchor, startTime: '08:00', endTime: '13:00', from: anchor }
	assert.is(sentence(when), 'Every second Tuesday, 08:00–13:00, from 5 Jan 2027')
	assert.is(
		sentence({ ...when, until: '2027-06-30' }),
		'Every second Tuesday, 08:00–13:00, 5 Jan 2027 to 30 Jun 2027',
	)
	assert.is(
		sentence({ rrule: 'FREQ=DAILY;UNTIL=20270301', anchorDate: anchor }),
		'Every day, all day, until 1 Mar 2027',
	)
	assert.is(
		sentence({ rrule: 'FREQ=YEARLY', anchorDate: anchor, days: ['2027-01-05', '2028-01-05'] }),
		'Custom rule: 5 Jan 2027 and 5 Jan 2028, all day',
	)
	const german = ruleWords('de-DE')
	assert.is(german.weekday(2), 'Dienstag')
})

test.run()
