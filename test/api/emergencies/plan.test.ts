import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Plan, Reservation } from '../../../api/availability/model.ts'
import { costOf, costOfWaiting, IN_TIME, mayMove } from '../../../api/emergencies/cost.ts'
import type { DayVisit, Proposal, Situation, VisitFacts } from '../../../api/emergencies/model.ts'
import { planEmergency } from '../../../api/emergencies/plan.ts'
import { processorTime } from '../../processor-time.ts'
import { override, plan, room, schedule, vet, clock as wall } from '../availability/clinic.ts'
import { type Booking, clock, type Day, situation } from './day.ts'

const test = suite('planning an emergency')

/** As in `ann 09:00; v0 ann 09:30, v1 bea 10:00`. */
function told({ place, moves }: Proposal): string {
	const moved = moves.map(({ visit, to }) => `${visit.id} ${to.vetId} ${wall([to.startsAt])}`)
	return `${place.vetId} ${wall([place.startsAt])}; ${moved.join(', ')}`
}
const plans = (day: Day) => planEmergency(situation(day)).proposals.map(told)

const two = plan({
	resources: [vet('ann'), vet('bea')],
	schedules: [schedule('ann'), schedule('bea')],
})
const full = (vetId: string, facts: Partial<VisitFacts> = {}): Booking[] =>
	['09:00', '09:30', '10:00', '10:30', '11:00', '11:30'].map((start) => ({ vetId, start, facts }))

test('takes a vet who is free, and moves nobody', () => {
	const { soonest, proposals } = planEmergency(
		situation({ plan: two, bookings: [{ vetId: 'ann', start: '09:00' }] }),
	)
	assert.is(soonest, proposals[0])
	assert.equal(proposals.map(told), ['bea 09:00; '])
	assert.equal([proposals[0]?.kind, proposals[0]?.waitMinutes], ['gap', 0])
})

test('takes time that is kept for emergencies, and a vet between two visits', () => {
	const kept = plan({
		overrides: [
			override({
				type: 'emergency_only',
				date: '2027-06-07',
				startTime: '10:00',
				endTime: '10:30',
			}),
		],
	})
	const busy: Booking[] = [{ vetId: 'ann', start: '09:00', minutes: 60 }]
	const day = { bookings: busy, severity: 'urgent', emergency: { arrives: '09:45' } } as const
	const [first] = planEmergency(situation({ ...day, plan: kept })).proposals
	assert.equal([told(first!), first?.kind], ['ann 10:00; ', 'kept_time'])
	const between: Booking[] = [
		{ vetId: 'ann', start: '09:00', minutes: 20 },
		{ vetId: 'ann', start: '09:40', minutes: 20 },
	]
	const short = { minutes: 20, arrives: '09:20' }
	assert.equal(plans({ bookings: between, emergency: short }), ['ann 09:20; '])
})

test('waits for nobody when a life is at stake, and for a gap that is soon when it is not', () => {
	const bookings: Booking[] = [{ vetId: 'ann', start: '09:00' }]
	const day = { bookings, emergency: { arrives: '09:05' } }
	assert.equal(plans({ ...day, now: '08:50' })[0], 'ann 09:05; v0 ann 09:35')
	assert.equal(plans({ ...day, severity: 'urgent' }), ['ann 09:30; '])
})

test('puts off the fewest by the least: into a gap of another vet before down the whole list', () => {
	const bookings = [...full('ann'), ...full('bea', { fixed: true }).slice(1)]
	const [first, ...others] = plans({ plan: two, bookings: bookings.slice(0, 5) })
	assert.is(first, 'bea 09:00; ')
	assert.equal(others, [])
	const taken = [...full('ann').slice(0, 5), ...full('bea', { fixed: true }).slice(0, 2)]
	assert.equal(plans({ plan: two, bookings: taken })[0], 'ann 09:00; v0 ann 09:30, v1 bea 10:00')
})

test('asks flexible visits first, and spares who waited long, was put off, or has set out', () => {
	const day = (facts: Partial<VisitFacts>, others: Partial<VisitFacts> = {}) =>
		plans({
			bookings: [
				{ vetId: 'ann', start: '09:00', facts: { fixed: true } },
				{ vetId: 'ann', start: '09:30', facts: others },
				{ vetId: 'ann', start: '10:00', minutes: 25, facts },
				{ vetId: 'ann', start: '11:00', facts: { fixed: true } },
			],
			emergency: { arrives: '09:30' },
		})[0]
	assert.is(day({}), 'ann 09:30; v1 ann 10:00, v2 ann 10:30')
	assert.is(day({}, { flexible: true }), 'ann 09:30; v1 ann 10:25')
	const waited = { waitedDays: 30 }
	assert.is(day({ flexible: true }, waited), 'ann 09:30; v1 ann 10:00, v2 ann 10:30')
	for (const spared of [waited, { delayed: true }, { setOut: true }]) {
		assert.is(day(spared), 'ann 09:30; v1 ann 10:25', JSON.stringify(spared))
	}
})

