import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { hashKey } from '../../../api/http/keys.ts'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { makeRefreshToken } from '../../../api/sign-in/refresh-token.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { sendPost } from '../staff/post.ts'
import { cookieOf, doorOf, inPage, PASSWORD, passGrace } from './door.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('owners stay signed in')
const NATIVE = 'pk_test_native_app_0001'
let api: TestApi
let hash: string
let clinic: BookableClinic
let sam: TestOwner
let door: ReturnType<typeof doorOf>

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
	clinic = await makeBookableClinic(api.db)
	await clinic.run((trx) =>
		trx.raw(
			`select create_api_key(?, ?, decode(?, 'hex'), 'publishable', '{}', '{}', true, 'app')`,
			[newId(), clinic.id, hashKey(NATIVE)],
		),
	)
})
test.after(() => api.close())
test.before.each(async () => {
	sam = await ownerAt(api, clinic, { account: { password_hash: hash } })
	door = doorOf(sam, clinic)
})

/** As an app or a server calls, without an Origin. */
async function bare(method: string, path: string, body: object, headers = {}) {
	const answer = await fetch(api.url + path, {
		...{ method, body: JSON.stringify(body) },
		headers: { 'Content-Type': 'application/json', ...headers },
	})
	const text = await answer.text()
	const { status } = answer
	return { status, headers: answer.headers, body: text === '' ? '' : JSON.parse(text) }
}
const at = (rest = '') => `/api/customer/sessions/${clinic.id}${rest}`
const signInApp = () => {
	const body = { email: sam.email, password: PASSWORD }
	return bare('POST', at(), body, { 'Vetslot-Key': NATIVE })
}

test('in a browser the refresh token is a cookie of this clinic, kept apart for each site', async () => {
	const answer = await door.signIn()
	assert.is(answer.body.refreshToken, null)
	const [pair = '', ...parts] = (answer.headers.get('set-cookie') ?? '').split('; ')
	assert.match(pair, new RegExp(`^vetslot_owner_${clinic.id.replaceAll('-', '')}=.{92}$`))
	assert.equal(parts.sort(), [
		...['HttpOnly', 'Max-Age=2592000', 'Partitioned', `Path=${at()}`, 'SameSite=None', 'Secure'],
	])
	assert.not.ok(JSON.stringify(answer.body).includes(pair.split('=')[1] ?? '-'))
	const next = await door.refresh({}, { ...inPage, Cookie: pair })
	assert.is(next.status, 200)
	assert.is(next.body.refreshToken, null)
	assert.is.not(cookieOf(next), pair)
	assert.is(told(await door.me(next.body.accessToken)), '200')
})

test('the cookie is good for listed pages with the header only, and for our own', async () => {
	const Cookie = cookieOf(await door.signIn())
	const answers: [Record<string, string>, string][] = [
		[{ ...inPage, Origin: 'https://evil.example' }, '403 origin_not_allowed'],
		[{ ...inPage, Origin: `${SITE}.evil.example` }, '403 origin_not_allowed'],
		[{ ...inPage, Origin: 'null' }, '403 origin_not_allowed'],
		[{ Origin: SITE }, '403 origin_not_allowed'],
	]
	for (const [headers, expected] of answers) {
		assert.is(told(await door.refresh({}, { ...headers, Cookie })), expected)
		assert.is(told(await door.signOut({}, { ...headers, Cookie })), expected)
	}
	const without = await bare('POST', at('/refresh'), {}, { Cookie, 'Vetslot-Client': 'x' })
	assert.is(told(without), '403 origin_not_allowed')
	const ours = await door.refresh({}, { ...inPage, Origin: api.url, Cookie })
	assert.is(told(ours), '200')
	assert.is(told(await door.refresh({}, inPage)), '401 session_ended', 'without a cookie')
})

test('browsers may send the cookie from listed pages and ours, from no others', async () => {
	const asked = async (path: string, origin: string) => {
		const preflight = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
		const answer = await fetch(api.url + path, { method: 'OPTIONS', headers: preflight })
		assert.is(answer.status, 204)
		assert.match(answer.headers.get('vary') ?? '', 'Origin')
		const { headers } = answer
		return [
			headers.get('access-control-allow-origin'),
			headers.get('access-control-allow-credentials'),
		]
	}
	for (const path of [at(), at('/refresh'), at('/anything')]) {
		assert.equal(await asked(path, SITE), [SITE, 'true'])
		assert.equal(await asked(path, api.url), [api.url, 'true'])
		assert.equal(await asked(path, 'https://evil.example'), ['https://evil.example', null])
		assert.equal(await asked(path, 'null'), ['*', null])
	}
	const nobodys = `/api/customer/sessions/${newId()}`
	assert.equal(await asked(nobodys, SITE), [SITE, null])
	assert.equal(await asked('/api/customer/me', SITE), [SITE, null])
	assert.equal(await asked('/api/customer/me/sessions', SITE), [SITE, null])
	const real = await door.refresh({}, inPage)
	assert.is(real.headers.get('access-control-allow-credentials'), 'true')
	assert.is(real.headers.get('access-control-allow-origin'), SITE)
	const evil = await door.refresh({}, { ...inPage, Origin: 'https://evil.example' })
	assert.is(evil.headers.get('access-control-allow-credentials'), null)
})

