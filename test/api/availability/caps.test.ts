import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { pointsOf } from '../../../api/availability/caps.ts'
import { explainStart } from '../../../api/availability/explain.ts'
import type { Busy, Question, Resource } from '../../../api/availability/model.ts'
import type { CapUse } from '../../../api/availability/parts.ts'
import { candidatesAt, checkStart, findSlots } from '../../../api/availability/slots.ts'
import { at, clock, override, plan, question, schedule, type, vet } from './clinic.ts'

const test = suite('caps of a day and of an hour')

const cap = (capacity: number, more: Partial<Resource> = {}) =>
	vet('cap', { kind: 'cap', capacity, ...more })
const use = (points: CapUse['points'], per: CapUse['per'] = 'day'): CapUse => ({
	resourceId: 'cap',
	per,
	points,
})

/** Two vets from nine to twelve, and what else is given. */
function asked(places: Resource, caps: CapUse[], more: Partial<Question> = {}): Question {
	return question({
		plan: plan({
			resources: [vet('ann'), vet('bob'), places],
			schedules: [schedule('ann'), schedule('bob')],
		}),
		type: type({ caps }),
		...more,
	})
}

/** Books the first start of a day again and again, until none is left. */
function bookAll(given: Question): Busy[] {
	const busy: Busy[] = []
	for (;;) {
		const [day] = findSlots({ ...given, busy }).days
		const [start] = day?.starts ?? []
		if (start === undefined) return busy
		const [candidate] = candidatesAt({ ...given, busy }, start)
		busy.push(...candidate!.reservations)
	}
}
const ofCap = (busy: readonly Busy[]) => busy.filter(({ resourceId }) => resourceId === 'cap')

function refusal(given: Question, wall: string): string[] {
	const check = checkStart(given, at(wall))
	return check.ok ? [] : check.reasons.map(({ code }) => code)
}

test('takes its lanes for the local day, whoever the visit is with', () => {
	const [first, second] = candidatesAt(asked(cap(3), [use(2)]), at('2027-06-07 10:00'))
	for (const { reservations } of [first!, second!]) {
		assert.equal(ofCap(reservations), [
			{
				resourceId: 'cap',
				lane: 0,
				startsAt: at('2027-06-07 00:00'),
				endsAt: at('2027-06-08 00:00'),
			},
			{
				resourceId: 'cap',
				lane: 1,
				startsAt: at('2027-06-07 00:00'),
				endsAt: at('2027-06-08 00:00'),
			},
		])
	}
})

test('sells a day until its places are gone', () => {
	const busy = bookAll(asked(cap(5), [use(2)]))
	assert.is(ofCap(busy).length, 4)
	const full = asked(cap(5), [use(2)], { busy, to: '2027-06-08' })
	assert.equal(
		findSlots(full).days.map(({ date }) => date),
		['2027-06-08'],
	)
	const check = checkStart(full, at('2027-06-07 11:00'))
	assert.equal(check.ok ? [] : check.reasons, [
		{
			code: 'day_full',
			vetId: null,
			data: {
				resourceId: 'cap',
				needed: 2,
				free: 1,
				capacity: 5,
				from: at('2027-06-07 00:00'),
				until: at('2027-06-08 00:00'),
			},
			message: 'The day is full: 1 of 5 places are left, the visit takes 2',
		},
	])
	const told = explainStart(full, at('2027-06-08 11:00')).find(({ code }) => code === 'day_full')
	assert.is(told?.message, 'The day has places left: 5 of 5')
	assert.ok(told?.passed)
})

test('counts the hour from local midnight', () => {
	const given = asked(cap(1), [use(1, 'hour')], {
		busy: [
			{
				resourceId: 'cap',
				lane: 0,
				startsAt: at('2027-06-07 10:00'),
				endsAt: at('2027-06-07 11:00'),
			},
		],
	})
	assert.is(clock(findSlots(given).days[0]!.starts), '09:00 09:30 11:00 11:30')
	assert.equal(refusal(given, '2027-06-07 10:30'), ['hour_full'])
	const [one] = candidatesAt(given, at('2027-06-07 09:30'))
	assert.is(clock(ofCap(one!.reservations).flatMap((r) => [r.startsAt, r.endsAt])), '09:00 10:00')
})

