import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { queryOf } from '../../../api/database/query.ts'
import { bestStarts, type FormerVisit, learnFrom } from '../../../api/preferences/learned.ts'
import { forgetPreferences, learnPreferences } from '../../../api/preferences/store.ts'
import { minuteOf, zoneOf } from '../../../api/time/zone.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { bookBody, startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { signedIn } from '../staff/staff.ts'
import { bookedFor, pastVisit, VISITS } from './scene.ts'

const test = suite('what is learned from visits')
const HABITS = '/api/customer/booking-preferences'
const AGAIN = '/api/customer/rebook-suggestions'
const london = zoneOf('Europe/London')
const minute = (text: string) => minuteOf(Date.parse(text))

let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic, { client: { phone: '+442079460142' } })
	other = await ownerAt(api, clinic)
})
test.after(() => api.close())

const was = (start: string, differences: Partial<FormerVisit> = {}): FormerVisit => ({
	...{ start: minute(start), bookedAt: minute(start) - 48 * 60, vetId: 'a', typeId: 't' },
	...{ outcome: 'kept', moves: 0 },
	...differences,
})

test('calls what comes up twice a habit, by the clinic’s clock', () => {
	// Tuesdays at nine in summer, and in winter; a Friday once.
	const visits = [
		was('2026-07-07T08:10:00Z'),
		was('2026-12-01T09:10:00Z', { vetId: 'b' }),
		was('2026-10-02T15:00:00Z', { outcome: 'cancelled', moves: 1 }),
		was('2026-09-04T15:00:00Z', { outcome: 'missed' }),
	]
	assert.equal(learnFrom(visits, london), {
		...{ visits: 4, times: [{ from: '08:00', to: '10:00' }], weekdays: [1] },
		...{ veterinarianIds: [], appointmentTypeIds: ['t'], leadHours: 48 },
		...{ cancelled: 25, missed: 25, moved: 25 },
	})
	assert.is(learnFrom([], london), null)
})

test('puts the usual weekday and time before the soonest, one a day', () => {
	const free = ['2026-11-30T09:00', '2026-12-01T14:00', '2026-12-01T09:30', '2026-12-02T18:00']
		.concat('2026-12-08T09:00')
		.map((text) => ({ start: minute(`${text}:00Z`), vetId: 'a' }))
	const like = minute('2026-11-03T09:00:00Z')
	const best = (learned: Parameters<typeof bestStarts>[1]['learned'], most: number) =>
		bestStarts(free, { zone: london, like, learned }, most).map(({ start }) =>
			new Date(start * 60_000).toISOString().slice(0, 16),
		)
	assert.equal(best(null, 2), ['2026-12-01T09:30', '2026-12-08T09:00'])
	assert.equal(best({ times: [{ from: '18:00', to: '20:00' }], weekdays: [2] }, 1), [
		'2026-12-02T18:00',
	])
	assert.equal(best(null, 9).length, 4)
})

const rows = () =>
	clinic.run((trx) =>
		trx('client_booking_preferences').where({ clinic_id: clinic.id }).select('*'),
	) as Promise<{ client_id: string; visit_count: number; cancellation_rate: string }[]>

test('learns when a visit has ended, and of nobody without an account', async () => {
	const staff = await signedIn(api, clinic, ['receptionist'])
	const going = await pastVisit(clinic, owner, { daysAgo: 0, status: 'in_progress' })
	await pastVisit(clinic, owner, { daysAgo: 100 })
	const set = (id: string, body: object) =>
		staff.ask('POST', `/api/clinic/appointments/${id}/status`, { body })
	const done = await set(going, { to: 'completed' })
	assert.is(done.status, 200, JSON.stringify(done.body))
	const [row] = await rows()
	assert.equal([row?.client_id, row?.visit_count], [owner.clientId, 2])
	const visit = await bookedFor(api, clinic, owner)
	await owner.ask('DELETE', `${VISITS}/${visit.id}`)
	assert.is((await rows())[0]?.cancellation_rate, '33.33')
	const guest = await api.call(clinic, 'POST', `${VISITS}/book`, { body: bookBody(clinic) })
	const manage = guest.body.manageToken
	await api.call(clinic, 'DELETE', `${VISITS}/${guest.body.id}`, { manage })
	assert.is((await rows()).length, 1)
})

test('is for its owner to read, to forget and to switch off', async () => {
	assert.is((await owner.ask('GET', HABITS, { token: null })).status, 401)
	assert.is((await owner.ask('PUT', HABITS, { body: {} })).body.issues[0].path, 'isLearning')
	for (const daysAgo of [20, 27, 34]) await pastVisit(clinic, owner, { daysAgo })
	const before = await owner.ask('GET', HABITS)
	assert.is(before.body.learned.visits, 3)
	assert.equal(before.body.learned.veterinarianIds, [clinic.vets[0]])
	assert.is((await other.ask('GET', HABITS)).body.learned, null)
	const put = (isLearning: boolean, headers = {}) =>
		owner.ask('PUT', HABITS, { body: { isLearning }, headers })
	const headers = { 'Idempotency-Key': randomUUID() }
	assert.equal((await put(true, headers)).body, { isLearning: true, learned: null })
	const again = await put(true, headers)
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.equal((await put(false)).body, { isLearning: false, learned: null })
	const visit = await bookedFor(api, clinic, owner)
	await owner.ask('DELETE', `${VISITS}/${visit.id}`)
	assert.is((await rows()).length, 0, 'nothing is kept while it is off')
})

