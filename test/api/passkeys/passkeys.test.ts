import { generateKeyPairSync } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'
import { Authenticator } from './authenticator.ts'

const test = suite('passkeys')
const PATH = '/api/customer/me/passkeys'
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let device: Authenticator

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic)
	device = new Authenticator()
})

const hosted = () => ({ Origin: api.url })
const ask = (method: string, path: string, body?: object, who = owner) =>
	who.ask(method, path, { ...(body && { body }), headers: hosted() })
const begin = async (who = owner) =>
	(await ask('POST', '/api/customer/me/passkey-challenges', {}, who)).body
const add = (credential: object, more: object = {}, who = owner) =>
	ask('POST', PATH, { credential, ...more }, who)

/** Adds the device's passkey. */
async function added(who = owner, with_ = device) {
	const { challenge, user } = await begin(who)
	const made = with_.create({ challenge, origin: api.url }, user.id)
	const answer = await add(made, { name: 'Phone' }, who)
	assert.is(told(answer), '200')
	return answer.body
}

const post = (path: string, body?: object, at = clinic) =>
	api.call(at, 'POST', `/api/customer/${path}`, {
		...(body && { body }),
		headers: { ...hosted(), 'Vetslot-Client': 'portal' },
	})
const challenge = async () => (await post('passkey-challenges')).body.challenge
const enter = (credential: object, at = clinic) =>
	post(`sessions/${at.id}/passkey`, { credential }, at)

test('asks for a session, a page of ours, and a fresh sign-in or the password', async () => {
	for (const path of [PATH, '/api/customer/me/passkey-challenges']) {
		const body = path === PATH ? { credential: {} } : {}
		const answer = await owner.ask('POST', path, { token: null, body })
		assert.is(told(answer), '401 sign_in_required')
	}
	const elsewhere = await owner.ask('POST', '/api/customer/me/passkey-challenges', { body: {} })
	assert.is(told(elsewhere), '409 passkey_elsewhere')
	const onSite = await api.call(clinic, 'POST', '/api/customer/passkey-challenges')
	assert.is(told(onSite), '409 passkey_elsewhere')
	await clinic.run((trx) =>
		trx('client_sessions').update({ created_at: trx.raw("now() - interval '11 minutes'") }),
	)
	const stale = await ask('POST', '/api/customer/me/passkey-challenges', {})
	assert.is(told(stale), '403 fresh_sign_in_required')
	const guess = await ask('POST', '/api/customer/me/passkey-challenges', { password: 'a guess' })
	assert.equal(issuesOf(guess), ['password wrong_password'])
})

test('bad input names the field', async () => {
	const credential = { id: 'a b', clientDataJSON: 'e30', attestationObject: 'é', more: 1 }
	assert.equal(issuesOf(await add(credential, { name: '' })).sort(), [
		'credential.attestationObject invalid_format',
		'credential.id invalid_format',
		'credential.more unknown_field',
		'name invalid',
	])
})

