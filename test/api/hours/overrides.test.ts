import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('exceptions from the hours')
const PATH = '/api/clinic/overrides'
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const day = dayIn(5)
const closed = (differences: Record<string, unknown> = {}) => ({
	resourceId: null,
	type: 'unavailable',
	date: day,
	...differences,
})
const strandedBy = async (desk: Desk, differences: Record<string, unknown>) => {
	const body = closed({ allowStranded: true, ...differences })
	const answer = await desk.ask('POST', PATH, { body })
	assert.is(told(answer), '201')
	return answer.body.stranded.map((one: { id: string }) => one.id)
}

test('names every bad field of a body', async () => {
	const desk = await openDesk(api)
	const post = async (differences: Record<string, unknown>) =>
		issuesOf(await desk.ask('POST', PATH, { body: closed(differences) })).sort()
	assert.equal(issuesOf(await desk.ask('POST', PATH, { body: {} })).sort(), [
		'resourceId required',
		'type required',
	])
	const rule = { date: null, rrule: 'FREQ=DAILY', anchorDate: day }
	const cases: [Record<string, unknown>, string][] = [
		[{ colour: 'red' }, 'colour unknown_field'],
		[{ type: 'holiday' }, 'type invalid_value'],
		[{ date: null }, 'date invalid'],
		[{ date: '2027-02-30' }, 'date invalid_format'],
		[{ rrule: 'FREQ=DAILY', anchorDate: day }, 'date invalid'],
		[{ ...rule, anchorDate: null }, 'anchorDate invalid'],
		[{ ...rule, rrule: 'FREQ=SECONDLY' }, 'rrule frequency_not_allowed'],
		[{ ...rule, rrule: 'FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2' }, 'rrule never_happens'],
		[{ ...rule, effectiveUntil: dayIn(1) }, 'effectiveUntil invalid'],
		[{ ...rule, rrule: 'FREQ=DAILY;COUNT=3', effectiveUntil: dayIn(9) }, 'effectiveUntil invalid'],
		[{ effectiveUntil: dayIn(9) }, 'effectiveUntil invalid'],
		[{ startTime: '10:00' }, 'endTime invalid'],
		[{ startTime: '10:61', endTime: '11:00' }, 'startTime invalid_format'],
		[{ type: 'custom_hours' }, 'startTime invalid'],
		[{ releaseHoursBefore: 24 }, 'releaseHoursBefore invalid'],
		[{ type: 'emergency_only', releaseHoursBefore: 24, releaseAt: '07:00' }, 'releaseAt invalid'],
		[{ reason: 'x'.repeat(201) }, 'reason invalid'],
	]
	for (const [differences, expected] of cases) {
		assert.equal(await post(differences), [expected].flat(), JSON.stringify(differences))
	}
	const list = async (query: string) => issuesOf(await desk.ask('GET', `${PATH}?${query}`)).sort()
	assert.equal(await list(''), ['from required', 'to required'])
	assert.equal(await list(`from=${day}&to=${dayIn(4)}`), ['to invalid'])
	assert.equal(await list(`from=${day}&to=${dayIn(500)}&x=1`), ['to invalid', 'x unknown_field'])
})

test('keeps, lists with their days, changes and removes them', async () => {
	const desk = await openDesk(api)
	const meeting = closed({
		date: null,
		rrule: 'RRULE:FREQ=DAILY;INTERVAL=2',
		anchorDate: day,
		effectiveUntil: dayIn(9),
		startTime: '13:00',
		endTime: '14:00',
		reason: 'Team meeting',
	})
	const made = await desk.ask('POST', PATH, { body: meeting })
	assert.is(told(made), '201')
	const { id, ...shown } = made.body.override
	assert.equal(shown, {
		...meeting,
		rrule: 'FREQ=DAILY;INTERVAL=2',
		releaseHoursBefore: null,
		releaseAt: null,
	})
	const vet = desk.clinic.vets[0]
	const urgent = {
		type: 'emergency_only',
		startTime: '08:00',
		endTime: '09:00',
		releaseAt: '07:00',
	}
	await desk.ask('POST', PATH, { body: closed({ ...urgent, resourceId: vet, date: dayIn(6) }) })
	const list = async (query: string) => (await desk.ask('GET', `${PATH}?${query}`)).body.overrides
	const all = await list(`from=${dayIn(0)}&to=${dayIn(20)}`)
	assert.equal(
		all.map((one: { dates: string[] }) => one.dates),
		[[day, dayIn(7), dayIn(9)], [dayIn(6)]],
	)
	assert.is(all[1].releaseAt, '07:00')
	assert.equal(await list(`from=${dayIn(8)}&to=${dayIn(8)}`), [])
	assert.is((await list(`from=${day}&to=${dayIn(9)}&resourceId=${vet}`)).length, 1)
	const changed = await desk.ask('PUT', `${PATH}/${id}`, { body: closed({ reason: null }) })
	assert.equal([changed.body.override.date, changed.body.override.rrule], [day, null])
	assert.equal((await desk.ask('DELETE', `${PATH}/${id}`)).body, { stranded: [] })
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '404 override_not_found')
})