test('never moves what is fixed, nor what is urgent for less than a life', () => {
	const fixed = { bookings: full('ann', { fixed: true }), emergency: { arrives: '09:10' } }
	assert.equal(plans(fixed), [])
	const urgent = {
		bookings: full('ann', { urgent: true }).slice(0, 2),
		emergency: { arrives: '09:10' },
	}
	assert.equal(plans({ ...urgent, severity: 'urgent' }), ['ann 10:00; '])
	assert.is(plans(urgent)[0], 'ann 09:10; v0 ann 09:40, v1 ann 10:10')
})

test('offers to wait as well, where better ways put others off', () => {
	const [first, last] = planEmergency(
		situation({ bookings: full('ann').slice(0, 4), emergency: { arrives: '09:00' } }),
	).proposals
	assert.is(first?.kind, 'rearranged')
	assert.equal([told(last!), last?.waitMinutes], ['ann 11:00; ', 120])
})

test('finds no place where there is none, and nobody who may not treat the animal', () => {
	const closed = situation({ bookings: [], emergency: { arrives: '11:45' } })
	assert.equal(planEmergency(closed), { soonest: null, proposals: [], complete: true })
	const nurses = plan({ resources: [vet('ann', { kind: 'nurse' })] })
	assert.equal(plans({ plan: nurses, bookings: [] }), [])
})

test('needs the room that its visit needs, and leaves rooms to those who stay', () => {
	const rules = { roomTypes: ['consult'] }
	const one: Plan = { ...two, resources: [...two.resources, room('r1', 'consult')] }
	const bookings: Booking[] = [{ vetId: 'ann', start: '09:00', rules }]
	assert.is(plans({ plan: one, bookings, emergency: { rules } })[0], 'ann 09:00; v0 ann 09:30')
	const both: Plan = { ...one, resources: [...one.resources, room('t1', 'theatre')] }
	assert.equal(plans({ plan: both, bookings, emergency: { rules: { roomTypes: ['theatre'] } } }), [
		'bea 09:00; ',
	])
})

const times = Array.from({ length: 24 }, (_, i) => wall([clock('09:00') + i * 5]))
const facts = fc.record({
	fixed: fc.boolean(),
	flexible: fc.boolean(),
	urgent: fc.boolean(),
	waitedDays: fc.integer({ min: 0, max: 40 }),
	delayed: fc.boolean(),
	setOut: fc.boolean(),
})
const booking = (rules: Booking['rules'] = {}) =>
	fc.record({
		vetId: fc.constantFrom('ann', 'bea', 'cy'),
		start: fc.constantFrom(...times),
		minutes: fc.constantFrom(15, 20, 30),
		facts,
		rules: fc.constant(rules),
	})
const emergency = (rules = {}) =>
	fc.record({
		minutes: fc.constantFrom(20, 30, 45),
		arrives: fc.constantFrom(...times.slice(0, 12)),
		rules: fc.constant(rules),
	})
const severity = fc.constantFrom<Situation['severity']>('life_threatening', 'urgent')

const roomy = { roomTypes: ['consult'], bufferAfter: 5 }
const three: Plan = plan({
	resources: [
		...['ann', 'bea', 'cy'].map((id) => vet(id)),
		...['r1', 'r2'].map((id) => room(id, 'consult')),
	],
	schedules: ['ann', 'bea', 'cy'].map((id) => schedule(id)),
})

const overlap = (a: Reservation, b: Reservation) =>
	a.resourceId === b.resourceId &&
	a.lane === b.lane &&
	a.startsAt < b.endsAt &&
	b.startsAt < a.endsAt

function assertSound(day: Situation): void {
	const { soonest, proposals } = planEmergency(day)
	const from = Math.max(day.now, day.arrivesAt)
	for (const { place, moves, waitMinutes, cost } of proposals) {
		const moved = new Map(moves.map((move) => [move.visit, move]))
		const all = [place, ...day.visits.map((visit) => moved.get(visit)?.to ?? visit)]
		const parts = all.map(({ reservations }) => reservations)
		for (const [i, some] of parts.entries()) {
			for (const others of parts.slice(0, i)) {
				assert.not(some.some((a) => others.some((b) => overlap(a, b))))
			}
		}
		for (const { visit, to, minutesLater } of moves) {
			assert.ok(mayMove(visit.facts, day.severity))
			assert.is(to.startsAt, visit.start + minutesLater)
			assert.ok(minutesLater > 0 || (minutesLater === 0 && to.vetId !== visit.vetId))
			assert.is(to.endsAt - to.startsAt, visit.end - visit.start)
		}
		assert.ok(place.startsAt >= from)
		assert.is(waitMinutes, place.startsAt - from)
		if (soonest && moves.length > 0) assert.ok(place.startsAt <= soonest.place.startsAt)
		const points = moves.reduce((sum, move) => sum + move.cost, 0)
		assert.is(cost, points + costOfWaiting(day.severity, waitMinutes))
	}
	if (soonest && soonest.waitMinutes <= IN_TIME[day.severity]) {
		assert.ok(proposals.every(({ moves }) => moves.length === 0))
	}
}