test('adds a passkey that the browser makes, tells the person, and signs in with it', async () => {
	const options = await begin()
	assert.is(options.rp.id, new URL(api.url).hostname)
	assert.equal(options.authenticatorSelection, {
		...{ residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
	})
	const made = device.create({ challenge: options.challenge, origin: api.url }, options.user.id)
	const answer = await add(made)
	assert.is(told(answer), '200')
	assert.equal([answer.body.isBackedUp, answer.body.lastUsedAt], [true, null])
	const kinds = (await sendPost(api, clinic)).map(({ kind }) => kind)
	assert.equal(kinds, ['account_passkey_added'])
	const again = await begin()
	assert.equal(again.excludeCredentials, [
		{ type: 'public-key', id: device.credentialId, transports: ['internal', 'hybrid'] },
	])
	const asked = { challenge: await challenge(), origin: api.url }
	const session = await enter(device.get(asked))
	assert.is(session.status, 201)
	assert.is(session.body.owner.id, owner.accountId)
	assert.ok(session.headers.get('set-cookie'))
	const { body } = await ask('GET', PATH)
	assert.ok(body.passkeys[0].lastUsedAt)
})

test('a challenge is good once, for five minutes, for its own use and its own account', async () => {
	const { challenge: one, user } = await begin()
	const made = device.create({ challenge: one, origin: api.url }, user.id)
	const other = await ownerAt(api, clinic)
	assert.is(told(await add(made, {}, other)), '401 passkey_refused')
	assert.is(told(await add(made)), '200')
	const second = new Authenticator()
	const replayed = second.create({ challenge: one, origin: api.url }, user.id)
	assert.is(told(await add(replayed)), '401 passkey_refused')
	const forSignIn = second.create({ challenge: await challenge(), origin: api.url }, user.id)
	assert.is(told(await add(forSignIn)), '401 passkey_refused')
	const madeUp = device.get({ challenge: 'A'.repeat(64), origin: api.url })
	assert.is(told(await enter(madeUp)), '401 passkey_refused')
	const asked = { challenge: await challenge(), origin: api.url }
	const shown = device.get(asked)
	assert.equal((await Promise.all([enter(shown), enter(shown)])).map(told).sort(), [
		'201',
		'401 passkey_refused',
	])
	assert.is(told(await enter(device.get(asked))), '401 passkey_refused')
	const late = { challenge: await challenge(), origin: api.url }
	await clinic.run((trx) =>
		trx('one_time_codes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.is(told(await enter(device.get(late))), '401 passkey_refused')
})

test('refuses what comes from another page, host or frame, or without a finger', async () => {
	const { origin } = new URL(api.url)
	const make = async (asked: object, behaviour: object) => {
		const { challenge, user } = await begin()
		return add(new Authenticator().create({ challenge, origin, ...asked }, user.id, behaviour))
	}
	const refusals: [object, object][] = [
		[{ origin: 'https://evil.example' }, { rpId: '127.0.0.1' }],
		[{}, { rpId: 'evil.example' }],
		[{}, { userVerified: false }],
		[{ crossOrigin: true }, {}],
		[{}, { type: 'webauthn.get' }],
		[{}, { format: 'packed' }],
	]
	for (const [asked, behaviour] of refusals) {
		assert.is(told(await make(asked, behaviour)), '401 passkey_refused', JSON.stringify(behaviour))
	}
	await added()
	for (const [asked, behaviour] of refusals.slice(0, 4)) {
		const shown = device.get({ challenge: await challenge(), origin, ...asked }, behaviour)
		assert.is(told(await enter(shown)), '401 passkey_refused', JSON.stringify(behaviour))
	}
	const creates = { type: 'webauthn.create' }
	const shown = device.get({ challenge: await challenge(), origin }, creates)
	assert.is(told(await enter(shown)), '401 passkey_refused')
})

test('refuses a foreign key, another’s handle, and a counter that goes back', async () => {
	await added()
	const asked = async () => ({ challenge: await challenge(), origin: api.url })
	const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
	assert.is(told(await enter(device.get(await asked(), { key }))), '401 passkey_refused')
	const stranger = new Authenticator()
	stranger.userHandle = device.userHandle
	assert.is(told(await enter(stranger.get(await asked()))), '401 passkey_refused')
	const other = await ownerAt(api, clinic)
	const { user } = await begin(other)
	const handed = { ...device.get(await asked()), userHandle: user.id }
	assert.is(told(await enter(handed)), '401 passkey_refused')
	assert.is(told(await enter(device.get(await asked(), { counter: 50 }))), '201')
	for (const counter of [50, 49, 0]) {
		assert.is(told(await enter(device.get(await asked(), { counter }))), '401 passkey_refused')
	}
	assert.is(told(await enter(device.get(await asked(), { counter: 51 }))), '201')
})

test('opens nothing at another clinic, and nothing once it is removed', async () => {
	const made = await added()
	const elsewhere = await makeBookableClinic(api.db)
	const { body } = await post('passkey-challenges', undefined, elsewhere)
	const shown = device.get({ challenge: body.challenge, origin: api.url })
	assert.is(told(await enter(shown, elsewhere)), '401 passkey_refused')
	const other = await ownerAt(api, clinic)
	const path = `${PATH}/${made.id}`
	assert.is(told(await ask('PATCH', path, { name: 'Mine' }, other)), '404 passkey_not_found')
	assert.is(told(await ask('DELETE', path, undefined, other)), '404 passkey_not_found')
	assert.equal((await ask('GET', PATH, undefined, other)).body.passkeys, [])
	assert.is((await ask('PATCH', path, { name: 'Old phone' })).body.name, 'Old phone')
	assert.is(told(await ask('DELETE', path)), '204')
	const asked = { challenge: await challenge(), origin: api.url }
	assert.is(told(await enter(device.get(asked))), '401 passkey_refused')
	const kinds = (await sendPost(api, clinic)).map(({ kind }) => kind)
	assert.ok(kinds.includes('account_passkey_removed'))
})

test('keeps each credential once, and no secret of it', async () => {
	await added()
	const { challenge, user } = await begin()
	const twice = device.create({ challenge, origin: api.url }, user.id)
	assert.is(told(await add(twice)), '409 conflict')
	const [row] = await clinic.run((trx) => trx('passkeys'))
	assert.is(row.credential_id, device.credentialId)
	const codes = await clinic.run((trx) => trx('one_time_codes'))
	assert.not.ok(JSON.stringify(codes).includes(challenge))
})

test.run()
