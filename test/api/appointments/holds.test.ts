import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bumpPlan } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('hold a time')
const HOLDS = '/api/customer/holds'
const BOOK = '/api/customer/appointments/book'

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

function holdBody(differences: Record<string, unknown> = {}) {
	const { appointmentTypeId, visit, start, veterinarianId } = bookBody(clinic)
	return { appointmentTypeId, visit, start, veterinarianId, ...differences }
}

async function hold(differences: Record<string, unknown> = {}) {
	return api.call(clinic, 'POST', HOLDS, { body: holdBody(differences) })
}

const booking = (held: { id: string; token: string }, differences: Record<string, unknown> = {}) =>
	api.call(clinic, 'POST', BOOK, {
		body: bookBody(clinic, { hold: { id: held.id, token: held.token }, ...differences }),
	})

/** Lets a hold end, as if its minutes had passed. */
const end = (id: string) =>
	clinic.run(async (trx) => {
		const past = { expires_at: trx.raw(`now() - interval '1 second'`) }
		await trx('reservations').where({ clinic_id: clinic.id, hold_id: id }).update(past)
		await trx('holds').where({ clinic_id: clinic.id, id }).update(past)
	})

test('refuses a call without a key, and a body without a visit', async () => {
	const keyless = await api.call(clinic, 'POST', HOLDS, { body: holdBody(), key: null })
	assert.is(keyless.status, 401)
	const empty = await api.call(clinic, 'POST', HOLDS, { body: {} })
	assert.is(empty.status, 400)
	assert.equal(empty.body.issues.map((issue: { path: string }) => issue.path).sort(), [
		'start',
		'veterinarianId',
		'visit',
	])
})

test('keeps a time for ten minutes, from others only', async () => {
	const held = await hold()
	assert.is(held.status, 201)
	const minutes = (Date.parse(held.body.expiresAt) - Date.parse(held.body.serverTime)) / 60_000
	assert.ok(minutes > 9.9 && minutes <= 10)
	assert.is(held.body.extensionsLeft, 2)
	const other = await api.call(clinic, 'POST', BOOK, { body: bookBody(clinic) })
	assert.is(other.status, 409)
	assert.is(other.body.code, 'slot_taken')
	assert.is((await hold()).body.code, 'slot_taken')
	const booked = await booking(held.body)
	assert.is(booked.status, 201)
	const rows = await clinic.run((trx) => trx('holds').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 0)
})

test('gives a retry the same token, which is stored nowhere', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await api.call(clinic, 'POST', HOLDS, { body: holdBody(), headers })
	const again = await api.call(clinic, 'POST', HOLDS, { body: holdBody(), headers })
	assert.is(again.body.token, first.body.token)
	assert.is(again.body.id, first.body.id)
	const stored = await clinic.run(async (trx) => [
		await trx('holds').where({ clinic_id: clinic.id }),
		await trx('idempotency_keys').where({ clinic_id: clinic.id }),
	])
	assert.not.ok(JSON.stringify(stored).includes(first.body.token))
})

test('is extended twice by five minutes, and no further', async () => {
	const { body: held } = await hold()
	const extend = () => api.call(clinic, 'POST', `${HOLDS}/${held.id}/extend`, { hold: held.token })
	const first = await extend()
	assert.is(first.status, 200)
	assert.is(Date.parse(first.body.expiresAt) - Date.parse(held.expiresAt), 300_000)
	assert.is((await extend()).body.extensionsLeft, 0)
	const third = await extend()
	assert.is(third.status, 409)
	assert.is(third.body.code, 'hold_limit_reached')
	const rows = await clinic.run((trx) =>
		trx('reservations').where({ clinic_id: clinic.id, hold_id: held.id }),
	)
	assert.is(rows.length, 2)
	for (const row of rows) {
		assert.is(Math.floor(row.expires_at / 1000), Date.parse(held.expiresAt) / 1000 + 600)
	}
})

