import { Secret, TOTP } from 'otpauth'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { digitsOf } from '../../../api/http/code-text.ts'
import { issueCode } from '../../../api/http/one-time-codes.ts'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('the second factor')
const password = 'correct horse battery'
let hash: string
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(password)
})
test.after(() => api.close())
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'], { password_hash: hash })
})

const at = '/api/clinic/me/authenticator'
const begin = (body: object = { password }) => nurse.ask('POST', at, { body })
const confirm = (code: string) => nurse.ask('POST', `${at}/confirm`, { body: { code } })
const signIn = (more: object = {}) =>
	nurse.ask('POST', '/api/clinic/sessions', {
		token: null,
		body: { clinic: `c-${clinic.id}`, email: nurse.email, password, ...more },
	})

/** The app's code, some steps of thirty seconds from now. */
const codeOf = (secret: string, steps = 0) =>
	new TOTP({ secret: Secret.fromBase32(secret) }).generate({
		timestamp: Date.now() + steps * 30_000,
	})

/** Sets an app up; the code of the step before is used up by it. */
async function setUp(): Promise<{ secret: string; recoveryCodes: string[] }> {
	const { secret } = (await begin()).body
	const { body } = await confirm(codeOf(secret, -1))
	return { secret, recoveryCodes: body.recoveryCodes }
}

test('wants the password, and a code that fits, before it counts', async () => {
	assert.equal(issuesOf(await begin({})), ['password required'])
	assert.equal(issuesOf(await begin({ password: 'wrong' })), ['password wrong_password'])
	const { status, body } = await begin()
	assert.is(status, 201)
	assert.match(body.uri, /^otpauth:\/\/totp\/Brackenbury%20Vets:nurse/)
	assert.match(body.uri, new RegExp(`secret=${body.secret}`))
	assert.is(told(await signIn()), '201', 'not before it is confirmed')
	assert.equal(issuesOf(await confirm('12')), ['code invalid_format'])
	const wrong = codeOf(body.secret, 1000)
	assert.equal(issuesOf(await confirm(wrong)), ['code wrong_code'])
	const confirmed = await confirm(codeOf(body.secret))
	assert.is(confirmed.body.recoveryCodes.length, 10)
	assert.is(told(await signIn()), '401 second_factor_required')
	assert.is(told(await begin()), '409 conflict', 'there is one already')
})

test('the secret is kept encrypted, for this person only', async () => {
	const { secret } = await setUp()
	const [row] = await clinic.run((trx) => trx('users').where({ id: nurse.id }))
	const bytes = Buffer.from(Secret.fromBase32(secret).buffer)
	assert.not.ok(row.totp_secret.includes(bytes))
	assert.not.ok(api.logged().includes(secret))
	const thief = await signedIn(api, clinic, ['nurse'], {
		...{ password_hash: hash, totp_secret: row.totp_secret, totp_confirmed_at: new Date() },
	})
	const moved = await signIn({ email: thief.email, totp: codeOf(secret) })
	assert.is(told(moved), '401 sign_in_refused', 'it opens in its own place only')
	assert.match(api.logged(), /has SERVER_KEY changed/)
})

test('a code of the app is good once, one step around now', async () => {
	const { secret } = await setUp()
	assert.is(told(await signIn({ totp: codeOf(secret, 4) })), '401 sign_in_refused')
	const code = codeOf(secret)
	assert.is(told(await signIn({ totp: code })), '201')
	assert.is(told(await signIn({ totp: code })), '401 sign_in_refused', 'used')
	assert.is(told(await signIn({ totp: codeOf(secret, -1) })), '401 sign_in_refused', 'older')
	const racing = codeOf(secret, 1)
	const race = await Promise.all([1, 2, 3].map(() => signIn({ totp: racing })))
	assert.is(race.filter(({ status }) => status === 201).length, 1)
})

test('asking for the second factor is no failure, a wrong one is', async () => {
	await setUp()
	for (let i = 0; i < 6; i++) assert.is(told(await signIn()), '401 second_factor_required')
	const wrong = () => signIn({ totp: '000000' })
	await Promise.all([1, 2, 3, 4, 5].map(wrong))
	assert.is(told(await signIn()), '429 account_locked')
})

test('a code by mail needs the second factor too, and is not spent by being asked for it', async () => {
	const { secret } = await setUp()
	const subject = { kind: 'staff', id: nurse.id } as const
	const id = await clinic.run((trx) =>
		issueCode(trx, { clinicId: clinic.id, subject, purpose: 'sign_in' }),
	)
	const code = digitsOf(api.services.serverKey, { clinicId: clinic.id, id })
	const byCode = (more: object = {}) => signIn({ password: undefined, code, ...more })
	assert.is(told(await byCode()), '401 second_factor_required')
	assert.is(told(await byCode({ totp: codeOf(secret) })), '201')
})

test('a recovery code is good once, however it is typed, and is stored nowhere', async () => {
	const { recoveryCodes } = await setUp()
	const [first = '', second = ''] = recoveryCodes
	assert.match(first, /^[0-9A-Z]{5}-[0-9A-Z]{5}$/)
	const stored = await clinic.run((trx) => trx('one_time_codes'))
	assert.not.ok(JSON.stringify(stored).includes(first))
	const typed = first.toLowerCase().replace('-', ' ')
	assert.is(told(await signIn({ recoveryCode: typed })), '201')
	assert.is(told(await signIn({ recoveryCode: first })), '401 sign_in_refused')
	const race = await Promise.all([1, 2, 3].map(() => signIn({ recoveryCode: second })))
	assert.is(race.filter(({ status }) => status === 201).length, 1)
})

test('new recovery codes end the old ones', async () => {
	const { recoveryCodes } = await setUp()
	const renew = (body: object) => nurse.ask('POST', '/api/clinic/me/recovery-codes', { body })
	assert.equal(issuesOf(await renew({})), ['password required'])
	const renewed: Answer = await renew({ password })
	assert.is(renewed.body.recoveryCodes.length, 10)
	assert.is(told(await signIn({ recoveryCode: recoveryCodes[0] })), '401 sign_in_refused')
	assert.is(told(await signIn({ recoveryCode: renewed.body.recoveryCodes[0] })), '201')
})

test('is taken away by the password', async () => {
	await setUp()
	const remove = (body: object) => nurse.ask('DELETE', at, { body })
	assert.equal(issuesOf(await remove({ password: 'wrong' })), ['password wrong_password'])
	assert.is(told(await remove({ password })), '204')
	assert.is(told(await signIn()), '201')
	assert.equal(await clinic.run((trx) => trx('one_time_codes')), [])
})

test('a retry of the setting up gives the same secret, and of the confirming the same codes', async () => {
	const again = { headers: { 'Idempotency-Key': 'the-same-intent-both-times' } }
	const twice = async (path: string, body: object) => [
		(await nurse.ask('POST', path, { body, ...again })).body,
		(await nurse.ask('POST', path, { body, ...again })).body,
	]
	const [one, same] = await twice(at, { password })
	assert.equal(same, one)
	const [codes, sameCodes] = await twice(`${at}/confirm`, { code: codeOf(one.secret) })
	assert.is(codes.recoveryCodes.length, 10)
	assert.equal(sameCodes, codes)
})

test.run()
