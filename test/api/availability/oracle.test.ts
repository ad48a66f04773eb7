import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainStart } from '../../../api/availability/explain.ts'
import type { AgeLimit, AgeMinutes, EarlierVisit } from '../../../api/availability/limits.ts'
import type {
	Busy,
	Override,
	Plan,
	Question,
	Resource,
	Schedule,
} from '../../../api/availability/model.ts'
import { checkStart, findSlots, nextFree } from '../../../api/availability/slots.ts'
import type { KeepBackStep, ReleaseTime } from '../../../api/availability/steps.ts'
import { fromDay, toDay } from '../../../api/time/date.ts'
import { merge } from '../../../api/time/interval.ts'
import { override, question, room, schedule, type, vet } from './clinic.ts'
import { instantOf, Oracle, wallsOf } from './oracle.ts'

const test = suite('slots against an oracle')

/** The first day asked for; each zone is watched around something odd. */
const WINDOWS: [zone: string, date: string][] = [
	['Europe/London', '2027-03-27'],
	['Europe/London', '2027-10-30'],
	['America/New_York', '2027-03-13'],
	['Australia/Lord_Howe', '2027-04-03'],
	['America/Sao_Paulo', '2018-11-03'],
	['America/Sao_Paulo', '2018-02-17'],
	['Pacific/Apia', '2011-12-29'],
	['Asia/Kathmandu', '2027-05-05'],
]

const TIMES = [
	'00:00',
	'00:30',
	'01:20',
	'02:00',
	'03:00',
	'09:00',
	'10:30',
	'13:00',
	'22:00',
	'23:40',
]
const RULES = ['FREQ=DAILY', 'FREQ=DAILY;INTERVAL=2', 'FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=FR,SA,SU']
const time = fc.constantFrom(...TIMES)
const rule = fc.constantFrom(...RULES)
const often = <T>(value: T, other: fc.Arbitrary<T>) =>
	fc.oneof({ weight: 3, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other })

const vets = [vet('ann'), vet('bob', { capacity: 2, skills: ['surgery'], species: ['dog'] })]
const rooms = [room('r1', 'consult'), room('r2', 'theatre', { capacity: 2 })]
const scales = room('s1', 'scales', { kind: 'equipment' })
const resources: Resource[] = [...vets, ...rooms, scales]

const aReleaseTime: fc.Arbitrary<ReleaseTime> = fc.oneof(
	fc.constantFrom(2, 12, 24, 36).map((hoursBefore) => ({ hoursBefore })),
	time.map((at) => ({ at })),
)
const aStep: fc.Arbitrary<KeepBackStep> = fc
	.tuple(aReleaseTime, fc.constantFrom(0, 0.25, 0.5, 0.9))
	.map(([when, share]) => ({ ...when, share }))

const aSchedule = (anchorDate: string): fc.Arbitrary<Schedule> =>
	fc
		.record({
			resourceId: fc.constantFrom('ann', 'ann', 'bob', 'bob', 'r1'),
			rule,
			startTime: time,
			endTime: time,
			stepMinutes: fc.constantFrom(null, 10, 25),
			bufferMinutes: often(0, fc.constant(10)),
			lanes: fc.constantFrom(1, 2),
			breaks: fc.array(
				fc
					.record({ start: time, end: time, rule: often<string | null>(null, rule) })
					.map((pause) => ({
						...pause,
						anchorDate,
					})),
				{ maxLength: 1 },
			),
			appointmentTypeIds: often<string[] | null>(null, fc.constantFrom(['check'], ['other'])),
			keepBack: often<KeepBackStep[]>([], fc.array(aStep, { minLength: 1, maxLength: 3 })),
		})
		.map((more) => schedule(more.resourceId, { ...more, anchorDate, effectiveFrom: '2000-01-01' }))

const anOverride = (first: number): fc.Arbitrary<Override> =>
	fc
		.record({
			resourceId: fc.constantFrom(null, 'ann', 'bob', 'r1', 's1'),
			type: fc.constantFrom(
				'unavailable' as const,
				'custom_hours' as const,
				'emergency_only' as const,
			),
			day: fc.integer({ min: -1, max: 2 }),
			rule: often<string | null>(null, rule),
			startTime: fc.option(time, { freq: 3 }),
			endTime: fc.option(time, { freq: 3 }),
			release: fc.option(aReleaseTime),
		})
		.map(({ day, ...more }) =>
			override({
				...more,
				release: more.type === 'emergency_only' ? more.release : null,
				...(more.rule === null
					? { date: fromDay(first + day) }
					: { anchorDate: fromDay(first + day) }),
			}),
		)

const takenBy = (rows: readonly Busy[]): Plan['elsewhere'] => {
	const by = Map.groupBy(rows, (row) => row.resourceId)
	const ranges = (own: readonly Busy[]) => own.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt])
	return new Map([...by].map(([id, own]) => [id, merge(ranges(own))]))
}