test('is given back, once or twice, and the time is free', async () => {
	const { body: held } = await hold()
	const release = () => api.call(clinic, 'DELETE', `${HOLDS}/${held.id}`, { hold: held.token })
	const version = async () =>
		(
			await clinic.run((trx) =>
				trx('availability_versions').where({ clinic_id: clinic.id }).first(),
			)
		).version
	const before = await version()
	assert.is((await release()).status, 204)
	const after = await version()
	assert.is.not(after, before)
	assert.is((await release()).status, 204)
	assert.is(await version(), after, 'nothing changed, so cached answers hold')
	assert.is((await hold()).status, 201)
})

test('opens with its token only', async () => {
	const { body: held } = await hold()
	const wrong = 'x'.repeat(43)
	for (const [method, path] of [
		['GET', `${HOLDS}/${held.id}`],
		['POST', `${HOLDS}/${held.id}/extend`],
	] as const) {
		const answer = await api.call(clinic, method, path, { hold: wrong })
		assert.is(answer.status, 404)
		assert.is(answer.body.code, 'hold_not_found')
		assert.is((await api.call(clinic, method, path)).status, 400)
	}
	await api.call(clinic, 'DELETE', `${HOLDS}/${held.id}`, { hold: wrong })
	const read = await api.call(clinic, 'GET', `${HOLDS}/${held.id}`, { hold: held.token })
	assert.is(read.status, 200)
	assert.is(read.body.token, undefined)
	assert.is((await booking({ id: held.id, token: wrong })).body.code, 'hold_expired')
})

test('answers a retry only to whoever has its token', async () => {
	const { body: held } = await hold()
	const headers = { 'Idempotency-Key': randomUUID() }
	const extend = (token: string) =>
		api.call(clinic, 'POST', `${HOLDS}/${held.id}/extend`, { hold: token, headers })
	assert.is((await extend(held.token)).status, 200)
	const stranger = await extend('x'.repeat(43))
	assert.is(stranger.status, 422)
	assert.is(stranger.body.code, 'idempotency_mismatch')
	assert.is((await extend(held.token)).body.extensionsLeft, 1)
})

test('refuses an earlier visit that is still to come', async () => {
	const inDays = (days: number) =>
		new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
	const visit = { species: 'dog', lastVisit: inDays(2) }
	for (const answer of [
		await hold({ visit }),
		await api.call(clinic, 'POST', BOOK, { body: bookBody(clinic, { visit }) }),
	]) {
		assert.is(answer.status, 400)
		const [issue] = answer.body.issues
		assert.equal([issue.path, issue.code], ['visit.lastVisit', 'future_date'])
	}
	assert.is((await hold({ visit: { ...visit, lastVisit: inDays(-2) } })).status, 201)
})

test('ends by the clock: it books nothing any more and keeps nothing from others', async () => {
	const { body: held } = await hold()
	await end(held.id)
	const late = await booking(held)
	assert.is(late.status, 409)
	assert.is(late.body.code, 'hold_expired')
	assert.is(late.body.issues[0].path, 'hold.id')
	const read = await api.call(clinic, 'GET', `${HOLDS}/${held.id}`, { hold: held.token })
	assert.is(read.body.code, 'hold_expired')
	const extended = await api.call(clinic, 'POST', `${HOLDS}/${held.id}/extend`, {
		hold: held.token,
	})
	assert.is(extended.body.code, 'hold_expired')
	assert.is((await hold()).status, 201)
})

