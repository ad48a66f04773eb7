import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hashPassword } from '../../../api/sign-in/password.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { codeIn, sendPost } from '../staff/post.ts'
import { signedIn } from '../staff/staff.ts'
import { cookieOf, doorOf, inPage, PASSWORD } from './door.ts'
import { ownerAt, type TestOwner } from './owner.ts'

const test = suite('owners sign in and out')
let api: TestApi
let hash: string
let clinic: BookableClinic
let other: BookableClinic
let sam: TestOwner
let door: ReturnType<typeof doorOf>

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
	clinic = await makeBookableClinic(api.db)
	other = await makeBookableClinic(api.db)
})
test.after(() => api.close())
test.before.each(async () => {
	sam = await ownerAt(api, clinic, { account: { password_hash: hash } })
	door = doorOf(sam, clinic)
})

/** The letters that have come to the owner at hand. */
const post = async () => (await sendPost(api, clinic)).filter(({ to }) => to === sam.email)

test('only pages of the clinic may ask, with its key', async () => {
	const answers: [Record<string, string>, string][] = [
		[{ 'Vetslot-Key': '' }, '401 key_missing'],
		[{ 'Vetslot-Key': 'pk_test_000000000000' }, '401 key_unknown'],
		[{ 'Vetslot-Key': other.key }, '403 key_not_for_clinic'],
		[{ Origin: 'https://evil.example' }, '403 origin_not_allowed'],
		[{ Origin: 'null' }, '403 origin_not_allowed'],
		[{ 'Vetslot-Client': '' }, '403 origin_not_allowed'],
	]
	for (const [headers, expected] of answers) {
		assert.is(told(await door.signIn({}, { ...inPage, ...headers })), expected)
	}
	const server = await fetch(`${api.url}/api/customer/sessions/${clinic.id}`, {
		...{ method: 'POST', body: JSON.stringify({ email: sam.email, password: PASSWORD }) },
		headers: { 'Vetslot-Key': clinic.key, 'Content-Type': 'application/json' },
	})
	assert.is((await server.json()).code, 'origin_required')
})

test('bad input names every field and its rule', async () => {
	const issuesOf = async (body: object) => {
		const answer = await door.post(`/api/customer/sessions/${clinic.id}`, body)
		assert.is(told(answer), '400 invalid_request')
		return answer.body.issues.map(
			({ path, code }: { path: string; code: string }) => `${path} ${code}`,
		)
	}
	assert.equal(await issuesOf({}), ['email required'])
	const both = { email: sam.email, password: PASSWORD, code: '123456' }
	assert.equal(await issuesOf({ email: sam.email }), ['password either_or'])
	assert.equal(await issuesOf(both), ['password either_or'])
	assert.equal(await issuesOf({ email: 'no address', code: '12345', more: 1 }), [
		...['email invalid_format', 'code invalid_format', 'more unknown_field'],
	])
})

test('a password opens the account, and no refusal tells which part was wrong', async () => {
	const stranger = await ownerAt(api, clinic, {
		account: { password_hash: hash, email_verified_at: null },
	})
	const coded = await ownerAt(api, clinic)
	const elsewhere = await ownerAt(api, other, { account: { password_hash: hash } })
	const refusals = await Promise.all([
		door.signIn({ password: 'something else entirely' }),
		door.signIn({ email: 'nobody@example.com' }),
		door.signIn({ email: stranger.email }),
		door.signIn({ email: coded.email }),
		door.signIn({ email: elsewhere.email }),
		door.signIn({ password: undefined, code: '123456' }),
	])
	for (const refusal of refusals) {
		assert.is(told(refusal), '401 sign_in_refused')
		assert.is(refusal.body.detail, refusals[0]?.body.detail)
		assert.equal(refusal.headers.get('set-cookie'), null)
	}
	const { status, body } = await door.signIn({ email: sam.email.toUpperCase() })
	assert.is(status, 201)
	assert.is(body.owner.email, sam.email)
	assert.is(body.owner.name, 'Sam Carver')
	assert.is(body.clinic.id, clinic.id)
	assert.equal((await door.me(body.accessToken)).body, { owner: body.owner, clinic: body.clinic })
	assert.not.ok(api.logged().includes(PASSWORD))
})

test('a mailed code opens it once, for ten minutes, whatever spaces stand in it', async () => {
	const ask = (email: string) => door.post('/api/customer/sign-in-codes', { email })
	const answers = [await ask(sam.email), await ask('nobody@example.com')]
	for (const answer of answers) assert.is(told(answer), '202')
	const [letter, ...others] = await post()
	assert.equal(others, [])
	assert.is(letter?.kind, 'account_sign_in_code')
	const code = letter ? codeIn(letter) : ''
	const byCode = (text: string) => door.signIn({ password: undefined, code: text })
	assert.is(
		told(await byCode(String((Number(code) + 1) % 1e6).padStart(6, '0'))),
		'401 sign_in_refused',
	)
	assert.is(told(await byCode(code.replace(/^.{3}/, '$& '))), '201')
	assert.is(told(await byCode(code)), '401 sign_in_refused', 'good once')
	await ask(sam.email)
	const next = (await post()).find(({ kind }) => kind === 'account_sign_in_code')
	await clinic.run((trx) =>
		trx('one_time_codes').update({ expires_at: trx.raw("now() - interval '1 second'") }),
	)
	assert.is(told(await byCode(next ? codeIn(next) : '')), '401 sign_in_refused', 'over')
})

