import { randomUUID } from 'node:crypto'
import http from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { EventStreams } from '../../../api/http/event-stream.ts'
import type { ApiKey } from '../../../api/http/keys.ts'
import { clinicId, keys, siteOrigin, startApp, type TestApp } from './app.ts'

const test = suite('a route that answers with a stream')
let app: TestApp
/** What the key is when it is looked up next. */
let lookUp: () => Promise<ApiKey | null> | ApiKey | null
const streams = new EventStreams({ most: 100, byAddress: 3 })
let stillAllowed: () => Promise<boolean>

const shared = {
	method: 'get',
	tags: ['Test'],
	auth: 'key',
	problems: [],
	responses: {
		200: { streams: true, contentType: 'text/event-stream', description: 'Letters' },
	},
} as const

const key: ApiKey = {
	id: randomUUID(),
	clinicId,
	kind: 'publishable',
	allowedOrigins: [siteOrigin],
	native: false,
	scopes: [],
}

test.before(async () => {
	app = await startApp({ authenticate: { findKey: async () => lookUp() } })
	const [router] = app.routers
	if (!router) throw new Error('No router')
	app.guard.route(
		router,
		{
			...shared,
			path: '/api/customer/letters',
			operationId: 'streamLetters',
			summary: 'Stream letters',
		},
		(call) => {
			stillAllowed = call.stillAllowed
			return { status: 200, stream: (sink) => void sink.end('a') }
		},
	)
	app.guard.route(
		router,
		{
			...shared,
			path: '/api/customer/news',
			operationId: 'streamNews',
			summary: 'Stream news without an end',
		},
		({ address, stillAllowed }) => {
			streams.admit(address)
			const of = { address, stillAllowed, onEnd: () => {} }
			return { status: 200, stream: (sink) => void streams.begin(sink, of) }
		},
	)
})
test.before.each(() => {
	lookUp = () => key
})
test.after(() => app.close())

const open = (headers = {}) =>
	fetch(`${app.url}/api/customer/letters?key=${keys.site}`, {
		headers: { Origin: siteOrigin, ...headers },
	})

test('asks for credentials before it begins', async () => {
	lookUp = () => null
	const answer = await open()
	assert.is(answer.status, 401)
	assert.match(answer.headers.get('content-type') ?? '', 'application/problem+json')
})

test('hands the connection over, which ends with the stream', async () => {
	const answer = await open()
	assert.is(await answer.text(), 'a')
	assert.is(answer.headers.get('connection'), 'close')
	assert.is(answer.headers.get('etag'), null)
})

test('is told when the key was revoked or the page is no longer listed', async () => {
	await (await open()).text()
	assert.is(await stillAllowed(), true)
	lookUp = () => ({ ...key, allowedOrigins: [] })
	assert.is(await stillAllowed(), false)
	lookUp = () => null
	assert.is(await stillAllowed(), false)
})

test('takes a database that can not be asked for no refusal', async () => {
	await (await open()).text()
	lookUp = () => {
		throw new Error('Connection terminated unexpectedly')
	}
	assert.is(await stillAllowed(), true)
})

test('keeps no place for callers who leave while their key is looked up', async () => {
	lookUp = () => pause(10, key)
	const url = `${app.url}/api/customer/news?key=${keys.site}`
	const asked = (leave: (request: http.ClientRequest) => void) =>
		new Promise<number | null>((resolve) => {
			const request = http.get(url, { headers: { Origin: siteOrigin } }, (answer) => {
				resolve(answer.statusCode ?? null)
				request.destroy()
			})
			request.on('error', () => resolve(null))
			leave(request)
		})
	for (let i = 0; i < 100; i++)
		await asked((request) =>
			request.on('finish', () => setTimeout(() => request.destroy(), i % 12)),
		)
	await pause(100)
	assert.is(streams.size, 0)
	assert.is(await asked(() => {}), 200)
})

test.run()
