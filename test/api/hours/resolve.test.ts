import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('what becomes of stranded visits')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const day = dayIn(5)
const closed = (differences: Record<string, unknown>) => ({
	...{ resourceId: null, type: 'unavailable', date: day },
	...differences,
})
const post = (desk: Desk, body: object, query = '') =>
	desk.ask('POST', `/api/clinic/overrides${query}`, { body })
const choose = (appointmentId: string, choice: string) => ({ appointmentId, do: choice })

/** Letters about a visit, by kind. */
async function letters({ clinic }: Desk, appointmentId: string): Promise<string[]> {
	const rows = await clinic.run((trx) =>
		trx('notifications').where({ clinic_id: clinic.id, appointment_id: appointmentId }),
	)
	return rows.map((row: { kind: string }) => row.kind)
}

async function statusOf({ clinic }: Desk, id: string): Promise<string> {
	const row = await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id, id }).first(),
	)
	return row.status
}

test('refuses choices that are none', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const body = closed({ resolutions: [{ appointmentId: 'x', do: 'cancel' }] })
	assert.equal(issuesOf(await post(desk, body)).sort(), [
		'resolutions.0.appointmentId invalid_format',
		'resolutions.0.do invalid_value',
	])
	const stranger = closed({ resolutions: [choose(randomUUID(), 'keep')] })
	assert.is(told(await post(desk, stranger)), '404 appointment_not_found')
	const empty = await desk.ask('POST', '/api/clinic/stranded', { body: { resolutions: [] } })
	assert.equal(issuesOf(empty), ['resolutions too_few'])
})

test('moves, asks and keeps in the same breath as the change', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const [first, second, third] = [
		await book(api, desk.clinic, { start: at(day, '10:00') }),
		await book(api, desk.clinic, { start: at(day, '10:30') }),
		await book(api, desk.clinic, { start: at(day, '11:00') }),
	]
	const hours = { startTime: '10:00', endTime: '12:00' }
	const some = [choose(first.id, 'move'), choose(second.id, 'message')]
	const refused = await post(desk, closed({ ...hours, resolutions: some }))
	assert.is(told(refused), '409 visits_stranded')
	assert.match(refused.body.detail, new RegExp(third.reference))
	assert.is(await statusOf(desk, first.id), 'confirmed')
	const all = [...some, choose(third.id, 'keep')]
	const dry = await post(desk, closed({ ...hours, resolutions: all }), '?dryRun=true')
	assert.is(
		dry.body.stranded[0].movedTo.start,
		refused.body.stranded[0].start.replace('10:00', '12:00'),
	)
	assert.is(await statusOf(desk, first.id), 'confirmed')
	assert.equal(await letters(desk, second.id), ['booking_confirmed'])
	const done = await post(desk, closed({ ...hours, resolutions: all }))
	assert.is(told(done), '201')
	const [moved, asked, kept] = done.body.stranded
	assert.equal([moved.resolution, asked.resolution, kept.resolution], ['move', 'message', 'keep'])
	assert.is(new Date(moved.movedTo.start).toISOString(), at(day, '12:00'))
	assert.equal([asked.movedTo, kept.movedTo], [null, null])
	assert.is(await statusOf(desk, first.id), 'rescheduled')
	assert.is(await statusOf(desk, moved.movedTo.id), 'confirmed')
	assert.equal(await letters(desk, moved.movedTo.id), ['booking_moved'])
	assert.equal((await letters(desk, second.id)).sort(), [
		'booking_confirmed',
		'visit_needs_new_time',
	])
	assert.equal(await letters(desk, third.id), ['booking_confirmed'])
})

