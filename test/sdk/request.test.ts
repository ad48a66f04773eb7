import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createClient, VetslotError } from '../../sdk/index.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A real server that gives the listed answers in turn and remembers what it was asked. */
async function serve(...answers: Answer[]) {
	const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] =
		[]
	const server = createServer((request, response) => {
		let body = ''
		request.on('data', (chunk) => {
			body += chunk
		})
		request.on('end', () => {
			const { method = '', url = '', headers } = request
			seen.push({ method, url, headers, body })
			const answer = answers[Math.min(seen.length, answers.length) - 1]
			answer?.(request, response, body)
		})
	})
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
	const { port } = server.address() as AddressInfo
	return {
		seen,
		baseUrl: `http://127.0.0.1:${port}`,
		close: () => {
			server.closeAllConnections()
			return new Promise((resolve) => server.close(resolve))
		},
	}
}

const json =
	(status: number, body: unknown, headers = {}): Answer =>
	(_, response) => {
		response.writeHead(status, { 'content-type': 'application/json', ...headers })
		response.end(JSON.stringify(body))
	}
const problem = (status: number, code: string, more = {}, headers = {}): Answer =>
	json(status, { status, code, detail: code, requestId: 'r1', issues: [], ...more }, headers)
const hangUp: Answer = (request) => request.socket.destroy()
const silence: Answer = () => {}

const id = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
const booking = {
	appointmentTypeId: id,
	visit: {},
	start: '2026-11-05T10:40:00+00:00',
	veterinarianId: null,
	pets: [],
	owner: { name: 'Sam', phone: '1', email: 'sam@mail.example' },
}

async function failureOf(call: Promise<unknown>): Promise<VetslotError> {
	try {
		await call
	} catch (error) {
		assert.instance(error, VetslotError)
		return error as VetslotError
	}
	throw new Error('Expected the call to fail')
}

const test = suite('sdk: request')

test('sends the key in the query on reads and in a header otherwise', async () => {
	const server = await serve(json(200, {}))
	const client = createClient({ key: 'pk_1', baseUrl: server.baseUrl })
	await client.clinic()
	await client.appointments.book(booking)
	assert.is(server.seen[0]?.url, '/api/customer/clinic?key=pk_1')
	assert.is(server.seen[0]?.headers['vetslot-key'], undefined)
	assert.is(server.seen[1]?.url, '/api/customer/appointments/book')
	assert.is(server.seen[1]?.headers['vetslot-key'], 'pk_1')
	assert.equal(JSON.parse(server.seen[1]?.body ?? ''), booking)
	await server.close()
})

test('leaves out of the query what is not given, and encodes ids', async () => {
	const server = await serve(json(200, {}))
	const client = createClient({ baseUrl: server.baseUrl })
	await client.nextFree('../x', { species: 'dog', client: undefined, amber: true })
	assert.is(
		server.seen[0]?.url,
		'/api/customer/clinics/..%2Fx/availability/next?species=dog&amber=true',
	)
	await server.close()
})

test('repeats an unsafe call with the same idempotency key after the line was cut', async () => {
	const server = await serve(hangUp, hangUp, json(201, { id }))
	const client = createClient({ key: 'pk_1', baseUrl: server.baseUrl })
	await client.appointments.book(booking)
	const keys = server.seen.map((each) => each.headers['idempotency-key'])
	assert.is(keys.length, 3)
	assert.is(new Set(keys).size, 1)
	assert.match(String(keys[0]), /^[0-9a-f]{32}$/)
	await server.close()
})

test('sends the session of a page with its holds', async () => {
	const server = await serve(json(201, { id }), json(201, { id }))
	const client = createClient({ key: 'pk_1', baseUrl: server.baseUrl })
	const body = {
		appointmentTypeId: id,
		visit: {},
		start: '2026-11-05T10:40:00+00:00',
		veterinarianId: null,
	}
	await client.holds.create(body, { session: 'a'.repeat(22) })
	await client.holds.create(body)
	assert.equal(
		server.seen.map((each) => each.headers['vetslot-session']),
		['a'.repeat(22), undefined],
	)
	await server.close()
})

test('makes a new idempotency key for each intent', async () => {
	const server = await serve(json(201, { id }))
	const client = createClient({ key: 'pk_1', baseUrl: server.baseUrl })
	await client.appointments.book(booking)
	await client.appointments.book(booking)
	assert.is.not(
		server.seen[0]?.headers['idempotency-key'],
		server.seen[1]?.headers['idempotency-key'],
	)
	await server.close()
})

