import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
	createClient,
	VetslotError,
	type WatchOptions,
	watchAvailability,
} from '../../sdk/index.ts'

const watch = suite('watching availability')

interface Call {
	request: IncomingMessage
	response: ServerResponse
	/** When it came. */
	at: number
}

let server: Server
let port: number
let calls: Call[]
/** What is done with each call; by default a stream that tells of version 1. */
let answer: (call: Call) => void
const leaves: AbortController[] = []

const begin = ({ response }: Call, retry = 20) => {
	response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
	response.write(`retry: ${retry}\n\n`)
}
const tell = ({ response }: Call, version: number) =>
	response.write(`event: availability\nid: ${version}\ndata: {"version":${version}}\n\n`)
const refuse = ({ response }: Call, status: number, code: string, headers = {}) => {
	response.writeHead(status, { 'Content-Type': 'application/problem+json', ...headers })
	response.end(JSON.stringify({ code, detail: 'No', requestId: 'r1', issues: [] }))
}

function start(at = 0): Promise<void> {
	server = createServer((request, response) => {
		const call = { request, response, at: performance.now() }
		calls.push(call)
		answer(call)
	})
	return new Promise((resolve) => {
		server.listen(at, '127.0.0.1', () => {
			port = (server.address() as AddressInfo).port
			resolve()
		})
	})
}

watch.before.each(async () => {
	calls = []
	answer = (call) => {
		begin(call)
		tell(call, 1)
	}
	await start()
})
watch.after.each(() => {
	for (const leave of leaves.splice(0)) leave.abort()
	server.closeAllConnections()
	server.close()
})

function open(options: WatchOptions = {}) {
	const client = createClient({ key: 'pk_test', baseUrl: `http://127.0.0.1:${port}` })
	const leave = new AbortController()
	leaves.push(leave)
	return { leave, changes: watchAvailability(client, 'c1', { signal: leave.signal, ...options }) }
}

const failure = async (work: Promise<unknown>): Promise<VetslotError> => {
	const error = await work.then(
		() => new Error('It worked'),
		(thrown) => thrown,
	)
	if (!(error instanceof VetslotError)) throw error
	return error
}
const callNumber = async (count: number): Promise<Call> => {
	while (calls.length < count) await pause(5)
	return calls[count - 1] as Call
}

watch('tells the version and its changes, asked for as a page may', async () => {
	const { changes } = open()
	assert.equal((await changes.next()).value, { version: 1, cause: 'change' })
	const call = await callNumber(1)
	assert.is(call.request.url, '/api/customer/clinics/c1/availability/stream?key=pk_test')
	assert.is(call.request.headers['last-event-id'], undefined)
	tell(call, 2)
	assert.is((await changes.next()).value.version, 2)
})

watch('understands events that come in pieces, comments and other line ends', async () => {
	const { changes } = open()
	await changes.next()
	const { response } = await callNumber(1)
	for (const piece of [':\n\nev', 'ent: availability\r\ni', 'd: 1', '2\r\nda', 'ta: {}\r\n\r\n']) {
		response.write(piece)
		await pause(10)
	}
	assert.is((await changes.next()).value.version, 12)
})

watch('tells changes that come faster than they are taken as one', async () => {
	const { changes } = open()
	await changes.next()
	const call = await callNumber(1)
	for (const version of [2, 3, 4]) tell(call, version)
	await pause(50)
	assert.is((await changes.next()).value.version, 4)
})

watch('comes back after the stream ended, when the server asked for it, and goes on', async () => {
	answer = (call) => begin(call, 150)
	const { changes } = open()
	const next = changes.next()
	const first = await callNumber(1)
	tell(first, 7)
	assert.is((await next).value.version, 7)
	const after = changes.next()
	const ended = performance.now()
	first.response.end()
	const second = await callNumber(2)
	assert.ok(second.at - ended >= 140)
	assert.is(second.request.headers['last-event-id'], '7')
	tell(second, 8)
	assert.is((await after).value.version, 8)
})

watch('comes back after the connection was cut, and after the server was gone', async () => {
	const { changes } = open()
	await changes.next()
	const after = changes.next()
	;(await callNumber(1)).response.destroy()
	const second = await callNumber(2)
	server.close()
	second.response.destroy()
	server.closeAllConnections()
	await pause(300)
	answer = (call) => {
		begin(call)
		tell(call, 5)
	}
	await start(port)
	assert.is((await after).value.version, 5)
})

