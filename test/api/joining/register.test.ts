// In a process of its own: what it counts must be loaded before the server is.
import '../accounts/argon2.ts'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeAccountLink } from '../../../api/http/account-link.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { slowWorkOf } from '../accounts/argon2.ts'
import { ownerAt } from '../accounts/owner.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'
import { linkIn, PASSWORD, type Visitor, visitorAt } from './joining.ts'

const test = suite('getting an account')
const EMAIL = 'sam@owner.example'
let api: TestApi
let clinic: BookableClinic
let visitor: Visitor

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	visitor = visitorAt(api, clinic)
})

const register = (more: object = {}) =>
	visitor.post('accounts', { name: 'Sam Carver', email: EMAIL, ...more })
const signIn = (password: string) =>
	visitor.post(`sessions/${clinic.id}`, { email: EMAIL, password }, { 'Vetslot-Client': 'portal' })
const rows = (table: string) => clinic.run((trx) => trx(table).where({ clinic_id: clinic.id }))

test('needs the key of the page', async () => {
	const body = { name: 'Sam Carver', email: EMAIL }
	const call = (options: object) =>
		api.call(clinic, 'POST', '/api/customer/accounts', { body, ...options })
	assert.is(told(await call({ key: null })), '401 key_missing')
	const headers = { Origin: 'https://elsewhere.example' }
	assert.is(told(await call({ headers })), '403 origin_not_allowed')
})

test('bad input names every field', async () => {
	const bad = { name: 'www.spam.example', email: 'no address', admin: true }
	assert.equal(issuesOf(await register({ ...bad, password: 'short', phone: '1' })).sort(), [
		'admin unknown_field',
		'email invalid_format',
		'name not_a_name',
		'password too_short',
		'phone invalid',
	])
	assert.equal(issuesOf(await register({ phone: 'call me some day' })), ['phone invalid_phone'])
	assert.equal(issuesOf(await register({ password: 'sam carver sam carver' })), [
		'password too_guessable',
	])
	assert.equal(issuesOf(await visitor.confirm('', {})), ['token too_short'])
	assert.equal(await sendPost(api, clinic), [])
})

test('makes nothing of it until the link is opened and the button pressed', async () => {
	const token = await visitor.linkFor(EMAIL, { password: PASSWORD })
	assert.equal(await rows('client_accounts'), [])
	assert.equal(await rows('clients'), [])
	for (const _ of [1, 2]) {
		const { status, body } = await visitor.read(token)
		assert.is(status, 200)
		assert.is(body.email, EMAIL)
		assert.equal([body.purpose, body.name, body.hasPassword], ['verify', 'Sam Carver', true])
		assert.ok(Date.parse(body.expiresAt) - Date.now() > 23 * 3600_000)
	}
	assert.equal(await rows('client_accounts'), [])
	const confirmed = await visitor.confirm(token, { password: PASSWORD })
	assert.is(confirmed.status, 201)
	assert.is(confirmed.body.owner.email, EMAIL)
	assert.is(confirmed.body.owner.name, 'Sam Carver')
	assert.ok(confirmed.headers.get('set-cookie'))
	const { body } = await visitor.as(confirmed.body)('GET', '/api/customer/me/account')
	assert.equal([body.hasPassword, body.isFresh, body.passkeys], [true, true, 0])
	assert.is((await signIn(PASSWORD)).status, 201)
})

test('the link shows how the number ends that was given, before anybody confirms it', async () => {
	const token = await visitor.linkFor(EMAIL, { phone: '020 7946 0142' })
	assert.is((await visitor.read(token)).body.phoneEnding, '142')
	assert.is((await visitor.read(await visitor.linkFor(EMAIL))).body.phoneEnding, null)
})

