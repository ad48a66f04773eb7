import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainStart } from '../../../api/availability/explain.ts'
import type { Busy, Question, TypeRules } from '../../../api/availability/model.ts'
import type { Part } from '../../../api/availability/parts.ts'
import { candidatesAt, checkStart, findSlots } from '../../../api/availability/slots.ts'
import { type Random, seeded } from '../../../api/clinics/demo/seed.ts'
import { at, clock, plan, question, room, schedule, type, vet } from './clinic.ts'

const test = suite('visits that take several at once')

const on = (time: string) => at(`2027-06-07 ${time}`)
const busy = (resourceId: string, from: string, until: string, lane = 0): Busy => ({
	resourceId,
	lane,
	startsAt: on(from),
	endsAt: on(until),
})
const part = (need: Part['need'], wanted: string, more: Partial<Part> = {}): Part => ({
	need,
	wanted: [wanted],
	skills: [],
	from: 0,
	until: { beforeEnd: 0 },
	...more,
})
const nurse = (id: string, more = {}) => vet(id, { kind: 'nurse', ...more })
const machine = (id: string, more = {}) => room(id, 'xray', { kind: 'equipment', ...more })

/** An hour with a vet, from nine to twelve, each half hour. */
const hour = (more: Partial<TypeRules>) =>
	type({ durationMinutes: 60, stepMinutes: 30, roomTypes: null, ...more })

const starts = (asked: Question) => clock(findSlots(asked).days[0]?.starts ?? [])

function taken(asked: Question, time: string): string[] {
	const check = checkStart(asked, on(time))
	if (!check.ok) return check.reasons.map(({ code }) => code)
	return check.reservations.map(
		(one) => `${one.resourceId}${one.lane} ${clock([one.startsAt, one.endsAt])}`,
	)
}

test('takes each for its own part: set-up, procedure and recovery', () => {
	const asked = question({
		plan: plan({
			resources: [vet('ann'), nurse('ned'), room('theatre', 'theatre'), machine('x')],
			schedules: [schedule('ann'), schedule('ned', { startTime: '08:30', endTime: '12:30' })],
		}),
		type: hour({
			bufferAfter: 5,
			parts: [
				part('person', 'nurse', { from: -10, until: { beforeEnd: -15 } }),
				part('room', 'theatre'),
				part('equipment', 'xray', { from: 10, until: 25 }),
			],
		}),
	})
	assert.equal(taken(asked, '09:00'), [
		'ann0 09:00 10:05',
		'ned0 08:50 10:15',
		'theatre0 09:00 10:00',
		'x0 09:10 09:25',
	])
	const later = { ...asked, busy: [busy('x', '09:30', '09:45')] }
	assert.is(starts(later), '09:00 10:00 10:30 11:00')
	assert.equal(taken(later, '09:30'), ['equipment_not_free'])
})

test('lasts in a room until a wall time of the day', () => {
	const asked = question({
		plan: plan({ resources: [vet('ann'), room('ward', 'ward', { capacity: 2 })] }),
		type: hour({ parts: [part('room', 'ward', { until: { at: '17:30' } })] }),
		busy: [busy('ward', '12:30', '13:00'), busy('ward', '17:30', '18:00', 1)],
	})
	assert.equal(taken(asked, '10:00'), ['ann0 10:00 11:00', 'ward1 10:00 17:30'])
})

test('asks a further person to work throughout their part', () => {
	const asked = question({
		plan: plan({
			resources: [vet('ann'), nurse('ned')],
			schedules: [schedule('ann'), schedule('ned', { startTime: '09:30', endTime: '11:30' })],
		}),
		type: hour({ parts: [part('person', 'nurse')] }),
	})
	assert.is(starts(asked), '09:30 10:00 10:30')
	assert.equal(taken(asked, '11:00'), ['person_not_free'])
})

test('never takes the chosen vet as the further one, nor one without the skill', () => {
	const asked = (second: object) =>
		question({
			plan: plan({
				resources: [vet('ann', { skills: ['scan'] }), vet('bob', second)],
				schedules: [schedule('ann'), schedule('bob')],
			}),
			type: hour({ parts: [part('person', 'veterinarian', { skills: ['scan'] })] }),
			vetId: 'ann',
		})
	assert.equal(taken(asked({ skills: ['scan'] }), '09:00'), [
		'ann0 09:00 10:00',
		'bob0 09:00 10:00',
	])
	assert.equal(taken(asked({}), '09:00'), ['person_not_free'])
	assert.equal(taken(asked({ skills: ['scan'], active: false }), '09:00'), ['person_not_free'])
})

