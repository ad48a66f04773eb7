import {
	createServer,
	type IncomingHttpHeaders,
	type RequestOptions,
	request,
	type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import Koa from 'koa'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createDrain, type Drain } from '../../../api/http/drain.ts'
import { etagOf } from '../../../api/http/etag.ts'
import { KeptText } from '../../../api/http/kept-text.ts'
import type { ApiKey } from '../../../api/http/keys.ts'
import { tooMany } from '../../../api/http/problem.ts'
import { Shortcuts } from '../../../api/http/shortcuts.ts'
import { createLog } from '../../../api/log.ts'
import { makeBookableClinic, SITE } from '../../factories.ts'
import { startApi } from '../api.ts'

interface Answered {
	status: number
	headers: IncomingHttpHeaders
	body: Buffer
}

/** A request to the letter: nothing is added, and nothing of the answer is unpacked. */
function send(url: string, options: RequestOptions = {}): Promise<Answered> {
	return new Promise((resolve, reject) => {
		const asked = request(url, options, (answer) => {
			const chunks: Buffer[] = []
			answer.on('data', (chunk) => chunks.push(chunk))
			answer.on('end', () =>
				resolve({
					status: answer.statusCode ?? 0,
					headers: answer.headers,
					body: Buffer.concat(chunks),
				}),
			)
		})
		asked.on('error', reject)
		asked.end()
	})
}

const key: ApiKey = {
	id: 'k1',
	clinicId: 'c1',
	kind: 'publishable',
	allowedOrigins: [SITE],
	native: false,
	scopes: [],
}

const test = suite('the short way to an answer')

let server: Server
let url: string
let drain: Drain
let lines: string
/** What the test makes of the next requests. */
const state = { longWays: 0, refuses: false, fails: false, knownFor: 60_000, text: '' }

test.before.each(async () => {
	Object.assign(state, { longWays: 0, refuses: false, fails: false, knownFor: 60_000, text: '"a"' })
	lines = ''
	drain = createDrain()
	const sink = new Writable({
		write(chunk, _, done) {
			lines += chunk
			done()
		},
	})
	const arrival = () => {
		if (state.refuses) throw tooMany(1)
	}
	const shortcuts = new Shortcuts({ log: createLog('info', sink), drain, arrival, proxies: 0 })
	const again = async () => {
		if (state.fails) throw new Error('The database is gone')
		return new KeptText(state.text)
	}
	const app = new Koa()
	app.use(drain.middleware)
	app.use((ctx) => {
		state.longWays++
		ctx._matchedRoute = '/things'
		ctx.set('X-Kept', 'yes')
		ctx.body = state.text
		shortcuts.keep(ctx, { ...key, knownUntil: performance.now() + state.knownFor }, again)
	})
	server = createServer(shortcuts.before(app.callback()))
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/things?key=1`
})
test.after.each(() => void server.close())

/** How many of the requests went the long way. */
const longWays = async (...asked: RequestOptions[]): Promise<number> => {
	const before = state.longWays
	for (const options of asked) await send(url, options)
	return state.longWays - before
}

test('is taken by a request that is the same to the letter, and asks for the answer of now', async () => {
	assert.is(await longWays({}, {}, {}), 1)
	state.text = '"b"'
	const answer = await send(url)
	assert.is(String(answer.body), '"b"')
	assert.is(answer.headers['x-kept'], 'yes')
	assert.is(state.longWays, 1)
	const [line = ''] = lines.trim().split('\n').slice(-1)
	const { level, method, route, status, msg, requestId } = JSON.parse(line)
	assert.equal(
		{ level, method, route, status, msg },
		{
			level: 'info',
			method: 'GET',
			route: '/things',
			status: 200,
			msg: 'request',
		},
	)
	assert.is(requestId, answer.headers['x-request-id'])
})

test('is not taken by whatever says more than its address and origin', async () => {
	await send(url)
	const headers: Record<string, string>[] = [
		{ 'Vetslot-Key': 'pk_other' },
		{ 'Vetslot-Manage': 'token' },
		{ Origin: 'https://elsewhere.example' },
		{ 'Content-Length': '0' },
		{ 'Transfer-Encoding': 'chunked' },
	]
	for (const one of headers) assert.is(await longWays({ headers: one }), 1, JSON.stringify(one))
	assert.is(await longWays({ method: 'HEAD' }), 1)
	assert.is(await longWays({ method: 'OPTIONS' }), 1)
	assert.is(await longWays({}), 0)
})

test('tells origins apart, and remembers a few', async () => {
	const from = (n: number) => ({ headers: { Origin: `https://site-${n}.example` } })
	assert.is(await longWays({}, from(1), from(2), {}, from(1), from(2)), 3)
	for (let n = 3; n < 30; n++) await send(url, from(n))
	assert.is(await longWays(from(1)), 1)
})

