import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeManageToken } from '../../../api/http/manage-token.ts'
import {
	clinicId,
	hostedOrigin,
	keys,
	manageToken,
	next,
	otherClinicId,
	problemOf,
	serverKey,
	siteOrigin,
	startApp,
	type TestApp,
	write,
} from './app.ts'

const test = suite('credentials')
let app: TestApp
test.before(async () => {
	app = await startApp()
})
test.after(() => app.close())
test.before.each(() => {
	next.effects = 0
})

const read = (query: string, headers: Record<string, string> = {}, clinic = clinicId) =>
	fetch(`${app.url}/api/customer/clinics/${clinic}/things${query}`, { headers })
const post = (headers: Record<string, string>, drop: string[] = []) => {
	const init = write({ headers })
	for (const name of drop) Reflect.deleteProperty(init.headers, name)
	return fetch(`${app.url}/api/customer/pets`, init)
}
const cancel = (headers: Record<string, string>) =>
	fetch(`${app.url}/api/customer/appointments/1`, { method: 'DELETE', headers })
const codeOf = async (answer: Response | Promise<Response>) => {
	const problem = await problemOf(await answer)
	return `${problem.status} ${problem.code}`
}

test('asks for a key, and refuses unknown, misshapen and secret ones', async () => {
	assert.is(await codeOf(read('')), '401 key_missing')
	for (const key of ['pk_not_known_00001', "pk_' or 1=1 --", keys.secret, keys.misfiled]) {
		assert.is(await codeOf(read(`?key=${encodeURIComponent(key)}`)), '401 key_unknown', key)
	}
	assert.is(await codeOf(post({}, ['Vetslot-Key'])), '401 key_missing')
})

test('takes the key from the query or the header of a read, and refuses two that differ', async () => {
	assert.is((await read(`?key=${keys.site}`)).status, 200)
	assert.is((await read('', { 'Vetslot-Key': keys.site })).status, 200)
	assert.is((await read(`?key=${keys.site}`, { 'Vetslot-Key': keys.site })).status, 200)
	const both = read(`?key=${keys.site}`, { 'Vetslot-Key': keys.other })
	assert.is(await codeOf(both), '401 credentials_disagree')
	assert.is(await codeOf(read(`?key=${keys.site}&key=${keys.site}`)), '401 credentials_disagree')
})

test('refuses a key of another clinic, naming the field', async () => {
	const answer = await read(`?key=${keys.other}`)
	const problem = await problemOf(answer)
	assert.is(problem.code, 'key_not_for_clinic')
	assert.is(problem.issues[0]?.path, 'clinicId')
	assert.is((await read(`?key=${keys.site}`, {}, clinicId.toUpperCase())).status, 200)
})

test('refuses a page of an origin that is not listed, readably and without effect', async () => {
	const origin = 'https://evil.example'
	const answer = await post({ Origin: origin })
	assert.is(answer.headers.get('access-control-allow-origin'), origin)
	assert.match(answer.headers.get('vary') ?? '', /Origin/)
	assert.is(await codeOf(answer), '403 origin_not_allowed')
	assert.is(await codeOf(read(`?key=${keys.site}`, { Origin: origin })), '403 origin_not_allowed')
	assert.is(next.effects, 0)
})

test('compares origins whole', async () => {
	const near = [
		'http://www.harbour-vets.example',
		`${siteOrigin}.evil.example`,
		`${siteOrigin}:8443`,
	]
	for (const origin of near) {
		assert.is(await codeOf(post({ Origin: origin })), '403 origin_not_allowed', origin)
	}
})

test('never allows the opaque origin, even where it is listed', async () => {
	assert.is(await codeOf(post({ Origin: 'null' })), '403 origin_not_allowed')
	assert.is(await codeOf(read(`?key=${keys.site}`, { Origin: 'null' })), '403 origin_not_allowed')
	assert.is(next.effects, 0)
})