watch('waits longer each time that nothing can be had, and at random', async () => {
	let retry = true
	answer = (call) => {
		if (retry) begin(call, 40)
		else refuse(call, 503, 'unavailable')
		if (retry) call.response.end()
		retry = false
	}
	const { changes } = open()
	void changes.next().catch(() => {})
	await callNumber(6)
	const waits = calls.slice(1).map((call, i) => call.at - (calls[i] as Call).at)
	assert.ok((waits[4] ?? 0) > 150, waits.join(' ')) // 40 * 2^3 = 320, halved at most
	assert.ok((waits[1] ?? 0) < 150, waits.join(' '))
})

watch('waits as long as a busy server asks', async () => {
	answer = (call) => refuse(call, 503, 'overloaded', { 'Retry-After': '1' })
	const { changes } = open()
	void changes.next().catch(() => {})
	const second = await callNumber(2)
	assert.ok(second.at - (calls[0] as Call).at >= 990)
})

watch('waits for a server that is slow to begin', async () => {
	answer = async (call) => {
		await pause(400)
		begin(call)
		tell(call, 3)
	}
	const { changes } = open()
	assert.is((await changes.next()).value.version, 3)
	assert.is(calls.length, 1)
})

watch('does not believe a connection that fell silent, but one with signs of life', async () => {
	const { changes } = open({ silence: 200 })
	await changes.next()
	const after = changes.next()
	const first = await callNumber(1)
	for (let i = 0; i < 5; i++) {
		await pause(100)
		first.response.write(':\n\n')
	}
	assert.is(calls.length, 1)
	answer = (call) => {
		begin(call)
		tell(call, 2)
	}
	assert.is((await after).value.version, 2)
	assert.is(calls.length, 2)
})

watch('takes a page of a proxy for no stream, and tries again', async () => {
	answer = ({ response }) => void response.end('<html>')
	const { changes } = open()
	const next = changes.next()
	await callNumber(1)
	answer = (call) => {
		begin(call)
		tell(call, 9)
	}
	assert.is((await next).value.version, 9)
})

for (const [status, code] of [
	[401, 'key_unknown'],
	[403, 'origin_not_allowed'],
	[404, 'clinic_not_found'],
] as const) {
	watch(`gives up for ${status}`, async () => {
		answer = (call) => refuse(call, status, code)
		const error = await failure(open().changes.next())
		assert.is(error.code, code)
		assert.is(error.status, status)
		await pause(100)
		assert.is(calls.length, 1)
	})
}

watch('ends when it is told to, wherever it is, and lets go of the connection', async () => {
	const { changes, leave } = open()
	await changes.next()
	const { request } = await callNumber(1)
	const gone = new Promise((resolve) => request.once('close', resolve))
	const next = changes.next()
	leave.abort()
	assert.is((await failure(next)).code, 'aborted')
	await gone
	const early = new AbortController()
	early.abort()
	assert.is((await failure(open({ signal: early.signal }).changes.next())).code, 'aborted')
})

watch('ends with the loop around it', async () => {
	const { changes } = open()
	for await (const { version } of changes) {
		assert.is(version, 1)
		break
	}
	const { response } = await callNumber(1)
	if (!response.destroyed) await new Promise((resolve) => response.once('close', resolve))
	await pause(100)
	assert.is(calls.length, 1)
})

watch('tells what the clock changes, with or without a stream', async () => {
	answer = (call) => refuse(call, 503, 'unavailable')
	let until = new Date(Date.now() + 150).toISOString()
	const { changes } = open({ validUntil: () => until })
	assert.equal((await changes.next()).value, { version: null, cause: 'clock' })
	until = new Date(Date.now() + 100).toISOString()
	assert.is((await changes.next()).value.cause, 'clock')
	// The server says the same again, so our clock is ahead: no storm of questions.
	const again = changes.next()
	assert.is(await Promise.race([again, pause(500)]), undefined)
	leaves.at(-1)?.abort()
	await failure(again)
})

watch('costs nothing to whoever does not watch', async () => {
	const size = async (code: string) => {
		const { outputFiles } = await build({
			stdin: { contents: code, resolveDir: new URL('../../sdk', import.meta.url).pathname },
			bundle: true,
			minify: true,
			format: 'esm',
			write: false,
		})
		return outputFiles[0]?.text ?? ''
	}
	const without = await size(`export { createClient } from './index.ts'`)
	assert.not.match(without, 'event-stream')
	assert.match(await size(`export { watchAvailability } from './index.ts'`), 'event-stream')
})

watch.run()