test('ends with what is known of the key', async () => {
	state.knownFor = -1
	assert.is(await longWays({}, {}), 2)
	state.knownFor = 60_000
	assert.is(await longWays({}, {}), 1)
})

test('leaves refusals and failures to the long way', async () => {
	await send(url)
	state.refuses = true
	assert.is(await longWays({}), 1)
	state.refuses = false
	state.fails = true
	assert.is(await longWays({}), 1)
})

test('is closed while the server drains, and what is under way is waited for', async () => {
	await send(url)
	let closing: Promise<number> | undefined
	server.prependOnceListener('request', () => {
		closing = drain.close(server, 2000)
	})
	const answer = await send(url)
	assert.is(await closing, 0)
	assert.is(answer.status, 200)
	assert.is(state.longWays, 2)
	assert.is(answer.headers.connection, 'close')
})

test.run()

const whole = suite('the short way through the whole server')

whole('answers as the long way does, to the letter', async () => {
	const api = await startApi()
	const handle = (Koa.prototype as unknown as { handleRequest: unknown }).handleRequest
	let longs = 0
	Object.assign(Koa.prototype, {
		handleRequest(this: Koa, ...given: unknown[]) {
			longs++
			return (handle as (...all: unknown[]) => unknown).apply(this, given)
		},
	})
	try {
		const clinic = await makeBookableClinic(api.db, { vets: 2 })
		const from = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
		const query = `appointmentTypeId=${clinic.types.check}&from=${from}&to=${from}&key=${clinic.key}`
		const path = `${api.url}/api/customer/clinics/${clinic.id}/availability?${query}`
		const first = await send(path, { headers: { Origin: SITE } })
		assert.is(first.status, 200)
		const etag = String(first.headers.etag)
		const variants: Record<string, string>[] = [
			{},
			{ 'Accept-Encoding': 'gzip, deflate, br' },
			{ 'Accept-Encoding': 'gzip' },
			{ 'Accept-Encoding': 'identity' },
			{ 'Accept-Encoding': 'br;q=0, *' },
			{ 'If-None-Match': etag },
			{ 'If-None-Match': `W/${etag}`, 'Accept-Encoding': 'br' },
			{ 'If-None-Match': '"other", *' },
			{ 'If-None-Match': '*' },
			{ 'X-Request-Id': 'widget-000000000001' },
			{ 'X-Request-Id': '"},"level":"fatal' },
			{ Origin: api.url },
			{ Origin: 'https://elsewhere.example' },
			{ Origin: 'null' },
		]
		for (const variant of variants) {
			const headers = { Origin: SITE, ...variant }
			const long = await send(path, { headers: { ...headers, 'Vetslot-Key': clinic.key } })
			await send(path, { headers })
			longs = 0
			const short = await send(path, { headers })
			const words = JSON.stringify(variant)
			assert.is(longs, long.status < 400 ? 0 : 1, words)
			assert.equal(alike(short), alike(long), words)
		}
		const kept = await send(path, {
			headers: { Origin: SITE, 'X-Request-Id': 'widget-000000000001' },
		})
		assert.is(kept.headers['x-request-id'], 'widget-000000000001')
		const written = api
			.logged()
			.trim()
			.split('\n')
			.map((line) => Object.keys(JSON.parse(line)).join())
		assert.is(new Set(written.filter((line) => !line.includes('problem'))).size, 1)
	} finally {
		Object.assign(Koa.prototype, { handleRequest: handle })
		await api.close()
	}
})

/** Without what differs from one request to the next. */
function alike({ status, headers, body }: Answered) {
	const { date: _, 'x-request-id': id = '', ...others } = headers
	const text = status < 400 ? etagOf(body) : `${JSON.parse(String(body)).code}`
	const length = status < 400 ? others['content-length'] : ''
	const named = /^widget-/.test(String(id)) ? id : ''
	return { status, text, named, ...others, 'content-length': length }
}

whole.run()
