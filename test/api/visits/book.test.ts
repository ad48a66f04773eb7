import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { bookFor, byPhone, detailsOf, lanesOf, lettersOf, PATH } from './visits.ts'

const test = suite('bookings by staff')
const day = dayIn(6)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 3 })
})
test.after(() => api.close())

test('are refused without credentials, without a key for the retry, and to readers', async () => {
	const body = byPhone(desk)
	assert.is(told(await desk.ask('POST', PATH, { body, key: null })), '401 key_missing')
	const headers = { 'Idempotency-Key': '' }
	assert.is((await desk.ask('POST', PATH, { body, headers })).status, 400)
})

test('name every bad field', async () => {
	const bad = async (differences: object) => issuesOf(await bookFor(desk, differences)).sort()
	assert.equal(await bad({ method: 'fax', pets: [], start: 'soon', x: 1 }), [
		'method invalid_value',
		'pets too_few',
		'start invalid_format',
		'x unknown_field',
	])
	assert.equal(await bad({ client: { create: { name: 'Ben Heron' } } }), [
		'client.create.phone invalid',
	])
	assert.equal(await bad({ client: { create: { name: 'Ben Heron', phone: '12' } } }), [
		'client.create.phone invalid',
	])
	assert.equal(await bad({ client: { create: { name: 'Ben Heron', phone: 'call me' } } }), [
		'client.create.phone invalid_phone',
	])
	assert.equal(await bad({ method: 'walk_in', status: 'confirmed' }), ['status invalid'])
	assert.equal(await bad({ override: {} }), ['override.reason required'])
	assert.equal(await bad({ override: { reason: '  ' } }), ['override.reason too_short'])
	assert.equal(await bad({ override: { overbook: true } }), ['override.reason required'])
	assert.equal(await bad({ durationMinutes: 3 }), ['durationMinutes too_small'])
	assert.equal(await bad({ answers: [{ fieldId: 'lost', value: 'x' }] }), [
		'answers.lost unknown_field',
	])
})

test('know nothing of other clinics', async () => {
	const other = await openDesk(api)
	const theirs = (await bookFor(other)).body
	const { id: petId } = theirs.pets[0]
	const ask = async (differences: object) => told(await bookFor(desk, differences))
	assert.is(await ask({ client: { id: theirs.client.id } }), '404 client_not_found')
	assert.is(await ask({ pets: [{ id: petId }] }), '404 pet_not_found')
	assert.is(
		await ask({ appointmentTypeId: other.clinic.types.check }),
		'404 appointment_type_not_found',
	)
	assert.is(await ask({ veterinarianId: other.clinic.vets[0] }), '404 veterinarian_not_found')
	assert.is(await ask({ veterinarianId: desk.clinic.rooms[0] }), '404 veterinarian_not_found')
})

test('make client and pet in one go, and tell the owner', async () => {
	const client = { create: { name: 'Ada Wren', email: 'ada@owner.example' } }
	const start = at(day, '09:00')
	const { status, body } = await bookFor(desk, {
		client,
		start,
		reason: 'Limps',
		notes: 'Since May',
	})
	assert.is(status, 201)
	assert.equal([body.status, body.bookingMethod], ['confirmed', 'phone'])
	assert.is(Date.parse(body.start), Date.parse(start))
	assert.equal([body.client.name, body.reason, body.notes], ['Ada Wren', 'Limps', 'Since May'])
	assert.equal(body.price, { amount: '58.00', currency: 'GBP' })
	assert.equal(await lettersOf(desk, body.id), ['booking_confirmed'])
	assert.is((await lanesOf(desk, body.id)).length, 2)
	// Again with both as they are now known.
	const known = { client: { id: body.client.id }, pets: [{ id: body.pets[0].id }] }
	const again = await bookFor(desk, { ...known, start: at(day, '10:00'), tellOwner: false })
	assert.is(again.body.client.id, body.client.id)
	assert.is(again.body.visit.client, 'existing')
	assert.equal(await lettersOf(desk, again.body.id), [])
	const stranger = {
		client: { id: again.body.client.id },
		pets: [{ id: (await bookFor(desk)).body.pets[0].id }],
	}
	assert.is(told(await bookFor(desk, stranger)), '404 pet_not_found')
})

test('say who made them', async () => {
	const reception = await signedIn(api, desk.clinic, ['receptionist'], { name: 'Noor Field' })
	const { body } = await reception.ask('POST', PATH, { body: byPhone(desk) })
	const [first] = (await detailsOf(desk, body.id)).events
	assert.equal([first.actor.kind, first.actor.name, first.to], ['staff', 'Noor Field', 'confirmed'])
})

test('take whoever walks in without any contact, now and off the grid', async () => {
	const walkIn = { method: 'walk_in', client: { create: { name: 'Somebody' } }, start: 'now' }
	const fresh = await openDesk(api, { vets: 2 })
	const { status, body } = await bookFor(fresh, walkIn)
	assert.is(status, 201)
	assert.equal([body.status, body.bookingMethod], ['checked_in', 'walk_in'])
	assert.ok(Math.abs(Date.parse(body.start) - Date.now()) < 120_000)
	assert.equal(await lettersOf(fresh, body.id), [])
	const urgent = await bookFor(fresh, { ...walkIn, status: 'in_progress' })
	assert.is(urgent.body.status, 'in_progress')
	assert.ok(urgent.body.actualStart)
})

