import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Question, TypeRules } from '../../../api/availability/model.ts'
import { candidatesAt, checkStart, findSlots, nextFree } from '../../../api/availability/slots.ts'
import { needsIn } from '../../../api/availability/stored-needs.ts'
import type { ResourceRow } from '../../../api/clinics/queries.ts'
import { at, clock, plan, question, room, schedule, type, vet } from './clinic.ts'

const test = suite('day procedures')

const row = (id: string, kind: ResourceRow['kind'], code: string | null) =>
	({ id, kind, code }) as ResourceRow

/** As a clinic stores it: cats take one place of eight, dogs three. */
const stored = needsIn(
	{
		admission: { from: '08:15', until: '09:00', everyMinutes: 10 },
		discharge: { from: '15:30', until: '18:00' },
		caps: [
			{
				resource: 'theatre',
				per: 'day',
				points: [
					{ species: ['cat'], points: 1 },
					{ species: ['rabbit'], points: 2 },
					{ species: ['dog'], points: 3 },
				],
			},
		],
		parts: [{ need: 'room', wanted: ['ward'] }],
	},
	[row('cap', 'cap', 'theatre'), row('dogs', 'room', null)],
)

function asked(more: Partial<TypeRules> = {}, rest: Partial<Question> = {}): Question {
	return question({
		plan: plan({
			resources: [
				vet('ann', { capacity: 4 }),
				vet('bob'),
				room('dogs', 'ward', { capacity: 5, species: ['dog'] }),
				room('cats', 'ward', { capacity: 6, species: ['cat', 'rabbit'] }),
				vet('cap', { kind: 'cap', capacity: 8 }),
			],
			schedules: [
				schedule('ann', {
					rule: 'FREQ=WEEKLY;BYDAY=MO,WE',
					startTime: '08:15',
					endTime: '14:00',
					lanes: 4,
					appointmentTypeIds: ['neuter'],
				}),
				schedule('ann', {
					rule: 'FREQ=WEEKLY;BYDAY=TU',
					startTime: '08:30',
					endTime: '14:00',
				}),
				schedule('bob', { appointmentTypeIds: ['check'] }),
			],
		}),
		type: type({ id: 'neuter', durationMinutes: 15, ...stored, ...more }),
		...rest,
	})
}

const starts = (given: Question) =>
	findSlots(given).days.map((day) => `${day.date} ${clock(day.starts)}`)

test('admits on the grid inside the window, at the same times whenever work begins', () => {
	assert.equal(starts(asked({}, { to: '2027-06-09' })), [
		'2027-06-07 08:15 08:25 08:35 08:45',
		'2027-06-08 08:35 08:45',
		'2027-06-09 08:15 08:25 08:35 08:45',
	])
	assert.is(clock([nextFree(asked())!.startsAt]), '08:15')
})

test('takes the admission, a kennel until the last ones go home, and the places of the day', () => {
	const [one] = candidatesAt(asked(), at('2027-06-07 08:25'))
	assert.is(clock([one!.endsAt]), '08:40', 'the visit shown is the admission')
	const taken = one!.reservations.map(
		({ resourceId, lane, startsAt, endsAt }) => `${resourceId}${lane} ${clock([startsAt, endsAt])}`,
	)
	assert.equal(taken, [
		'ann0 08:25 08:40',
		'dogs0 08:25 18:00',
		'cap0 00:00 00:00',
		'cap1 00:00 00:00',
		'cap2 00:00 00:00',
	])
})

test('tells when animals are not admitted', () => {
	const codes = (time: string) => {
		const check = checkStart(asked(), at(`2027-06-07 ${time}`))
		return check.ok ? 'ok' : check.reasons.map(({ vetId, code }) => `${vetId} ${code}`).join()
	}
	assert.match(codes('09:00'), 'ann not_admission_time')
	assert.match(codes('08:50'), 'ann not_admission_time')
	assert.match(codes('08:20'), 'ann off_grid')
	assert.is(codes('08:45'), 'ok')
})

test('sells the day: two dogs and two cats make eight', () => {
	const busy: Question['busy'][number][] = []
	const book = (species: string) => {
		const given = asked({}, { busy, visit: { species, pets: 1, problems: 1 } })
		const found = nextFree(given)
		busy.push(...(found?.reservations ?? []))
		return found === null ? 'full' : clock([found.startsAt])
	}
	const animals = ['dog', 'cat', 'dog', 'dog', 'cat', 'cat']
	assert.equal(animals.map(book), ['08:15', '08:15', '08:15', 'full', '08:15', 'full'])
	assert.is(new Set(busy.map(({ resourceId: id, lane }) => `${id}${lane}`)).size, 4 + 2 + 2 + 8)
})

test('is full when the ward is, whatever the theatre has', () => {
	const ward = Array.from({ length: 5 }, (_, lane) => ({
		resourceId: 'dogs',
		lane,
		startsAt: at('2027-06-07 17:00'),
		endsAt: at('2027-06-07 18:30'),
	}))
	assert.equal(starts(asked({}, { busy: ward })), [])
	const cat = { species: 'cat', pets: 1, problems: 1 }
	assert.is(starts(asked({}, { busy: ward, visit: cat })).length, 1)
})

test('reads what a clinic stores, and leaves out what is nonsense', () => {
	const resources = [row('cap', 'cap', 'theatre'), row('t1', 'room', 'room-t1')]
	const read = needsIn(
		{
			admission: { from: '8:15', until: '09:00' },
			discharge: null,
			ownPart: { from: 10, until: { beforeEnd: 10 } },
			caps: [{ resource: 'nobody', per: 'hour', points: 2 }],
			parts: [
				{ need: 'room', wanted: ['room-t1'], from: 0.5, until: { at: '25:00' } },
				{ need: 'luck', wanted: ['much'] },
				{ need: 'person', wanted: ['nurse'], skills: ['scan'], from: { beforeEnd: 15 }, until: 60 },
				{ need: 'equipment', wanted: ['xray'], from: -721, until: { beforeEnd: 1e9 } },
				'nonsense',
			],
		},
		resources,
	)
	assert.equal(read, {
		admission: null,
		discharge: null,
		ownPart: { from: 10, until: { beforeEnd: 10 } },
		caps: [{ resourceId: 'nobody', per: 'hour', points: 2 }],
		parts: [
			{
				need: 'room',
				wanted: ['room-t1', 't1'],
				skills: [],
				from: 0,
				until: { beforeEnd: 0 },
			},
			{
				need: 'person',
				wanted: ['nurse'],
				skills: ['scan'],
				from: { beforeEnd: 15 },
				until: 60,
			},
			{ need: 'equipment', wanted: ['xray'], skills: [], from: 0, until: { beforeEnd: 0 } },
		],
	})
	assert.equal(needsIn({}, []), {
		admission: null,
		discharge: null,
		ownPart: null,
		caps: [],
		parts: [],
	})
})

test.run()
