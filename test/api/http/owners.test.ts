import { Router } from '@koa/router'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as z from 'zod'
import type { AuthKind, Owner } from '../../../api/http/authenticate.ts'
import {
	clinicId,
	hostedOrigin,
	keys,
	manageToken,
	otherClinicId,
	problemOf,
	siteOrigin,
	startApp,
	type TestApp,
} from './app.ts'

const test = suite('signed-in owners')
let app: TestApp

const owner: Owner = {
	clinicId,
	accountId: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2c01',
	sessionId: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2c02',
	clientId: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2c03',
	isVerified: true,
}
const tokens: Record<string, Owner | 'ended'> = {
	'a.good.one': owner,
	'of.another.clinic': { ...owner, clinicId: otherClinicId },
	'an.ended.one': 'ended',
}
const KINDS = ['key', 'manage', 'either', 'owner', 'visit'] as const
const bearer = (token = 'a.good.one') => ({ Authorization: `Bearer ${token}` })

test.before(async () => {
	const router = new Router()
	app = await startApp({
		authenticate: { readOwner: async (token) => tokens[token] ?? 'invalid' },
		more: (guard) => {
			for (const kind of KINDS) declare(router, guard, kind)
			return [router]
		},
	})
})
test.after(() => app.close())

function declare(router: Router, guard: TestApp['guard'], kind: AuthKind): void {
	guard.route(
		router,
		{
			tags: ['Test'],
			method: 'get',
			path: `/api/customer/who/${kind}`,
			operationId: `who${kind}`,
			summary: 'Tell who calls',
			auth: kind,
			responses: { 200: z.strictObject({ who: z.string(), actor: z.string().nullable() }) },
			problems: [],
		},
		({ auth }) => ({
			status: 200,
			body: { who: String(auth?.credential), actor: auth?.actor.id ?? null },
		}),
	)
}

async function ask(kind: AuthKind, headers: Record<string, string>): Promise<string> {
	const answer = await fetch(`${app.url}/api/customer/who/${kind}`, { headers })
	if (answer.status === 200) return (await answer.json()).who
	return `${answer.status} ${(await problemOf(answer)).code}`
}

test('lets an owner in where owners belong, and names them', async () => {
	const name = `owner:${owner.accountId}`
	for (const kind of ['owner', 'visit', 'either'] as const) {
		assert.is(await ask(kind, bearer()), name, kind)
		assert.is(await ask(kind, { ...bearer(), 'Vetslot-Key': keys.site }), name, kind)
	}
	assert.is(await ask('key', { ...bearer(), 'Vetslot-Key': keys.site }), name)
	assert.is(await ask('key', bearer()), '401 key_missing')
	assert.is(await ask('manage', bearer()), '401 manage_token_missing')
	assert.is(await ask('visit', { 'Vetslot-Manage': manageToken }), 'visit:HLV7Q4K')
	assert.is(await ask('visit', {}), '401 manage_token_missing')
	assert.is(await ask('owner', { 'Vetslot-Manage': manageToken }), '401 sign_in_required')
})

test('an owner stays the one who acts, whatever manage token comes along', async () => {
	for (const token of [manageToken, 'nonsense']) {
		const headers = { ...bearer(), 'Vetslot-Manage': token }
		assert.is(await ask('owner', headers), `owner:${owner.accountId}`)
	}
})

test('refuses a session that is none, or over, even where a key would do', async () => {
	for (const kind of ['owner', 'visit', 'either', 'key'] as const) {
		const key = { 'Vetslot-Key': keys.site }
		assert.is(await ask(kind, { ...key, ...bearer('not.a.token') }), '401 sign_in_required')
		assert.is(await ask(kind, { ...key, Authorization: 'Basic Zm9v' }), '401 sign_in_required')
		assert.is(await ask(kind, { ...key, ...bearer('an.ended.one') }), '401 session_ended')
	}
	assert.is(await ask('owner', { 'Vetslot-Key': keys.site }), '401 sign_in_required')
})

test('keeps clinics apart', async () => {
	const elsewhere = bearer('of.another.clinic')
	assert.is(
		await ask('owner', { ...elsewhere, 'Vetslot-Key': keys.site }),
		'401 credentials_disagree',
	)
	assert.is(
		await ask('visit', { ...elsewhere, 'Vetslot-Manage': manageToken }),
		'401 credentials_disagree',
	)
})

test('a page needs a key that lists it, unless it is ours', async () => {
	assert.is(await ask('owner', { ...bearer(), Origin: siteOrigin }), '403 origin_not_allowed')
	assert.is(await ask('owner', { ...bearer(), Origin: 'null' }), '403 origin_not_allowed')
	const listed = { ...bearer(), Origin: siteOrigin, 'Vetslot-Key': keys.site }
	assert.is(await ask('owner', listed), `owner:${owner.accountId}`)
	assert.is(await ask('owner', { ...bearer(), Origin: hostedOrigin }), `owner:${owner.accountId}`)
})

test('keeps nothing of what an owner is shown', async () => {
	const headers = { ...bearer(), 'Vetslot-Key': keys.site }
	for (const kind of ['owner', 'either', 'key']) {
		const answer = await fetch(`${app.url}/api/customer/who/${kind}`, { headers })
		assert.is(answer.headers.get('cache-control'), 'no-store', kind)
	}
})

test.run()