test('a closed stretch strands the visits that it touches, of that vet only', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [first, second] = desk.clinic.vets
	const start = at(day, '10:00')
	const mine = await book(api, desk.clinic, { start, veterinarianId: first })
	const theirs = await book(api, desk.clinic, { start, veterinarianId: second })
	await book(api, desk.clinic, { start: at(day, '10:30'), veterinarianId: first })
	const touching = { startTime: '10:29', endTime: '10:30', resourceId: first }
	const missing = { startTime: '09:00', endTime: '10:00', resourceId: first }
	assert.equal(await strandedBy(desk, missing), [])
	assert.equal(await strandedBy(desk, touching), [mine.id])
	assert.equal(await strandedBy(desk, { startTime: '10:00', endTime: '10:15' }), [theirs.id])
})

test('custom hours, and a rule that comes again, strand what falls out of them', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const early = await book(api, desk.clinic, { start: at(day, '08:00') })
	const later = await book(api, desk.clinic, { start: at(dayIn(12), '08:00') })
	await book(api, desk.clinic, { start: at(day, '12:00') })
	const [vet] = desk.clinic.vets
	const hours = { type: 'custom_hours', resourceId: vet, startTime: '10:00', endTime: '16:00' }
	assert.equal(await strandedBy(desk, hours), [early.id])
	const rule = { date: null, rrule: 'FREQ=DAILY;INTERVAL=7', anchorDate: day }
	const weekly = { ...rule, startTime: '07:00', endTime: '09:00' }
	assert.equal(await strandedBy(desk, weekly), [later.id])
})

test('taking back the hours of one day strands the visits that came for them', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const [vet] = desk.clinic.vets
	const { schedules } = (await desk.ask('GET', '/api/clinic/schedules')).body
	await desk.ask('DELETE', `/api/clinic/schedules/${schedules[0].id}?from=${dayIn(1)}`)
	const hours = { type: 'custom_hours', resourceId: vet, startTime: '10:00', endTime: '16:00' }
	const { override } = (await desk.ask('POST', PATH, { body: closed(hours) })).body
	const visit = await book(api, desk.clinic, { start: at(day, '11:00') })
	const refused = await desk.ask('DELETE', `${PATH}/${override.id}`)
	assert.is(told(refused), '409 visits_stranded')
	assert.is(refused.body.stranded[0].id, visit.id)
	const moved = closed({ ...hours, date: dayIn(6) })
	assert.is(
		told(await desk.ask('PUT', `${PATH}/${override.id}`, { body: moved })),
		'409 visits_stranded',
	)
	assert.is(told(await desk.ask('DELETE', `${PATH}/${override.id}?allowStranded=true`)), '200')
})

test('time kept for emergencies strands nobody, and is offered to no owner', async () => {
	const desk = await openDesk(api, { vets: 1 })
	await book(api, desk.clinic, { start: at(day, '10:00') })
	const kept = { type: 'emergency_only', startTime: '10:00', endTime: '12:00' }
	assert.equal(await strandedBy(desk, kept), [])
	const where = `/api/customer/clinics/${desk.clinic.id}/availability?date=${day}&appointmentTypeId=${desk.clinic.types.check}`
	const { days } = (await api.call(desk.clinic, 'GET', where)).body
	const starts: string[] = days[0].veterinarians[0].starts
	assert.is(starts.length, 44)
})

test('the reason of an exception never reaches the public', async () => {
	const desk = await openDesk(api, { vets: 1 })
	await strandedBy(desk, { reason: 'Dr Vet has broken a leg' })
	const clinic = `/api/customer/clinics/${desk.clinic.id}`
	for (const path of [
		'/api/customer/clinic',
		`${clinic}/availability?date=${day}&appointmentTypeId=${desk.clinic.types.check}`,
	]) {
		const answer = await api.call(desk.clinic, 'GET', path)
		assert.is(answer.status, 200)
		assert.not.match(JSON.stringify(answer.body), /broken/)
	}
	const start = at(day, '10:00')
	const body = {
		appointmentTypeId: desk.clinic.types.check,
		visit: {},
		start,
		veterinarianId: null,
	}
	const hold = await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
	assert.is(told(hold), '422 slot_not_offered')
	assert.not.match(JSON.stringify(hold.body), /broken/)
})

test('a live hold that falls out of the hours ends, another one stays', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const hold = async (time: string) => {
		const start = at(day, time)
		const visit = { species: 'dog' }
		const body = { appointmentTypeId: desk.clinic.types.check, visit, start, veterinarianId: null }
		const answer = await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
		assert.is(told(answer), '201')
		return answer.body
	}
	const [out, inside] = [await hold('10:00'), await hold('15:00')]
	const range = { startTime: '10:00', endTime: '12:00' }
	const dry = await desk.ask('POST', `${PATH}?dryRun=true`, { body: closed(range) })
	assert.equal(dry.body.stranded, [])
	const state = (one: typeof out) =>
		api.call(desk.clinic, 'GET', `/api/customer/holds/${one.id}`, { hold: one.token })
	assert.is(told(await state(out)), '200')
	assert.equal(await strandedBy(desk, range), [])
	assert.is(told(await state(out)), '404 hold_not_found')
	assert.is(told(await state(inside)), '200')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
