import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('working hours')
const PATH = '/api/clinic/schedules'
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const hours = (desk: Desk, differences: Record<string, unknown> = {}) => ({
	resourceId: desk.clinic.vets[0],
	rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU',
	startTime: '08:00',
	endTime: '18:00',
	effectiveFrom: dayIn(-7),
	...differences,
})

async function own(desk: Desk) {
	const { body } = await desk.ask('GET', `${PATH}?resourceId=${desk.clinic.vets[0]}`)
	return body.schedules[0]
}

test('names every bad field of a body', async () => {
	const desk = await openDesk(api)
	const post = async (body: unknown) => issuesOf(await desk.ask('POST', PATH, { body })).sort()
	assert.equal(await post({ colour: 'red' }), [
		'colour unknown_field',
		'effectiveFrom required',
		'endTime required',
		'resourceId required',
		'rrule required',
		'startTime required',
	])
	const bad: Record<string, [unknown, string]> = {
		resourceId: ['1', 'resourceId invalid_format'],
		startTime: ['8:00', 'startTime invalid_format'],
		endTime: ['24:00', 'endTime invalid_format'],
		effectiveFrom: ['2027-02-30', 'effectiveFrom invalid_format'],
		effectiveUntil: [dayIn(-9), 'effectiveUntil invalid'],
		stepMinutes: [3, 'stepMinutes too_small'],
		bufferMinutes: [241, 'bufferMinutes too_large'],
		lanes: [2, 'lanes above_capacity'],
		kind: ['holiday', 'kind invalid_value'],
		label: ['two\nlines', 'label invalid_format'],
		appointmentTypeIds: [[desk.clinic.vets[0]], 'appointmentTypeIds.0 appointment_type_not_found'],
		breaks: [[{ start: '07:00', end: '07:30' }], 'breaks.0 outside_hours'],
		keepBack: [[{ hoursBefore: 48, share: 1.5 }], 'keepBack.0.share too_large'],
		allowStranded: ['yes', 'allowStranded wrong_type'],
	}
	for (const [field, [value, expected]] of Object.entries(bad)) {
		assert.equal(await post(hours(desk, { [field]: value })), [expected], field)
	}
	const query = await desk.ask('POST', `${PATH}?dryRun=perhaps&now=1`, { body: hours(desk) })
	assert.equal(issuesOf(query).sort(), ['dryRun invalid_value', 'now unknown_field'])
})

test('takes breaks within the hours only, over midnight too', async () => {
	const desk = await openDesk(api)
	const day = { startTime: '08:00', endTime: '18:00' }
	const night = { startTime: '20:00', endTime: '06:00' }
	const whole = { startTime: '00:00', endTime: '00:00' }
	const cases: [typeof day, string, string, boolean][] = [
		[day, '12:00', '13:00', true],
		[day, '08:00', '18:00', true],
		[day, '17:30', '18:30', false],
		[day, '13:00', '12:00', false],
		[day, '07:00', '09:00', false],
		[night, '23:30', '00:30', true],
		[night, '01:00', '02:00', true],
		[night, '05:30', '06:30', false],
		[night, '12:00', '13:00', false],
		[whole, '12:00', '13:00', true],
		[whole, '23:00', '00:00', true],
		[whole, '23:00', '01:00', false],
	]
	for (const [times, start, end, fits] of cases) {
		const body = hours(desk, { ...times, breaks: [{ start, end }] })
		const answer = await desk.ask('POST', `${PATH}?dryRun=true`, { body })
		const where = `${times.startTime}-${times.endTime} ${start}-${end}`
		assert.equal(issuesOf(answer), fits ? [] : ['breaks.0 outside_hours'], where)
	}
})

test('refuses hostile and impossible rules, naming the rule', async () => {
	const desk = await openDesk(api)
	const rules: Record<string, string> = {
		'FREQ=SECONDLY': 'frequency_not_allowed',
		'FREQ=DAILY;INTERVAL=0': 'bad_interval',
		'FREQ=DAILY;COUNT=1000000000': 'count_too_large',
		'FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2': 'never_happens',
		'FREQ=YEARLY;BYDAY=54MO': 'bad_value',
		'FREQ=DAILY;UNTIL=20261399': 'bad_until',
		'FREQ=DAILY;BYHOUR=1,2,3': 'unknown_part',
		'FREQ=DAILY;FREQ=DAILY': 'duplicate_part',
		'every second Tuesday': 'bad_syntax',
		'BYDAY=MO': 'missing_frequency',
	}
	for (const [rrule, code] of Object.entries(rules)) {
		const breaks = [{ start: '12:00', end: '13:00', rrule }]
		const body = hours(desk, { rrule, breaks })
		const answer = await desk.ask('POST', PATH, { body })
		assert.equal(issuesOf(answer), [`rrule ${code}`, `breaks.0.rrule ${code}`], rrule)
	}
	const long = await desk.ask('POST', PATH, { body: hours(desk, { rrule: 'X'.repeat(401) }) })
	assert.equal(issuesOf(long), ['rrule too_long'])
})

