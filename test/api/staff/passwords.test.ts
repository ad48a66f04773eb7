import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type LinkClaims, makeLinkToken } from '../../../api/http/password-link.ts'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { isHardToGuess } from '../../../api/sign-in/password-rules.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, serverKey, startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { type Arrived, endsOf, sendPost, tokenIn } from './post.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('choosing a password')
const OLD = 'correct horse battery'
const NEW = 'a meadow full of larks'
let hash: string
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(OLD)
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'], { password_hash: hash })
})

const post = (path: string, body: object) =>
	nurse.ask('POST', `/api/clinic/${path}`, { token: null, body })
const setPassword = (token: string, password = NEW) => post('passwords', { token, password })
const signIn = (password: string) =>
	post('sessions', { clinic: `c-${clinic.id}`, email: nurse.email, password })
const change = (body: object) => nurse.ask('PUT', '/api/clinic/me/password', { body })
const me = () => nurse.ask('GET', '/api/clinic/me')

async function resetLetter(): Promise<Arrived | undefined> {
	const ask = { clinic: `c-${clinic.id}`, email: nurse.email }
	assert.is(told(await post('password-resets', ask)), '202')
	return (await sendPost(api, clinic)).find(({ kind }) => kind === 'staff_password_reset')
}
const resetToken = async () => tokenIn((await resetLetter()) as Arrived)

const claims = (differences: Partial<LinkClaims> = {}): LinkClaims => ({
	clinicId: clinic.id,
	personId: nurse.id,
	generation: 0,
	purpose: 'reset',
	expiresAt: Math.floor(Date.now() / 1000) + 60,
	...differences,
})

test("a link lives by the database's clock, whatever the server's own says", async () => {
	const token = makeLinkToken(serverKey, 'staff', claims())
	const real = Date.now
	Date.now = () => real() + 600_000
	try {
		assert.is(told(await post('password-links', { token })), '200')
	} finally {
		Date.now = real
	}
})

test('a link that is no link, of somebody else, forged, used or over opens nothing', async () => {
	const other = await makeBookableClinic(api.db)
	const good = makeLinkToken(serverKey, 'staff', claims())
	const tokens = [
		'nonsense',
		`${good.slice(0, -2)}AA`,
		makeLinkToken(Buffer.alloc(32, 8), 'staff', claims()),
		makeLinkToken(serverKey, 'staff', claims({ clinicId: other.id })),
		makeLinkToken(serverKey, 'staff', claims({ personId: other.vets[0]! })),
		makeLinkToken(serverKey, 'staff', claims({ generation: 1 })),
		makeLinkToken(serverKey, 'staff', claims({ expiresAt: Math.floor(Date.now() / 1000) - 1 })),
	]
	for (const token of tokens) {
		assert.is(told(await setPassword(token)), '410 link_ended', token)
		assert.is(told(await post('password-links', { token })), '410 link_ended', token)
	}
	assert.equal(issuesOf(await post('passwords', {})), ['token required', 'password required'])
})

test('a forgotten password is set anew by the link in a mail, once, and ends every session', async () => {
	const letter = (await resetLetter()) as Arrived
	assert.match(letter.text, new RegExp(`${api.url}/clinic#reset=`))
	const token = tokenIn(letter)
	const link = await post('password-links', { token })
	assert.is(link.body.email, nurse.email)
	assert.is(link.body.clinic.slug, `c-${clinic.id}`)
	assert.is(link.body.purpose, 'reset')
	assert.is(told(await me()), '200')
	const set = await setPassword(token)
	assert.equal(set.body, { clinic: `c-${clinic.id}`, email: nurse.email })
	assert.is(told(await setPassword(token)), '410 link_ended')
	assert.is(told(await signIn(OLD)), '401 sign_in_refused')
	assert.is(told(await signIn(NEW)), '201')
	const sessions = await clinic.run((trx) => trx('user_sessions').where({ id: nurse.sessionId }))
	assert.is(sessions[0].revoked_reason, 'password_changed')
	const kinds = (await sendPost(api, clinic)).map(({ kind }) => kind)
	assert.ok(kinds.includes('staff_password_changed'))
	assert.not.ok(api.logged().includes(token))
	const stored = await clinic.run((trx) => trx('notifications'))
	assert.not.ok(JSON.stringify(stored).includes(token))
})

