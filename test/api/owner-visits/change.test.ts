import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, startIn, type TestApi } from '../api.ts'
import { bookedFor, share, VISITS } from './scene.ts'

const test = suite('an owner changes a visit without its link')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic)
	other = await ownerAt(api, clinic)
})
test.after(() => api.close())

const CALLS: readonly (readonly [method: string, path: string, body?: object])[] = [
	['GET', ''],
	['GET', '/details'],
	['GET', '/calendar'],
	['PUT', '/reschedule', { start: startIn(5), veterinarianId: null }],
	['POST', '/accept'],
	['DELETE', ''],
]

/** What each call answers. */
async function tryAll(who: TestOwner, id: string, token?: null) {
	const answers = []
	for (const [method, path, body] of CALLS) {
		const options = { ...(body ? { body } : {}), ...(token === null ? { token } : {}) }
		const answer = await who.ask(method, `${VISITS}/${id}${path}`, options)
		answers.push(`${answer.status} ${answer.body.code}`)
	}
	return new Set(answers)
}

test("opens nobody else's visit, nor one of another clinic", async () => {
	const visit = await bookedFor(api, clinic, owner)
	assert.equal(await tryAll(owner, visit.id, null), new Set(['401 manage_token_missing']))
	const notFound = new Set(['404 appointment_not_found'])
	assert.equal(await tryAll(other, visit.id), notFound)
	assert.equal(await tryAll(owner, newId()), notFound)
	const elsewhere = await makeBookableClinic(api.db)
	assert.equal(await tryAll(await ownerAt(api, elsewhere), visit.id), notFound)
})

test('moves a visit, and tells where it went to its owner only', async () => {
	const visit = await bookedFor(api, clinic, owner)
	const body = { start: startIn(5), veterinarianId: null }
	const path = `${VISITS}/${visit.id}/reschedule`
	const moved = await owner.ask('PUT', path, { body })
	assert.is(moved.status, 200)
	assert.is(moved.body.reference, visit.reference)
	const again = await owner.ask('GET', `${VISITS}/${visit.id}`)
	assert.equal([again.status, again.body.code], [409, 'appointment_moved'])
	assert.is(again.body.movedTo, moved.body.id)
	const theirs = await other.ask('GET', `${VISITS}/${visit.id}`)
	assert.equal([theirs.status, theirs.body.movedTo], [404, undefined])
	const [event] = await clinic.run((trx) =>
		trx('appointment_events').where({ clinic_id: clinic.id, appointment_id: moved.body.id }),
	)
	assert.equal([event.actor_kind, event.actor_id], ['owner', owner.accountId])
})

test('answers a retry as before, and another body not at all', async () => {
	const visit = await bookedFor(api, clinic, owner)
	const path = `${VISITS}/${visit.id}/reschedule`
	const headers = { 'Idempotency-Key': randomUUID() }
	const move = (days: number) =>
		owner.ask('PUT', path, { body: { start: startIn(days), veterinarianId: null }, headers })
	const first = await move(5)
	const second = await move(5)
	assert.is(second.status, 200)
	assert.is(second.body.id, first.body.id)
	assert.is(second.headers.get('Idempotency-Replayed'), 'true')
	assert.is((await move(6)).body.code, 'idempotency_mismatch')
})

test('calls a visit off once, with its reason and name', async () => {
	const visit = await bookedFor(api, clinic, owner)
	const path = `${VISITS}/${visit.id}?reason=feeling_better`
	assert.is((await owner.ask('DELETE', path)).body.status, 'cancelled')
	assert.is((await owner.ask('DELETE', path)).status, 200)
	await clinic.run(async (trx) => {
		const [row] = await trx('appointments').where({ clinic_id: clinic.id, id: visit.id })
		assert.equal(
			[row.cancelled_by_kind, row.cancelled_by, row.cancellation_reason],
			['owner', owner.accountId, 'feeling_better'],
		)
		const letters = await trx('notifications').where({ appointment_id: visit.id })
		assert.is(letters.filter((letter) => letter.kind === 'booking_cancelled').length, 1)
	})
	const calendar = await owner.ask('GET', `${VISITS}/${visit.id}/calendar`)
	assert.match(calendar.body, 'STATUS:CANCELLED')
})

test('lets whoever shares the animal see the visit, and change nothing', async () => {
	const visit = await bookedFor(api, clinic, owner)
	await share(clinic, owner.pets[0] ?? '', other)
	assert.equal(
		await tryAll(other, visit.id),
		new Set(['200 undefined', '403 forbidden']),
		'reads, and no more',
	)
	const shown = await other.ask('GET', `${VISITS}/${visit.id}`)
	assert.equal([shown.body.status, shown.body.canMove], ['confirmed', false])
	assert.is(shown.body.owner.email, '')
	const calendar = () => other.ask('GET', `${VISITS}/${visit.id}/calendar`)
	assert.match((await calendar()).body, 'Biscuit')
	const [hidden] = await clinic.run(async (trx) => {
		const id = newId()
		const row = { clinic_id: clinic.id, id, name: 'Secretive', species: 'cat' }
		await trx('pets').insert({ ...row, match_status: 'confirmed' })
		const at = { clinic_id: clinic.id, appointment_id: visit.id, pet_id: id }
		return trx('appointment_pets').insert(at).returning('pet_id')
	})
	assert.ok(hidden)
	assert.match((await owner.ask('GET', `${VISITS}/${visit.id}/calendar`)).body, 'Secretive')
	assert.not.match((await calendar()).body, 'Secretive')
})

test('of a link and a session the link counts', async () => {
	const visit = await bookedFor(api, clinic, owner)
	const headers = { 'Vetslot-Manage': visit.manageToken }
	const shown = await other.ask('GET', `${VISITS}/${visit.id}`, { headers })
	assert.is(shown.status, 200)
	const mine = await bookedFor(api, clinic, other, { start: startIn(4) })
	assert.is((await other.ask('GET', `${VISITS}/${mine.id}`, { headers })).status, 404)
})

test('two sessions that move one visit at once leave one living visit', async () => {
	const visit = await bookedFor(api, clinic, owner)
	const path = `${VISITS}/${visit.id}/reschedule`
	const answers = await Promise.all(
		[5, 6, 7].map((days) =>
			owner.ask('PUT', path, { body: { start: startIn(days), veterinarianId: null } }),
		),
	)
	const statuses = answers.map(({ status }) => status).sort()
	assert.equal(statuses, [200, 409, 409])
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id, booking_reference: visit.reference }
		const living = await trx('appointments').where(of).whereNot({ status: 'rescheduled' })
		assert.is(living.length, 1)
	})
})

test.run()
