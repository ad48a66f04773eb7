import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { asksOf, missingAnswers } from '../../../api/availability/asks.ts'
import { explainStart } from '../../../api/availability/explain.ts'
import type { Question, TypeRules, Visit } from '../../../api/availability/model.ts'
import { checkStart, findSlots } from '../../../api/availability/slots.ts'
import type { KeepBackStep } from '../../../api/availability/steps.ts'
import { keepBackIn, limitsIn } from '../../../api/availability/stored-rules.ts'
import { at, clock, override, plan, question, schedule, type } from './clinic.ts'

const test = suite('rules of length, day and release')

const DOG: Visit = { species: 'dog', pets: 1, problems: 1 }
const stored = (rules: Record<string, unknown>) => type(limitsIn(rules, []))
const asking = (rules: TypeRules, visit: Partial<Visit> = {}, more: Partial<Question> = {}) =>
	question({ type: rules, visit: { ...DOG, ...visit }, ...more })
const datesOf = (asked: Question) => findSlots(asked).days.map(({ date }) => date.slice(8))
const starts = (asked: Question) => clock(findSlots(asked).days.flatMap((day) => day.starts))
const refusal = (asked: Question, time = '10:00') => {
	const check = checkStart(asked, at(`2027-06-07 ${time}`))
	return check.ok ? [] : check.reasons.map(({ code }) => code)
}
const busy = (from: string, until: string) => ({
	resourceId: 'ann',
	lane: 0,
	startsAt: at(`2027-06-07 ${from}`),
	endsAt: at(`2027-06-07 ${until}`),
})

test('lengthens the visit of a new client', () => {
	const rules = stored({ newClientMinutes: 15 })
	assert.is(findSlots(asking(rules, { client: 'new' })).durationMinutes, 45)
	assert.is(findSlots(asking(rules, { client: 'existing' })).durationMinutes, 30)
	assert.is(findSlots(asking(rules)).durationMinutes, 30)
})

test('lengthens the visit by the age on its own day', () => {
	const rules = stored({ ageMinutes: [{ species: ['dog'], underWeeks: 10, minutes: 20 }] })
	const minutes = (ageDays: number, species = 'dog') => {
		const check = checkStart(asking(rules, { ageDays, species }), at('2027-06-07 10:00'))
		return check.ok && check.endsAt - check.startsAt
	}
	// Asked a day ahead: 68 days today are 69 on the day, one short of ten weeks.
	assert.is(minutes(68), 50)
	assert.is(minutes(69), 30)
	assert.is(minutes(68, 'cat'), 30)
})

const AGES: [rules: Record<string, unknown>, ageDays: number, dates: string][] = [
	[{ minWeeks: 8 }, 54, '08 09'],
	[{ minWeeks: 8 }, 55, '07 08 09'],
	[{ maxWeeks: 8 }, 61, '07'],
	[{ maxWeeks: 8 }, 62, ''],
	[{ minMonths: 4 }, 119, '08 09'],
	[{ species: ['cat'], minWeeks: 8 }, 10, '07 08 09'],
]
for (const [limit, ageDays, dates] of AGES) {
	test(`offers ${JSON.stringify(limit)} at ${ageDays} days on: ${dates}`, () => {
		const asked = asking(stored({ ageLimits: [limit] }), { ageDays }, { to: '2027-06-09' })
		assert.is(datesOf(asked).join(' '), dates)
	})
}

const VISITS: [prior: Record<string, unknown>, lastVisit: string, dates: string][] = [
	[{ minDays: 14, maxDays: 42 }, '2027-05-25', '08 09'],
	[{ minDays: 14, maxDays: 42 }, '2027-04-27', '07 08'],
	[{ maxDays: 1 }, '2027-06-06', '07'],
	[{ maxDays: 30 }, '2027-06-08', '08 09'],
]
for (const [prior, lastVisit, dates] of VISITS) {
	test(`offers ${JSON.stringify(prior)} after ${lastVisit} on: ${dates}`, () => {
		const asked = asking(stored({ requiresPrior: prior }), { lastVisit }, { to: '2027-06-09' })
		assert.is(datesOf(asked).join(' '), dates)
	})
}