const aQuestion = (zone: string, date: string): fc.Arbitrary<Question> => {
	const first = toDay(date)
	const begin = instantOf(wallsOf(zone, date), first, 0)
	const aBusy = fc
		.record({
			resourceId: fc.constantFrom('ann', 'bob', 'r1', 'r2', 's1'),
			lane: fc.constantFrom(0, 0, 1, 2),
			startsAt: fc.integer({ min: begin - 300, max: begin + 4000 }),
			length: fc.integer({ min: 1, max: 240 }),
		})
		.map(({ length, ...row }) => ({ ...row, endsAt: row.startsAt + length }))
	return fc
		.record({
			schedules: fc.array(aSchedule(fromDay(first - 4)), { minLength: 1, maxLength: 4 }),
			overrides: fc.array(anOverride(first), { maxLength: 3 }),
			busy: fc.array(aBusy, { maxLength: 12 }),
			elsewhere: fc.array(aBusy, { maxLength: 2 }),
			now: fc.integer({ min: begin - 1500, max: begin + 1500 }),
			days: fc.integer({ min: 0, max: 2 }),
			rules: fc.record({
				durationMinutes: fc.constantFrom(10, 30, 45),
				bufferBefore: often(0, fc.constant(5)),
				bufferAfter: often(0, fc.constant(15)),
				stepMinutes: fc.constantFrom(null, 15),
				minNoticeMinutes: fc.constantFrom(0, 0, 90),
				horizonDays: fc.constantFrom(30, 30, 1),
				sameDayOnly: often(false, fc.constant(true)),
				roomTypes: fc.constantFrom(null, ['consult'], ['consult', 'theatre']),
				equipment: fc.constantFrom([], [], ['scales']),
				extraPetMinutes: fc.constantFrom(0, 15),
				urgent: fc.boolean(),
				requiredSkills: often<string[]>([], fc.constant(['surgery'])),
				newClientMinutes: fc.constantFrom(0, 15),
				starts: often<'grid' | 'flush'>('grid', fc.constant('flush')),
				...DAY_RULES,
			}),
			told: fc.record(
				{
					client: fc.constantFrom('new' as const, 'existing' as const),
					ageDays: fc.integer({ min: 56, max: 62 }),
					lastVisit: fc.integer({ min: -4, max: 1 }).map((day) => fromDay(first + day)),
				},
				{ requiredKeys: [] },
			),
			pets: fc.constantFrom(1, 1, 2),
			species: fc.constantFrom('dog', 'cat'),
		})
		.map(({ schedules, overrides, busy, elsewhere, now, days, rules, pets, species, told }) =>
			question({
				plan: { zone, resources, schedules, overrides, elsewhere: takenBy(elsewhere) },
				busy,
				now,
				from: date,
				to: fromDay(first + days),
				type: type(rules),
				visit: { species, pets, problems: 1, ...told },
			}),
		)
}

/** Animals are about 60 days old, and the earlier visit was a few days ago. */
const DAY_RULES = {
	ageMinutes: often<AgeMinutes[]>(
		[],
		fc.constantFrom([{ species: null, fromDays: 59, underDays: 60, minutes: 20 }]),
	),
	ageLimits: often<AgeLimit[]>(
		[],
		fc.constantFrom(
			[{ species: null, minDays: 58, maxDays: null }],
			[{ species: ['dog'], minDays: null, maxDays: 60 }],
			[{ species: ['cat'], minDays: 59, maxDays: 60 }],
		),
	),
	earlierVisit: often<EarlierVisit | null>(
		null,
		fc.constantFrom(
			{ typeIds: null, minDays: 2, maxDays: 4 },
			{ typeIds: null, minDays: 0, maxDays: 1 },
		),
	),
}

const anyQuestion = fc.constantFrom(...WINDOWS).chain(([zone, date]) => aQuestion(zone, date))
const oracleOf = (asked: Question) =>
	new Oracle(asked, wallsOf(asked.plan.zone, WINDOWS.find(([, date]) => date === asked.from)![1]))

function datesOf({ from, to }: Question): string[] {
	const first = toDay(from)
	return Array.from({ length: toDay(to) - first + 1 }, (_, i) => fromDay(first + i))
}

test('offers exactly the minutes that a slow count of every minute allows', () => {
	let offered = 0
	const compare = () =>
		fc.assert(
			fc.property(anyQuestion, (asked) => {
				const oracle = oracleOf(asked)
				const { days } = findSlots(asked)
				for (const date of datesOf(asked)) {
					const day = days.find((one) => one.date === date)
					const minutes = oracle.minutesOf(date)
					const expected = vets.map((one) => minutes.filter((minute) => oracle.allows(one, minute)))
					const got = vets.map(
						({ id }) => day?.vets.find(({ vetId }) => vetId === id)?.starts ?? [],
					)
					assert.equal(got, expected, date)
					offered += expected.flat().length
				}
			}),
			{ numRuns: 100 },
		)
	// Some hundred questions may happen to have few starts among them; ten times as many can't.
	for (let round = 0; offered <= 1000 && round < 10; round++) compare()
	assert.ok(offered > 1000, `only ${offered} starts were compared`)
})

