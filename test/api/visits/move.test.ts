import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from '../appointments/waiting.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
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

const test = suite('moves by staff')
const day = dayIn(7)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 2 })
})
test.after(() => api.close())

const booked = async (time: string, more: object = {}, at_: Desk = desk) =>
	(await bookFor(at_, { start: at(day, time), ...more })).body

test('are refused without credentials, for other clinics and with bad fields', async () => {
	const visit = await booked('08:00')
	const path = `${PATH}/${visit.id}/move`
	const body = { start: at(day, '08:30') }
	assert.is(told(await desk.ask('POST', path, { body, key: null })), '401 key_missing')
	const other = await openDesk(api)
	assert.is(told(await moveTo(other, visit.id, body)), '404 appointment_not_found')
	assert.is(told(await moveTo(desk, randomUUID(), body)), '404 appointment_not_found')
	assert.equal(issuesOf(await moveTo(desk, visit.id, {})), ['start invalid'])
	assert.equal(issuesOf(await moveTo(desk, visit.id, { durationMinutes: 481 })), [
		'durationMinutes too_large',
	])
	assert.equal(issuesOf(await moveTo(desk, visit.id, { ...body, override: { reason: '' } })), [
		'override.reason too_short',
	])
	const seconds = await moveTo(desk, visit.id, { start: at(day, '08:30').replace(':00.', ':01.') })
	assert.equal(issuesOf(seconds), ['start off_grid'])
	const foreign = { veterinarianId: other.clinic.vets[0] }
	assert.is(told(await moveTo(desk, visit.id, foreign)), '404 veterinarian_not_found')
})

test('carry everything on, keep how it was booked, and tell the owner', async () => {
	const client = { create: { name: 'Ada Wren', email: 'ada@owner.example' } }
	const notes = { internalNotes: 'Bites', sharedNotes: 'Bring the card', reason: 'Limps' }
	const visit = await booked('09:00', { client, ...notes })
	const { status, body } = await moveTo(desk, visit.id, { start: at(day, '10:15') })
	assert.is(status, 201)
	assert.is.not(body.id, visit.id)
	assert.equal(
		[body.reference, body.bookingMethod, body.reason, body.previousAppointmentId],
		[visit.reference, 'phone', 'Limps', visit.id],
	)
	const { notes: kept } = await detailsOf(desk, body.id)
	assert.equal([kept.internal, kept.shared], ['Bites', 'Bring the card'])
	assert.equal(await lettersOf(desk, body.id), ['booking_moved'])
	assert.equal(await lanesOf(desk, visit.id), [])
	const quiet = await moveTo(desk, body.id, { start: at(day, '10:30'), tellOwner: false })
	assert.equal(await lettersOf(desk, quiet.body.id), [])
})

test('to where it stands change nothing', async () => {
	const visit = await booked('11:00')
	const { body } = await moveTo(desk, visit.id, { start: visit.start })
	assert.is(body.id, visit.id)
})

test('make longer and shorter, up to the next visit', async () => {
	const one = await openDesk(api, { vets: 1 })
	const first = await booked('09:00', {}, one)
	const next = await booked('10:00', {}, one)
	const longer = await moveTo(one, first.id, { durationMinutes: 60 })
	assert.is(Date.parse(longer.body.end), Date.parse(next.start))
	const tooLong = await moveTo(one, longer.body.id, { durationMinutes: 65 })
	assert.is(told(tooLong), '409 slot_taken')
	assert.equal(issuesOf(tooLong).sort(), ['start room_not_free', 'start vet_busy'])
	const shorter = await moveTo(one, longer.body.id, { durationMinutes: 15 })
	assert.is(Date.parse(shorter.body.end) - Date.parse(shorter.body.start), 15 * 60_000)
	assert.is((await booked('09:15', {}, one)).status, 'confirmed')
})

test('are tried without being made', async () => {
	const one = await openDesk(api, { vets: 1 })
	const visit = await booked('09:00', {}, one)
	const other = await booked('12:00', {}, one)
	const free = await moveTo(one, visit.id, { start: at(day, '10:00') }, '?dryRun=true')
	assert.equal([free.status, free.body.possible, free.body.needs], [200, true, 'nothing'])
	const full = await moveTo(one, visit.id, { start: other.start }, '?dryRun=true')
	assert.equal([full.body.possible, full.body.needs], [false, 'overbook'])
	assert.equal(
		full.body.overbookedResourceIds.sort(),
		[...one.clinic.vets, ...one.clinic.rooms].sort(),
	)
	assert.is((await detailsOf(one, visit.id)).appointment.start, visit.start)
})

test('give who waits already another vet, under the same id', async () => {
	const fresh = await openDesk(api, { vets: 2 })
	const [, second] = fresh.clinic.vets
	const visit = await booked('09:00', { veterinarianId: fresh.clinic.vets[0] }, fresh)
	await beganAgo(fresh, visit.id, 10)
	await step(fresh, visit.id, 'checked_in')
	const { body } = await moveTo(fresh, visit.id, { veterinarianId: second })
	assert.equal([body.id, body.veterinarianId, body.status], [visit.id, second, 'checked_in'])
	assert.ok(body.resourceIds.includes(second))
	assert.is((await lanesOf(fresh, visit.id)).length, 2)
	await step(fresh, visit.id, 'in_progress')
	const longer = await moveTo(fresh, visit.id, { durationMinutes: 45 })
	assert.equal([longer.body.id, longer.body.status], [visit.id, 'in_progress'])
	const { events } = await detailsOf(fresh, visit.id)
	assert.equal(
		events.map((event: { kind: string }) => event.kind),
		['status', 'status', 'placed', 'status', 'placed'],
	)
	await step(fresh, visit.id, 'completed')
	assert.is(told(await moveTo(fresh, visit.id, { durationMinutes: 30 })), '409 transition_refused')
})