test('without an Origin a key only reads, unless it is for native apps', async () => {
	assert.is((await read(`?key=${keys.site}`)).status, 200)
	assert.is(await codeOf(post({}, ['Origin'])), '403 origin_required')
	assert.is((await post({ 'Vetslot-Key': keys.native }, ['Origin'])).status, 201)
	assert.is(next.effects, 1)
})

test('allows our own hosted pages', async () => {
	assert.is((await post({ Origin: hostedOrigin })).status, 201)
	assert.is((await cancel({ Origin: hostedOrigin, 'Vetslot-Manage': manageToken })).status, 204)
})

test('opens a visit by its manage token, from listed pages with their key', async () => {
	const fromSite = { Origin: siteOrigin, 'Vetslot-Manage': manageToken }
	assert.is((await cancel({ ...fromSite, 'Vetslot-Key': keys.site })).status, 204)
	assert.is(await codeOf(cancel(fromSite)), '403 origin_not_allowed')
	assert.is(await codeOf(cancel({ 'Vetslot-Manage': manageToken })), '403 origin_required')
	assert.is(next.effects, 1)
})

test('refuses a manage token that is missing, changed, made with another key or of another clinic', async () => {
	const origin = { Origin: hostedOrigin }
	assert.is(await codeOf(cancel(origin)), '401 manage_token_missing')
	const claims = { clinicId, reference: 'HLV7Q4K', generation: 1 }
	const forged = makeManageToken(Buffer.alloc(32), claims)
	for (const token of ['x', forged, `${manageToken}A`, manageToken.replace(/^./, 'B')]) {
		const refused = cancel({ ...origin, 'Vetslot-Manage': token })
		assert.is(await codeOf(refused), '401 manage_token_invalid', token)
	}
	const other = makeManageToken(serverKey, { ...claims, clinicId: otherClinicId })
	const mixed = { 'Vetslot-Manage': other, 'Vetslot-Key': keys.site, Origin: siteOrigin }
	assert.is(await codeOf(cancel(mixed)), '401 credentials_disagree')
	assert.is(next.effects, 0)
})

test('answers preflights of any origin, without asking for a key', async () => {
	for (const origin of [siteOrigin, 'https://evil.example']) {
		const answer = await fetch(`${app.url}/api/customer/pets`, {
			method: 'OPTIONS',
			headers: {
				Origin: origin,
				'Access-Control-Request-Method': 'POST',
				'Access-Control-Request-Headers': 'content-type,idempotency-key,vetslot-key',
			},
		})
		assert.is(answer.status, 204)
		assert.is(answer.headers.get('access-control-allow-origin'), origin)
		assert.is(answer.headers.get('access-control-allow-credentials'), null)
		assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST.*DELETE/)
		const allowed = answer.headers.get('access-control-allow-headers')?.toLowerCase() ?? ''
		for (const name of ['content-type', 'idempotency-key', 'vetslot-key', 'vetslot-manage']) {
			assert.ok(allowed.includes(name), name)
		}
		assert.is(answer.headers.get('access-control-max-age'), '7200')
		assert.match(answer.headers.get('vary') ?? '', /Origin/)
	}
})

test('opens nothing but the routes for customers to pages of others', async () => {
	for (const path of ['/healthz', '/mailbox', '/visit', '/api/customers', '/nothing', '/']) {
		for (const method of ['GET', 'OPTIONS']) {
			const headers = { Origin: siteOrigin, 'Access-Control-Request-Method': 'GET' }
			const answer = await fetch(`${app.url}${path}`, { method, headers })
			const granted = [...answer.headers.keys()].filter((name) =>
				name.startsWith('access-control-'),
			)
			assert.equal(granted, [], `${method} ${path}`)
		}
	}
})

test('lets pages read what they need of an answer', async () => {
	const answer = await read(`?key=${keys.site}`, { Origin: siteOrigin })
	const exposed = answer.headers.get('access-control-expose-headers') ?? ''
	for (const name of ['ETag', 'Retry-After', 'X-Request-Id']) assert.ok(exposed.includes(name))
})

test.run()
