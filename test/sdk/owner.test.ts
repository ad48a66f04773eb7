import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hashPassword } from '../../api/sign-in/password.ts'
import { createOwnerClient, VetslotError } from '../../sdk/owner.ts'
import { PASSWORD } from '../api/accounts/door.ts'
import { ownerAt, type TestOwner } from '../api/accounts/owner.ts'
import { startApi, type TestApi } from '../api/api.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../factories.ts'

const test = suite('a client of an owner')
let api: TestApi
let hash: string
let clinic: BookableClinic
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	hash = await hashPassword(PASSWORD)
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())
test.before.each(async () => {
	sam = await ownerAt(api, clinic, { account: { password_hash: hash } })
})

interface Jar {
	cookie?: string
	/** A browser that keeps nothing for a third party. */
	isBlocked?: boolean
}

/** Lets an answer wait until somebody lets it through. */
function gate() {
	const open: { through: () => void } = { through: () => {} }
	const passed = new Promise<void>((resolve) => {
		open.through = resolve
	})
	return { passed, ...open }
}

/** A page of the clinic's site: its origin, and a browser's jar with one cookie. */
function page(jar: Jar = {}, clinicId: string | undefined = clinic.id) {
	const asked: string[] = []
	let over = 0
	const spoilt = new Set<string>()
	/** By the end of a call's path: what its answer waits for. */
	const held = new Map<string, Promise<void>>()
	/** Methods that reach no server. */
	const fails = new Set<string>()
	const client = createOwnerClient({
		...{ clinicKey: clinic.key, api: api.url, retries: 0, onEnd: () => over++ },
		...(clinicId && { clinicId }),
		fetch: async (url, init) => {
			asked.push(`${init?.method} ${new URL(String(url)).pathname.replace(clinic.id, ':id')}`)
			if (fails.has(init?.method ?? '')) throw new TypeError('fetch failed')
			const headers = new Headers(init?.headers)
			headers.set('origin', SITE)
			if (init?.credentials === 'include' && jar.cookie) headers.set('cookie', jar.cookie)
			const token = headers.get('authorization')?.slice(7) ?? ''
			if (spoilt.has(token)) headers.set('authorization', 'Bearer a.b.c')
			const response = await fetch(url, { ...init, headers })
			const cookie = response.headers.get('set-cookie')?.split(';')[0]
			if (cookie && !jar.isBlocked) jar.cookie = cookie
			// Within one second the next token is the same again.
			if (response.ok && /refresh|continue/.test(asked.at(-1) ?? '')) spoilt.clear()
			await held.get(`${init?.method} ${new URL(String(url)).pathname.split('/').at(-1)}`)
			return response
		},
	})
	return { client, asked, jar, spoilt, held, fails, over: () => over }
}

const failure = (promise: Promise<unknown>): Promise<VetslotError> =>
	promise.then(
		() => assert.unreachable('was expected to fail'),
		(error) => error,
	)
const mine = () => ({ email: sam.email, password: PASSWORD })

test('asks to sign in before anything else, without a call', async () => {
	const { client, asked } = page()
	const error = await failure(client.me())
	assert.instance(error, VetslotError)
	assert.is(error.code, 'sign_in_required')
	assert.equal(asked, [])
})

test('signs in, says who it is, and keeps no token where a script could find it', async () => {
	const { client } = page()
	assert.is(
		(await failure(client.signIn({ ...mine(), password: 'wrong' }))).code,
		'sign_in_refused',
	)
	const session = await client.signIn(mine())
	assert.is(session.refreshToken, null)
	assert.is((await client.me()).owner.email, sam.email)
	assert.is((await client.sessions.list()).sessions.filter(({ isThis }) => isThis).length, 1)
	assert.not.ok(JSON.stringify(client).includes(session.accessToken))
})

test('asks once which clinic it is, when nobody has said so', async () => {
	const { client, asked } = page({}, '')
	assert.is(await client.resume(), null)
	await client.signIn(mine())
	await client.signOut()
	assert.is(asked.filter((call) => call === 'GET /api/customer/clinic').length, 1)
})

test('a page that is loaded again goes on by the cookie; signing out ends that', async () => {
	const { client, jar } = page()
	await client.signIn(mine())
	const again = page(jar)
	assert.is((await again.client.resume())?.owner.email, sam.email)
	assert.is(await again.client.isKept(), true)
	await again.client.signOut()
	assert.is(await page(jar).client.resume(), null)
	assert.is((await failure(again.client.me())).code, 'sign_in_required')
	assert.is(again.over(), 0, 'that was wished for')
})

test('many calls with a token that is over share one exchange, and are made once more', async () => {
	const { client, asked, spoilt } = page()
	const { accessToken } = await client.signIn(mine())
	spoilt.add(accessToken)
	const all = await Promise.all([client.me(), client.me(), client.sessions.list()])
	assert.is(all.length, 3)
	assert.is(asked.filter((call) => call.endsWith('/refresh')).length, 1)
})

const until = async (what: string, isSo: () => boolean) => {
	for (let tries = 0; !isSo(); tries++) {
		if (tries > 200) throw new Error(`Never ${what}`)
		await new Promise((resolve) => setTimeout(resolve, 10))
	}
}
const live = (owner: TestOwner) =>
	clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id, account_id: owner.accountId, revoked_at: null }
		const rows = await trx('client_sessions').where(of).whereNot({ id: owner.sessionId })
		return rows.length
	})

