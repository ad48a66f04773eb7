import knex from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { hashBody } from '../../../api/http/body.ts'
import { NotYet } from '../../../api/http/not-yet.ts'
import { DateError } from '../../../api/time/date.ts'
import { ZoneError } from '../../../api/time/zone.ts'
import { clinicId, keys, next, Problem, problemOf, siteOrigin, startApp, write } from './app.ts'

const test = suite('answers')
let app: Awaited<ReturnType<typeof startApp>>
test.before(async () => {
	app = await startApp({ ready: async () => Promise.reject(new Error('no database')) })
})
test.after(() => app.close())
test.before.each(() => {
	next.thrown = undefined
	next.body = { ok: true }
})

const path = `/api/customer/clinics/${clinicId}/things?key=${keys.site}`
const read = (headers: Record<string, string> = {}) => fetch(`${app.url}${path}`, { headers })
const failing = async (thrown: unknown) => {
	next.thrown = thrown
	const answer = await read()
	const problem = await problemOf(answer)
	return { answer, problem, short: `${problem.status} ${problem.code}` }
}

test('carries a tag, and says 304 to who has it', async () => {
	const first = await read()
	const etag = first.headers.get('etag') ?? ''
	assert.match(etag, /^"[\w-]{27}"$/)
	assert.is(first.headers.get('cache-control'), 'private, no-cache')
	for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
		const again = await read({ 'If-None-Match': known })
		assert.is(again.status, 304, known)
		assert.is(await again.text(), '')
		assert.is(again.headers.get('etag'), etag)
	}
	next.body = { ok: false }
	assert.is((await read({ 'If-None-Match': etag })).status, 200)
})

test('writes are never kept by a cache', async () => {
	const answer = await fetch(`${app.url}/api/customer/pets`, write())
	assert.is(answer.headers.get('cache-control'), 'no-store')
	assert.is(answer.headers.get('content-type'), 'application/json; charset=utf-8')
})

test('answers HEAD like GET, without the body', async () => {
	const answer = await fetch(`${app.url}${path}`, { method: 'HEAD' })
	assert.is(answer.status, 200)
	assert.is(await answer.text(), '')
	assert.ok(answer.headers.get('etag'))
})

test('echoes a harmless request id and makes one otherwise', async () => {
	for (const id of ['widget-000000001', '0B9C1C1E-5f0a-4b3c-9f54-0d5f3c1f8a11']) {
		const echoed = await read({ 'X-Request-Id': id })
		assert.is(echoed.headers.get('x-request-id'), id)
	}
	for (const id of ['bad id; x=1', 'fifteen-letters', 'x'.repeat(65), '=HYPERLINK(1,2,3,4)']) {
		const made = await read({ 'X-Request-Id': id })
		assert.match(made.headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/)
	}
	const { answer, problem } = await failing(new Problem('slot_taken'))
	assert.is(problem.requestId, answer.headers.get('x-request-id'))
})

test('holds every answer against its schema, and does not blame the caller', async () => {
	next.body = { ok: true, internalNote: 'secret' }
	const answer = await read()
	assert.is((await problemOf(answer)).code, 'internal_error')
	assert.match(
		app.logged(),
		/listThings answered 200 against its schema: internalNote unknown_field/,
	)
})

test('turns what the database throws into problems', async () => {
	const states: Record<string, string> = {
		'23P01': '409 slot_taken',
		'23505': '409 conflict',
		'40P01': '409 conflict',
		'40001': '409 conflict',
		'57014': '503 overloaded',
		'57P01': '503 unavailable',
		'57P03': '503 unavailable',
		'08006': '503 unavailable',
		'53300': '503 overloaded',
		'22008': '400 invalid_request',
		'22P02': '400 invalid_request',
		'42P01': '500 internal_error',
	}
	for (const [code, expected] of Object.entries(states)) {
		const native = Object.assign(new Error('secret words'), { code, severity: 'ERROR' })
		assert.is((await failing(native)).short, expected, code)
		const wrapped = Object.assign(new Error('secret words'), { nativeError: native })
		assert.is((await failing(wrapped)).short, expected, `${code} wrapped`)
	}
})