test('of one visit by two at once: one wins, the other learns the new id', async () => {
	const [ann, bo] = [
		await signedIn(api, desk.clinic, ['receptionist']),
		await signedIn(api, desk.clinic, ['nurse']),
	]
	const visit = await booked('13:00')
	const drag = (who: typeof ann, time: string) =>
		who.ask('POST', `${PATH}/${visit.id}/move`, { body: { start: at(day, time) } })
	const answers = await Promise.all([drag(ann, '14:00'), drag(bo, '15:00')])
	const [won] = answers.filter(({ status }) => status === 201)
	const [lost] = answers.filter(({ status }) => status !== 201)
	assert.ok(won && lost)
	assert.is(told(lost), '409 appointment_moved')
	assert.is(lost.body.movedTo, won.body.id)
})

test('of one visit by twenty at once: one wins', async () => {
	const visit = await booked('16:00')
	const answers = await Promise.all(
		Array.from({ length: 20 }, (_, i) =>
			moveTo(desk, visit.id, { start: at(day, `${17 + (i % 4)}:${i % 2 ? '00' : '30'}`) }),
		),
	)
	assert.is(answers.filter(({ status }) => status === 201).length, 1)
	assert.is(answers.filter((each) => told(each) === '409 appointment_moved').length, 19)
	const rows = await desk.clinic.run((trx) =>
		trx('appointments').where({
			clinic_id: desk.clinic.id,
			booking_reference: visit.reference,
		}),
	)
	assert.is(rows.length, 2)
})

test('of twenty visits to one time: one wins', async () => {
	const one = await openDesk(api, { vets: 1 })
	const visits = []
	for (let i = 0; i < 20; i++) {
		const half = i % 2 ? '30' : '00'
		visits.push(await booked(`${String(Math.floor(i / 2)).padStart(2, '0')}:${half}`, {}, one))
	}
	const start = at(day, '20:00')
	const answers = await Promise.all(visits.map(({ id }) => moveTo(one, id, { start })))
	assert.is(answers.filter(({ status }) => status === 201).length, 1)
	assert.is(answers.filter((each) => told(each) === '409 slot_taken').length, 19)
	// Those who lost stand where they stood.
	const rows = await one.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: one.clinic.id }).countDistinct('appointment_id as n'),
	)
	assert.is(Number(rows[0]?.n), 20)
})

test('and all else that takes a place waits for whoever is changing hours', async () => {
	const one = await openDesk(api, { vets: 1 })
	const visit = await booked('09:00', {}, one)
	const gone = await booked('12:00', {}, one)
	await one.ask('POST', `${PATH}/${gone.id}/cancel`, { body: {} })
	const blocker = await holdVet(api, one.clinic)
	let done = 0
	const calls = [
		moveTo(one, visit.id, { start: at(day, '10:00') }),
		bookFor(one, { start: at(day, '14:00') }),
		undo(one, gone.id),
	].map((call) => call.finally(() => done++))
	await untilWaiting(api, blocker, calls.length)
	assert.is(done, 0)
	await blocker('vet_availability_overrides').insert({
		clinic_id: one.clinic.id,
		id: randomUUID(),
		resource_id: one.clinic.vets[0],
		override_type: 'unavailable',
		override_date: day,
	})
	await blocker('availability_versions')
		.where({ clinic_id: one.clinic.id })
		.increment('plan_version')
	await blocker.commit()
	for (const answer of await Promise.all(calls)) {
		assert.equal([told(answer), ...issuesOf(answer)], ['422 slot_not_offered', 'start closed'])
	}
})

test('of an owner and of staff at once leave one visit', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '22:00') })
	const path = `/api/customer/appointments/${visit.id}/reschedule`
	const body = { start: at(day, '22:30'), veterinarianId: null }
	const answers = await Promise.all([
		moveTo(desk, visit.id, { start: at(day, '23:00') }),
		api.call(desk.clinic, 'PUT', path, { body, manage: visit.manageToken }),
	])
	assert.equal(answers.filter(({ status }) => status < 300).length, 1)
	assert.equal(answers.filter((each) => told(each) === '409 appointment_moved').length, 1)
})

test('are made once for a retry', async () => {
	const visit = await booked('12:00')
	const headers = { 'Idempotency-Key': randomUUID() }
	const body = { start: at(day, '12:30') }
	const send = () => desk.ask('POST', `${PATH}/${visit.id}/move`, { body, headers })
	const [first, second] = [await send(), await send()]
	assert.equal([first.status, second.status], [201, 201])
	assert.is(first.body.id, second.body.id)
	assert.is(second.headers.get('Idempotency-Replayed'), 'true')
})

test('never answer with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
