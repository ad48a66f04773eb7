import {
	createHmac,
	createPrivateKey,
	createPublicKey,
	generateKeyPairSync,
	hkdfSync,
	sign,
} from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AccessTokens } from '../../../api/http/access-token.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('tokens that are not ours')
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague
let head: Record<string, unknown>
let claims: Record<string, unknown>

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'])
	const [headText = '', claimsText = ''] = nurse.token.split('.')
	head = JSON.parse(Buffer.from(headText, 'base64url').toString())
	claims = JSON.parse(Buffer.from(claimsText, 'base64url').toString())
})
test.after(() => api.close())

const me = (token: string) => nurse.ask('GET', '/api/clinic/me', { token })
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const unsigned = (h: object, c: object = claims) => `${encode(h)}.${encode(c)}`

/** The public half of the month's key: what an attacker might know. */
function publicKey() {
	const seed = hkdfSync('sha256', serverKey, '', `vetslot access token ${head.kid}`, 32)
	const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')
	const der = Buffer.concat([pkcs8, Buffer.from(seed)])
	return createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
}

test('a token of a month that has begun elsewhere only is good, one of two months ago is not', async () => {
	// The key changes every thirty days; these clocks stand half a second apart, across that.
	const turn = 30 * 86_400_000 * 700
	const ahead = new AccessTokens(serverKey, () => turn + 250)
	const behind = new AccessTokens(serverKey, () => turn - 250)
	const who = { clinicId: clinic.id, subject: nurse.id, sessionId: nurse.sessionId }
	assert.equal(await behind.read('staff', await ahead.make('staff', who)), who)
	assert.equal(await ahead.read('staff', await behind.make('staff', who)), who)
	const old = new AccessTokens(serverKey, () => turn - 31 * 86_400_000)
	assert.is(await ahead.read('staff', await old.make('staff', who)), 'invalid')
})

test('the token at hand is good, and is read as it is taken apart here', async () => {
	assert.is(told(await me(nurse.token)), '200')
	assert.is(claims.aud, 'staff')
	assert.is(head.alg, 'EdDSA')
})

test('without a signature, in any spelling of none', async () => {
	for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
		const text = unsigned({ ...head, alg })
		assert.is(told(await me(`${text}.`)), '401 sign_in_required')
		assert.is(told(await me(`${text}.AA`)), '401 sign_in_required')
	}
})

test('signed with our public key as if it were a secret', async () => {
	const key = publicKey()
	const forms = [
		key.export({ type: 'spki', format: 'pem' }),
		key.export({ type: 'spki', format: 'der' }),
		Buffer.from(String(key.export({ format: 'jwk' }).x), 'base64url'),
	]
	for (const secret of forms) {
		const text = unsigned({ ...head, alg: 'HS256' })
		const mac = createHmac('sha256', secret).update(text).digest('base64url')
		assert.is(told(await me(`${text}.${mac}`)), '401 sign_in_required')
	}
})

test('signed by another key, wherever the head says that it is to be had', async () => {
	const { privateKey, publicKey: own } = generateKeyPairSync('ed25519')
	const jwk = own.export({ format: 'jwk' })
	const heads = [
		{ ...head },
		{ ...head, kid: 'staff-999999' },
		{ ...head, kid: "' or 1=1 --" },
		{ ...head, kid: '../../dev/null' },
		{ ...head, kid: undefined },
		{ ...head, jwk },
		{ ...head, jku: 'https://evil.example/keys.json' },
		{ ...head, x5u: 'https://evil.example/cert.pem' },
		{ ...head, crit: ['exp'] },
	]
	for (const forged of heads) {
		const text = unsigned(forged)
		const signature = sign(null, Buffer.from(text), privateKey).toString('base64url')
		assert.is(told(await me(`${text}.${signature}`)), '401 sign_in_required')
	}
})

test('changed, cut or put together from two', async () => {
	const [headText, , signature] = nurse.token.split('.')
	const admin = { ...claims, sub: clinic.vets[0] }
	const tokens = [
		`${headText}.${encode(admin)}.${signature}`,
		nurse.token.slice(0, -4),
		`${nurse.token}.${signature}`,
		`${nurse.token}AAAA`,
		'..',
		'a'.repeat(5000),
	]
	for (const token of tokens) assert.is(told(await me(token)), '401 sign_in_required')
})

test('for another audience, of another server, expired or from two months ago', async () => {
	const { id: subject, sessionId } = nurse
	const who = { clinicId: clinic.id, subject, sessionId }
	const day = 24 * 3600 * 1000
	const at = (days: number) => new AccessTokens(serverKey, () => Date.now() + days * day)
	const foreign = new AccessTokens(Buffer.alloc(32, 9))
	const answers: [token: string, expected: string][] = [
		[await api.services.accessTokens.make('owner', who), '401 sign_in_required'],
		[await foreign.make('staff', who), '401 sign_in_required'],
		[await at(-0.01).make('staff', who), '401 session_ended'],
		[await at(-61).make('staff', who), '401 sign_in_required'],
		[await at(61).make('staff', who), '401 sign_in_required'],
	]
	for (const [token, expected] of answers) assert.is(told(await me(token)), expected)
})

test('in another place than its own header, or beside a second one', async () => {
	const asked = (headers: Record<string, string>, path = '/api/clinic/me') =>
		nurse.ask('GET', path, { token: null, headers })
	const bare = '401 sign_in_required'
	assert.is(told(await asked({ Cookie: `accessToken=${nurse.token}` })), bare)
	assert.is(told(await asked({}, `/api/clinic/me?access_token=${nurse.token}`)), bare)
	for (const scheme of ['bearer', 'Basic', 'Bearer ', '']) {
		assert.is(told(await asked({ Authorization: `${scheme} ${nurse.token}` })), bare, scheme)
	}
	const customers = await asked({ Authorization: `Bearer ${nurse.token}` }, '/api/customer/clinic')
	assert.is(told(customers), '401 sign_in_required', 'no way to the owners’ routes')
})

test.run()