test('two that move get two different times, and other vets help out', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [ann, ben] = desk.clinic.vets
	const start = at(day, '10:00')
	const one = await book(api, desk.clinic, { start, veterinarianId: ann })
	const two = await book(api, desk.clinic, { start: at(day, '10:30'), veterinarianId: ann })
	await book(api, desk.clinic, { start, veterinarianId: ben })
	const resolutions = [choose(one.id, 'move'), choose(two.id, 'move')]
	const { body } = await post(desk, closed({ resourceId: ann, resolutions }))
	const places = body.stranded.map(
		({ movedTo }: { movedTo: { start: string; veterinarianId: string } }) =>
			`${new Date(movedTo.start).toISOString()} ${movedTo.veterinarianId}`,
	)
	assert.equal(places, [`${at(day, '10:30')} ${ben}`, `${at(day, '11:00')} ${ben}`])
})

test('a change that can not move a visit changes nothing', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const { schedules } = (await desk.ask('GET', '/api/clinic/schedules')).body
	const { id, ...schedule } = schedules[0]
	const body = { ...schedule, breaks: [], effectiveUntil: dayIn(2) }
	const resolutions = [choose(visit.id, 'move')]
	const path = `/api/clinic/schedules/${id}`
	const refused = await desk.ask('PUT', path, { body: { ...body, resolutions } })
	assert.is(told(refused), '422 slot_not_offered')
	assert.match(refused.body.detail, new RegExp(visit.reference))
	assert.is(await statusOf(desk, visit.id), 'confirmed')
	const after = (await desk.ask('GET', '/api/clinic/schedules')).body.schedules
	assert.is(after[0].effectiveUntil, null)
})

test('a visit that is stranded no longer is left alone', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '14:00') })
	const hours = { startTime: '10:00', endTime: '12:00' }
	const done = await post(desk, closed({ ...hours, resolutions: [choose(visit.id, 'move')] }))
	assert.is(told(done), '201')
	assert.is(await statusOf(desk, visit.id), 'confirmed')
})

test('the same intent again moves nobody twice', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const body = closed({ resolutions: [choose(visit.id, 'move')] })
	const headers = { 'Idempotency-Key': randomUUID() }
	const send = () => desk.ask('POST', '/api/clinic/overrides', { body, headers })
	const [first, again] = [await send(), await send()]
	assert.equal(again.body, first.body)
	assert.is(again.headers.get('idempotency-replayed'), 'true')
})

test('afterwards, too, visits are moved and asked about', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const other = await book(api, desk.clinic, { start: at(day, '11:00') })
	await post(desk, closed({ allowStranded: true }))
	const resolutions = [choose(visit.id, 'move'), choose(other.id, 'message')]
	const path = '/api/clinic/stranded'
	const { body } = await desk.ask('POST', path, { body: { resolutions } })
	assert.is(new Date(body.visits[0].movedTo.start).toISOString(), at(dayIn(6), '00:00'))
	assert.ok((await letters(desk, other.id)).includes('visit_needs_new_time'))
	const again = await desk.ask('POST', path, { body: { resolutions } })
	assert.is(told(again), '409 appointment_moved')
	const moved = [choose(body.visits[0].movedTo.id, 'move')]
	const stays = await desk.ask('POST', path, { body: { resolutions: moved } })
	assert.is(stays.body.visits[0].movedTo, null)
})

test('plans are changed while owners move the same visits, and nobody waits for ever', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visits = []
	for (const time of ['10:00', '10:30', '11:00', '11:30']) {
		visits.push(await book(api, desk.clinic, { start: at(day, time) }))
	}
	const moves = visits.map(({ id, manageToken }, i) =>
		api.call(desk.clinic, 'PUT', `/api/customer/appointments/${id}/reschedule`, {
			body: { start: at(dayIn(9), `1${i}:00`), veterinarianId: null },
			manage: manageToken,
		}),
	)
	const resolutions = visits.map(({ id }) => choose(id, 'move'))
	const plan = post(desk, closed({ resolutions }))
	const answers = await Promise.all([plan, ...moves])
	for (const answer of answers) assert.ok([200, 201, 409].includes(answer.status), told(answer))
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
