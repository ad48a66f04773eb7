import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('what a clinic does with its visits')
const PATH = '/api/clinic/appointments'
const day = dayIn(5)
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const post = (desk: Desk, path: string, body?: unknown): Promise<Answer> =>
	desk.ask('POST', `${PATH}/${path}`, { body })

const request = (desk: Desk, time = '10:00') =>
	book(api, desk.clinic, {
		appointmentTypeId: desk.clinic.types.request,
		start: at(day, time),
	})

const rowsOf = (desk: Desk, table: string, appointmentId: string) =>
	desk.clinic.run((trx) =>
		trx(table).where({ clinic_id: desk.clinic.id, appointment_id: appointmentId }),
	)

async function letters(desk: Desk, appointmentId: string): Promise<string[]> {
	const rows = await rowsOf(desk, 'notifications', appointmentId)
	return rows.map((row) => row.kind).sort()
}

async function last(desk: Desk, appointmentId: string) {
	const events = await rowsOf(desk, 'appointment_events', appointmentId)
	const { actor_kind, from_status, to_status, reason } = events.at(-1)
	return [actor_kind, from_status, to_status, reason]
}

test('names every bad field', async () => {
	const desk = await openDesk(api)
	const { id } = await request(desk)
	assert.equal(issuesOf(await post(desk, `${id}/confirm`, {})), [' unknown_field'])
	assert.equal(issuesOf(await post(desk, `${id}/decline`, {})), ['reason required'])
	assert.equal(issuesOf(await post(desk, `${id}/decline`, { reason: ' ' })), ['reason too_short'])
	assert.equal(issuesOf(await post(desk, `${id}/cancel`, { why: 'x' })), ['why unknown_field'])
	assert.equal(issuesOf(await post(desk, 'me/confirm')), ['id invalid_format'])
	assert.equal(issuesOf(await post(desk, 'swap', {})).sort(), ['a required', 'b required'])
	assert.equal(issuesOf(await post(desk, 'swap', { a: id, b: id.toUpperCase() })), ['b invalid'])
})

test('says yes to a request once, and tells its owner once', async () => {
	const desk = await openDesk(api)
	const { id } = await request(desk)
	const answer = await post(desk, `${id}/confirm`)
	assert.is(told(answer), '200')
	assert.equal([answer.body.id, answer.body.status, answer.body.answerBy], [id, 'confirmed', null])
	assert.is(told(await post(desk, `${id}/confirm`)), '200')
	assert.equal(await letters(desk, id), ['booking_confirmed', 'booking_requested'])
	assert.equal(await last(desk, id), ['key', 'pending', 'confirmed', null])
	assert.is(told(await post(desk, `${id}/decline`, { reason: 'Late' })), '409 transition_refused')
})

test('says no to a request, and its time is free again', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id } = await request(desk)
	const answer = await post(desk, `${id}/decline`, { reason: 'No surgeon that day' })
	assert.is(told(answer), '200')
	const { status, cancelledBy, cancellationReason, cancelledLate } = answer.body
	assert.equal(
		[status, cancelledBy, cancellationReason, cancelledLate],
		['cancelled', 'key', 'No surgeon that day', false],
	)
	assert.equal(await rowsOf(desk, 'reservations', id), [])
	assert.is((await letters(desk, id)).length, 2)
	await request(desk)
	assert.is(told(await post(desk, `${id}/confirm`)), '409 transition_refused')
	const visit = await book(api, desk.clinic, { start: at(day, '12:00') })
	const declined = await post(desk, `${visit.id}/decline`, { reason: 'No' })
	assert.is(told(declined), '409 transition_refused')
})

test('cancels a visit whenever it likes, and a retry is told the same', async () => {
	const desk = await openDesk(api, { vets: 1, type: { cancellation_cutoff_hours: 500 } })
	const { id } = await book(api, desk.clinic, { start: at(day, '10:00') })
	const headers = { 'Idempotency-Key': 'the-clinic-cancels-this-visit' }
	const send = () => desk.ask('POST', `${PATH}/${id}/cancel`, { body: {}, headers })
	const [first, again] = [await send(), await send()]
	assert.is(told(first), '200')
	assert.equal([first.body.status, first.body.cancelledLate], ['cancelled', false])
	assert.equal(again.body, first.body)
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.equal(await letters(desk, id), ['booking_cancelled', 'booking_confirmed'])
	await book(api, desk.clinic, { start: at(day, '10:00') })
})

test('swaps two visits, both or neither', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [one, two] = desk.clinic.vets
	const early = await book(api, desk.clinic, { start: at(day, '10:00'), veterinarianId: one })
	const late = await book(api, desk.clinic, { start: at(day, '14:00'), veterinarianId: two })
	const { body, status } = await post(desk, 'swap', { a: early.id, b: late.id })
	assert.is(status, 200)
	assert.equal(
		[body.a.reference, body.a.start, body.a.veterinarianId],
		[early.reference, late.start, two],
	)
	assert.equal(
		[body.b.reference, body.b.start, body.b.veterinarianId],
		[late.reference, early.start, one],
	)
	const stale = await post(desk, 'swap', { a: early.id, b: body.b.id })
	assert.is(told(stale), '409 appointment_moved')
	assert.is(stale.body.movedTo, body.a.id)
	await post(desk, `${body.b.id}/cancel`, {})
	const gone = await post(desk, 'swap', { a: body.a.id, b: body.b.id })
	assert.is(told(gone), '409 transition_refused')
	assert.is((await rowsOf(desk, 'reservations', body.a.id)).length, 2)
})

test('cancels what a change of hours has stranded', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const range = { type: 'unavailable', date: day, startTime: '10:00', endTime: '11:00' }
	const body = { resourceId: null, ...range, allowStranded: true }
	const { stranded } = (await desk.ask('POST', '/api/clinic/overrides', { body })).body
	assert.is(stranded[0].id, visit.id)
	const cancelled = await post(desk, `${stranded[0].id}/cancel`, { reason: 'Building works' })
	assert.is(told(cancelled), '200')
	const { appointments } = (await desk.ask('GET', `${PATH}?from=${day}&to=${day}&status=confirmed`))
		.body
	assert.equal(appointments, [])
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
