import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { codeIn, endsOf, sendPost } from './post.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('signing in by a mailed code')
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

const post = (path: string, body: object) =>
	nurse.ask('POST', `/api/clinic/${path}`, {
		token: null,
		body: { clinic: `c-${clinic.id}`, email: nurse.email, ...body },
	})
const mailCode = (body = {}) => post('sign-in-codes', body)
const signIn = (body: object) => post('sessions', body)

/** Asks for a code, and reads it in its letter. */
async function codeByMail(): Promise<string> {
	assert.is(told(await mailCode()), '202')
	const letters = await sendPost(api, clinic)
	const letter = letters.find(({ kind }) => kind === 'staff_sign_in_code')
	return letter ? codeIn(letter) : ''
}

test('bad input names the field', async () => {
	assert.equal(issuesOf(await mailCode({ email: 'no address', clinic: 'No Name' })), [
		'clinic invalid_format',
		'email invalid_format',
	])
	assert.equal(issuesOf(await signIn({})), ['password either_or'])
	assert.equal(issuesOf(await signIn({ password: 'x', code: '123456' })), ['password either_or'])
	assert.equal(issuesOf(await signIn({ code: '12345' })), ['code invalid_format'])
})

test('a code comes by mail, is good once, and stands in no table', async () => {
	const code = await codeByMail()
	assert.match(code, /^\d{6}$/)
	const stored = await clinic.run((trx) =>
		Promise.all([trx('one_time_codes'), trx('notifications')]),
	)
	assert.not.ok(JSON.stringify(stored).includes(code))
	const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
	const { status, body } = await signIn({ code: spaced })
	assert.is(status, 201)
	assert.is(told(await nurse.ask('GET', '/api/clinic/me', { token: body.accessToken })), '200')
	assert.is(told(await signIn({ code })), '401 sign_in_refused')
	assert.not.ok(api.logged().includes(code))
})

test('only the newest code counts, for ten minutes, and for its own person', async () => {
	const first = await codeByMail()
	const second = await codeByMail()
	assert.is(told(await signIn({ code: first })), '401 sign_in_refused')
	const other = await signedIn(api, clinic, ['nurse'])
	const stolen = await signIn({ email: other.email, code: second })
	assert.is(told(stolen), '401 sign_in_refused')
	await clinic.run((trx) =>
		trx('one_time_codes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.is(told(await signIn({ code: second })), '401 sign_in_refused')
})

test('a code is good for five tries, however often somebody is forgiven', async () => {
	const code = await codeByMail()
	const wrong = code === '000000' ? '111111' : '000000'
	await Promise.all(Array.from({ length: 5 }, () => signIn({ code: wrong })))
	await clinic.run((trx) => trx('sign_in_tries').delete())
	assert.is(told(await signIn({ code })), '401 sign_in_refused')
})

test('nobody hears whether an address is known, and nothing is mailed to a stranger', async () => {
	const inactive = await signedIn(api, clinic, ['nurse'], { is_active: false })
	for (const body of [
		{ email: 'nobody@brackenbury.example' },
		{ clinic: 'no-such-clinic' },
		{ email: inactive.email },
	]) {
		const begun = performance.now()
		assert.is(told(await mailCode(body)), '202')
		assert.is(told(await post('password-resets', body)), '202')
		assert.ok(performance.now() - begun > 480, 'takes the time that a letter takes')
	}
	assert.equal(await sendPost(api, clinic), [])
})

test('letters from one network address are limited', async () => {
	const asks = Array.from({ length: 32 }, (_, i) =>
		mailCode({ email: `n${i}@brackenbury.example` }),
	)
	const kinds = Object.groupBy(await Promise.all(asks), told)
	assert.is(kinds['202']?.length, 30)
	assert.is(kinds['429 rate_limited']?.length, 2)
})

test('a code that was used, or whose person has left, is not sent', async () => {
	await mailCode()
	await clinic.run((trx) => trx('users').where({ id: nurse.id }).update({ is_active: false }))
	assert.equal(await sendPost(api, clinic), [])
	await clinic.run((trx) => trx('users').where({ id: nurse.id }).update({ is_active: true }))
	await mailCode()
	await clinic.run((trx) => trx('one_time_codes').update({ consumed_at: trx.fn.now() }))
	assert.equal(await sendPost(api, clinic), [])
	assert.equal(await endsOf(clinic, 'staff_sign_in_code'), [
		'cancelled: deactivated',
		'cancelled: code used or over',
	])
})

test('a sign-in on a new device is told to the person, one on a known device is not', async () => {
	const by = async (agent: string) => {
		const code = await codeByMail()
		const body = { clinic: `c-${clinic.id}`, email: nurse.email, code }
		const headers = { 'User-Agent': agent }
		const answer = await nurse.ask('POST', '/api/clinic/sessions', { token: null, body, headers })
		assert.is(told(answer), '201')
		const letters = await sendPost(api, clinic)
		return letters.filter(({ kind }) => kind === 'staff_new_device')
	}
	const firefox = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
	const [letter] = await by(firefox)
	assert.match(letter?.text ?? '', /Device: Firefox on Windows\nNetwork address: 127\.0\.0\.1/)
	assert.equal(await by(firefox), [])
})

test.run()
