import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { bumpVersion } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic, SITE } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { openEvents } from './events.ts'

const test = suite('the live stream of free times')
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db, { vets: 3 })
})
test.after(() => api.close())

const path = (id = clinic.id) => `/api/customer/clinics/${id}/availability/stream`
const address = (differences: Record<string, string> = {}) =>
	`${api.url}${path()}?${new URLSearchParams({ key: clinic.key, ...differences })}`
const versionIn = (event: string | null) => Number(/^id: (\d+)$/m.exec(event ?? '')?.[1])

test('refuses callers without a key, with another key, and pages it is not for', async () => {
	const other = await makeBookableClinic(api.db)
	const code = async (url: string, headers = {}) => {
		const answer = await fetch(url, { headers: { Origin: SITE, ...headers } })
		return ((await answer.json()) as { code: string }).code
	}
	assert.is(await code(`${api.url}${path()}`), 'key_missing')
	assert.is(await code(`${api.url}${path(other.id)}?key=${clinic.key}`), 'key_not_for_clinic')
	assert.is(await code(address(), { Origin: 'https://elsewhere.example' }), 'origin_not_allowed')
	assert.is(await code(address({ from: '2027-01-01' })), 'invalid_request')
})

test('answers at once, with what keeps proxies from holding it back', async () => {
	const since = performance.now()
	const events = await openEvents(address())
	assert.ok(performance.now() - since < 1000)
	assert.is(events.response.status, 200)
	const header = (name: string) => events.response.headers.get(name) ?? ''
	assert.match(header('content-type'), /^text\/event-stream/)
	assert.is(header('cache-control'), 'no-store, no-transform')
	assert.is(header('x-accel-buffering'), 'no')
	assert.is(header('content-encoding'), '')
	assert.is(header('access-control-allow-origin'), SITE)
	assert.match((await events.next()) ?? '', /^retry: \d{4}$/)
	await events.close()
})

test('tells the version at once, and every change within a second', async () => {
	const events = await openEvents(address())
	const first = await events.nextEvent()
	const version = versionIn(first)
	assert.is(first, `event: availability\nid: ${version}\ndata: {"version":${version}}`)
	for (let day = 3; day < 6; day++) {
		await book(api, clinic, { start: startIn(day) })
		const since = performance.now()
		const next = versionIn(await events.nextEvent())
		assert.ok(performance.now() - since < 1000)
		assert.ok(next > version)
	}
	await events.close()
})

test('tells a caller who comes back only what is new', async () => {
	const before = await openEvents(address())
	const known = String(versionIn(await before.nextEvent()))
	const resumed = await openEvents(address(), { 'Last-Event-ID': known })
	const outdated = await openEvents(address(), { 'Last-Event-ID': String(Number(known) - 1) })
	assert.is(versionIn(await outdated.nextEvent()), Number(known))
	await before.close()
	await outdated.close()
	const version = await clinic.run((trx) => bumpVersion(trx, clinic.id))
	assert.is(versionIn(await resumed.nextEvent()), version)
	await resumed.close()
	// The same when nobody else listens, and so no version is known yet.
	await pause(100)
	const alone = await openEvents(address(), { 'Last-Event-ID': String(version) })
	await pause(700)
	const next = await clinic.run((trx) => bumpVersion(trx, clinic.id))
	assert.is(versionIn(await alone.nextEvent()), next)
	await alone.close()
})

test('says nothing of changes at other clinics', async () => {
	const other = await makeBookableClinic(api.db)
	const events = await openEvents(address())
	await events.nextEvent()
	await other.run((trx) => bumpVersion(trx, other.id))
	await pause(800)
	const version = await clinic.run((trx) => bumpVersion(trx, clinic.id))
	assert.is(versionIn(await events.nextEvent()), version)
	await events.close()
})

test('opens by a manage link too, as long as that is good', async () => {
	const { manageToken } = await book(api, clinic, { start: startIn(7) })
	const url = `${api.url}${path()}`
	const events = await openEvents(url, { 'Vetslot-Manage': manageToken, Origin: api.url })
	assert.ok(versionIn(await events.nextEvent()) > 0)
	await events.close()
	await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id }).increment('manage_generation', 1),
	)
	const refused = await openEvents(url, { 'Vetslot-Manage': manageToken, Origin: api.url })
	assert.is(refused.response.status, 401)
})

test('is one line in the log, of the moment it was opened', async () => {
	const before = api.logged().length
	const events = await openEvents(address())
	await events.nextEvent()
	const lines = api.logged().slice(before).trim().split('\n')
	assert.is(lines.length, 1)
	const line = JSON.parse(lines[0] ?? '')
	assert.is(line.status, 200)
	assert.is(line.route, '/api/customer/clinics/:clinicId/availability/stream')
	assert.ok(line.ms < 500)
	await events.close()
	await pause(50)
	assert.is(api.logged().slice(before).trim().split('\n').length, 1)
})

test('answers HEAD without staying', async () => {
	const answer = await fetch(address(), { method: 'HEAD', headers: { Origin: SITE } })
	assert.is(answer.status, 200)
	assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
})

test('lets pages resume: the header passes the preflight', async () => {
	const answer = await fetch(address(), {
		method: 'OPTIONS',
		headers: { Origin: SITE, 'Access-Control-Request-Method': 'GET' },
	})
	assert.match(answer.headers.get('access-control-allow-headers') ?? '', 'Last-Event-ID')
})

test('frees everything when the caller vanishes', async () => {
	const { port } = new URL(api.url)
	const socket = connect(Number(port), '127.0.0.1')
	const query = `${path()}?key=${clinic.key}`
	socket.write(`GET ${query} HTTP/1.1\r\nHost: x\r\nOrigin: ${SITE}\r\n\r\n`)
	await new Promise((resolve) => socket.once('data', resolve))
	assert.type(api.services.versions.seen(clinic.id), 'number')
	socket.resetAndDestroy()
	// Nobody is left who is interested, so nothing is polled any more.
	await pause(2200)
	assert.is(api.services.versions.seen(clinic.id), undefined)
})

test('ends at once with the server, for agents that keep their connections too', async () => {
	const ending = await startApi()
	const there = await makeBookableClinic(ending.db)
	const url = `${ending.url}/api/customer/clinics/${there.id}/availability/stream?key=${there.key}`
	const streams = await Promise.all([1, 2, 3].map(() => openEvents(url)))
	for (const events of streams) await events.nextEvent()
	const since = performance.now()
	const closed = ending.close()
	for (const events of streams) assert.is(await events.nextEvent(), null)
	assert.ok(performance.now() - since < 500)
	await closed
})

test('is nothing for a clinic that does not exist', async () => {
	const answer = await fetch(`${api.url}${path(newId())}?key=${clinic.key}`)
	assert.is(answer.status, 403)
	await answer.body?.cancel()
})

test.run()
