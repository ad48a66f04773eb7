import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import {
	beganAgo,
	bookFor,
	detailsOf,
	lanesOf,
	lettersOf,
	moveTo,
	PATH,
	step,
	undo,
} from './visits.ts'

const test = suite('taking a change back')
const day = dayIn(8)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 2 })
})
test.after(() => api.close())

const cancel = (id: string) =>
	desk.ask('POST', `${PATH}/${id}/cancel`, { body: { reason: 'Wrong button' } })
const statusOf = async (id: string) => (await detailsOf(desk, id)).appointment.status

test('is refused without credentials, for other clinics and with bad fields', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '08:00') })
	const path = `${PATH}/${visit.id}/undo`
	assert.is(told(await desk.ask('POST', path, { body: {}, key: null })), '401 key_missing')
	assert.is(told(await undo(await openDesk(api), visit.id)), '404 appointment_not_found')
	assert.is(told(await undo(desk, randomUUID())), '404 appointment_not_found')
	assert.equal(issuesOf(await undo(desk, visit.id, { steps: 2 })), ['steps unknown_field'])
})

test('goes back step by step, once each, and history keeps both', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '09:00') })
	await step(desk, visit.id, 'checked_in')
	assert.is((await undo(desk, visit.id)).body.status, 'confirmed')
	assert.is(told(await undo(desk, visit.id)), '409 transition_refused')
	await step(desk, visit.id, 'checked_in')
	await step(desk, visit.id, 'in_progress')
	const waiting = (await undo(desk, visit.id)).body
	assert.equal([waiting.status, waiting.actualStart], ['checked_in', null])
	await step(desk, visit.id, 'in_progress')
	await step(desk, visit.id, 'completed', { finalCost: '80' })
	assert.equal((await detailsOf(desk, visit.id)).undoes, { from: 'in_progress', to: 'completed' })
	const open = (await undo(desk, visit.id)).body
	assert.equal([open.status, open.actualEnd, open.finalCost], ['in_progress', null, null])
	assert.ok(open.actualStart)
	const { events, undoes } = await detailsOf(desk, visit.id)
	assert.is(undoes, null)
	assert.is(events.length, 9)
	assert.is(events.at(-1).data.undoes, events.at(-2).id)
})

test('brings back who was said to be missing', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	await beganAgo(desk, visit.id, 20)
	await step(desk, visit.id, 'no_show')
	assert.is((await undo(desk, visit.id)).body.status, 'confirmed')
	await step(desk, visit.id, 'no_show')
	await step(desk, visit.id, 'checked_in')
	assert.is((await undo(desk, visit.id)).body.status, 'no_show')
})

test('is not for what an owner was promised, nor for moves', async () => {
	const { request } = desk.clinic.types
	const visit = await book(api, desk.clinic, {
		start: at(day, '11:00'),
		appointmentTypeId: request,
	})
	assert.is(told(await undo(desk, visit.id)), '409 transition_refused')
	await desk.ask('POST', `${PATH}/${visit.id}/confirm`)
	assert.is(told(await undo(desk, visit.id)), '409 transition_refused')
	const moved = (await moveTo(desk, visit.id, { start: at(day, '11:30') })).body
	assert.is(told(await undo(desk, visit.id)), '409 appointment_moved')
	assert.is(told(await undo(desk, moved.id)), '409 transition_refused')
})

test('takes the time of a cancelled visit again, and tells the owner', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '12:00') })
	const before = await lanesOf(desk, visit.id)
	await cancel(visit.id)
	assert.equal(await lanesOf(desk, visit.id), [])
	const { body } = await undo(desk, visit.id)
	assert.equal(
		[body.status, body.cancelledAt, body.cancelledBy, body.cancellationReason],
		['confirmed', null, null, null],
	)
	assert.equal(body.resourceIds.sort(), before.map((lane) => lane.resource_id).sort())
	assert.is((await lanesOf(desk, visit.id)).length, 2)
	assert.equal(await lettersOf(desk, visit.id), [
		'booking_confirmed',
		'booking_cancelled',
		'booking_confirmed',
	])
})

test('makes a declined request wait again, with a new promise', async () => {
	const { request } = desk.clinic.types
	const visit = await book(api, desk.clinic, {
		start: at(day, '13:00'),
		appointmentTypeId: request,
	})
	await desk.ask('POST', `${PATH}/${visit.id}/decline`, { body: { reason: 'Full' } })
	const { body } = await undo(desk, visit.id)
	assert.is(body.status, 'pending')
	assert.ok(Date.parse(body.answerBy) > Date.now())
	assert.is((await desk.ask('POST', `${PATH}/${visit.id}/confirm`)).body.status, 'confirmed')
})

test('leaves a visit cancelled whose time somebody else has now, unless on purpose', async () => {
	const one = await openDesk(api, { vets: 1 })
	const visit = (await bookFor(one, { start: at(day, '14:00') })).body
	await one.ask('POST', `${PATH}/${visit.id}/cancel`, { body: {} })
	await book(api, one.clinic, { start: at(day, '14:00') })
	const refused = await undo(one, visit.id)
	assert.is(told(refused), '409 slot_taken')
	assert.equal(issuesOf(refused).sort(), ['start room_not_free', 'start vet_busy'])
	assert.is((await detailsOf(one, visit.id)).appointment.status, 'cancelled')
	const override = { reason: 'Both can be seen', overbook: true }
	assert.is((await undo(one, visit.id, { override })).body.status, 'confirmed')
	assert.ok((await lanesOf(one, visit.id)).every(({ lane }) => lane === 1))
	const last = (await detailsOf(one, visit.id)).events.at(-1)
	assert.is(last.reason, 'Both can be seen')
})

test('and a booking of the freed time at once: one of the two has it', async () => {
	const one = await openDesk(api, { vets: 1 })
	for (const time of ['15:00', '16:00', '17:00']) {
		const visit = (await bookFor(one, { start: at(day, time) })).body
		await one.ask('POST', `${PATH}/${visit.id}/cancel`, { body: {} })
		const [back, other] = await Promise.all([
			undo(one, visit.id),
			bookFor(one, { start: at(day, time) }),
		])
		const statuses = [back.status, other.status].sort()
		assert.ok(statuses[0]! < 300 && statuses[1] === 409, statuses.join())
	}
})

test('happens once, however many press at once', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '18:00') })
	await step(desk, visit.id, 'checked_in')
	const answers = await Promise.all(Array.from({ length: 10 }, () => undo(desk, visit.id)))
	assert.is(answers.filter(({ status }) => status === 200).length, 1)
	assert.is(await statusOf(visit.id), 'confirmed')
})

test('happens once for a retry', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '19:00') })
	await step(desk, visit.id, 'checked_in')
	const headers = { 'Idempotency-Key': randomUUID() }
	const send = () => desk.ask('POST', `${PATH}/${visit.id}/undo`, { body: {}, headers })
	assert.equal([(await send()).status, (await send()).status], [200, 200])
	assert.is(await statusOf(visit.id), 'confirmed')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