test('keeps what was sent, and shows it again', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const sent = hours(desk, {
		rrule: 'rrule:freq=weekly;interval=2;byday=tu',
		label: 'Cats only',
		kind: 'surgery',
		stepMinutes: 20,
		bufferMinutes: 5,
		effectiveUntil: dayIn(90),
		breaks: [{ start: '12:00', end: '13:00', description: 'Lunch' }],
		appointmentTypeIds: [desk.clinic.types.check],
		keepBack: [
			{ hoursBefore: 48, share: 0.25 },
			{ at: '12:00', share: 0 },
		],
	})
	const made = await desk.ask('POST', PATH, { body: sent })
	assert.is(told(made), '201')
	const { id, ...shown } = made.body.schedule
	assert.equal(shown, {
		...sent,
		rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
		anchorDate: dayIn(-7),
		lanes: 1,
		breaks: [{ start: '12:00', end: '13:00', description: 'Lunch', rrule: null, anchorDate: null }],
	})
	assert.equal(made.body.stranded, [])
	const listed = (await desk.ask('GET', PATH)).body.schedules
	assert.equal(
		listed.find((one: { id: string }) => one.id === id),
		made.body.schedule,
	)
	const on = async (day: string) =>
		(await desk.ask('GET', `${PATH}?on=${day}`)).body.schedules.map((one: { id: string }) => one.id)
	assert.ok((await on(dayIn(90))).includes(id))
	assert.not.ok((await on(dayIn(91))).includes(id))
	assert.not.ok((await on(dayIn(-8))).includes(id))
})

test('offers the new hours to owners at once', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const day = dayIn(4)
	const free = async () => {
		const where = `/api/customer/clinics/${desk.clinic.id}/availability?date=${day}&appointmentTypeId=${desk.clinic.types.check}`
		return (await api.call(desk.clinic, 'GET', where)).body.days[0].veterinarians[0]?.starts.length
	}
	assert.is(await free(), 48)
	const { id } = await own(desk)
	const body = hours(desk, { startTime: '09:00', endTime: '12:00' })
	assert.is(told(await desk.ask('PUT', `${PATH}/${id}`, { body })), '200')
	assert.is(await free(), 6)
})

test('refuses an end that strands visits, lists them, and changes nothing', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const before = await own(desk)
	const early = await book(api, desk.clinic, { start: at(dayIn(2), '10:00') })
	const path = `${PATH}/${before.id}?from=${dayIn(3)}`
	const answer = await desk.ask('DELETE', path)
	assert.is(told(answer), '409 visits_stranded')
	assert.equal(answer.body.stranded, [
		{
			id: visit.id,
			reference: visit.reference,
			start: visit.start,
			end: visit.end,
			veterinarianId: desk.clinic.vets[0],
			typeId: desk.clinic.types.check,
			reasons: [{ code: 'closed', message: 'The visit is not wholly in working hours' }],
			resolution: null,
			movedTo: null,
		},
	])
	assert.equal(await own(desk), before)
	assert.is.not(early.id, visit.id)
})

test('a dry run tells the same and does nothing', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const before = await own(desk)
	const version = () =>
		desk.clinic.run((trx) => trx('availability_versions').where({ clinic_id: desk.clinic.id }))
	const [was] = await version()
	const headers = { 'Idempotency-Key': 'one-intent-that-is-rehearsed-first' }
	const body = hours(desk, { startTime: '12:00' })
	const dry = await desk.ask('PUT', `${PATH}/${before.id}?dryRun=true`, { body, headers })
	assert.is(told(dry), '200')
	assert.equal(
		dry.body.stranded.map((one: { id: string }) => one.id),
		[visit.id],
	)
	assert.is(dry.body.schedule.startTime, '12:00')
	assert.equal(await own(desk), before)
	assert.equal(await version(), [was])
	const allowed = { ...body, allowStranded: true }
	const real = await desk.ask('PUT', `${PATH}/${before.id}`, { body: allowed, headers })
	assert.is(told(real), '200')
	assert.equal(real.body.stranded, dry.body.stranded)
	assert.is((await own(desk)).startTime, '12:00')
})

