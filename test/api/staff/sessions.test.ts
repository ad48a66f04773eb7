import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { sendPost } from './post.ts'
import { type Colleague, signedIn } from './staff.ts'

const test = suite('staff sessions')
const PASSWORD = 'correct horse battery'
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'], { password_hash: await hashPassword(PASSWORD) })
})
test.after(() => api.close())

const slug = () => `c-${clinic.id}`
const signIn = (differences: Record<string, unknown> = {}, headers = {}) =>
	nurse.ask('POST', '/api/clinic/sessions', {
		token: null,
		headers,
		body: { clinic: slug(), email: nurse.email, password: PASSWORD, ...differences },
	})
const refresh = (body: object, headers = {}) =>
	nurse.ask('POST', `/api/clinic/sessions/${clinic.id}/refresh`, { token: null, body, headers })
const me = (token: string | null) => nurse.ask('GET', '/api/clinic/me', { token })
const inPage = () => ({ Origin: api.url, 'Vetslot-Client': 'console' })
const cookieOf = ({ headers }: Answer) => (headers.get('set-cookie') ?? '').split(';')[0] ?? ''

test('a session opens the routes of its clinic, by its roles', async () => {
	assert.is(told(await me(null)), '401 sign_in_required')
	assert.is(told(await me('a.b.c')), '401 sign_in_required')
	const { body } = await me(nurse.token)
	assert.is(body.user.email, nurse.email)
	assert.is(body.clinic.slug, slug())
	assert.is(told(await nurse.ask('GET', '/api/clinic/schedules')), '200')
	assert.is(told(await nurse.ask('POST', '/api/clinic/schedules', { body: {} })), '403 forbidden')
})

test('signs in by password, and tells nobody which part was wrong', async () => {
	const wrong = [
		{ password: 'something else entirely' },
		{ email: 'nobody@brackenbury.example' },
		{ clinic: 'no-such-clinic' },
	]
	const refusals = await Promise.all(wrong.map((each) => signIn(each)))
	for (const refusal of refusals) {
		assert.is(told(refusal), '401 sign_in_refused')
		assert.is(refusal.body.detail, refusals[0]?.body.detail)
	}
	const { status, body } = await signIn({ email: nurse.email.toUpperCase() })
	assert.is(status, 201)
	assert.is(told(await me(body.accessToken)), '200')
	assert.not.ok(api.logged().includes(PASSWORD))
})

test('a refresh token is good once, and one that comes again ends the session', async () => {
	const { body: first } = await signIn()
	const { body: second } = await refresh({ refreshToken: first.refreshToken })
	assert.not.equal(second.refreshToken, first.refreshToken)
	// Within seconds: a reply that was lost, or two tabs.
	const { body: again } = await refresh({ refreshToken: first.refreshToken })
	assert.is(again.refreshToken, second.refreshToken)
	await clinic.run((trx) =>
		trx('user_sessions').where({ id: first.sessionId }).update({ rotated_at: '2026-01-01' }),
	)
	const stolen = await refresh({ refreshToken: first.refreshToken })
	assert.is(told(stolen), '401 session_ended')
	assert.is(told(await refresh({ refreshToken: second.refreshToken })), '401 session_ended')
	const letters = (await sendPost(api, clinic)).filter(
		({ kind }) => kind === 'staff_session_reused',
	)
	assert.equal(
		letters.map(({ to }) => to),
		[nurse.email],
		'the person is told, once',
	)
})

test('a spent refresh token signs nobody out, and a token has one text', async () => {
	const { body: first } = await signIn()
	const { body: second } = await refresh({ refreshToken: first.refreshToken })
	await clinic.run((trx) =>
		trx('user_sessions').where({ id: first.sessionId }).update({ rotated_at: '2026-01-01' }),
	)
	const out = (refreshToken: string) =>
		nurse.ask('DELETE', `/api/clinic/sessions/${clinic.id}`, {
			token: null,
			body: { refreshToken },
		})
	assert.is(told(await out(first.refreshToken)), '204')
	const { body: third } = await refresh({ refreshToken: second.refreshToken })
	assert.ok(third.refreshToken)
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
	const last = letters.indexOf(third.refreshToken.at(-1))
	const twin = third.refreshToken.slice(0, -1) + letters[last ^ 1]
	assert.is(told(await refresh({ refreshToken: twin })), '401 session_ended')
	assert.is(told(await out(third.refreshToken)), '204')
	assert.is(told(await refresh({ refreshToken: third.refreshToken })), '401 session_ended')
})

test('in a browser the refresh token is a cookie that no script can read', async () => {
	const answer = await signIn({}, inPage())
	assert.is(answer.body.refreshToken, null)
	assert.match(answer.headers.get('set-cookie') ?? '', /HttpOnly; SameSite=Strict/)
	const cookie = cookieOf(answer)
	const next = await refresh({}, { ...inPage(), Cookie: cookie })
	assert.is(next.status, 200)
	const foreign = { Origin: SITE, 'Vetslot-Client': 'console', Cookie: cookie }
	assert.is(told(await refresh({}, foreign)), '403 origin_not_allowed')
	const plain = { Origin: api.url, Cookie: cookie }
	assert.is(told(await refresh({}, plain)), '403 origin_not_allowed')
	const out = await nurse.ask('DELETE', `/api/clinic/sessions/${clinic.id}`, {
		token: null,
		body: {},
		headers: { ...inPage(), Cookie: cookieOf(next) },
	})
	assert.is(out.status, 204)
	assert.match(out.headers.get('set-cookie') ?? '', /Max-Age=0/)
	assert.is(told(await refresh({}, { ...inPage(), Cookie: cookieOf(next) })), '401 session_ended')
})

test('a token of another clinic, another key or another audience opens nothing', async () => {
	const other = await makeBookableClinic(api.db)
	const { accessTokens } = api.services
	const claims = { clinicId: other.id, subject: nurse.id, sessionId: nurse.sessionId }
	assert.is(told(await me(await accessTokens.make('staff', claims))), '401 session_ended')
	const mine = { ...claims, clinicId: clinic.id }
	assert.is(told(await me(await accessTokens.make('owner', mine))), '401 sign_in_required')
	const [head, payload] = nurse.token.split('.')
	const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
	assert.is(told(await me(`${none}.${payload}.AA`)), '401 sign_in_required')
	assert.is(told(await me(`${head}.${payload}.AA`)), '401 sign_in_required')
	const key = { Authorization: `Bearer ${nurse.token}`, 'Vetslot-Key': clinic.key }
	const both = await nurse.ask('GET', '/api/clinic/schedules', { headers: key })
	assert.is(told(both), '401 credentials_disagree')
	const page = await nurse.ask('GET', '/api/clinic/me', { headers: { Origin: SITE } })
	assert.is(told(page), '403 origin_not_allowed')
})

test.run()