test('outside of browsers the refresh token is in the body, for an app’s key', async () => {
	const page = await bare(
		'POST',
		at(),
		{ email: sam.email, password: PASSWORD },
		{ 'Vetslot-Key': clinic.key },
	)
	assert.is(told(page), '403 origin_required')
	const first = await signInApp()
	assert.is(first.status, 201)
	assert.is(first.headers.get('set-cookie'), null)
	const refreshToken = first.body.refreshToken
	const next = await bare('POST', at('/refresh'), { refreshToken })
	assert.is(next.status, 200)
	assert.is.not(next.body.refreshToken, refreshToken)
	assert.is(told(await bare('DELETE', at(), { refreshToken: next.body.refreshToken })), '204')
	const over = await bare('POST', at('/refresh'), { refreshToken: next.body.refreshToken })
	assert.is(told(over), '401 session_ended')
	assert.is(told(await door.me(next.body.accessToken)), '401 session_ended')
})

test('what another clinic, another side or another key has signed is no refresh token', async () => {
	const { body } = await signInApp()
	const other = await makeBookableClinic(api.db)
	const claims = { clinicId: clinic.id, sessionId: body.sessionId, generation: 1 }
	const tokens = [
		makeRefreshToken(serverKey, 'staff', claims),
		makeRefreshToken(Buffer.alloc(32, 8), 'owner', claims),
		makeRefreshToken(serverKey, 'owner', { ...claims, clinicId: other.id }),
		makeRefreshToken(serverKey, 'owner', { ...claims, sessionId: newId() }),
		`${body.refreshToken}A`,
		'',
	]
	for (const refreshToken of tokens) {
		const answer = await bare('POST', at('/refresh'), { refreshToken })
		assert.is(told(answer), '401 session_ended')
	}
	const elsewhere = `/api/customer/sessions/${other.id}/refresh`
	const { refreshToken } = body
	assert.is(told(await bare('POST', elsewhere, { refreshToken })), '401 session_ended')
	assert.is(told(await bare('POST', at('/refresh'), { refreshToken })), '200', 'none was spent')
})

test('two tabs at once both go on, and a spent token signs nobody out', async () => {
	const { body: first } = await signInApp()
	const { refreshToken } = first
	const both = await Promise.all([1, 2].map(() => bare('POST', at('/refresh'), { refreshToken })))
	assert.is(both[0]?.body.refreshToken, both[1]?.body.refreshToken)
	await passGrace(clinic, first.sessionId)
	assert.is(told(await bare('DELETE', at(), { refreshToken })), '204')
	const next = await bare('POST', at('/refresh'), { refreshToken: both[0]?.body.refreshToken })
	assert.is(told(next), '200')
})

test('a stolen refresh token: thief and owner are both signed out, and the owner is told', async () => {
	// The thief copies the cookie, the owner goes on, and the thief uses the copy a while later.
	const onPhone = { ...inPage, 'User-Agent': 'Mozilla/5.0 (iPhone) Safari/605' }
	const signedIn = await door.signIn({}, onPhone)
	const stolen = cookieOf(signedIn)
	const mine = await door.refresh({}, { ...onPhone, Cookie: stolen })
	const { accessToken: ownersToken, sessionId } = mine.body
	await passGrace(clinic, sessionId)
	const thief = await door.refresh({}, { ...inPage, Cookie: stolen })
	assert.is(told(thief), '401 session_ended')
	const owner = await door.refresh({}, { ...inPage, Cookie: cookieOf(mine) })
	assert.is(told(owner), '401 session_ended')
	assert.is(told(await door.me(ownersToken)), '401 session_ended')
	assert.is(told(await door.refresh({}, { ...inPage, Cookie: stolen })), '401 session_ended')
	const [row] = await clinic.run((trx) => trx('client_sessions').where({ id: sessionId }))
	assert.is(row.revoked_reason, 'reused')
	const letters = (await sendPost(api, clinic)).filter(({ to }) => to === sam.email)
	const warnings = letters.filter(({ kind }) => kind === 'account_session_reused')
	assert.is(warnings.length, 1, 'once, however often the copy is tried')
	assert.match(warnings[0]?.text ?? '', 'signed out of that session')
	assert.match(warnings[0]?.text ?? '', 'Safari on iPhone')
	// Other sessions go on.
	assert.is(told(await door.me(sam.token)), '200')
})

test('and when the thief is first, the owner’s next visit ends it for both', async () => {
	const { body } = await signInApp()
	const thief = await bare('POST', at('/refresh'), { refreshToken: body.refreshToken })
	await passGrace(clinic, body.sessionId)
	const owner = await bare('POST', at('/refresh'), { refreshToken: body.refreshToken })
	assert.is(told(owner), '401 session_ended')
	const after = await bare('POST', at('/refresh'), { refreshToken: thief.body.refreshToken })
	assert.is(told(after), '401 session_ended')
	assert.is(told(await door.me(thief.body.accessToken)), '401 session_ended')
})

test.run()