test('overlaps nothing, moves nobody who may not be moved, and is never later than doing nothing', () => {
	const days = fc.record({
		bookings: fc.array(booking(roomy), { maxLength: 12 }),
		emergency: emergency(roomy),
		severity,
	})
	fc.assert(
		fc.property(days, (day) => assertSound(situation({ ...day, plan: three }))),
		{ numRuns: 150 },
	)
})

/** The least harm with one vet at one start, by trying everything; there are no rooms and buffers. */
function leastHarm(day: Situation, vetId: string, start: number, hours: readonly number[]): number {
	const minutes = day.question.type.durationMinutes
	const own = day.visits.filter((one) => one.vetId === vetId && mayMove(one.facts, day.severity))
	const taken = day.visits
		.filter((one) => !own.includes(one))
		.map(({ vetId, start, end }) => ({ vetId, start, end }))
	const isFree = (vet: string, from: number, until: number, others: typeof taken) =>
		from >= hours[0]! &&
		until <= hours[1]! &&
		others.every((one) => one.vetId !== vet || one.end <= from || one.start >= until)
	if (!isFree(vetId, start, start + minutes, taken)) return Number.POSITIVE_INFINITY
	const place = (rest: readonly DayVisit[], others: typeof taken): number => {
		const [visit, ...more] = rest
		if (!visit) return 0
		let least = Number.POSITIVE_INFINITY
		for (let later = 0; later <= 120; later += 5) {
			for (const vet of ['ann', 'bea']) {
				const [from, until] = [visit.start + later, visit.end + later]
				if (!isFree(vet, from, until, others)) continue
				const stays = later === 0 && vet === vetId
				const cost = stays ? 0 : costOf(visit.facts, later, vet === vetId)
				if (cost >= least) continue
				least = Math.min(
					least,
					cost + place(more, [...others, { vetId: vet, start: from, end: until }]),
				)
			}
		}
		return least
	}
	return place(own, [...taken, { vetId, start, end: start + minutes }])
}

test('harms no more than the best that any one vet could do', () => {
	const bookable = fc.record({
		bookings: fc.array(
			fc.record({
				vetId: fc.constantFrom('ann', 'bea'),
				start: fc.constantFrom('09:00', '09:10', '09:20', '09:30', '09:40', '10:00', '10:10'),
				minutes: fc.constantFrom(20, 30),
				facts: fc.oneof(
					facts,
					facts.map((one) => ({ ...one, fixed: false })),
				),
			}),
			{ minLength: 4, maxLength: 9 },
		),
		emergency: emergency(),
		severity,
	})
	const short: Plan = {
		...two,
		schedules: ['ann', 'bea'].map((id) => schedule(id, { endTime: '10:45' })),
	}
	const hours = [clock('09:00'), clock('10:45')]
	let rearranged = 0
	fc.assert(
		fc.property(bookable, (input) => {
			const day = situation({ ...input, plan: short })
			const { proposals, complete, soonest } = planEmergency(day)
			assert.ok(complete)
			const [best] = proposals
			if (best && best.moves.length === 0 && best !== soonest) return
			if (soonest && soonest.waitMinutes <= IN_TIME[day.severity]) return
			rearranged += best && best.moves.length > 0 ? 1 : 0
			const from = Math.max(day.now, day.arrivesAt)
			for (const vetId of ['ann', 'bea']) {
				const until = Math.min(hours[1]!, soonest?.place.startsAt ?? Number.POSITIVE_INFINITY)
				const first = Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i).find(
					(start) => leastHarm(day, vetId, start, hours) < Number.POSITIVE_INFINITY,
				)
				if (first === undefined) continue
				const harm = leastHarm(day, vetId, first, hours)
				const cost = harm + costOfWaiting(day.severity, first - from)
				assert.ok(best, 'somebody could')
				assert.ok(best.moves.length === 0 || best.cost <= cost, `${best.cost} > ${cost}`)
			}
		}),
		{ numRuns: 200 },
	)
	assert.ok(rearranged > 5, `${rearranged} rearranged`)
})

test('plans a day of eight vets with a hundred visits in a blink', () => {
	const ids = Array.from({ length: 8 }, (_, i) => `vet${i}`)
	const long = { startTime: '09:00', endTime: '18:00' }
	const of = plan({
		resources: [...ids.map((id) => vet(id)), ...ids.map((_, i) => room(`r${i}`, 'consult'))],
		schedules: ids.map((id) => schedule(id, long)),
	})
	const rules = { roomTypes: ['consult'] }
	const starts = Array.from({ length: 34 }, (_, i) => wall([clock('09:00') + i * 15]))
	const bookings = ids.flatMap((vetId) =>
		starts.map((start): Booking => ({ vetId, start, minutes: 15, rules })),
	)
	const day = situation({ plan: of, bookings, emergency: { arrives: '10:07', rules } })
	const since = processorTime()
	const { proposals } = planEmergency(day)
	const took = processorTime() - since
	assert.ok(proposals.length > 0)
	assert.ok(took < 1500, `${took} ms`)
})

test.run()
