import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { explainStart } from '../../../api/availability/explain.ts'
import type { Busy, Question, ReasonCode } from '../../../api/availability/model.ts'
import { candidatesAt, checkStart, findSlots, nextFree } from '../../../api/availability/slots.ts'
import { gaps, merge } from '../../../api/time/interval.ts'
import { dateOf, minuteOf, zoneOf } from '../../../api/time/zone.ts'
import { at, clock, override, plan, question, room, schedule, type, vet } from './clinic.ts'

const test = suite('slots')
const read = (name: string) =>
	JSON.parse(readFileSync(new URL(`../../tables/${name}`, import.meta.url), 'utf8'))

const busy = (resourceId: string, from: string, until: string, lane = 0): Busy => ({
	resourceId,
	lane,
	startsAt: at(`2027-06-07 ${from}`),
	endsAt: at(`2027-06-07 ${until}`),
})

/** Starts of anyone, as text; every test of slots also tests that each start passes the check. */
function starts(asked: Question): string {
	const found = findSlots(asked).days.flatMap((day) => day.starts)
	for (const start of found) assert.ok(checkStart(asked, start).ok, clock([start]))
	return clock(found)
}

function refusal(asked: Question, time: string, vetId: string | null = null): ReasonCode[] {
	const check = checkStart(asked, at(`2027-06-07 ${time}`), vetId)
	return check.ok ? [] : check.reasons.map(({ code }) => code)
}

interface SlotRow {
	id: string
	op: string
	options: { start_ts: number; end_ts: number; duration: number; interval: number }
	free: [number, number][]
	users: { user: string; free: [number, number][] }[]
	expected: { start: number; duration: number; available_until: number; users: string[] }[]
}

