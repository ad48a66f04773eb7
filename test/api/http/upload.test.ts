import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Router } from '@koa/router'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as z from 'zod'
import { openApiDocument } from '../../../api/http/openapi.ts'
import { Places } from '../../../api/http/places.ts'
import type { Problem } from '../../../api/http/problem.ts'
import { keys, problemOf, siteOrigin, startApp, type TestApp } from './app.ts'

const test = suite('uploads')
let app: TestApp
const router = new Router()
let calls = 0
let hold: Promise<void> | undefined

const { TMPDIR } = process.env

test.before(async () => {
	// Apart from servers that other files run meanwhile.
	process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'uploads-'))
	app = await startApp({ more: (guard) => [declare(guard)] })
})
test.after(async () => {
	await app.close()
	rmSync(tmpdir(), { recursive: true })
	if (TMPDIR === undefined) delete process.env.TMPDIR
	else process.env.TMPDIR = TMPDIR
})
test.before.each(() => {
	calls = 0
	hold = undefined
})

function declare(guard: TestApp['guard']): Router {
	guard.route(
		router,
		{
			tags: ['Test'],
			method: 'post',
			path: '/api/customer/files',
			operationId: 'sendFile',
			summary: 'Send a file',
			auth: 'key',
			query: z.strictObject({ twice: z.literal('yes').optional() }),
			upload: {
				contentTypes: ['text/csv', 'text/plain'],
				charsets: ['utf-8', 'windows-1252'],
				maxBytes: 2_000_000,
				slowAfter: 400,
				description: 'Some rows',
			},
			idempotent: true,
			responses: {
				200: z.strictObject({
					bytes: z.int(),
					charset: z.string(),
					hash: z.string(),
					same: z.boolean(),
				}),
			},
			problems: [],
		},
		async ({ upload, intent }) => {
			calls++
			await hold
			const [once, again] = [await text(upload.read()), await text(upload.read())]
			const { bytes, charset } = upload
			const same = once === again && Buffer.byteLength(once) === bytes
			return { status: 200, body: { bytes, charset, hash: intent.bodyHash, same } }
		},
	)
	return router
}

const send = (body: BodyInit, headers: Record<string, string> = {}, query = '') =>
	fetch(`${app.url}/api/customer/files${query}`, {
		method: 'POST',
		headers: {
			Origin: siteOrigin,
			'Vetslot-Key': keys.site,
			'Idempotency-Key': randomBytes(16).toString('hex'),
			'Content-Type': 'text/csv',
			...headers,
		},
		body,
		duplex: 'half',
	} as RequestInit)

const refusal = async (...sent: Parameters<typeof send>) => {
	const answer = await send(...sent)
	return `${answer.status} ${(await problemOf(answer)).code}`
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => /^vetslot-[0-9a-f]{8}-/.test(name))

test('hands a file over whole, as often as it is read', async () => {
	const answer = await send('x'.repeat(1_500_000))
	const { hash, ...rest } = await answer.json()
	assert.equal(rest, { bytes: 1_500_000, charset: 'utf-8', same: true })
	assert.match(hash, /^[0-9a-f]{64}$/)
	assert.equal(leftovers(), [])
})

test('knows an intent by the content of its file', async () => {
	const hashes: string[] = []
	for (const body of ['a', 'a', 'b']) hashes.push((await (await send(body)).json()).hash)
	assert.is(hashes[0], hashes[1])
	assert.is.not(hashes[0], hashes[2])
	const other = await (await send('a', { 'Content-Type': 'text/csv; charset=windows-1252' })).json()
	assert.is(other.charset, 'windows-1252')
	assert.is.not(other.hash, hashes[0])
})

test('takes no other kind, and nothing compressed', async () => {
	for (const type of ['application/json', 'text/html', 'text/csv; charset=utf-16', 'x']) {
		assert.is(await refusal('a', { 'Content-Type': type }), '415 unsupported_media_type', type)
	}
	assert.is(await refusal('a', { 'Content-Encoding': 'gzip' }), '415 unsupported_media_type')
	assert.is(calls, 0)
})