test('does not repeat a refusal', async () => {
	const issues = [{ path: 'owner.phone', in: 'body', code: 'invalid', message: 'No' }]
	const server = await serve(problem(400, 'invalid_request', { issues }))
	const client = createClient({ baseUrl: server.baseUrl })
	const error = await failureOf(client.appointments.book(booking))
	assert.is(server.seen.length, 1)
	assert.is(error.code, 'invalid_request')
	assert.is(error.status, 400)
	assert.is(error.requestId, 'r1')
	assert.equal(error.issues, issues)
	assert.is(error.retryable, false)
	await server.close()
})

test('carries where a moved visit lives on', async () => {
	const server = await serve(problem(409, 'appointment_moved', { movedTo: id }))
	const client = createClient({ baseUrl: server.baseUrl })
	const error = await failureOf(client.appointments.read(id, { manageToken: 't' }))
	assert.is(error.movedTo, id)
	assert.is(server.seen[0]?.headers['vetslot-manage'], 't')
	await server.close()
})

test('waits as long as the server asks', async () => {
	const server = await serve(
		problem(429, 'rate_limited', {}, { 'retry-after': '1' }),
		json(200, { fine: true }),
	)
	const before = Date.now()
	await createClient({ baseUrl: server.baseUrl }).clinic()
	assert.ok(Date.now() - before >= 990)
	await server.close()
})

test('gives up after the tries it was given', async () => {
	const server = await serve(problem(503, 'overloaded'))
	const error = await failureOf(createClient({ baseUrl: server.baseUrl, retries: 1 }).clinic())
	assert.is(error.code, 'overloaded')
	assert.is(error.retryable, true)
	assert.is(server.seen.length, 2)
	await server.close()
})

test('gives a real error for an empty body, a proxy page and broken JSON', async () => {
	const server = await serve(
		(_, response) => response.writeHead(502).end(),
		(_, response) => response.writeHead(404).end('<html>'),
		(_, response) => response.writeHead(200).end('{"a":'),
	)
	const client = createClient({ baseUrl: server.baseUrl, retries: 0 })
	assert.is((await failureOf(client.clinic())).code, 'unavailable')
	assert.is((await failureOf(client.clinic())).code, 'bad_answer')
	assert.is((await failureOf(client.clinic())).code, 'bad_answer')
	await server.close()
})

test('tells a time-out from a call that was called off', async () => {
	const server = await serve(silence)
	const client = createClient({ baseUrl: server.baseUrl, retries: 0, timeout: 40 })
	assert.is((await failureOf(client.clinic())).code, 'timeout')
	const stop = new AbortController()
	const call = failureOf(client.clinic({ signal: stop.signal, timeout: 5000 }))
	setTimeout(() => stop.abort(), 20)
	assert.is((await call).code, 'aborted')
	assert.is((await failureOf(client.clinic({ signal: stop.signal }))).code, 'aborted')
	await server.close()
})

test('stops waiting for the next try when called off', async () => {
	const server = await serve(problem(429, 'rate_limited', {}, { 'retry-after': '5' }))
	const stop = new AbortController()
	const call = failureOf(createClient({ baseUrl: server.baseUrl }).clinic({ signal: stop.signal }))
	setTimeout(() => stop.abort(), 50)
	assert.is((await call).code, 'aborted')
	await server.close()
})

test('tells at once when the next try would be minutes away', async () => {
	const server = await serve(problem(429, 'rate_limited', {}, { 'retry-after': '300' }))
	const error = await failureOf(createClient({ baseUrl: server.baseUrl }).clinic())
	assert.is(error.code, 'rate_limited')
	assert.is(error.retryAfter, 300)
	await server.close()
})

test('names the network when nobody answers', async () => {
	const server = await serve(silence)
	await server.close()
	const error = await failureOf(createClient({ baseUrl: server.baseUrl, retries: 0 }).clinic())
	assert.is(error.code, 'network_error')
	assert.is(error.status, 0)
	assert.ok(error.cause)
})

test('uses the fetch it is given, and reads nothing from an empty answer', async () => {
	let asked = ''
	const client = createClient({
		baseUrl: 'http://clinic.example',
		fetch: async (input) => {
			asked = String(input)
			return new Response(null, { status: 204 })
		},
	})
	assert.is(await client.holds.release(id, 'x'.repeat(22)), undefined)
	assert.is(asked, `http://clinic.example/api/customer/holds/${id}`)
})

test.run()