test('accepts a start if, and only if, it is offered, and explains it alike', () => {
	fc.assert(
		fc.property(anyQuestion, fc.integer({ min: 0, max: 4 }), (asked, shift) => {
			const { days } = findSlots(asked)
			for (const date of datesOf(asked)) {
				const day = days.find((one) => one.date === date)
				for (const minute of oracleOf(asked).minutesOf(date)) {
					const isOffered = day?.starts.includes(minute) ?? false
					// Every offered minute and every fifth of the others.
					if (!isOffered && minute % 5 !== shift) continue
					assert.is(checkStart(asked, minute).ok, isOffered)
					for (const { id } of vets) {
						const withVet = day?.vets.some((one) => one.vetId === id && one.starts.includes(minute))
						assert.is(checkStart(asked, minute, id).ok, withVet ?? false)
						const passed = explainStart(asked, minute, id).every((one) => one.passed)
						assert.is(passed, withVet ?? false)
					}
				}
			}
		}),
		{ numRuns: 12 },
	)
})

test('gives a reason for every refusal', () => {
	fc.assert(
		fc.property(anyQuestion, fc.integer({ min: 0, max: 2880 }), (asked, later) => {
			const [date] = datesOf(asked)
			const start = oracleOf(asked).minutesOf(date!)[0]! + later
			const check = checkStart(asked, start)
			if (!check.ok) assert.ok(check.reasons.length > 0)
		}),
		{ numRuns: 300 },
	)
})

test('reserves lanes that are free, for the vet and all that the type needs', () => {
	fc.assert(
		fc.property(anyQuestion, (asked) => {
			for (const { starts } of findSlots(asked).days) {
				for (const start of starts) {
					const check = checkStart(asked, start)
					assert.ok(check.ok)
					const { reservations, vetId } = check
					assert.is(reservations[0]!.resourceId, vetId)
					const needs = (asked.type.roomTypes ? 1 : 0) + asked.type.equipment.length
					assert.is(reservations.length, 1 + needs)
					for (const one of reservations) {
						assert.ok(one.lane < resources.find(({ id }) => id === one.resourceId)!.capacity)
						for (const row of asked.busy) {
							if (row.resourceId !== one.resourceId || row.lane !== one.lane) continue
							assert.ok(row.endsAt <= one.startsAt || row.startsAt >= one.endsAt)
						}
					}
				}
			}
		}),
		{ numRuns: 60 },
	)
})

test('stays true until it says, and changes only then', () => {
	let changes = 0
	fc.assert(
		fc.property(anyQuestion, fc.double({ min: 0, max: 1, noNaN: true }), (asked, part) => {
			const { validUntil, ...answer } = findSlots(asked)
			assert.ok(validUntil > asked.now)
			const between = asked.now + Math.floor((validUntil - 1 - asked.now) * part)
			const { validUntil: later, ...again } = findSlots({ ...asked, now: between })
			assert.equal(again, answer)
			assert.is(later, validUntil)
			const { validUntil: _, ...after } = findSlots({ ...asked, now: validUntil })
			if (JSON.stringify(after) !== JSON.stringify(answer)) changes++
		}),
		{ numRuns: 200 },
	)
	assert.ok(changes > 8, `only ${changes} answers changed`)
})

test('finds as next free what comes first among the slots', () => {
	fc.assert(
		fc.property(anyQuestion, (asked) => {
			const first = findSlots(asked).days[0]?.starts[0]
			assert.is(nextFree(asked)?.startsAt, first)
		}),
		{ numRuns: 200 },
	)
})

test('does not depend on the order in which busy time comes', () => {
	fc.assert(
		fc.property(anyQuestion, fc.array(fc.nat({ max: 12 }), { maxLength: 12 }), (asked, order) => {
			const inTime = [...asked.busy].sort((a, b) => a.startsAt - b.startsAt)
			const mixed = [...inTime]
			for (const at of order) mixed.unshift(...mixed.splice(at, 1))
			const answer = findSlots({ ...asked, busy: inTime })
			assert.equal(findSlots({ ...asked, busy: mixed }), answer)
			// The order of assignment goes by load, which must not change either.
			const start = answer.days[0]?.starts[0]
			if (start === undefined) return
			const first = checkStart({ ...asked, busy: inTime }, start)
			assert.equal(checkStart({ ...asked, busy: mixed }, start), first)
			assert.equal(nextFree({ ...asked, busy: mixed }), nextFree({ ...asked, busy: inTime }))
		}),
		{ numRuns: 200 },
	)
})

test.run()