test('names age, weight and earlier visit where they stand in the way', () => {
	const limits = { ageLimits: [{ minWeeks: 8, maxWeeks: 20 }] }
	assert.equal(refusal(asking(stored(limits), { ageDays: 20 })), ['too_young'])
	assert.equal(refusal(asking(stored(limits), { ageDays: 200 })), ['too_old'])
	const heavy = stored({ weightLimits: [{ species: ['dog'], maxGrams: 25_000 }] })
	assert.equal(refusal(asking(heavy, { weightGrams: 25_001 })), ['weight_out_of_range'])
	assert.equal(refusal(asking(heavy, { weightGrams: 25_000 })), [])
	assert.equal(refusal(asking(heavy)), [])
	const prior = stored({ requiresPrior: { minDays: 2, maxDays: 9 } })
	const after = (lastVisit: string) => refusal(asking(prior, { lastVisit }))
	assert.equal(after('2027-06-06'), ['earlier_visit_too_recent'])
	assert.equal(after('2027-05-20'), ['earlier_visit_too_long_ago'])
	assert.equal(refusal(asking(prior)), [])
})

test('asks for what a type depends on, of the animals it concerns', () => {
	const rules = stored({
		ageLimits: [{ species: ['dog'], minMonths: 6 }],
		weightLimits: [{ maxGrams: 9000 }],
		requiresPrior: { types: null, maxDays: 42 },
	})
	assert.equal(asksOf(rules), ['age', 'weight', 'lastVisit'])
	const told = { pets: 1, problems: 1, amber: false } as const
	assert.equal(missingAnswers(rules, { ...told, species: 'dog' }), [
		'ageMonths',
		'weightGrams',
		'lastVisit',
	])
	assert.equal(
		missingAnswers(rules, { ...told, species: 'cat', weightGrams: 1, lastVisit: '2027-01-01' }),
		[],
	)
	assert.equal(missingAnswers(rules, told)[0], 'species')
	const weeks = { ...told, species: 'dog', ageWeeks: 9, weightGrams: 1 } as const
	assert.equal(missingAnswers(rules, weeks), ['lastVisit'])
	assert.equal(missingAnswers(type(), told), [])
})

test('leaves no gap that nothing fits into where starts are flush', () => {
	const flush = stored({ starts: 'flush' })
	assert.is(starts(asking(flush)), '09:00')
	assert.is(starts(asking(flush, {}, { busy: [busy('10:10', '10:25')] })), '09:00 09:40 10:25')
	const asked = asking(flush, {}, { busy: [busy('09:00', '09:20'), busy('11:00', '12:00')] })
	assert.is(starts(asked), '09:20 10:30')
	assert.equal(refusal(asked, '09:30'), ['leaves_a_gap'])
	// Later in the day the stretch begins with the clock, on the grid.
	assert.is(starts({ ...asked, now: at('2027-06-07 09:25') }), '09:30 10:30')
	assert.is(starts({ ...asked, now: at('2027-06-07 09:55') }), '10:00 10:30')
	assert.is(starts({ ...asked, now: at('2027-06-07 10:05') }), '10:30')
	const finer = { ...asked, type: { ...flush, stepMinutes: 15 } }
	assert.is(starts({ ...finer, now: at('2027-06-07 09:50') }), '10:00 10:30')
	assert.is(starts({ ...finer, now: at('2027-06-07 10:05') }), '10:30')
})

const kept = (release: { hoursBefore: number } | { at: string }) =>
	plan({
		overrides: [
			override({
				type: 'emergency_only',
				date: '2027-06-07',
				startTime: '10:00',
				endTime: '11:00',
				release,
			}),
		],
	})