test('turns lost connections and an exhausted pool into 503 with Retry-After', async () => {
	const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
	const dials = new AggregateError([refused], 'all failed')
	const wrapped = Object.assign(new Error('words'), { nativeError: refused })
	const lost = new Error('Connection terminated unexpectedly')
	const words = 'Client has encountered a connection error and is not queryable'
	const prefixed = new Error(`ROLLBACK - ${words}`)
	const silent = new Error('select "a" from "b" - Query read timeout')
	for (const thrown of [refused, dials, wrapped, lost, prefixed, silent]) {
		assert.is((await failing(thrown)).short, '503 unavailable')
	}
	const { answer, short } = await failing(
		new knex.KnexTimeoutError('Timeout acquiring a connection. The pool is probably full.'),
	)
	assert.is(short, '503 overloaded')
	assert.is(answer.headers.get('retry-after'), '2')
})

test('never tells what went wrong inside', async () => {
	const thrown = new Error('select * from clients where email = owner@example.org')
	const date = Object.assign(new Error('date/time out of range: owner@example.org'), {
		code: '22008',
	})
	assert.not.match(JSON.stringify((await failing(date)).problem), /owner@|range/)
	for (const odd of [thrown, 'owner@example.org', { email: 'owner@example.org' }, null, 7]) {
		const { answer, problem } = await failing(odd)
		assert.is(answer.status, 500)
		assert.not.match(JSON.stringify(problem), /owner@|select/)
	}
})

test('sends the headers of a problem', async () => {
	const { answer } = await failing(new Problem('rate_limited', { headers: { 'Retry-After': '7' } }))
	assert.is(answer.headers.get('retry-after'), '7')
	assert.is(answer.headers.get('cache-control'), 'no-store')
})

test('logs requests without keys, tokens, addresses or people', async () => {
	next.thrown = new Error('mail to owner@example.org with pk_live_1234567890 and +44 20 7946 0000')
	await read({ Origin: siteOrigin, 'X-Request-Id': 'logged-000000001' })
	const line =
		app
			.logged()
			.trim()
			.split('\n')
			.find((text) => text.includes('logged-000000001')) ?? ''
	assert.equal(Object.keys(JSON.parse(line)).sort(), [
		'err',
		'level',
		'method',
		'ms',
		'msg',
		'problem',
		'requestId',
		'route',
		'status',
		'time',
	])
	const secrets = /pk_(?!live)\w+|owner@|pk_live_|7946|127\.0\.0\.1|Biscuit|\?key|eyJ/
	assert.not.match(app.logged(), secrets)
})

test('tells health and readiness apart', async () => {
	assert.is((await fetch(`${app.url}/healthz`)).status, 200)
	assert.is((await problemOf(await fetch(`${app.url}/readyz`))).code, 'unavailable')
})

test('tells of a server that is not ready yet without an alarm', async () => {
	const loading = await startApp({ ready: async () => Promise.reject(new NotYet('loading')) })
	assert.is((await fetch(`${loading.url}/readyz`)).status, 503)
	await loading.close()
	assert.match(loading.logged(), /"level":"info".*"route":"\/readyz","status":503/)
	assert.not.match(loading.logged(), /"level":"error"|"err"/)
})

test('every answer forbids sniffing, framing and referrers', async () => {
	for (const answer of [await read(), await fetch(`${app.url}/nothing`)]) {
		assert.is(answer.headers.get('x-content-type-options'), 'nosniff')
		assert.is(answer.headers.get('referrer-policy'), 'no-referrer')
		assert.match(answer.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
	}
})

test('the hash of a body is about its meaning', () => {
	assert.is(hashBody({ a: 1, b: [{ c: 2, d: 3 }] }), hashBody({ b: [{ d: 3, c: 2 }], a: 1 }))
	assert.is.not(hashBody({ a: 1 }), hashBody({ a: '1' }))
	assert.is.not(hashBody([1, 2]), hashBody([2, 1]))
	assert.is.not(hashBody({ a: undefined }), hashBody({ a: null, b: 1 }))
})

test("calls a time that no calendar counts the caller's, and a zone that none knows ours", async () => {
	for (const thrown of [new ZoneError('out_of_range', 'x'), new DateError('bad_date', 'x')]) {
		assert.is((await failing(thrown)).short, '400 invalid_request')
	}
	assert.is((await failing(new ZoneError('unknown_zone', 'x'))).short, '500 internal_error')
})

test.run()