/** A row of the table as a clinic: its plain integers become minutes of 4 January 2027. */
function clinicOf({ options, free, users }: SlotRow): { asked: Question; origin: number } {
	const time = (minutes: number) =>
		`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
	const origin = at('2027-01-04 00:00', 'UTC')
	const people = users ?? [{ user: 'ann', free }]
	const { start_ts, end_ts, duration, interval } = options
	const given = plan({
		zone: 'UTC',
		resources: people.map(({ user }) => vet(user)),
		schedules: people.map(({ user }) =>
			schedule(user, { startTime: time(start_ts), endTime: time(end_ts), stepMinutes: interval }),
		),
	})
	const rows = people.flatMap((person) => {
		const taken = gaps(merge(person.free.flat()), start_ts, end_ts)
		return taken.flatMap((_, i) =>
			i % 2
				? []
				: [
						{
							resourceId: person.user,
							lane: 0,
							startsAt: origin + taken[i]!,
							endsAt: origin + taken[i + 1]!,
						},
					],
		)
	})
	const date = '2027-01-04'
	const asked = question({
		plan: given,
		busy: rows,
		now: origin,
		from: date,
		to: date,
		type: type({ durationMinutes: duration }),
	})
	return { asked, origin }
}

const table = (read('slots-nettu.json') as { cases: SlotRow[] }).cases

test('offers the starts of the table', () => {
	for (const row of table.filter(({ op }) => op === 'slots')) {
		const { asked, origin } = clinicOf(row)
		const free = merge(row.free.flat())
		const found = findSlots(asked)
		const got = found.days.flatMap((day) =>
			day.starts.map((start) => ({
				available_until: free.find((end, i) => i % 2 === 1 && end > start - origin),
				duration: found.durationMinutes,
				start: start - origin,
			})),
		)
		assert.equal(got, row.expected, row.id)
	}
})

test('offers the union of several vets, and who could take each start', () => {
	for (const row of table.filter(({ op }) => op === 'service_slots')) {
		const { asked, origin } = clinicOf(row)
		const found = findSlots(asked)
		const got = found.days.flatMap((day) =>
			day.starts.map((start) => ({
				start: start - origin,
				duration: found.durationMinutes,
				users: candidatesAt(asked, start)
					.map(({ vetId }) => vetId)
					.sort(),
			})),
		)
		assert.equal(got, row.expected, row.id)
	}
})

test('gives the next visit to whoever has least, as the table says', () => {
	for (const row of read('slots-nettu.json').cases) {
		if (!row.op.startsWith('rr_')) continue
		const members = (row.members ?? Object.entries(row.counts)) as [string, number | null][]
		// The table's figures may be negative or missing: their order is what loads the evening.
		const ranks = [...new Set(members.map(([, load]) => load ?? -1000))].sort((a, b) => a - b)
		const evening = at('2027-06-07 18:00')
		const asked = question({
			plan: plan({
				resources: members.map(([id]) => vet(id)),
				schedules: members.map(([id]) => schedule(id)),
			}),
			busy: members.map(([resourceId, load]) => ({
				resourceId,
				lane: 0,
				startsAt: evening,
				endsAt: evening + 10 * ranks.indexOf(load ?? -1000),
			})),
		})
		const order = candidatesAt(asked, at('2027-06-07 10:00')).map(({ vetId }) => vetId)
		assert.is(order.length, members.length)
		assert.equal(order.slice(0, row.expected_in.length), row.expected_in, row.id)
	}
})

test('finds every free start of a month, across a change of the clocks', () => {
	const names = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
	for (const name of ['slots-workload-1-host.json', 'slots-workload-8-hosts.json']) {
		const work = read(name)
		const hosts = work.hosts as { start: string; end: string }[][]
		const ids = hosts.map((_, i) => `host ${i}`)
		const rule = `FREQ=WEEKLY;BYDAY=${work.days.map((day: number) => names[day]).join()}`
		const minute = (iso: string) => minuteOf(Date.parse(iso))
		const zone = zoneOf(work.tz)
		const asked = question({
			plan: plan({
				zone: work.tz,
				resources: ids.map((id) => vet(id)),
				schedules: ids.map((id) =>
					schedule(id, { rule, startTime: work.open, endTime: work.close }),
				),
			}),
			busy: hosts.flatMap((list, i) =>
				list.map(({ start, end }) => ({
					resourceId: ids[i]!,
					lane: 0,
					startsAt: minute(start),
					endsAt: minute(end),
				})),
			),
			now: minute(work.from) - 1,
			from: zone.dateAt(minute(work.from)),
			to: zone.dateAt(minute(work.to) - 1),
			type: type({ durationMinutes: work.slotMinutes }),
		})
		const found = findSlots(asked).days.flatMap((day) => day.starts)
		assert.equal(
			found.map((start) => dateOf(start).toISOString()),
			work.expected,
			name,
		)
	}
})

test('lengthens the visit by further pets and problems, and keeps the grid', () => {
	const longer = { extraPetMinutes: 20, extraProblemMinutes: 10 }
	const asked = question({
		type: type(longer),
		visit: { species: 'dog', pets: 3, problems: 2 },
	})
	assert.is(findSlots(asked).durationMinutes, 80)
	assert.is(starts(asked), '09:00 09:30 10:00 10:30')
})

test('adds the buffers of neighbours, and lets them stick out of the opening', () => {
	const buffers = { bufferBefore: 5, bufferAfter: 10 }
	const free = question({ type: type(buffers) })
	assert.is(starts(free), '09:00 09:30 10:00 10:30 11:00 11:30')
	const taken = { ...free, busy: [busy('ann', '10:00', '10:30')] }
	assert.is(starts(taken), '09:00 11:00 11:30')
	assert.equal(refusal(taken, '09:30'), ['vet_busy'])
})

test('keeps the longer of the gaps that type and schedule ask for', () => {
	const given = plan({ schedules: [schedule('ann', { bufferMinutes: 15 })] })
	const asked = question({
		plan: given,
		busy: [busy('ann', '10:00', '10:30')],
		type: type({ bufferAfter: 10, stepMinutes: 15 }),
	})
	assert.is(starts(asked), '09:00 09:15 10:30 10:45 11:00 11:15 11:30')
	const check = checkStart(asked, at('2027-06-07 09:15'))
	assert.ok(check.ok)
	assert.is(clock([check.reservations[0]!.endsAt]), '10:00')
})

test('counts the grid from the opening, in elapsed minutes', () => {
	const schedules = [
		schedule('ann', { startTime: '09:10', breaks: [{ start: '10:00', end: '10:25' }] }),
	]
	const asked = question({ plan: plan({ schedules }), type: type({ stepMinutes: 20 }) })
	assert.is(starts(asked), '09:10 09:30 10:25 10:45 11:05 11:25')
	const check = checkStart(asked, at('2027-06-07 10:40'))
	assert.not(check.ok)
	const [reason] = check.ok ? [] : check.reasons
	assert.is(reason?.code, 'off_grid')
	assert.is(clock([reason?.data.before as number, reason?.data.after as number]), '10:25 10:45')
})

test('prefers the step of the type to that of the schedule to the duration', () => {
	const schedules = [schedule('ann', { stepMinutes: 60 })]
	const given = plan({ schedules })
	assert.is(starts(question({ plan: given })), '09:00 10:00 11:00')
	assert.is(starts(question({ plan: given, type: type({ stepMinutes: 90 }) })), '09:00 10:30')
})

test('keeps the minimum notice to the minute', () => {
	const soon = (now: string) =>
		question({ now: at(`2027-06-07 ${now}`), type: type({ minNoticeMinutes: 60 }) })
	assert.is(starts(soon('09:30')), '10:30 11:00 11:30')
	assert.is(starts(soon('09:31')), '11:00 11:30')
	assert.equal(refusal(soon('09:31'), '10:30'), ['notice_too_short'])
	assert.is(findSlots(soon('09:30')).validUntil, at('2027-06-07 09:31'))
})

test('opens a further day at each midnight of the clinic', () => {
	const asked = (now: string) =>
		question({ now: at(now), to: '2027-06-09', type: type({ horizonDays: 1 }) })
	const last = (now: string) => findSlots(asked(now)).days.at(-1)?.date
	assert.is(last('2027-06-07 23:59'), '2027-06-08')
	assert.is(last('2027-06-08 00:00'), '2027-06-09')
	assert.is(findSlots(asked('2027-06-06 10:00')).validUntil, at('2027-06-07 00:00'))
	const late = checkStart(asked('2027-06-06 10:00'), at('2027-06-09 09:00'))
	assert.equal(late.ok ? [] : late.reasons.map(({ code, data }) => [code, data.furthestDay]), [
		['beyond_horizon', '2027-06-07'],
	])
})

test('sells same-day types on the day only', () => {
	const asked = question({ type: type({ sameDayOnly: true }) })
	assert.is(starts(asked), '')
	assert.equal(refusal(asked, '10:00'), ['same_day_only'])
	assert.is(starts({ ...asked, now: at('2027-06-07 10:10') }), '10:30 11:00 11:30')
})

test('freezes notice and horizon under a live hold, not the hours', () => {
	const asked = question({ type: type({ minNoticeMinutes: 10_000, horizonDays: 0 }), held: true })
	assert.is(refusal(asked, '10:00').length, 0)
	assert.equal(refusal(asked, '13:00'), ['closed'])
})

test('answers by booking mode', () => {
	const mode = (name: 'callback' | 'staff_only' | 'request', asker: 'owner' | 'staff' = 'owner') =>
		question({ type: type({ mode: name }), asker })
	assert.equal(refusal(mode('callback'), '10:00'), ['mode_not_bookable'])
	assert.equal(refusal(mode('staff_only'), '10:00'), ['mode_not_bookable'])
	assert.equal(refusal(mode('request'), '10:00'), [])
	assert.equal(refusal(mode('staff_only', 'staff'), '10:00'), [])
	assert.equal(
		findSlots(mode('callback')).reasons.map(({ code }) => code),
		['mode_not_bookable'],
	)
	assert.equal(findSlots(mode('callback')).days, [])
})

test('offers triage-only types after an amber answer', () => {
	const asked = question({ type: type({ mode: 'triage_only' }) })
	assert.equal(refusal(asked, '10:00'), ['triage_required'])
	assert.equal(refusal({ ...asked, visit: { ...asked.visit, amber: true } }, '10:00'), [])
})

test('lets urgent types and staff use emergency time, and nobody else', () => {
	const kept = override({
		type: 'emergency_only',
		date: '2027-06-07',
		startTime: '10:00',
		endTime: '11:00',
	})
	const given = plan({ overrides: [kept] })
	const normal = question({ plan: given })
	assert.is(starts(normal), '09:00 09:30 11:00 11:30')
	assert.equal(refusal(normal, '10:00'), ['emergency_only'])
	const urgent = question({ plan: given, type: type({ urgent: true, durationMinutes: 60 }) })
	assert.is(
		starts({ ...urgent, type: { ...urgent.type, stepMinutes: 30 } }),
		'09:00 09:30 10:00 10:30 11:00',
	)
	assert.equal(refusal({ ...normal, asker: 'staff' }, '10:00'), [])
})

test('offers hours that are for some types to these only', () => {
	const given = plan({ schedules: [schedule('ann', { appointmentTypeIds: ['surgery'] })] })
	assert.equal(refusal(question({ plan: given }), '10:00'), ['type_not_in_hours'])
	assert.equal(refusal(question({ plan: given, type: type({ id: 'surgery' }) }), '10:00'), [])
})

test('asks who may do the type', () => {
	const resources = [
		vet('ann', { skills: ['surgery'], roles: ['director'] }),
		vet('bob', { skills: ['exotics'], species: ['rabbit'] }),
		vet('cat', { kind: 'nurse' }),
		vet('dan', { active: false }),
		vet('eve', { bookableOnline: false }),
	]
	const schedules = resources.map(({ id }) => schedule(id))
	const given = plan({ resources, schedules })
	const who = (more: Parameters<typeof type>[0], species = 'rabbit') => {
		const asked = question({
			plan: given,
			type: type(more),
			visit: { species, pets: 1, problems: 1 },
		})
		return candidatesAt(asked, at('2027-06-07 10:00'))
			.map(({ vetId }) => vetId)
			.join(' ')
	}
	assert.is(who({}), 'ann bob')
	assert.is(who({}, 'dog'), 'ann')
	assert.is(who({ roles: ['nurse'] }), 'cat')
	assert.is(who({ roles: ['director'] }), 'ann')
	assert.is(who({ namedResourceIds: ['bob', 'dan'] }), 'bob')
	assert.is(who({ requiredSkills: ['surgery'] }), 'ann')
	assert.is(who({ exoticSkill: 'exotics' }), 'bob')
	assert.is(who({ exoticSkill: 'exotics' }, 'dog'), 'ann')
	assert.is(who({ exoticSkill: 'exotics', exoticSpecies: ['bird'] }), 'ann bob')
	const asked = question({ plan: given, type: type({ requiredSkills: ['dentistry'] }) })
	assert.equal(refusal(asked, '10:00', 'ann'), ['skill_missing'])
	assert.equal(refusal(asked, '10:00', 'zoe'), ['vet_unknown'])
	assert.is(starts({ ...asked, type: type(), vetId: 'eve' }), '')
	assert.equal(refusal({ ...asked, type: type() }, '10:00', 'eve'), ['vet_not_online'])
})

test('asks whom and what the type is for', () => {
	const asked = (more: Parameters<typeof type>[0], visit: Partial<Question['visit']> = {}) =>
		refusal(
			question({ type: type(more), visit: { species: 'dog', pets: 1, problems: 1, ...visit } }),
			'10:00',
		)
	assert.equal(asked({ species: ['cat'] }), ['species_not_offered'])
	assert.equal(asked({ excludedSpecies: ['dog'] }), ['species_not_offered'])
	assert.equal(asked({ clientType: 'existing' }, { client: 'new' }), ['client_type_not_offered'])
	assert.equal(asked({ clientType: 'existing' }, { client: 'existing' }), [])
	assert.equal(asked({ clientType: 'new' }), [])
	assert.equal(asked({ maxPets: 2 }, { pets: 3 }), ['too_many_pets'])
})

test('takes a free room of a type that will do, and only then offers the start', () => {
	const resources = [
		vet('ann'),
		room('r1', 'consult'),
		room('r2', 'theatre'),
		room('r3', 'consult'),
	]
	const given = plan({ resources })
	const asked = question({
		plan: given,
		type: type({ roomTypes: ['consult'], bufferAfter: 5 }),
		busy: [busy('r1', '10:00', '11:00'), busy('r3', '09:30', '10:30')],
	})
	assert.is(starts(asked), '09:00 10:30 11:00 11:30')
	assert.equal(refusal(asked, '10:00'), ['room_not_free'])
	const check = checkStart(asked, at('2027-06-07 10:30'))
	assert.ok(check.ok)
	assert.equal(
		check.reservations.map(({ resourceId, lane, endsAt }) => [resourceId, lane, clock([endsAt])]),
		[
			['ann', 0, '11:05'],
			['r3', 0, '11:05'],
		],
	)
	const none = { ...asked, type: type({ roomTypes: ['quiet'] }) }
	assert.equal(refusal(none, '10:30'), ['room_not_free'])
})

test('keeps to the hours of a room that has its own', () => {
	const given = plan({
		resources: [vet('ann'), room('r1', 'consult')],
		schedules: [schedule('ann'), schedule('r1', { startTime: '10:00', endTime: '11:00' })],
	})
	assert.is(
		starts(question({ plan: given, type: type({ roomTypes: ['consult'] }) })),
		'10:00 10:30',
	)
})

test('takes one of each piece of equipment', () => {
	const scales = room('s', 'scales', { kind: 'equipment', capacity: 2 })
	const given = plan({ resources: [vet('ann'), scales] })
	const asked = question({
		plan: given,
		type: type({ equipment: ['scales'] }),
		busy: [busy('s', '09:00', '10:00'), busy('s', '09:30', '11:00', 1)],
	})
	assert.is(starts(asked), '09:00 10:00 10:30 11:00 11:30')
	assert.equal(refusal(asked, '09:30'), ['equipment_not_free'])
	const twice = { ...asked, type: type({ equipment: ['scales', 's'] }) }
	assert.is(starts(twice), '11:00 11:30')
})

test('needs one lane that is free throughout', () => {
	const given = plan({
		resources: [vet('ann', { capacity: 3 })],
		schedules: [schedule('ann', { lanes: 2 })],
	})
	const asked = question({
		plan: given,
		type: type({ durationMinutes: 60 }),
		busy: [busy('ann', '09:00', '09:30'), busy('ann', '09:30', '10:00', 1)],
	})
	assert.is(starts(asked), '10:00 11:00')
	assert.equal(refusal(asked, '09:00'), ['vet_busy'])
})

test('is not blocked by a lane above the capacity', () => {
	assert.equal(refusal(question({ busy: [busy('ann', '09:00', '12:00', 1)] }), '10:00'), [])
})

test('assigns the usual vet first, then the least loaded of that day, then by id', () => {
	const ids = ['cy', 'bo', 'al', 'di']
	const given = plan({
		resources: ids.map((id) => vet(id)),
		schedules: ids.map((id) => schedule(id)),
	})
	const yesterday = {
		resourceId: 'al',
		lane: 0,
		startsAt: at('2027-06-06 09:00'),
		endsAt: at('2027-06-06 12:00'),
	}
	const asked = question({
		plan: given,
		busy: [busy('bo', '09:00', '09:30'), busy('di', '09:00', '10:00'), yesterday],
	})
	const order = (more: Partial<Question>) =>
		candidatesAt({ ...asked, ...more }, at('2027-06-07 10:00')).map(({ vetId }) => vetId)
	assert.equal(order({}), ['al', 'cy', 'bo', 'di'])
	assert.equal(order({ usualVetId: 'di' }), ['di', 'al', 'cy', 'bo'])
	const check = checkStart(asked, at('2027-06-07 10:00'))
	assert.is(check.ok && check.vetId, 'al')
})

test('finds the next free start and its vet', () => {
	const overlapping = [
		schedule('ann', { stepMinutes: 60, startTime: '08:00' }),
		schedule('ann', { startTime: '08:20' }),
		schedule('bob', { startTime: '11:00' }),
	]
	const given = plan({ resources: [vet('ann'), vet('bob')], schedules: overlapping })
	const asked = question({
		plan: given,
		to: '2027-06-30',
		busy: [busy('ann', '08:00', '08:20')],
	})
	const next = nextFree(asked)
	assert.is(clock([next!.startsAt]), '08:20')
	assert.is(next!.vetId, 'ann')
	assert.is(nextFree({ ...asked, type: type({ mode: 'callback' }) }), null)
	assert.is(nextFree({ ...asked, to: '2027-06-06' }), null)
})

test('explains every rule, in words and in code', () => {
	const given = plan({ resources: [vet('ann'), room('r1', 'consult')] })
	const asked = question({
		plan: given,
		type: type({ roomTypes: ['consult'] }),
		busy: [busy('ann', '10:00', '10:30'), busy('r1', '09:00', '10:30')],
	})
	const rules = explainStart(asked, at('2027-06-07 10:00'))
	assert.is(rules.length, 26)
	assert.equal(
		rules.filter(({ passed }) => !passed).map(({ code, message }) => `${code}: ${message}`),
		['vet_busy: The vet is busy, buffers included', 'room_not_free: No room is free: consult'],
	)
	assert.is(new Set(rules.map(({ code }) => code)).size, rules.length)
})

test('tells the nearest causes: the visit first, and no vets who can never take it', () => {
	const given = plan({
		resources: [vet('ann'), vet('bob', { species: ['cat'] })],
		schedules: [schedule('ann'), schedule('bob')],
	})
	const asked = question({ plan: given, busy: [busy('ann', '10:00', '10:30')] })
	const check = checkStart(asked, at('2027-06-07 10:00'))
	assert.equal(check.ok ? [] : check.reasons.map(({ code, vetId }) => [code, vetId]), [
		['vet_busy', 'ann'],
	])
	assert.equal(refusal({ ...asked, type: type({ species: ['cat'] }) }, '10:00'), [
		'species_not_offered',
	])
})

test('refuses a start that is no whole minute', () => {
	assert.not(checkStart(question(), at('2027-06-07 10:00') + 0.5).ok)
})

test('offers both readings of an hour that happens twice', () => {
	const given = plan({ schedules: [schedule('ann', { startTime: '00:00', endTime: '03:00' })] })
	const asked = question({ plan: given, from: '2027-10-31', to: '2027-10-31' })
	assert.is(starts(asked), '00:00 00:30 01:00 01:30 01:00 01:30 02:00 02:30')
	const spring = { ...asked, from: '2027-03-28', to: '2027-03-28', now: at('2027-03-01 00:00') }
	assert.is(starts(spring), '00:00 00:30 02:00 02:30')
})

test('finds the start behind several short visits within one step', () => {
	const short = (start: string, end: string) => ({
		resourceId: 'ann',
		lane: 0,
		startsAt: at(`2027-06-07 ${start}`),
		endsAt: at(`2027-06-07 ${end}`),
	})
	const busy = [short('10:20', '10:25'), short('09:05', '09:10'), short('09:15', '09:20')]
	assert.is(clock(findSlots(question({ busy })).days[0]!.starts), '09:30 10:30 11:00 11:30')
})

test.run()
