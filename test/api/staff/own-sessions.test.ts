import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { beginSession } from '../../../api/sign-in/sessions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('where somebody is signed in')
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'])
})

const PHONE =
	'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1'

const onPhone = async () => {
	const device = { address: '2001:db8:1:2::/64', userAgent: PHONE }
	const person = { audience: 'staff', clinicId: clinic.id, personId: nurse.id } as const
	const begin = (trx: Knex.Transaction) => beginSession(trx, person, device)
	return (await clinic.run(begin)).sessionId
}
const at = '/api/clinic/me/sessions'
const list = async () => (await nurse.ask('GET', at)).body.sessions
const end = (id: string) => nurse.ask('DELETE', `${at}/${id}`)
const stateOf = async (id: string) =>
	(await clinic.run((trx) => trx('user_sessions').where({ id }).first())).revoked_reason

test('names device and network of each, and which one is asking', async () => {
	const phone = await onPhone()
	const ended = await onPhone()
	await end(ended)
	const sessions = await list()
	assert.equal(
		sessions.map((one: { id: string }) => one.id).sort(),
		[phone, nurse.sessionId].sort(),
	)
	const [mine, other] = [nurse.sessionId, phone].map((id) =>
		sessions.find((one: { id: string }) => one.id === id),
	)
	assert.is(mine.isThis, true)
	assert.is(other.isThis, false)
	assert.is(other.device, 'Safari on iPhone')
	assert.is(other.address, '2001:db8:1:2::')
})

test('ends one, and nobody else’s', async () => {
	const phone = await onPhone()
	const colleague = await signedIn(api, clinic, ['admin'])
	const other = await makeBookableClinic(api.db)
	const stranger = await signedIn(api, other, ['admin'])
	for (const id of [colleague.sessionId, stranger.sessionId, randomUUID()]) {
		assert.is(told(await end(id)), '404 session_not_found')
	}
	assert.is(told(await end('me')), '400 invalid_request')
	assert.is(told(await end(phone)), '204')
	assert.is(await stateOf(phone), 'ended')
	assert.is(told(await end(phone)), '404 session_not_found')
	assert.is(await stateOf(colleague.sessionId), null)
})

test('ends all others at once, and goes on', async () => {
	const others = [await onPhone(), await onPhone()]
	const colleague = await signedIn(api, clinic, ['nurse'])
	const { body } = await nurse.ask('DELETE', at)
	assert.equal(body, { ended: 2 })
	for (const id of others) assert.is(await stateOf(id), 'ended')
	assert.is(await stateOf(nurse.sessionId), null)
	assert.is(await stateOf(colleague.sessionId), null)
	assert.equal((await nurse.ask('DELETE', at)).body, { ended: 0 })
})

test.run()
