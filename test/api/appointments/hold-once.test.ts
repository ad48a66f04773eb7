import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import pg from 'pg'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { countRoundTrips } from '../../bench/servers/round-trips.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from './waiting.ts'

const test = suite('a hold in one go')
const SESSION = { 'Vetslot-Session': 'one-page-of-one-owner-0001' }
const asked = countRoundTrips()

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi({}, 2)
	// It asks the database whenever it likes, which would be counted too.
	await api.services.versions.stop()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

const hold = (halfHours: number, headers: Record<string, string> = {}) => {
	const { appointmentTypeId, visit, veterinarianId } = bookBody(clinic)
	const body = { appointmentTypeId, visit, veterinarianId, start: startIn(3, halfHours) }
	return api.call(clinic, 'POST', '/api/customer/holds', { body, headers })
}

test('takes four round trips, and one before it to count the call', async () => {
	for (let i = 0; i < 5; i++) assert.is((await hold(i, SESSION)).status, 201)
	const before = asked()
	assert.is((await hold(5, SESSION)).status, 201)
	const trips = asked().roundTrips - before.roundTrips
	assert.ok(trips <= 5, `${trips} round trips`)
})

test('tells what a later look tells', async () => {
	const { body: made } = await hold(0, SESSION)
	const { token, serverTime, ...told } = made
	const path = `/api/customer/holds/${made.id}`
	const { body } = await api.call(clinic, 'GET', path, { hold: token })
	const { serverTime: later, ...read } = body
	assert.equal(told, read)
	assert.ok(Math.abs(Date.parse(later) - Date.parse(serverTime)) < 10_000)
})

test('gives a retry the hold that was made, also when its holder may have no other', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await hold(0, headers)
	assert.is((await hold(1)).status, 201)
	assert.is((await hold(2)).status, 429)
	const again = await hold(0, headers)
	assert.is(again.status, 201)
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.equal([again.body.id, again.body.token], [first.body.id, first.body.token])
})

test('leaves nothing but its problem when it is refused', async () => {
	const first = await hold(0)
	const headers = { 'Idempotency-Key': randomUUID() }
	assert.is((await hold(0, headers)).body.code, 'slot_taken')
	const { id, token } = first.body
	await api.call(clinic, 'DELETE', `/api/customer/holds/${id}`, { hold: token })
	assert.is((await hold(0, headers)).status, 201, 'a refusal is not kept')
})

/** A hold that waits for `blocker` and loses its connection there: the answer, and what nobody heard. */
async function cutOff(blocker: Knex.Transaction, headers: Record<string, string> = SESSION) {
	const unheard: unknown[] = []
	const note = (reason: unknown) => unheard.push(reason)
	process.on('unhandledRejection', note)
	const answer = hold(1, headers)
	await untilWaiting(api, blocker)
	const { rows } = await api.database.owner.raw(
		'select distinct pid from pg_locks where not granted',
	)
	const admin = new pg.Client({ connectionString: api.database.adminUrl })
	await admin.connect()
	await admin.query('select pg_terminate_backend($1)', [rows[0].pid])
	await admin.end()
	const { status } = await answer
	await blocker.rollback()
	process.off('unhandledRejection', note)
	return { status, unheard }
}

test('answers when the connection is lost while it waits for the vet', async () => {
	assert.equal(await cutOff(await holdVet(api, clinic)), { status: 503, unheard: [] })
	assert.is((await hold(1, SESSION)).status, 201)
})

test('answers when the connection of a retry is lost, which waits for nothing it needs', async () => {
	const headers = { ...SESSION, 'Idempotency-Key': randomUUID() }
	const { body } = await hold(1, headers)
	const colleague = await api.db.transaction()
	await colleague.raw('select set_tenant(?)', [clinic.id])
	await colleague('holds').where({ clinic_id: clinic.id, id: body.id }).forUpdate()
	assert.equal(await cutOff(colleague, headers), { status: 503, unheard: [] })
	assert.is((await hold(1, headers)).body.id, body.id)
})

test('answers when the connection is lost while it gives its earlier time back', async () => {
	await hold(0, SESSION)
	const colleague = await api.db.transaction()
	await colleague.raw('select set_tenant(?)', [clinic.id])
	await colleague('reservations')
		.where({ clinic_id: clinic.id, resource_id: clinic.rooms[0] ?? '' })
		.forUpdate()
	assert.equal(await cutOff(colleague), { status: 503, unheard: [] })
	assert.is((await hold(1, SESSION)).status, 201)
})

test.run()