const learn = (trx: Knex.Transaction) => learnPreferences(trx, clinic.id, owner.clientId)
const forget = (trx: Knex.Transaction) =>
	forgetPreferences(queryOf(trx), clinic.id, { ...owner, isLearning: true })

for (const [first, then] of [
	[learn, forget],
	[forget, learn],
] as const) {
	test(`keeps nothing of before when it is to ${first.name} and to ${then.name} at once`, async () => {
		await pastVisit(clinic, owner, { daysAgo: 20 })
		const earlier = await api.db.transaction()
		await earlier.raw('select set_tenant(?)', [clinic.id])
		await first(earlier)
		const later = clinic.run(then)
		await untilWaiting(api, earlier)
		await earlier.commit()
		await later
		assert.equal(await rows(), [])
	})
}

test('offers the last visit again, with the same vet, to be booked as it is', async () => {
	const [, second] = clinic.vets
	const id = await pastVisit(clinic, owner, { daysAgo: 30, veterinarian_id: second })
	const { status, body } = await owner.ask('GET', AGAIN)
	assert.is(status, 200)
	const [again] = body.suggestions
	assert.is(again.appointmentId, id)
	assert.is(again.veterinarian.id, second)
	assert.equal(again.needs, [])
	assert.is(again.starts.length, 3)
	const clock = (text: string) =>
		new Date(text).toLocaleTimeString('en-GB', { timeZone: 'Europe/London' })
	const times = again.starts.map(({ start }: { start: string }) => clock(start))
	assert.equal(new Set(times), new Set([clock(again.was)]), 'the usual time')
	const [{ start, veterinarianId }] = again.starts
	const { visit, appointmentType, pets } = again
	const booked = await owner.ask('POST', `${VISITS}/book`, {
		body: {
			...{ appointmentTypeId: appointmentType.id, visit, start, veterinarianId },
			pets: pets.map((pet: { id: string }) => ({ id: pet.id })),
		},
	})
	assert.is(booked.status, 201, JSON.stringify(booked.body))
	assert.equal((await owner.ask('GET', AGAIN)).body.suggestions, [], 'it stands in the diary now')
})

test('offers nothing again that is none of theirs, gone, or asked about first', async () => {
	assert.is((await owner.ask('GET', `${AGAIN}?petId=${other.pets[0]}`)).body.code, 'pet_not_found')
	await pastVisit(clinic, other, { daysAgo: 30 })
	await pastVisit(clinic, owner, { daysAgo: 31, status: 'no_show' })
	await pastVisit(clinic, owner, { daysAgo: 32, appointment_type_id: clinic.types.urgent })
	await pastVisit(clinic, owner, { daysAgo: 33, appointment_type_id: clinic.types.callback })
	assert.equal((await owner.ask('GET', AGAIN)).body.suggestions, [])
	await pastVisit(clinic, owner, { daysAgo: 34, appointment_type_id: clinic.types.form })
	const { body } = await owner.ask('GET', `${AGAIN}?petId=${owner.pets[0]}`)
	assert.equal(body.suggestions[0].needs, ['triage', 'answers'])
	const of = { clinic_id: clinic.id, id: owner.pets[0] }
	await clinic.run((trx) => trx('pets').where(of).update({ status: 'deceased' }))
	assert.equal((await owner.ask('GET', AGAIN)).body.suggestions, [])
})

test('without the same vet offers the others, and says so', async () => {
	const [first, second] = clinic.vets
	await pastVisit(clinic, owner, { daysAgo: 30, veterinarian_id: first })
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		await trx('resources')
			.where({ ...of, id: first })
			.update({ is_active: false })
		await trx('availability_versions')
			.where(of)
			.update({ plan_version: trx.raw('plan_version + 1') })
	})
	const [again] = (await owner.ask('GET', AGAIN)).body.suggestions
	assert.is(again.veterinarian, null)
	assert.is(again.starts[0].veterinarianId, second)
})

test('tells a page what booking goes by', async () => {
	const path = '/api/customer/booking-defaults'
	assert.equal((await other.ask('GET', path)).body, {
		...{ client: 'new', veterinarianId: null, needsPhone: true },
	})
	await pastVisit(clinic, owner, { daysAgo: 30 })
	assert.equal((await owner.ask('GET', path)).body, {
		...{ client: 'existing', veterinarianId: clinic.vets[0], needsPhone: false },
	})
})

test.run()
