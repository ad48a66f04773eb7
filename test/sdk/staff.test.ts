import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hashPassword } from '../../api/sign-in/password.ts'
import { createStaffClient, VetslotError } from '../../sdk/staff.ts'
import { startApi, type TestApi } from '../api/api.ts'
import { type Colleague, signedIn } from '../api/staff/staff.ts'
import { type BookableClinic, makeBookableClinic } from '../factories.ts'

const test = suite('a client of somebody who works at a clinic')
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

/** A page of the console: its origin, and a browser's jar with one cookie. */
function page(jar: { cookie?: string } = {}) {
	const asked: string[] = []
	let over = 0
	/** Tokens that the server shall find too old. */
	const spoilt = new Set<string>()
	const client = createStaffClient({
		baseUrl: api.url,
		retries: 0,
		onEnd: () => over++,
		fetch: async (url, init) => {
			asked.push(`${init?.method} ${new URL(String(url)).pathname}`)
			const headers = new Headers(init?.headers)
			headers.set('origin', api.url)
			if (init?.credentials === 'include' && jar.cookie) headers.set('cookie', jar.cookie)
			const token = headers.get('authorization')?.slice(7) ?? ''
			if (spoilt.has(token)) headers.set('authorization', 'Bearer a.b.c')
			const response = await fetch(url, { ...init, headers })
			const cookie = response.headers.get('set-cookie')?.split(';')[0]
			if (cookie) jar.cookie = cookie
			// Within one second the next token is the same again.
			if (response.ok && asked.at(-1)?.endsWith('/refresh')) spoilt.clear()
			return response
		},
	})
	return { client, asked, jar, spoilt, over: () => over }
}

const slug = () => `c-${clinic.id}`
const mine = () => ({ clinic: slug(), email: nurse.email, password: PASSWORD })
const failure = (promise: Promise<unknown>): Promise<VetslotError> =>
	promise.then(
		() => assert.unreachable('was expected to fail'),
		(error) => error,
	)

test('asks to sign in before anything else', async () => {
	const { client, asked } = page()
	const error = await failure(client.resources.list())
	assert.instance(error, VetslotError)
	assert.is(error.code, 'sign_in_required')
	assert.equal(asked, [])
})

test('refuses a wrong password, and tells nothing of a session', async () => {
	const { client, over } = page()
	const error = await failure(client.signIn({ ...mine(), password: 'something else' }))
	assert.is(error.code, 'sign_in_refused')
	assert.is(over(), 0)
})

test('signs in, reads, and keeps no secret where a script could find it', async () => {
	const { client } = page()
	const session = await client.signIn(mine())
	assert.is(session.refreshToken, null)
	assert.is(session.user.email, nurse.email)
	assert.ok((await client.resources.list()).resources.length)
	assert.is((await client.me()).clinic.slug, slug())
})

test('goes on with the cookie after the page was loaded again, or says that there is none', async () => {
	const before = page()
	await before.client.signIn(mine())
	const after = page(before.jar)
	assert.is((await after.client.resume(clinic.id))?.user.id, nurse.id)
	assert.ok((await after.client.resources.list()).resources.length)
	assert.is(await page().client.resume(clinic.id), null)
})

test('exchanges a token that is no longer good, once for all calls that wait', async () => {
	const { client, asked, spoilt } = page()
	const { accessToken } = await client.signIn(mine())
	spoilt.add(accessToken)
	await Promise.all([client.resources.list(), client.schedules.list(), client.me()])
	const exchanges = asked.filter((line) => line.endsWith('/refresh'))
	assert.is(exchanges.length, 1)
})

test('says once that the session is over', async () => {
	const { client, jar, spoilt, over } = page()
	const { accessToken } = await client.signIn(mine())
	spoilt.add(accessToken)
	delete jar.cookie
	const calls = [client.resources.list(), client.schedules.list()].map(failure)
	for (const error of await Promise.all(calls)) assert.is(error.code, 'session_ended')
	assert.is(over(), 1)
})

test('signs out on the server, too', async () => {
	const { client, jar, over } = page()
	await client.signIn(mine())
	const kept = { ...jar }
	await client.signOut()
	assert.is((await failure(client.resources.list())).code, 'sign_in_required')
	assert.is(await page(kept).client.resume(clinic.id), null)
	assert.is(over(), 0)
})

test.run()