test('find the next free time, also of types that nobody books online', async () => {
	const { callback } = desk.clinic.types
	const { body } = await bookFor(desk, { appointmentTypeId: callback })
	assert.ok(Date.parse(body.start) >= Date.now() - 60_000)
	assert.ok(Date.parse(body.start) < Date.now() + 3_600_000)
})

test('go on while online booking is paused', async () => {
	const paused = await openDesk(api)
	await paused.clinic.run((trx) =>
		trx('clinics').where({ id: paused.clinic.id }).update({ booking_paused_until: '2190-01-01' }),
	)
	assert.is((await bookFor(paused, { start: at(day, '09:00') })).status, 201)
})

test('may have a length of their own', async () => {
	const { body } = await bookFor(desk, { start: at(day, '14:05'), durationMinutes: 50 })
	assert.is(Date.parse(body.end) - Date.parse(body.start), 50 * 60_000)
})

test('are refused with every rule that they break, and made with a reason', async () => {
	const small = await openDesk(api, { vets: 1, type: { species: ['cat'] } })
	const [vet] = small.clinic.vets
	await small.clinic.run((trx) =>
		trx('vet_availability_overrides').insert({
			clinic_id: small.clinic.id,
			id: randomUUID(),
			resource_id: vet,
			override_type: 'unavailable',
			override_date: day,
			start_time: '09:00',
			end_time: '12:00',
		}),
	)
	const wanted = { start: at(day, '10:00'), veterinarianId: vet }
	const refused = await bookFor(small, wanted)
	assert.is(told(refused), '422 slot_not_offered')
	assert.equal(issuesOf(refused).sort(), ['start closed', 'visit.species species_not_offered'])
	const plan = (await bookFor(small, wanted, '?dryRun=true')).body
	assert.equal([plan.possible, plan.needs], [false, 'override'])
	assert.equal(plan.broken.map(({ code }: { code: string }) => code).sort(), [
		'closed',
		'species_not_offered',
	])
	const override = { reason: 'The vet agreed' }
	const { status, body } = await bookFor(small, { ...wanted, override })
	assert.is(status, 201)
	const [event] = (await detailsOf(small, body.id)).events
	assert.is(event.reason, 'The vet agreed')
	assert.equal(event.data.rules.sort(), ['closed', 'species_not_offered'])
	const [entry] = await small.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: small.clinic.id, action: 'visit.overridden' }),
	)
	assert.is(entry.subject_id, body.id)
	assert.not.match(JSON.stringify(entry.data), /agreed/)
})

test('of the past need a reason, and are none after a day', async () => {
	const hoursAgo = (hours: number) =>
		new Date(Math.floor(Date.now() / 60_000) * 60_000 - hours * 3_600_000).toISOString()
	const override = { reason: 'Written down late' }
	assert.equal(issuesOf(await bookFor(desk, { start: hoursAgo(2) })), ['start notice_too_short'])
	assert.is((await bookFor(desk, { start: hoursAgo(2), override })).status, 201)
	assert.is(told(await bookFor(desk, { start: hoursAgo(30), override })), '422 slot_not_offered')
})

test('are tried without being made', async () => {
	const empty = await openDesk(api, { vets: 1 })
	const plan = await bookFor(empty, { start: at(day, '09:00') }, '?dryRun=true')
	assert.is(plan.status, 200)
	assert.equal(
		[plan.body.possible, plan.body.needs, plan.body.broken, plan.body.veterinarianId],
		[true, 'nothing', [], empty.clinic.vets[0]],
	)
	for (const table of ['appointments', 'clients', 'pets', 'reservations', 'idempotency_keys']) {
		const rows = await empty.clinic.run((trx) => trx(table).where({ clinic_id: empty.clinic.id }))
		assert.is(rows.length, 0, table)
	}
})

test('are made once for a retry', async () => {
	const empty = await openDesk(api, { vets: 2 })
	const headers = { 'Idempotency-Key': randomUUID() }
	const body = byPhone(empty, { start: at(day, '09:00') })
	const send = (more: object = {}) =>
		empty.ask('POST', PATH, { body: { ...body, ...more }, headers })
	const [first, second] = [await send(), await send()]
	assert.is(first.body.id, second.body.id)
	assert.is(second.headers.get('Idempotency-Replayed'), 'true')
	assert.is(told(await send({ reason: 'Other' })), '422 idempotency_mismatch')
	const rows = await empty.clinic.run((trx) =>
		trx('appointments').where({ clinic_id: empty.clinic.id }),
	)
	assert.is(rows.length, 1)
})

test('race owners for one time, and one wins', async () => {
	const one = await openDesk(api, { vets: 1 })
	const start = at(day, '11:00')
	const answers = await Promise.allSettled([
		...Array.from({ length: 10 }, () => bookFor(one, { start })),
		...Array.from({ length: 10 }, () => book(api, one.clinic, { start })),
	])
	const won = answers.filter(
		(each) =>
			each.status === 'fulfilled' && (!('status' in each.value) || each.value.status !== 409),
	)
	assert.is(won.length, 1)
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