test('the link is good once, for a day, at its own clinic and for its own purpose', async () => {
	const token = await visitor.linkFor(EMAIL)
	const other = visitorAt(api, await makeBookableClinic(api.db))
	assert.is(told(await other.read(token)), '410 link_ended')
	assert.is(told(await other.confirm(token)), '410 link_ended')
	const [{ id: subjectId }] = await rows('account_registrations')
	const old = makeAccountLink(serverKey, { clinicId: clinic.id, subjectId, purpose: 'old_email' })
	assert.is(told(await visitor.confirm(old)), '410 link_ended')
	assert.is(told(await visitor.read(`${token.slice(0, -2)}AA`)), '410 link_ended')
	const late = await visitor.linkFor('late@owner.example')
	await clinic.run((trx) =>
		trx('account_registrations')
			.where({ email: 'late@owner.example' })
			.update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.is(told(await visitor.read(late)), '410 link_ended')
	assert.is(told(await visitor.confirm(late)), '410 link_ended')
	assert.is((await visitor.confirm(token)).status, 201)
	assert.is(told(await visitor.read(token)), '410 link_ended')
	assert.is(told(await visitor.confirm(token)), '410 link_ended')
})

test('of two who press at once, one gets the account', async () => {
	const token = await visitor.linkFor(EMAIL)
	const other = await visitor.linkFor(EMAIL)
	const answers = await Promise.all([token, token, other, other].map((one) => visitor.confirm(one)))
	assert.equal(answers.map(told).sort(), ['201', ...Array(3).fill('410 link_ended')])
	assert.is((await rows('client_accounts')).length, 1)
	assert.equal(await rows('account_registrations'), [])
})

test('a password planted for somebody else’s address opens nothing', async () => {
	const planted = await visitor.linkFor(EMAIL, { password: 'the password of the attacker' })
	const own = await visitor.linkFor(EMAIL, { password: PASSWORD })
	// The newest mail need not be one's own: both links open, each with its own password.
	assert.is((await visitor.read(planted)).body.hasPassword, true)
	assert.is((await visitor.confirm(own, { password: PASSWORD })).status, 201)
	assert.is(told(await signIn('the password of the attacker')), '401 sign_in_refused')
	assert.is((await signIn(PASSWORD)).status, 201)
	assert.is(told(await visitor.confirm(planted)), '410 link_ended')
})

test('whoever confirms the attacker’s link without looking gets an account without a password', async () => {
	const planted = await visitor.linkFor(EMAIL, { password: 'the password of the attacker' })
	const wrong = await visitor.confirm(planted, { password: PASSWORD })
	assert.equal(issuesOf(wrong), ['password wrong_password'])
	const { body } = await visitor.confirm(planted)
	assert.is(body.owner.hasPassword, false)
	assert.is(told(await signIn('the password of the attacker')), '401 sign_in_refused')
})

test('the chosen password is not to be guessed by its link', async () => {
	const token = await visitor.linkFor(EMAIL, { password: PASSWORD })
	for (let i = 0; i < 5; i++) await visitor.confirm(token, { password: `guess number ${i}` })
	assert.is(told(await visitor.confirm(token, { password: PASSWORD })), '429 account_locked')
	assert.is((await visitor.confirm(token)).status, 201)
})

test('mails whoever has an account how to sign in, and changes nothing of it', async () => {
	const owner = await ownerAt(api, clinic, { email: EMAIL })
	const before = await rows('client_accounts')
	assert.is(told(await register({ email: 'SAM@owner.example', password: PASSWORD })), '202')
	const [letter, ...more] = await sendPost(api, clinic)
	assert.equal([letter?.to, letter?.kind, more], [EMAIL, 'account_known', []])
	assert.ok(!letter?.text.includes('#verify='))
	assert.equal(await rows('client_accounts'), before)
	assert.equal(await rows('account_registrations'), [])
	assert.ok(owner.accountId)
})

test('nothing tells whether an address is known', async () => {
	await ownerAt(api, clinic, { email: EMAIL })
	const shape = async (email: string) => {
		const begun = performance.now()
		const { done, hash, verify } = await slowWorkOf(() => register({ email, password: PASSWORD }))
		const took = performance.now() - begun
		const { status, headers, body } = done
		const names = [...headers.keys()].sort().join()
		return { told: { status, body, names }, work: { hash, verify }, took }
	}
	const known = await shape(EMAIL)
	const unknown = await shape('nobody@owner.example')
	assert.equal(known.told, unknown.told)
	assert.ok(known.took > 245 && unknown.took > 245, 'no sooner than after a fixed time')
	for (const { work } of [known, unknown]) assert.equal(work, { hash: 1, verify: 0 })
	assert.equal((await sendPost(api, clinic)).map(({ kind }) => kind).sort(), [
		'account_known',
		'account_verify_email',
	])
})

test('keeps neither link nor password in clear, nor says them in a log', async () => {
	const token = await visitor.linkFor(EMAIL, { password: PASSWORD })
	const stored = JSON.stringify([
		...(await rows('account_registrations')),
		...(await rows('notifications')),
		...(await rows('idempotency_keys')),
	])
	for (const secret of [token, PASSWORD]) {
		assert.not.ok(stored.includes(secret))
		assert.not.ok(api.logged().includes(secret))
	}
	assert.match(stored, /argon2id/)
})

test('a letter whose link was used meanwhile is not sent', async () => {
	await register()
	await clinic.run((trx) => trx('account_registrations').delete())
	assert.equal(await sendPost(api, clinic), [])
	await register()
	const letters = await sendPost(api, clinic)
	assert.ok(linkIn(letters[0]))
})

test.run()