test('signing out while a refresh is under way leaves nobody signed in', async () => {
	const { client, asked, held, jar, over, spoilt } = page()
	const { accessToken } = await client.signIn(mine())
	const { passed, through } = gate()
	held.set('POST refresh', passed)
	spoilt.add(accessToken)
	const reading = failure(client.me())
	await until('refreshed', () => asked.some((call) => call.endsWith('/refresh')))
	const out = client.signOut()
	through()
	assert.is((await reading).status, 401)
	await out
	assert.is((await failure(client.me())).code, 'sign_in_required')
	assert.is(await live(sam), 0)
	assert.is(await page(jar).client.resume(), null, 'the answer’s cookie is spent, too')
	assert.is(over(), 0, 'that was wished for')
})

test('signing out while signing in is under way leaves nobody signed in', async () => {
	const { client, asked, held, jar } = page()
	const { passed, through } = gate()
	held.set(`POST ${clinic.id}`, passed)
	const entering = failure(client.signIn(mine()))
	await until('asked', () => asked.includes('POST /api/customer/sessions/:id'))
	const out = client.signOut()
	through()
	assert.is((await entering).code, 'session_ended')
	await out
	assert.is((await failure(client.me())).code, 'sign_in_required')
	assert.is(await live(sam), 0)
	assert.is(await page(jar).client.resume(), null)
})

test('signing out while a page without a cookie goes on leaves nobody signed in', async () => {
	const { client, asked, held, spoilt } = page({ isBlocked: true })
	await client.signIn(mine())
	const { now } = Date
	Date.now = () => now() + 570_000
	const { passed, through } = gate()
	held.set('POST continue', passed)
	try {
		const reading = failure(client.me())
		await until('gone on', () => asked.some((call) => call.endsWith('/continue')))
		const out = client.signOut()
		through()
		assert.is((await reading).status, 401)
		await out
	} finally {
		Date.now = now
	}
	spoilt.clear()
	assert.is((await failure(client.me())).code, 'sign_in_required')
	assert.is(await live(sam), 0)
})

test('signing out where the browser keeps no cookie ends the session on the server, too', async () => {
	const blocked = { isBlocked: true }
	const { client, held, asked, fails } = page(blocked)
	await client.signIn(mine())
	assert.is(await live(sam), 1)
	// The server is out of reach for a while.
	fails.add('DELETE')
	assert.is((await failure(client.signOut())).code, 'network_error')
	fails.clear()
	await client.signOut()
	assert.is(await live(sam), 0)
	await client.signOut()

	const { passed, through } = gate()
	held.set(`POST ${clinic.id}`, passed)
	const entering = failure(client.signIn(mine()))
	await until('asked', () => asked.at(-1) === 'POST /api/customer/sessions/:id')
	const out = client.signOut()
	through()
	assert.is((await entering).code, 'session_ended')
	await out
	assert.is(await live(sam), 0)
})

test('a session that was ended elsewhere is over once, and says so', async () => {
	const { client, over, spoilt } = page()
	const { accessToken } = await client.signIn(mine())
	await sam.ask('DELETE', '/api/customer/me/sessions')
	spoilt.add(accessToken)
	const errors = await Promise.all([failure(client.me()), failure(client.me())])
	for (const { status } of errors) assert.is(status, 401)
	assert.is(over(), 1)
})

test('where the browser keeps no cookie the session lives by its page, and no longer', async () => {
	const { client, jar, asked, over } = page({ isBlocked: true })
	await client.signIn(mine())
	assert.is(await client.isKept(), false)
	// Half a minute before the token ends, by this page's clock.
	const { now } = Date
	Date.now = () => now() + 570_000
	try {
		assert.is((await client.me()).owner.email, sam.email)
	} finally {
		Date.now = now
	}
	assert.ok(asked.some((call) => call.endsWith('/continue')))
	assert.is(over(), 0)
	assert.is(await page(jar).client.resume(), null, 'another page knows nothing of it')
})

test('outside of browsers the caller keeps the refresh token', async () => {
	let kept: string | null = null
	const keep = {
		read: () => kept,
		write: (token: string | null) => {
			kept = token
		},
	}
	const jar: Jar = {}
	const first = page(jar)
	await first.client.signIn(mine())
	// Such a client has no Origin; its key is an app's.
	const app = createOwnerClient({ clinicKey: clinic.key, clinicId: clinic.id, api: api.url, keep })
	assert.is(await app.resume(), null, 'nothing kept yet')
	kept = (jar.cookie ?? '').split('=')[1] ?? null
	const was = kept
	assert.is((await app.resume())?.owner.email, sam.email)
	assert.is.not(kept, was, 'each is good once')
	const [resumed] = await Promise.all([app.resume(), app.signOut()])
	assert.is(resumed, null, 'signed out before the answer came')
	assert.is(kept, null)
	assert.is(await live(sam), 0)
})

test('reads pets and their history page by page, and names the field and the rule that it is refused by', async () => {
	const { client } = page({}, undefined)
	await client.signIn({ email: sam.email, password: PASSWORD })
	const { pets } = await client.pets.list({ status: 'active' })
	assert.equal(
		pets.map(({ id }) => id),
		sam.pets,
	)
	const [petId = ''] = sam.pets
	const { entries, nextCursor } = await client.pets.history(petId, { kind: 'visit' })
	assert.equal([entries, nextCursor], [[], null])
	assert.equal((await client.sharing.read(petId)).invitations, [])
	const backwards = { from: '2026-05-03', to: '2026-05-02' }
	const issues = await client.pets.history(petId, backwards).catch((error) => error.issues)
	assert.equal(issues, [
		{ path: 'to', in: 'query', code: 'range_reversed', message: 'Must not be before `from`' },
	])
})

test.run()
