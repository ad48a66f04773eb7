import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { scopes } from '../../../api/http/permission.ts'
import { SITE } from '../../factories.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, secretKey, told } from './desk.ts'

const test = suite("the clinic's routes and their keys")
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

interface Route {
	method: string
	path: string
	scope: string
	body?: unknown
}

interface Operation {
	description?: string
	security?: Record<string, unknown>[]
}

/** Every route of the clinic's servers as the document has it, with an id that nobody has. */
async function routes(): Promise<Route[]> {
	const { paths } = await (await fetch(`${api.url}/openapi.json`)).json()
	return Object.entries(paths as Record<string, Record<string, Operation>>)
		.filter(([path]) => path.startsWith('/api/clinic/'))
		.flatMap(([path, item]) =>
			Object.entries(item)
				.filter(([, { security = [] }]) => security.some((way) => 'secretKey' in way))
				.map(([method, { description }]) => ({
					method: method.toUpperCase(),
					path: path.replaceAll(/\{\w+\}/g, randomUUID()),
					scope: /made for `([^`]+)`/.exec(description ?? '')?.[1] ?? '',
					...(['post', 'put', 'patch'].includes(method) ? { body: {} } : {}),
				})),
		)
}

test('no route answers without a secret key, with a publishable one or an unknown one', async () => {
	const all = await routes()
	assert.ok(all.length >= 10, `${all.length} routes`)
	for (const { method, path, body } of all) {
		const where = `${method} ${path}`
		assert.is(told(await desk.ask(method, path, { key: null, body })), '401 key_missing', where)
		for (const key of [desk.clinic.key, `sk_${'x'.repeat(43)}`, 'sk_short', "sk_' or 1=1 --"]) {
			assert.is(told(await desk.ask(method, path, { key, body })), '401 key_unknown', where)
		}
	}
})

test('every route wants the scope that it names', async () => {
	const keys: Record<string, string> = {}
	for (const scope of scopes) keys[scope] = await secretKey(api, desk.clinic, [scope])
	for (const { method, path, scope, body } of await routes()) {
		assert.ok(Object.hasOwn(keys, scope), `${method} ${path} names its scope`)
		for (const [may, key] of Object.entries(keys)) {
			const answer = await desk.ask(method, path, { key, body })
			assert.is(answer.status === 403, may !== scope, `${may} at ${method} ${path}`)
		}
	}
	const none = await secretKey(api, desk.clinic, [])
	assert.is(told(await desk.ask('GET', '/api/clinic/schedules', { key: none })), '403 forbidden')
})

test('a secret key opens nothing from an address', async () => {
	const inAddress = `/api/clinic/schedules?key=${desk.secret}`
	const bare = await desk.ask('GET', inAddress, { key: null })
	assert.is(told(bare), '401 key_missing')
	assert.equal(issuesOf(await desk.ask('GET', inAddress)), ['key unknown_field'])
	const customers = `/api/customer/clinic?key=${desk.secret}`
	assert.is(told(await desk.ask('GET', customers, { key: null })), '401 key_unknown')
	assert.is(told(await desk.ask('GET', '/api/customer/clinic')), '401 key_unknown')
	assert.not.ok(api.logged().includes(desk.secret))
})

test('a secret key is refused in a page, unless that very origin is listed', async () => {
	const path = '/api/clinic/schedules'
	for (const Origin of [SITE, 'https://evil.example', 'null', api.url]) {
		const answer = await desk.ask('GET', path, { headers: { Origin } })
		assert.is(told(answer), '403 origin_not_allowed', Origin)
		assert.is(answer.headers.get('access-control-allow-origin'), null)
	}
	const listed = await secretKey(api, desk.clinic, ['read'], [SITE])
	const from = (Origin: string) => desk.ask('GET', path, { key: listed, headers: { Origin } })
	assert.is(told(await from(SITE)), '200')
	assert.is(told(await from(`${SITE}:8443`)), '403 origin_not_allowed')
	assert.is(told(await desk.ask('GET', path, { key: listed })), '200')
})

test('answers of the clinic are kept by nobody', async () => {
	const { headers } = await desk.ask('GET', '/api/clinic/schedules')
	assert.is(headers.get('cache-control'), 'no-store')
})

test('nothing of a key but its hash is kept', async () => {
	const { rows } = await api.database.owner.raw('select k::text as text from api_keys k')
	assert.ok(rows.length > 0)
	for (const { text } of rows as { text: string }[]) assert.not.match(text, /[ps]k_/)
})

test('every change wants an idempotency key', async () => {
	for (const { method, path, body } of await routes()) {
		if (method === 'GET') continue
		const answer = await desk.ask(method, path, { body, headers: { 'Idempotency-Key': '' } })
		assert.ok(issuesOf(answer).includes('idempotency-key required'), `${method} ${path}`)
	}
})

test("another clinic's ids are as good as none", async () => {
	const other = await openDesk(api)
	const [schedule] = (await other.ask('GET', '/api/clinic/schedules')).body.schedules
	const vet = other.clinic.vets[0]
	const closed = { resourceId: null, type: 'unavailable', date: dayIn(9) }
	const { override } = (await other.ask('POST', '/api/clinic/overrides', { body: closed })).body
	const { id, ...body } = schedule
	const mine = { ...body, resourceId: desk.clinic.vets[0], breaks: [] }
	const visit = await book(api, other.clinic)
	const own = await book(api, desk.clinic)
	const foreign = `POST /api/clinic/appointments/${visit.id}`
	const answers = {
		[`${foreign}/confirm`]: [undefined, '404 appointment_not_found'],
		[`${foreign}/decline`]: [{ reason: 'No' }, '404 appointment_not_found'],
		[`${foreign}/cancel`]: [{}, '404 appointment_not_found'],
		'POST /api/clinic/appointments/swap': [{ a: own.id, b: visit.id }, '404 appointment_not_found'],
		[`PUT /api/clinic/schedules/${id}`]: [mine, '404 schedule_not_found'],
		[`DELETE /api/clinic/schedules/${id}`]: [undefined, '404 schedule_not_found'],
		[`PUT /api/clinic/overrides/${override.id}`]: [closed, '404 override_not_found'],
		[`DELETE /api/clinic/overrides/${override.id}`]: [undefined, '404 override_not_found'],
		[`PATCH /api/clinic/resources/${vet}`]: [{ active: false }, '404 resource_not_found'],
		'POST /api/clinic/schedules': [body, '404 resource_not_found'],
		'POST /api/clinic/overrides': [{ ...closed, resourceId: vet }, '404 resource_not_found'],
	} as const
	for (const [route, [sent, expected]] of Object.entries(answers)) {
		const [method = '', path = ''] = route.split(' ')
		assert.is(told(await desk.ask(method, path, { body: sent })), expected, route)
	}
	const day = dayIn(9)
	const seen = await desk.ask('GET', `/api/clinic/overrides?from=${day}&to=${day}`)
	assert.equal(seen.body.overrides, [])
	const resources = (await desk.ask('GET', '/api/clinic/resources')).body.resources
	assert.equal(
		resources.map((one: { id: string }) => one.id).sort(),
		[...desk.clinic.vets, ...desk.clinic.rooms].sort(),
	)
})

test.run()