test('has one nurse do set-up and recovery, and not two things at once', () => {
	const asked = (second: Partial<Part>) =>
		question({
			plan: plan({
				resources: [vet('ann'), nurse('ned', { capacity: 2 })],
				schedules: [schedule('ann'), schedule('ned', { lanes: 2 })],
			}),
			type: hour({
				parts: [part('person', 'nurse', { until: 20 }), part('person', 'nurse', second)],
			}),
		})
	assert.equal(taken(asked({ from: { beforeEnd: 20 } }), '09:00'), [
		'ann0 09:00 10:00',
		'ned0 09:00 09:20',
		'ned0 09:40 10:00',
	])
	assert.equal(taken(asked({ from: 19 }), '09:00'), ['person_not_free'])
})

test('keeps the vet for their own part only', () => {
	const asked = question({
		plan: plan({
			resources: [vet('ann'), nurse('ned')],
			schedules: [schedule('ann'), schedule('ned', { endTime: '13:00' })],
		}),
		type: hour({
			bufferBefore: 5,
			ownPart: { from: 20, until: { beforeEnd: 10 } },
			parts: [part('person', 'nurse')],
		}),
		busy: [busy('ann', '09:00', '09:15'), busy('ann', '10:20', '10:40')],
	})
	assert.equal(taken(asked, '09:00'), ['ann0 09:15 09:50', 'ned0 09:00 10:00'])
	// Ann is done at twelve; the nurse goes on until ten past.
	assert.is(starts(asked), '09:00 09:30 10:30 11:00')
	const fine = { ...asked, type: { ...asked.type, stepMinutes: 10 } }
	assert.is(starts(fine).split(' ').at(-1), '11:10')
})

test('finds the other way round when the first free room is the only one for a later need', () => {
	const asked = question({
		plan: plan({
			resources: [vet('ann'), room('r1', 'a'), room('r2', 'a'), room('r3', 'b')],
		}),
		type: hour({
			parts: [part('room', 'a'), { ...part('room', 'r1'), wanted: ['r1', 'b'] }],
		}),
		busy: [busy('r3', '09:00', '12:00'), busy('r2', '09:00', '09:30')],
	})
	assert.equal(taken(asked, '10:00'), ['ann0 10:00 11:00', 'r20 10:00 11:00', 'r10 10:00 11:00'])
	assert.is(starts(asked), '09:30 10:00 10:30 11:00')
})

test('puts an animal into a ward for its species', () => {
	const asked = (species: string | null) =>
		question({
			plan: plan({
				resources: [
					vet('ann'),
					room('dogs', 'ward', { species: ['dog'] }),
					room('cats', 'ward', { species: ['cat', 'rabbit'] }),
				],
			}),
			type: hour({ parts: [part('room', 'ward')] }),
			visit: { species, pets: 1, problems: 1 },
		})
	assert.equal(taken(asked('rabbit'), '09:00').at(-1), 'cats0 09:00 10:00')
	assert.equal(taken(asked('dog'), '09:00').at(-1), 'dogs0 09:00 10:00')
	assert.equal(taken(asked('bird'), '09:00'), ['room_not_free'])
	assert.equal(taken(asked(null), '09:00').at(-1), 'dogs0 09:00 10:00')
})

test('explains which of several is missing', () => {
	const asked = question({
		plan: plan({ resources: [vet('ann'), room('r1', 'a'), machine('x'), machine('y')] }),
		type: hour({ roomTypes: ['a'], equipment: ['xray', 'xray'] }),
		busy: [busy('x', '09:30', '10:00')],
	})
	const told = explainStart(asked, on('09:00')).filter(({ code }) => code.endsWith('_not_free'))
	assert.equal(
		told.map(({ code, passed, data }) => [code, passed, data.resourceId]),
		[
			['room_not_free', true, 'r1'],
			['equipment_not_free', true, 'y'],
			['equipment_not_free', false, null],
		],
	)
})