test('ends while its booking is under way: nothing is booked', async () => {
	const { body: held } = await hold()
	const blocker = await api.database.server.transaction()
	await blocker.raw('select set_tenant(?)', [clinic.id])
	// Whoever holds the vet makes the booking wait between its first look and its last word.
	await blocker.raw('select 1 from resources where clinic_id = ? and id = ? for no key update', [
		clinic.id,
		clinic.vets[0] ?? '',
	])
	const answer = booking(held)
	await new Promise((resolve) => setTimeout(resolve, 300))
	await blocker.raw(
		`update reservations set expires_at = clock_timestamp() - interval '1 second'
		where hold_id = ?`,
		[String(held.id)],
	)
	await blocker.commit()
	const { status, body } = await answer
	assert.is(status, 409)
	assert.is(body.code, 'hold_expired')
	const rows = await clinic.run((trx) => trx('appointments').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 0)
})

test('does not make another hold on the same time invisible', async () => {
	const { body: held } = await hold()
	await hold({ start: startIn(3, 1) })
	await clinic.run((trx) =>
		trx('appointment_types').where({ clinic_id: clinic.id }).update({ buffer_after_minutes: 30 }),
	)
	await bump()
	const answer = await booking(held)
	assert.is(answer.body.code, 'slot_taken')
	assert.is(answer.body.issues[0]?.code, 'vet_busy')
})

test('is for the visit it was made for', async () => {
	const { body: held } = await hold()
	for (const [differences, path] of [
		[{ start: startIn(3, 1) }, 'start'],
		[{ appointmentTypeId: clinic.types.request }, 'appointmentTypeId'],
		[{ visit: { species: 'dog', pets: 2 }, pets: [pet('Pickle'), pet('Plum')] }, 'visit'],
		[{ visit: { species: 'cat' }, pets: [{ name: 'Moss', species: 'cat' }] }, 'visit'],
	] as const) {
		const answer = await booking(held, differences)
		assert.is(answer.status, 422)
		assert.is(answer.body.code, 'hold_mismatch')
		assert.is(answer.body.issues[0].path, path)
	}
	assert.is((await booking(held)).status, 201)
})

const pet = (name: string) => ({ name, species: 'dog' })

test('is for the length it was made for, by the minute or by the type', async () => {
	const byMinutes = (duration: number) => ({ appointmentTypeId: undefined, duration })
	const { body: short } = await hold(byMinutes(5))
	for (const differences of [{}, byMinutes(30)]) {
		const { status, body } = await booking(short, differences)
		assert.is(status, 422)
		assert.equal([body.code, body.issues[0].path], ['hold_mismatch', 'duration'])
	}
	assert.is((await booking(short, byMinutes(5))).status, 201)
	const start = startIn(4)
	const { body: whole } = await hold({ start })
	assert.is((await booking(whole, { start, ...byMinutes(5) })).body.code, 'hold_mismatch')
	assert.is((await booking(whole, { start })).status, 201)
})

test('freezes the notice, and nothing else', async () => {
	const { body: held } = await hold({ start: startIn(0, 1) })
	await clinic.run((trx) =>
		trx('appointment_types').where({ clinic_id: clinic.id }).update({ min_notice_minutes: 600 }),
	)
	await bump()
	assert.is((await booking(held, { start: startIn(0, 1) })).status, 201)
	const { body: second } = await hold({ start: startIn(3) })
	await clinic.run((trx) =>
		trx('vet_schedules').where({ clinic_id: clinic.id }).update({ is_active: false }),
	)
	await bump()
	const answer = await booking(second)
	assert.is(answer.status, 422)
	assert.is(answer.body.code, 'slot_not_offered')
})

const bump = () => clinic.run((trx) => bumpPlan(trx, clinic.id))

test('becomes the longer visit when the type has grown meanwhile', async () => {
	const { body: held } = await hold()
	await clinic.run((trx) =>
		trx('appointment_types').where({ clinic_id: clinic.id }).update({ buffer_after_minutes: 30 }),
	)
	await bump()
	assert.is((await booking(held)).status, 201)
	const [row] = await clinic.run((trx) =>
		trx('reservations').where({ clinic_id: clinic.id, resource_id: clinic.vets[0] }),
	)
	assert.is(row.ends_at - row.starts_at, 3_600_000)
})

test.run()