test('tells when a night that began before the days asked for shows its next flush start', () => {
	const night = plan({ schedules: [schedule('ann', { startTime: '22:00', endTime: '06:00' })] })
	const asked = (now: string) =>
		question({ plan: night, now: at(now), type: type({ starts: 'flush' }) })
	const starts = (now: string) => clock(findSlots(asked(now)).days[0]?.starts ?? [])
	assert.is(starts('2027-06-06 20:00'), '22:00')
	assert.is(findSlots(asked('2027-06-06 20:00')).validUntil, at('2027-06-06 22:01'))
	// Once the night has begun, its first start moves on, and after half past eleven into the new day.
	assert.is(starts('2027-06-06 23:30'), '22:00')
	assert.is(findSlots(asked('2027-06-06 23:30')).validUntil, at('2027-06-06 23:31'))
	assert.is(starts('2027-06-06 23:31'), '00:00 22:00')
})

test('releases emergency time at its step, to the minute', () => {
	for (const [release, step] of [
		[{ hoursBefore: 20 }, '2027-06-06 14:00'],
		[{ at: '08:30' }, '2027-06-07 08:30'],
	] as const) {
		const asked = asking(type(), {}, { plan: kept(release), now: at(step) - 1 })
		assert.is(starts(asked), '09:00 09:30 11:00 11:30')
		assert.is(findSlots(asked).validUntil, at(step))
		const [reason] = explainStart(asked, at('2027-06-07 10:00')).filter((one) => !one.passed)
		assert.equal([reason?.code, reason?.data.releasedAt], ['emergency_only', at(step)])
		const later = starts({ ...asked, now: at(step) })
		assert.is(later, '09:00 09:30 10:00 10:30 11:00 11:30')
	}
})

test('keeps time whose release would come too late', () => {
	const asked = asking(type(), {}, { plan: kept({ at: '12:00' }) })
	assert.is(starts(asked), '09:00 09:30 11:00 11:30')
	const full = { ...asked, now: at('2027-06-07 07:00'), busy: [busy('09:00', '12:00')] }
	assert.is(findSlots(full).validUntil, at('2027-06-08 00:00'))
})

test('keeps a share of the day back until its steps', () => {
	const steps = [
		{ hoursBefore: 12, share: 0.5 },
		{ at: '08:00', share: 0.25 },
	]
	const given = plan({ schedules: [schedule('ann', { keepBack: steps })] })
	// Three hours: 90 minutes are kept until 21:00 of the eve, 45 until 08:00.
	const asked = (now: string, taken: string, more: Partial<TypeRules> = {}) =>
		asking(type(more), {}, { plan: given, now: at(now), busy: [busy('09:00', taken)] })
	const eve = '2027-06-06 20:59'
	assert.is(starts(asked(eve, '10:00')), '10:00 10:30 11:00 11:30')
	assert.is(starts(asked(eve, '10:30')), '')
	assert.equal(refusal(asked(eve, '10:30'), '11:00'), ['kept_back'])
	assert.is(findSlots(asked(eve, '10:30')).validUntil, at('2027-06-06 21:00'))
	assert.is(starts(asked('2027-06-06 21:00', '10:30')), '10:30 11:00 11:30')
	assert.is(starts(asked('2027-06-07 07:59', '11:00')), '')
	assert.is(starts(asked('2027-06-07 08:00', '11:00')), '11:00 11:30')
	assert.is(starts(asked(eve, '11:00', { urgent: true })), '11:00 11:30')
	assert.is(starts({ ...asked(eve, '11:00'), asker: 'staff' }), '11:00 11:30')
})

test('reads stored rules, and leaves out what it does not understand', () => {
	const read = limitsIn(
		{
			newClientMinutes: '15',
			starts: 'anyhow',
			ageLimits: [{ minWeeks: 6, maxMonths: 12 }, 7],
			requiresPrior: { types: ['pre_op', 'gone'], maxDays: 42 },
		},
		[{ id: 'a1', slug: 'pre_op' }] as never,
	)
	assert.is(read.newClientMinutes, 0)
	assert.is(read.starts, 'grid')
	assert.equal(read.ageLimits, [{ species: null, minDays: 42, maxDays: 394 }])
	assert.equal(read.earlierVisit, { typeIds: ['a1'], minDays: 0, maxDays: 42 })
	assert.equal(keepBackIn([{ hoursBefore: 48, share: 0.25 }, { share: 1 }, null]), [
		{ hoursBefore: 48, share: 0.25 },
	] satisfies KeepBackStep[])
})

test.run()