test('of two people with the same link one sets the password', async () => {
	const token = await resetToken()
	const answers = await Promise.all([setPassword(token), setPassword(token, 'another one of mine')])
	assert.equal(answers.map(told).sort(), ['200', '410 link_ended'])
})

test('a link that another one has overtaken is not sent', async () => {
	const token = await resetToken()
	await post('password-resets', { clinic: `c-${clinic.id}`, email: nurse.email })
	await setPassword(token)
	await sendPost(api, clinic)
	assert.equal(await endsOf(clinic, 'staff_password_reset'), ['sent', 'cancelled: link used'])
})

test('length is all that is asked for, except of what is easily guessed', async () => {
	const token = await resetToken()
	const why = async (password: string) => issuesOf(await setPassword(token, password))
	assert.equal(await why('eleven char'), ['password too_short'])
	assert.equal(await why('x'.repeat(201)), ['password too_long'])
	assert.equal(await why(nurse.email), ['password too_guessable'])
	assert.equal(await why('Brackenbury-Vets-2026'), ['password too_guessable'])
	assert.is(told(await setPassword(token, '🐈🐈🐕🐕 larks 🦜🦜🦜')), '200')
})

test('guessable passwords are known as such, and others are not', () => {
	const clinicOf = { slug: 'wrenfold', name: 'Wrenfold Veterinary' }
	const known = { email: 'imogen.tarrow@wrenfold.example', name: 'Imogen Tarrow', clinic: clinicOf }
	const bad = [
		...['password12345', 'PASSWORD-password', '123456789012', 'abcdefghijklm'],
		...['aaaaaaaaaaaaaa', 'imogen tarrow 1', 'wrenfold-demo', 'qwertyuiop12', 'welcome2wrenfold'],
	]
	for (const password of bad) assert.not.ok(isHardToGuess(password, known), password)
	const good = [
		'correct horse battery',
		'tea with the rabbit',
		'k7Q!v2mZ#x9w',
		'wrenfold is no part of it',
	]
	for (const password of good) assert.ok(isHardToGuess(password, known), password)
})

test('changes one’s own by the old one; other sessions end, this one stays', async () => {
	const elsewhere: Answer = await signIn(OLD)
	assert.equal(issuesOf(await change({ password: NEW })), ['current required'])
	assert.equal(issuesOf(await change({ current: 'not this one', password: NEW })), [
		'current wrong_password',
	])
	assert.equal(issuesOf(await change({ current: OLD, password: 'short' })), ['password too_short'])
	const key = { headers: { 'Idempotency-Key': 'the-same-intent-both-times' } }
	const body = { current: OLD, password: NEW }
	for (let i = 0; i < 2; i++) {
		const answer = await nurse.ask('PUT', '/api/clinic/me/password', { body, ...key })
		assert.is(told(answer), '204', 'a retry is answered as the first call was')
	}
	assert.is(told(await me()), '200')
	const { refreshToken } = elsewhere.body
	const refreshed = await post(`sessions/${clinic.id}/refresh`, { refreshToken })
	assert.is(told(refreshed), '401 session_ended')
	assert.is(told(await signIn(NEW)), '201')
})

test('guessing at an open page is locked out, the door is not', async () => {
	for (let i = 0; i < 5; i++) await change({ current: `guess number ${i}`, password: NEW })
	assert.is(told(await change({ current: OLD, password: NEW })), '429 account_locked')
	assert.is(told(await signIn(OLD)), '201')
})

test.run()
