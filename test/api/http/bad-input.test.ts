import { connect } from 'node:net'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import * as z from 'zod'
import { line } from '../../../api/contract/primitives.ts'
import { problemSchema } from '../../../api/contract/problem.ts'
import { issuesFromZod } from '../../../api/http/issues.ts'
import {
	keys,
	manageToken,
	next,
	problemOf,
	siteOrigin,
	startApp,
	type TestApp,
	write,
} from './app.ts'

const test = suite('bad input')
let app: TestApp
test.before(async () => {
	app = await startApp()
})
test.after(() => app.close())
test.before.each(() => {
	next.effects = 0
})

const post = async (body: BodyInit, headers: Record<string, string> = {}) => {
	const answer = await fetch(`${app.url}/api/customer/pets`, write({ body, headers }))
	return { answer, problem: await problemOf(answer) }
}
const json = (value: unknown) => post(JSON.stringify(value))
const places = (issues: { path: string; in: string; code: string }[]) =>
	issues.map((issue) => `${issue.in} ${issue.path} ${issue.code}`).sort()

test('takes a good body', async () => {
	const answer = await fetch(`${app.url}/api/customer/pets`, write())
	assert.is(answer.status, 201)
	assert.is(next.effects, 1)
})

test('answers with the documented problem document', async () => {
	const { problem } = await json({})
	assert.ok(problemSchema.safeParse(problem).success)
})

test('lists every bad field with its place, in one answer', async () => {
	const body = { name: '', age: '4', tags: [1, 'b', 'c'], extra: 1, more: 2 }
	const init = write({ body: JSON.stringify(body), headers: { 'Idempotency-Key': 'short' } })
	const answer = await fetch(`${app.url}/api/customer/pets?colour=red`, init)
	const problem = await problemOf(answer)
	assert.is(answer.status, 400)
	assert.is(problem.code, 'invalid_request')
	assert.equal(places(problem.issues), [
		'body age wrong_type',
		'body extra unknown_field',
		'body more unknown_field',
		'body name too_short',
		'body tags.0 wrong_type',
		'header idempotency-key invalid_format',
		'query colour unknown_field',
	])
	assert.is(next.effects, 0)
})

test('names missing fields as required', async () => {
	const { problem } = await json({})
	assert.equal(places(problem.issues), ['body age required', 'body name required'])
})

test('refuses malformed JSON, and bodies that are no object', async () => {
	for (const body of ['{"name":', 'nonsense', '"text"', '42', '{"a":1}{"b":2}']) {
		const { answer, problem } = await post(body)
		assert.is(answer.status, 400, body)
		assert.is(problem.code, 'malformed_json', body)
	}
	const { problem } = await post('[]')
	assert.equal(places(problem.issues), ['body  wrong_type'])
})

test('refuses a body of 10 MB without reading it into memory', async () => {
	const { answer, problem } = await post(JSON.stringify({ name: 'x'.repeat(10_000_000), age: 1 }))
	assert.is(answer.status, 413)
	assert.is(problem.code, 'body_too_large')
})

test('refuses a long body whose length is not announced', async () => {
	const chunk = new TextEncoder().encode('x'.repeat(10_000))
	let left = 100
	const body = new ReadableStream({
		pull: (stream) => (left-- > 0 ? stream.enqueue(chunk) : stream.close()),
	})
	const init = { ...write(), body, duplex: 'half' } as RequestInit
	const answer = await fetch(`${app.url}/api/customer/pets`, init)
	assert.is((await problemOf(answer)).code, 'body_too_large')
})

test('refuses anything but plain JSON in UTF-8', async () => {
	const types = [
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data',
		'text/json',
	]
	for (const type of [...types, 'application/json; charset=latin1']) {
		const { answer, problem } = await post('{}', { 'Content-Type': type })
		assert.is(answer.status, 415, type)
		assert.is(problem.code, 'unsupported_media_type', type)
	}
	const packed = await post('{}', { 'Content-Encoding': 'gzip' })
	assert.is(packed.answer.status, 415)
})

test('names the body when there is none', async () => {
	const answer = await fetch(`${app.url}/api/customer/pets`, write({ body: null }))
	const { issues } = await problemOf(answer)
	assert.equal(places(issues), ['body  required'])
})

test('refuses a body where none is taken', async () => {
	const answer = await fetch(`${app.url}/api/customer/appointments/1`, {
		method: 'DELETE',
		body: '{"status":"completed"}',
		headers: { ...write().headers, 'Vetslot-Manage': manageToken },
	})
	assert.equal(places((await problemOf(answer)).issues), ['body  unknown_field'])
	assert.is(next.effects, 0)
})

test('names null bytes and broken Unicode, in names of fields too', async () => {
	const { problem } = await post('{"name":"a\\u0000b","age":1,"tags":["\\ud800"],"x\\u0000":1}')
	assert.equal(places(problem.issues), [
		'body name null_byte',
		'body tags.0 malformed_text',
		'body x\0 null_byte',
	])
	const answer = await fetch(`${app.url}/api/customer/pets?a=%00`, write())
	assert.equal(places((await problemOf(answer)).issues), ['query a null_byte'])
})