test('offers a start exactly when some way to serve everything exists', () => {
	const random = seeded('several at once')
	let offered = 0
	for (let round = 0; round < 400; round++) {
		const asked = someVisit(random)
		const found = new Set(findSlots(asked).days.flatMap((day) => day.starts))
		for (const time of ['09:00', '09:30', '10:00', '10:30', '11:00']) {
			const start = on(time)
			assert.is(found.has(start), isPossible(asked, start), JSON.stringify(asked))
			for (const { reservations } of candidatesAt(asked, start)) {
				offered++
				reservations.forEach((one, i) => {
					for (const other of [...asked.busy, ...reservations.slice(0, i)]) {
						const same = one.resourceId === other.resourceId && one.lane === other.lane
						assert.not(same && one.startsAt < other.endsAt && other.startsAt < one.endsAt)
					}
				})
			}
		}
	}
	assert.ok(offered > 400 && offered < 1600, String(offered))
})

const NAMES = ['ned', 'nia', 'r1', 'r2', 'x', 'y']

function someVisit(random: Random): Question {
	const resources = [
		vet('ann'),
		nurse('ned', { skills: random.chance(0.5) ? ['scan'] : [] }),
		nurse('nia'),
		room('r1', 'a', { capacity: random.whole(1, 2) }),
		room('r2', random.pick(['a', 'b'])),
		machine('x'),
		machine('y', { category: random.pick(['xray', 'scan']) }),
	]
	const clockTime = (half: number) =>
		`${String(9 + Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
	const someBusy = Array.from({ length: random.whole(0, 5) }, () => {
		const from = random.whole(0, 4)
		const until = random.whole(from + 1, 6)
		return busy(random.pick(NAMES), clockTime(from), clockTime(until), random.whole(0, 1))
	})
	const edges = () => {
		const from = random.pick([0, 15, 30])
		return { from, until: random.pick([from + 15, { beforeEnd: 0 }, { beforeEnd: -30 }]) }
	}
	const parts = Array.from({ length: random.whole(1, 4) }, () => {
		const [need, wanted] = random.pick([
			['person', ['nurse']],
			['person', ['ned']],
			['room', ['a']],
			['room', ['a', 'b']],
			['room', ['r1']],
			['equipment', ['xray']],
			['equipment', ['xray', 'y']],
		] as const)
		return { need, wanted: [...wanted], skills: random.chance(0.2) ? ['scan'] : [], ...edges() }
	})
	const schedules = ['ann', 'ned', 'nia'].map((id) =>
		schedule(id, { endTime: random.pick(['12:00', '11:00']) }),
	)
	return question({
		plan: plan({ resources, schedules }),
		type: hour({ parts }),
		busy: someBusy,
		vetId: 'ann',
	})
}

/** Tries every way, knowing only what the parts say. */
function isPossible({ plan: given, busy: blocked, type: asked }: Question, start: number): boolean {
	const closing = (id: string) => {
		const own = given.schedules.find(({ resourceId }) => resourceId === id)
		return own ? on(own.endTime) : Number.POSITIVE_INFINITY
	}
	if (start + 60 > closing('ann')) return false
	type Taken = Pick<Busy, 'resourceId' | 'lane' | 'startsAt' | 'endsAt'>
	const place = (index: number, taken: readonly Taken[]): boolean => {
		const one = asked.parts[index]
		if (!one) return true
		const from = start + (one.from as number)
		const until =
			typeof one.until === 'number'
				? start + one.until
				: start + 60 - (one.until as { beforeEnd: number }).beforeEnd
		if (until <= from) return false
		return given.resources.some((resource) => {
			const { id, kind, category, skills, capacity } = resource
			const group = kind === 'nurse' || kind === 'veterinarian' ? 'person' : kind
			if (group !== one.need || id === 'ann' || until > closing(id)) return false
			const named = one.wanted.includes(id)
			const able = group !== 'person' || one.skills.every((skill) => skills.includes(skill))
			if (!named && !(able && one.wanted.some((want) => want === kind || want === category)))
				return false
			return Array.from({ length: capacity }, (_, lane) => lane).some(
				(lane) =>
					[...blocked, ...taken].every(
						(other) =>
							other.resourceId !== id ||
							other.lane !== lane ||
							other.endsAt <= from ||
							other.startsAt >= until,
					) &&
					place(index + 1, [...taken, { resourceId: id, lane, startsAt: from, endsAt: until }]),
			)
		})
	}
	return place(0, [])
}

test.run()