test('looks at all else before it takes a byte', async () => {
	assert.is(await refusal('a', { 'Vetslot-Key': 'pk_unknown_key' }), '401 key_unknown')
	assert.is(await refusal('a', {}, '?twice=no'), '400 invalid_request')
	assert.is(await refusal('a', { 'Idempotency-Key': 'short' }), '400 invalid_request')
	assert.is(await refusal(''), '400 invalid_request')
	assert.is(calls, 0)
})

test('ends a file that is too large, said so or not, and serves on', async () => {
	assert.is(await refusal('x'.repeat(2_000_001)), '413 body_too_large')
	const chunk = new TextEncoder().encode('x'.repeat(100_000))
	let left = 25
	const unsaid = new ReadableStream({
		pull: (controller) => (left-- > 0 ? controller.enqueue(chunk) : controller.close()),
	})
	assert.is(await refusal(unsaid), '413 body_too_large')
	assert.is((await send('fine')).status, 200)
	assert.is(calls, 1)
})

test('an upload that breaks off does nothing and leaves nothing', async () => {
	const { hostname, port } = new URL(app.url)
	const socket = connect(Number(port), hostname)
	socket.write(
		[
			'POST /api/customer/files HTTP/1.1',
			`Host: ${hostname}`,
			`Origin: ${siteOrigin}`,
			`Vetslot-Key: ${keys.site}`,
			'Idempotency-Key: an-intent-of-more-than-22-letters',
			'Content-Type: text/csv',
			'Content-Length: 1000000\r\n\r\nid,name\r\n',
		].join('\r\n'),
	)
	await new Promise((resolve) => setTimeout(resolve, 100))
	socket.destroy()
	await new Promise((resolve) => setTimeout(resolve, 100))
	assert.is(calls, 0)
	assert.equal(leftovers(), [])
	// Its place is free again.
	assert.is((await send('a')).status, 200)
})

test('takes one of a clinic at once, and keeps places for others', async () => {
	let release = () => {}
	hold = new Promise((resolve) => {
		release = resolve
	})
	const first = send('a')
	while (calls < 1) await new Promise((resolve) => setTimeout(resolve, 5))
	const refused = await send('a')
	assert.is(refused.status, 503)
	assert.is(refused.headers.get('retry-after'), '5')
	const other = send('a', { 'Vetslot-Key': keys.other })
	while (calls < 2) await new Promise((resolve) => setTimeout(resolve, 5))
	release()
	for (const answer of await Promise.all([first, other])) assert.is(answer.status, 200)
	assert.is((await send('a')).status, 200)
})

test('takes four at once in all, and gives each place back once', () => {
	const places = new Places(4, 5)
	const leave = ['a', 'b', 'c', 'd'].map((clinic) => places.take(clinic))
	assert.throws(
		() => places.take('e'),
		(error: Problem) => error.code === 'overloaded',
	)
	leave[0]!()
	places.take('a')
	leave[0]!()
	assert.throws(
		() => places.take('a'),
		(error: Problem) => error.code === 'overloaded',
	)
})

test('ends a file that only drips, and gives its place to the next', async () => {
	const drip = new TextEncoder().encode('id,name\n')
	let over = false
	const slow = new ReadableStream({
		async pull(controller) {
			await new Promise((resolve) => setTimeout(resolve, 50))
			if (over) controller.close()
			else controller.enqueue(drip)
		},
	})
	const began = Date.now()
	const taken = await send(slow).then(
		() => true,
		() => false,
	)
	over = true
	assert.not(taken, 'it was taken')
	assert.ok(Date.now() - began < 3000)
	assert.is(calls, 0)
	assert.is((await send('a')).status, 200)
})

test('is described', () => {
	const { paths } = openApiDocument(app.routers, '1')
	const operation = JSON.stringify(paths?.['/api/customer/files']?.post)
	assert.match(operation, /"text\/csv":\{"schema":\{"type":"string"\}\}/)
	for (const code of ['body_too_large', 'unsupported_media_type', 'request_aborted']) {
		assert.ok(operation.includes(code), code)
	}
})

test.run()