test('what is allowed to strand stays booked, and is not stranded a second time', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const { id } = await own(desk)
	const body = hours(desk, { startTime: '12:00', allowStranded: true })
	const changed = await desk.ask('PUT', `${PATH}/${id}`, { body })
	assert.equal(
		changed.body.stranded.map((one: { id: string }) => one.id),
		[visit.id],
	)
	const rows = await desk.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: desk.clinic.id, appointment_id: visit.id }),
	)
	assert.is(rows.length, 2)
	const [kept] = await desk.clinic.run((trx) =>
		trx('appointments').where({ clinic_id: desk.clinic.id, id: visit.id }),
	)
	assert.is(kept.status, 'confirmed')
	const again = await desk.ask('PUT', `${PATH}/${id}`, {
		body: hours(desk, { startTime: '13:00' }),
	})
	assert.is(told(again), '200')
	assert.equal(again.body.stranded, [])
})

test('another grid, a longer gap or another length of the type strands nobody', async () => {
	const desk = await openDesk(api, { vets: 1 })
	for (const time of ['10:00', '10:30', '11:00']) {
		await book(api, desk.clinic, { start: at(dayIn(5), time) })
	}
	const { id } = await own(desk)
	const body = hours(desk, { startTime: '08:10', stepMinutes: 25, bufferMinutes: 60 })
	const changed = await desk.ask('PUT', `${PATH}/${id}`, { body })
	assert.is(told(changed), '200')
	assert.equal(changed.body.stranded, [])
	await desk.clinic.run((trx) =>
		trx('appointment_types')
			.where({ clinic_id: desk.clinic.id, id: desk.clinic.types.check })
			.update({ duration_minutes: 55 }),
	)
	const same = await desk.ask('PUT', `${PATH}/${id}?dryRun=true`, { body })
	assert.equal(same.body.stranded, [])
})

test('hours for other types strand the visits of this one', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const { id } = await own(desk)
	const body = hours(desk, { appointmentTypeIds: [desk.clinic.types.form], allowStranded: true })
	const { stranded } = (await desk.ask('PUT', `${PATH}/${id}`, { body })).body
	assert.is(stranded[0].id, visit.id)
	assert.equal(
		stranded[0].reasons.map((reason: { code: string }) => reason.code),
		['type_not_in_hours'],
	)
})

test('hours for no type are hours in which nothing can be booked', async () => {
	const desk = await openDesk(api, { vets: 1 })
	await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const { id } = await own(desk)
	const body = hours(desk, { appointmentTypeIds: [] })
	assert.is(told(await desk.ask('PUT', `${PATH}/${id}`, { body })), '409 visits_stranded')
	const done = await desk.ask('PUT', `${PATH}/${id}`, { body: { ...body, allowStranded: true } })
	assert.equal(done.body.schedule.appointmentTypeIds, [])
})

test('hours given to another vet strand the visits of the first', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [first, second] = desk.clinic.vets
	const visit = await book(api, desk.clinic, {
		start: at(dayIn(5), '10:00'),
		veterinarianId: first,
	})
	const { id } = await own(desk)
	const body = hours(desk, { resourceId: second })
	const answer = await desk.ask('PUT', `${PATH}/${id}`, { body })
	assert.is(told(answer), '409 visits_stranded')
	assert.is(answer.body.stranded[0].id, visit.id)
})

test('a retry changes nothing more and is told the same', async () => {
	const desk = await openDesk(api, { vets: 1 })
	await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const { id } = await own(desk)
	const headers = { 'Idempotency-Key': 'the-end-of-these-working-hours' }
	const path = `${PATH}/${id}?allowStranded=true`
	const first = await desk.ask('DELETE', path, { headers })
	assert.is(told(first), '200')
	assert.is(first.body.schedule.effectiveUntil, dayIn(-1))
	assert.is(first.body.stranded.length, 1)
	const again = await desk.ask('DELETE', path, { headers })
	assert.equal(again.body, first.body)
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	const other = await desk.ask('DELETE', `${path}&from=${dayIn(9)}`, { headers })
	assert.is(told(other), '422 idempotency_mismatch')
})

test('hours that have not begun go altogether', async () => {
	const desk = await openDesk(api)
	const body = hours(desk, { effectiveFrom: dayIn(30) })
	const { schedule } = (await desk.ask('POST', PATH, { body })).body
	const gone = await desk.ask('DELETE', `${PATH}/${schedule.id}`)
	assert.equal(gone.body, { schedule: null, stranded: [] })
	assert.is(told(await desk.ask('DELETE', `${PATH}/${schedule.id}`)), '404 schedule_not_found')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