test('a code is the same when it is asked for again, with the tries that are left', async () => {
	const ask = async (email: string) => {
		assert.is(told(await door.post('/api/customer/sign-in-codes', { email })), '202')
		const letters = await post()
		const letter = letters.find(({ kind }) => kind === 'account_sign_in_code')
		return letter ? codeIn(letter) : ''
	}
	const byCode = async (code: string) => told(await door.signIn({ password: undefined, code }))
	const set = (columns: object) =>
		clinic.run((trx) => trx('one_time_codes').where({ subject_id: sam.accountId }).update(columns))
	const ago = (minutes: number) =>
		clinic.run((trx) =>
			trx.raw(`update one_time_codes
			set created_at = created_at - interval '${minutes} minutes'`),
		)
	const first = await ask(sam.email)
	assert.match(first, /^\d{6}$/)
	await set({ attempts: 3 })
	assert.is(await ask(sam.email.toUpperCase()), first)
	const codes = await clinic.run((trx) =>
		trx('one_time_codes').where({ subject_id: sam.accountId }).pluck('attempts'),
	)
	assert.equal(codes, [3])
	assert.is(await byCode(first), '201')
	const second = await ask(sam.email)
	assert.is.not(second, first)
	await set({ attempts: 5 })
	const third = await ask(sam.email)
	assert.is.not(third, second, 'no tries were left')
	await ago(11)
	const fourth = await ask(sam.email)
	assert.is.not(fourth, third, 'it lives no longer by being asked for')
	assert.is(await byCode(third), '401 sign_in_refused')
	assert.is(await byCode(fourth), '201')
})

test('somebody who works there is nobody as an owner, and the reverse', async () => {
	const nurse = await signedIn(api, clinic, ['nurse'], { password_hash: hash })
	assert.is(told(await door.signIn({ email: nurse.email })), '401 sign_in_refused')
	const body = { clinic: `c-${clinic.id}`, email: sam.email, password: PASSWORD }
	const asStaff = await sam.ask('POST', '/api/clinic/sessions', {
		...{ token: null, body, headers: { Origin: api.url, 'Vetslot-Client': 'console' } },
	})
	assert.is(told(asStaff), '401 sign_in_refused')
	const { body: session } = await door.signIn()
	assert.is(
		told(await nurse.ask('GET', '/api/clinic/me', { token: session.accessToken })),
		'401 sign_in_required',
	)
	assert.is(told(await door.me(nurse.token)), '401 sign_in_required')
})

test('who signs in on a new device hears of it', async () => {
	await door.signIn({}, { ...inPage, 'User-Agent': 'Mozilla/5.0 (iPhone) Safari/605' })
	const letters = await post()
	assert.equal(
		letters.map(({ kind, to }) => [kind, to]),
		[['account_new_device', sam.email]],
	)
	assert.match(letters[0]?.text ?? '', `/portal/c-${clinic.id}#vetslot/sessions`)
})

test('they see where they are signed in, end one of these, and sign out everywhere', async () => {
	const at = '/api/customer/me/sessions'
	assert.is(told(await sam.ask('GET', at, { token: null })), '401 sign_in_required')
	const phone = { ...inPage, 'User-Agent': 'Mozilla/5.0 (iPhone) Version/17 Safari/605' }
	const { body: begun } = await door.signIn({}, phone)
	const { body } = await sam.ask('GET', at)
	assert.equal(
		body.sessions.map(({ device, isThis }: { device: string; isThis: boolean }) => [
			device,
			isThis,
		]),
		[
			['Safari on iPhone', false],
			['Unknown device', true],
		],
	)
	assert.is(body.sessions[0].address, '127.0.0.1')
	const stranger = await ownerAt(api, clinic)
	const end = (id: string, who = sam) => who.ask('DELETE', `${at}/${id}`)
	assert.is(told(await end(begun.sessionId, stranger)), '404 session_not_found')
	assert.is(told(await end(begun.sessionId)), '204')
	assert.is(told(await end(begun.sessionId)), '404 session_not_found')
	await door.signIn({}, phone)
	assert.equal((await sam.ask('DELETE', at)).body, { ended: 2 })
	// Other processes ask the database anew after two seconds; this one has not asked yet.
	const live = await clinic.run((trx) =>
		trx('client_sessions').where({ account_id: sam.accountId, revoked_at: null }).pluck('id'),
	)
	assert.equal(live, [])
})

test('a page whose browser keeps no cookie goes on by the token at hand, for half a day', async () => {
	const at = `/api/customer/sessions/${clinic.id}/continue`
	const go = (token: string | null) => sam.ask('POST', at, { token })
	assert.is(told(await go(null)), '401 sign_in_required')
	const signIn = await door.signIn()
	const { accessToken, sessionId } = signIn.body
	const { status, body } = await go(accessToken)
	assert.is(status, 200)
	assert.equal(Object.keys(body).sort(), ['accessToken', 'expiresIn'])
	assert.is(told(await door.me(body.accessToken)), '200')
	const begin = (ago: string) =>
		clinic.run((trx) =>
			trx('client_sessions')
				.where({ id: sessionId })
				.update({ created_at: trx.raw('now() - ?::interval', [ago]) }),
		)
	await begin('11 hours')
	assert.is(told(await go(accessToken)), '200')
	await begin('13 hours')
	assert.is(told(await go(accessToken)), '401 session_ended')
	await begin('1 hour')
	const next = await door.refresh({}, { ...inPage, Cookie: cookieOf(signIn) })
	assert.is(told(next), '200')
	assert.is(told(await go(accessToken)), '401 session_ended', 'the cookie came back')
})

test.run()