test('is as long as the day is when the clock changes', () => {
	const days = [
		['2027-03-28', 23],
		['2027-10-31', 25],
		['2027-11-01', 24],
	] as const
	for (const [date, hours] of days) {
		const given = asked(cap(1), [use(1)], { from: date, to: date, now: at('2027-01-01 00:00') })
		const [place] = ofCap(candidatesAt(given, at(`${date} 10:00`))[0]!.reservations)
		assert.is((place!.endsAt - place!.startsAt) / 60, hours, date)
	}
})

test('is open on its own days and hours only', () => {
	const given = asked(cap(2), [use(1)], { to: '2027-06-09' })
	const own = schedule('cap', { rule: 'FREQ=WEEKLY;BYDAY=TU,WE', endTime: '10:00' })
	const open = { ...given, plan: { ...given.plan, schedules: [...given.plan.schedules, own] } }
	assert.equal(
		findSlots(open).days.map(({ date, starts }) => `${date} ${clock(starts)}`),
		['2027-06-08 09:00 09:30', '2027-06-09 09:00 09:30'],
	)
	assert.equal(refusal(open, '2027-06-07 09:00'), ['cap_closed'])
	const away = override({ resourceId: 'cap', date: '2027-06-08' })
	const closed = { ...open, plan: { ...open.plan, overrides: [away] } }
	assert.equal(
		findSlots(closed).days.map(({ date }) => date),
		['2027-06-09'],
	)
})

test('has no places when it is switched off or unknown', () => {
	assert.equal(findSlots(asked(cap(2, { active: false }), [use(1)])).days, [])
	assert.equal(refusal(asked(vet('other', { kind: 'cap' }), [use(1)]), '2027-06-07 09:00'), [
		'cap_closed',
	])
})

test('holds two caps of one visit, and one cap that is asked for twice', () => {
	const twice = bookAll(asked(cap(3), [use(1), use(1)]))
	assert.is(ofCap(twice).length, 2)
	assert.equal(
		ofCap(twice).map(({ lane }) => lane),
		[0, 1],
	)
	const hourly = bookAll(asked(cap(3), [use(1), use(1, 'hour')]))
	const visits = hourly.length - ofCap(hourly).length
	// Each takes a place of the day and, while there is one, a place of its hour.
	assert.is(visits, 2)
})

test('takes places by species, sex and weight', () => {
	const table = [
		{ species: ['cat'], points: 1 },
		{ species: ['rabbit'], points: 2 },
		{ species: ['dog'], points: 3 },
		{ species: ['dog'], sex: 'female', fromGrams: 0, points: 3 },
		{ species: ['dog'], fromGrams: 25_000, points: 5 },
	]
	const points = (visit: Partial<Question['visit']>) =>
		pointsOf(table, { species: 'dog', pets: 1, problems: 1, ...visit })
	assert.is(points({ species: 'cat' }), 1)
	assert.is(points({ species: 'cat', pets: 2 }), 2)
	assert.is(points({ species: 'rabbit' }), 2)
	assert.is(points({ sex: 'male', weightGrams: 24_999 }), 3)
	assert.is(points({ sex: 'male', weightGrams: 25_000 }), 5)
	assert.is(points({ species: 'bird' }), 1, 'an animal of no entry')
	// Not asked yet: what it takes at least.
	assert.is(points({}), 3)
	assert.is(points({ species: null }), 1)
	assert.is(pointsOf(2, { species: 'dog', pets: 3, problems: 1 }), 2, 'a number is for the visit')
	assert.is(pointsOf([], { species: 'dog', pets: 1, problems: 1 }), 1)
})

test('leaves a cap out of which the animal takes nothing', () => {
	const table = [{ species: ['dog'], points: 0 }, { points: 1 }]
	const busy = [
		{
			resourceId: 'cap',
			lane: 0,
			startsAt: at('2027-06-07 00:00'),
			endsAt: at('2027-06-08 00:00'),
		},
	]
	const given = asked(cap(1), [use(table)], { busy })
	assert.is(findSlots(given).days.length, 1)
	const cat = { ...given, visit: { ...given.visit, species: 'cat' } }
	assert.is(findSlots(cat).days.length, 0)
})

test('counts what staff booked above the capacity for nothing', () => {
	const busy = [
		{
			resourceId: 'cap',
			lane: 1,
			startsAt: at('2027-06-07 00:00'),
			endsAt: at('2027-06-08 00:00'),
		},
	]
	assert.is(findSlots(asked(cap(1), [use(1)], { busy })).days.length, 1)
})

test.run()