test('refuses deep nesting', async () => {
	const { problem } = await post(`{"name":${'['.repeat(20_000)}${']'.repeat(20_000)},"age":1}`)
	assert.ok(problem.issues.some((issue) => issue.code === 'too_deep'))
})

test('refuses fields that reach for prototypes, and stays clean', async () => {
	const first = await post('{"name":"a","age":1,"__proto__":{"admin":true}}')
	assert.is(first.problem.code, 'malformed_json')
	const second = await json({ name: 'a', age: 1, constructor: { prototype: { admin: true } } })
	assert.equal(places(second.problem.issues), ['body constructor unknown_field'])
	const answer = await fetch(`${app.url}/api/customer/pets?__proto__=1`, write())
	assert.equal(places((await problemOf(answer)).issues), ['query __proto__ unknown_field'])
	assert.is(({} as { admin?: boolean }).admin, undefined)
})

test('keeps the answer to ten thousand unknown fields small', async () => {
	const fields = Array.from({ length: 6000 }, (_, index) => [`f${index}`, 1])
	const { answer, problem } = await json(Object.fromEntries(fields))
	assert.is(answer.status, 400)
	assert.is(problem.issues.length, 100)
})

test('refuses a repeated query field and a key in the query of a write', async () => {
	const things = `${app.url}/api/customer/clinics/01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10/things`
	const repeated = await fetch(`${things}?limit=1&limit=2&key=${keys.site}`)
	assert.equal(places((await problemOf(repeated)).issues), ['query limit wrong_type'])
	const answer = await fetch(`${app.url}/api/customer/pets?key=${keys.site}`, write())
	assert.equal(places((await problemOf(answer)).issues), ['query key unknown_field'])
})

test('never repeats what was sent', async () => {
	const { answer } = await json({ name: 7, age: 'owner@example.org', tags: 'hunter2' })
	const text = JSON.stringify([...answer.headers])
	assert.not.match(text, /hunter2|owner@/)
	const { problem } = await json({ name: 7, age: 'owner@example.org', tags: 'hunter2' })
	assert.not.match(JSON.stringify(problem), /hunter2|owner@/)
})

test('an address has one form, and so has an intent', async () => {
	const change = async (path: string) => {
		const init = write({ method: 'PUT', body: null })
		const answer = await fetch(`${app.url}/api/customer/${path}`, init)
		return answer.status === 200 ? ((await answer.json()) as { path: string }).path : answer.status
	}
	const id = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
	const path = `/api/customer/things/${id}/part/a`
	assert.is(await change(`things/${id}/part/a`), path)
	assert.is(await change(`things/${id.toUpperCase()}/part/%41`), path)
	for (const other of [`THINGS/${id}/part/a`, `things/${id}/part/a/`, `things/${id}//part/a`]) {
		assert.is(await change(other), 404, other)
	}
	const pets = await fetch(`${app.url}/api/customer/Pets/`, write())
	assert.is(pets.status, 404)
})

test('the address and method must be declared', async () => {
	const unknown = await fetch(`${app.url}/api/customer/nothing`, {
		headers: { Origin: siteOrigin },
	})
	assert.is((await problemOf(unknown)).code, 'not_found')
	const answer = await fetch(`${app.url}/api/customer/pets`, { method: 'PATCH' })
	assert.is((await problemOf(answer)).code, 'method_not_allowed')
	assert.is(answer.headers.get('allow'), 'POST')
	const strange = await fetch(`${app.url}/api/customer/%E0%A4%A/things`)
	assert.is(strange.status, 404)
})

test('a caller who leaves before the body is read is no fault', async () => {
	const asked = Promise.withResolvers<void>()
	const left = Promise.withResolvers<void>()
	const write = async () => {
		asked.resolve()
		await left.promise
	}
	const slow = await startApp({ limits: { arrival: () => {}, write } })
	const socket = connect(Number(new URL(slow.url).port), '127.0.0.1')
	const body = '{"name":"Biscuit","age":4}'
	socket.write(
		`POST /api/customer/pets HTTP/1.1\r\nHost: x\r\nOrigin: ${siteOrigin}\r\n` +
			`Vetslot-Key: ${keys.site}\r\nIdempotency-Key: ${'k'.repeat(32)}\r\n` +
			`Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
	)
	await asked.promise
	socket.destroy()
	await new Promise((resolve) => setTimeout(resolve, 50))
	left.resolve()
	while (!slow.logged().includes('"status":'))
		await new Promise((resolve) => setTimeout(resolve, 5))
	assert.match(slow.logged(), '"status":400')
	await slow.close()
})

test('says the rule so that whoever filled in the field knows what to do', () => {
	const schema = z.strictObject({
		name: line(1, 80),
		email: z.email(),
		on: z.iso.date(),
		kind: z.enum(['cat', 'dog']),
	})
	const read = schema.safeParse({ name: ' ', email: 'sam', on: '2026-02-30', kind: 'cow' })
	assert.ok(read.error)
	assert.equal(
		issuesFromZod(read.error, 'body').map(({ message }) => message),
		[
			'Must not be empty',
			'Must be an email address, like sam@example.com',
			'Must be a day of the calendar, like 2027-05-03',
			'Must be one of: cat, dog',
		],
	)
})

test.run()
