import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readFeed } from '../../../api/calendars/read-feed.ts'
import { startReader } from '../../../api/calendars/reader.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { diary, type ForeignServer, foreignServer } from './foreign-server.ts'

const test = suite('diaries kept elsewhere')
const PATH = '/api/clinic/feeds'
const day = dayIn(5)
let api: TestApi
let server: ForeignServer

test.before(async () => {
	api = await startApi()
	server = await foreignServer()
})
test.after(async () => {
	await server.close()
	await api.close()
})

let count = 0

/** A feed of the first vet, with an address of its own. */
async function addFeed(desk: Desk, text: string) {
	const path = `/${count++}/secret-address.ics`
	server.answer(path, text)
	const body = {
		resourceId: desk.clinic.vets[0],
		label: 'Private diary',
		address: `${server.origin}${path}`,
	}
	const made = await desk.ask('POST', PATH, { body })
	assert.is(told(made), '201')
	return { path, id: made.body.feed.id as string }
}

const reach = { loopback: true }
const read = ({ clinic }: Desk, id: string) =>
	readFeed(api.services, reach, { clinicId: clinic.id, id })
/** Reads it as if its time had come. */
const refresh = async (desk: Desk, id: string) => {
	await change(desk, id, { next_fetch_at: new Date(0) })
	return read(desk, id)
}
const feedOf = async (desk: Desk, id: string) => {
	const { feeds } = (await desk.ask('GET', PATH)).body
	return feeds.find((one: { id: string }) => one.id === id)
}
const change = (desk: Desk, id: string, columns: object) =>
	desk.clinic.run((trx) =>
		trx('calendar_feeds').where({ clinic_id: desk.clinic.id, id }).update(columns),
	)
const startsOf = async ({ clinic }: Desk) => {
	const where = `/api/customer/clinics/${clinic.id}/availability?date=${day}&appointmentTypeId=${clinic.types.check}`
	const { days } = (await api.call(clinic, 'GET', where)).body
	return days[0].veterinarians.flatMap((vet: { starts: string[] }) =>
		vet.starts.map((start) => new Date(start).toISOString()),
	)
}
const conflictsOf = async (desk: Desk) =>
	(await desk.ask('GET', '/api/clinic/conflicts')).body.conflicts

test('says so where the address was kept under another key of the server', async () => {
	const desk = await openDesk(api)
	const { id } = await addFeed(desk, diary())
	await change(desk, id, { address: Buffer.alloc(60), next_fetch_at: new Date(0) })
	assert.is(await read(desk, id), 'unreadable_address')
	assert.match(JSON.stringify(await feedOf(desk, id)), /Enter it again/)
})

test('names every bad field, and refuses addresses that everyone could read', async () => {
	const desk = await openDesk(api)
	const good = { resourceId: desk.clinic.vets[0], label: 'Diary', address: 'https://x.example/a' }
	const post = async (body: object) => issuesOf(await desk.ask('POST', PATH, { body })).sort()
	assert.equal(await post({}), ['address required', 'label required', 'resourceId required'])
	for (const address of ['ftp://x.example/a', 'x.example', 'https://', 'javascript:alert(1)']) {
		assert.equal(await post({ ...good, address }), ['address invalid'], address)
	}
	for (const address of ['http://x.example/a', 'http://localhost.evil.example/a']) {
		assert.equal(await post({ ...good, address }), ['address not_https'], address)
	}
	const foreign = { ...good, resourceId: randomUUID() }
	assert.is(told(await desk.ask('POST', PATH, { body: foreign })), '404 resource_not_found')
	assert.equal(issuesOf(await desk.ask('PATCH', `${PATH}/${randomUUID()}`, { body: {} })), [
		'label invalid',
	])
	for (const [method, path, body] of [
		['PATCH', '', { label: 'x' }],
		['DELETE', '', undefined],
		['POST', '/refresh', undefined],
	] as const) {
		const answer = await desk.ask(method, `${PATH}/${randomUUID()}${path}`, { body })
		assert.is(told(answer), '404 feed_not_found')
	}
})

test("another clinic's feed is as good as none", async () => {
	const [desk, other] = [await openDesk(api), await openDesk(api)]
	const { id } = await addFeed(other, diary())
	assert.equal((await desk.ask('GET', PATH)).body.feeds, [])
	const patch = await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: false } })
	assert.is(told(patch), '404 feed_not_found')
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '404 feed_not_found')
	const body = { resourceId: other.clinic.vets[0], label: 'x', address: 'https://x.example/' }
	assert.is(told(await desk.ask('POST', PATH, { body })), '404 resource_not_found')
	assert.is(await readFeed(api.services, reach, { clinicId: desk.clinic.id, id }), 'taken')
})

test('reception may look and dismiss, and not bring diaries', async () => {
	const desk = await openDesk(api)
	const { id } = await addFeed(desk, diary())
	const reception = await signedIn(api, desk.clinic, ['receptionist'])
	assert.is(told(await reception.ask('GET', PATH)), '200')
	assert.is(told(await reception.ask('DELETE', `${PATH}/${id}`)), '403 forbidden')
	const nurse = await signedIn(api, desk.clinic, ['nurse'])
	const body = {
		feedId: id,
		appointmentId: randomUUID(),
		start: at(day, '10:00'),
		end: at(day, '11:00'),
	}
	const dismiss = '/api/clinic/conflicts/dismiss'
	assert.is(told(await nurse.ask('POST', dismiss, { body })), '403 forbidden')
	assert.is(told(await reception.ask('POST', dismiss, { body })), '404 appointment_not_found')
})

test('the address is never shown, logged or kept in clear', async () => {
	const desk = await openDesk(api)
	const { id } = await addFeed(desk, diary())
	await refresh(desk, id)
	const shown = await feedOf(desk, id)
	assert.is(shown.host, new URL(server.origin).host)
	assert.not.match(JSON.stringify(shown), /secret-address/)
	assert.not.match(api.logged(), /secret-address/)
	const { rows } = await api.database.owner.raw('select f::text as text from calendar_feeds f')
	for (const { text } of rows) assert.not.match(text, /secret-address/)
	const { rows: logs } = await api.database.owner.raw('select a::text as text from audit_log a')
	for (const { text } of logs) assert.not.match(text, /secret-address/)
})

test('takes its time away from online booking, and gives it back', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const before = await startsOf(desk)
	assert.is(before.length, 48)
	const { id, path } = await addFeed(desk, diary(at(day, '10:00')))
	assert.is((await feedOf(desk, id)).status, 'waiting')
	assert.is(await read(desk, id), 'changed')
	const { status, events, lastSuccessAt } = await feedOf(desk, id)
	assert.equal([status, events, typeof lastSuccessAt], ['fresh', 1, 'string'])
	const taken = [at(day, '10:00'), at(day, '10:30')]
	const free = await startsOf(desk)
	assert.equal(
		before.filter((start: string) => !free.includes(start)),
		taken,
	)
	const body = {
		...{ appointmentTypeId: desk.clinic.types.check, visit: { species: 'dog' } },
		...{ start: taken[0], veterinarianId: null },
	}
	const hold = await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
	assert.is(told(hold), '422 slot_not_offered')
	const { busy } = (await desk.ask('GET', `/api/clinic/busy?from=${day}&to=${day}`)).body
	assert.equal(
		busy.map((one: { start: string; label: string }) => [
			new Date(one.start).toISOString(),
			one.label,
		]),
		[[taken[0], 'Private diary']],
	)
	const shown = (await desk.ask('GET', `/api/clinic/diary?from=${day}&to=${day}`)).body
	const [column] = shown.columns
	assert.equal(
		column.closed.map(({ kind, label }: { kind: string; label: string }) => [kind, label]),
		[['elsewhere', 'Private diary']],
	)
	server.answer(path, diary(at(day, '12:00')))
	assert.is(await refresh(desk, id), 'changed')
	assert.ok((await startsOf(desk)).includes(taken[0]))
	await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: false } })
	assert.is((await startsOf(desk)).length, 48)
	assert.is((await feedOf(desk, id)).status, 'off')
	await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: true } })
	// A minute after it was last read, however often it is switched.
	assert.is(await read(desk, id), 'taken')
	assert.is(await refresh(desk, id), 'changed')
	assert.is((await startsOf(desk)).length, 46)
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '204')
	assert.is((await startsOf(desk)).length, 48)
	assert.is(await read(desk, id), 'taken')
})

test('asks no more often than it should, and changes nothing that has not changed', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id, path } = await addFeed(desk, diary(at(day, '10:00')))
	assert.is(await read(desk, id), 'changed')
	assert.is(await read(desk, id), 'taken')
	const versionOf = async () =>
		(
			await desk.clinic.run((trx) =>
				trx('availability_versions').where({ clinic_id: desk.clinic.id }).first(),
			)
		).version
	const version = await versionOf()
	assert.is(await refresh(desk, id), 'unchanged')
	const asked = server.asked.filter((one) => one.startsWith(path))
	assert.is(asked.length, 2)
	assert.match(asked[1] ?? '', / "/)
	assert.is(await versionOf(), version)
	// What recurs goes on for a day more, though the file is the same.
	await change(desk, id, { laid_out_on: '2026-01-01' })
	assert.is(await refresh(desk, id), 'unchanged')
	assert.not.match(server.asked.filter((one) => one.startsWith(path)).at(-1) ?? '', / "/)
})

test('a file that differs in its stamps only is not laid out again', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const stamped = (stamp: string) =>
		diary(at(day, '10:00')).replace('DTSTART', `DTSTAMP:${stamp}\r\nDTSTART`)
	const { id, path } = await addFeed(desk, stamped('20260101T000000Z'))
	await read(desk, id)
	await change(desk, id, { skipped: 7 })
	server.answer(path, stamped('20260102T000000Z'))
	assert.is(await refresh(desk, id), 'unchanged')
	assert.is((await feedOf(desk, id)).skipped, 7)
	server.answer(path, stamped('20260103T000000Z').replace('PT1H', 'PT2H'))
	assert.is(await refresh(desk, id), 'changed')
	assert.is((await feedOf(desk, id)).skipped, 0)
})

test('a visit that clashes goes to reception until someone dismisses it', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [ann, ben] = desk.clinic.vets
	const start = at(day, '10:00')
	const visit = await book(api, desk.clinic, { start, veterinarianId: ann })
	await book(api, desk.clinic, { start, veterinarianId: ben })
	await book(api, desk.clinic, { start: at(day, '11:00'), veterinarianId: ann })
	const { id, path } = await addFeed(desk, diary(at(day, '10:00')))
	await read(desk, id)
	const [first, ...more] = await conflictsOf(desk)
	assert.equal(more, [])
	assert.equal([first.appointment.id, first.feedId], [visit.id, id])
	const dismissed = { feedId: id, appointmentId: visit.id, start: first.start, end: first.end }
	const answer = await desk.ask('POST', '/api/clinic/conflicts/dismiss', { body: dismissed })
	await desk.ask('POST', '/api/clinic/conflicts/dismiss', { body: dismissed })
	const trace = await desk.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: desk.clinic.id, action: 'conflict.dismissed' }),
	)
	assert.equal(
		trace.map((row) => [row.subject_id, row.data]),
		[[visit.id, { feedId: id }]],
	)
	assert.is(told(answer), '204')
	assert.equal(await conflictsOf(desk), [])
	server.answer(path, diary(at(day, '09:30')))
	await refresh(desk, id)
	assert.is((await conflictsOf(desk)).length, 1)
	const resolutions = [{ appointmentId: visit.id, do: 'move' }]
	const moved = await desk.ask('POST', '/api/clinic/stranded', { body: { resolutions } })
	assert.ok(moved.body.visits[0].movedTo)
	assert.equal(await conflictsOf(desk), [])
	await desk.ask('DELETE', `${PATH}/${id}`)
})

test('a hold in time that is taken elsewhere ends', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const body = {
		...{ appointmentTypeId: desk.clinic.types.check, visit: { species: 'dog' } },
		...{ start: at(day, '10:00'), veterinarianId: null },
	}
	const hold = (await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })).body
	const { id } = await addFeed(desk, diary(at(day, '10:00')))
	await read(desk, id)
	const state = await api.call(desk.clinic, 'GET', `/api/customer/holds/${hold.id}`, {
		hold: hold.token,
	})
	assert.is(told(state), '404 hold_not_found')
})

test('what fails keeps what was read, warns after an hour, and is asked less and less', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id, path } = await addFeed(desk, diary(at(day, '10:00')))
	await read(desk, id)
	const minutesToNext = async () => {
		const { nextFetchAt } = await feedOf(desk, id)
		return Math.round((Date.parse(nextFetchAt) - Date.now()) / 60_000)
	}
	assert.ok((await minutesToNext()) <= 6)
	server.answer(path, (_, response) => void response.writeHead(403).end())
	assert.is(await refresh(desk, id), 'http_403')
	const failing = await feedOf(desk, id)
	assert.equal([failing.status, failing.error.code], ['failing', 'http_403'])
	assert.match(failing.error.message, /lets nobody read/)
	for (const _ of [1, 2, 3, 4]) await refresh(desk, id)
	assert.ok((await minutesToNext()) >= 50)
	assert.is((await startsOf(desk)).length, 46)
	await change(desk, id, { last_success_at: new Date(Date.now() - 61 * 60_000) })
	assert.is((await feedOf(desk, id)).status, 'stale')
	server.answer(path, '<html>Sign in</html>')
	assert.is(await refresh(desk, id), 'not_a_calendar')
	server.answer(path, diary())
	assert.is(await refresh(desk, id), 'changed')
	const { status, error } = await feedOf(desk, id)
	assert.equal([status, error], ['fresh', null])
})

test('is read out of turn once a minute', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id, path } = await addFeed(desk, diary())
	await read(desk, id)
	const ask = () => desk.ask('POST', `${PATH}/${id}/refresh`)
	const move = () =>
		desk.ask('PATCH', `${PATH}/${id}`, { body: { address: `${server.origin}${path}` } })
	assert.is(told(await ask()), '200')
	assert.is(await read(desk, id), 'unchanged')
	const refused = await ask()
	assert.is(told(refused), '429 rate_limited')
	assert.is(refused.headers.get('retry-after'), '60')
	assert.is(told(await move()), '429 rate_limited')
	assert.is(told(await desk.ask('PATCH', `${PATH}/${id}`, { body: { label: 'Mine' } })), '200')
	assert.is(await read(desk, id), 'taken')
	await change(desk, id, { asked_at: new Date(Date.now() - 61_000) })
	assert.is(told(await move()), '200')
	assert.is(told(await ask()), '429 rate_limited')
})

test('is asked the less, the longer an answer takes', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id, path } = await addFeed(desk, diary())
	const { now } = performance
	server.answer(path, (_, response) => {
		performance.now = () => now.call(performance) + 10_000
		response.end(diary())
	})
	assert.is(await read(desk, id), 'unchanged')
	performance.now = now
	const { nextFetchAt, status } = await feedOf(desk, id)
	assert.is(status, 'fresh')
	assert.ok(Date.parse(nextFetchAt) - Date.now() > 16 * 60_000)
})

test('a clinic keeps thirty of them, even when two are added at once', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id } = await addFeed(desk, diary())
	const { rows } = await desk.clinic.run((trx) =>
		trx.raw(
			`insert into calendar_feeds (clinic_id, id, resource_id, label, address, host)
			select clinic_id, gen_random_uuid(), resource_id, label, address, host
			from calendar_feeds, generate_series(1, 28)
			where clinic_id = ? and id = ? returning id`,
			[desk.clinic.id, id],
		),
	)
	assert.is(rows.length, 28)
	const body = { resourceId: desk.clinic.vets[0], label: 'One more', address: 'https://x.example/' }
	const both = await Promise.all([1, 2].map(() => desk.ask('POST', PATH, { body })))
	assert.equal(both.map(told).sort(), ['201', '409 feed_limit_reached'])
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '204')
	assert.is(told(await desk.ask('POST', PATH, { body })), '201')
	await desk.clinic.run((trx) =>
		trx('calendar_feeds').where({ clinic_id: desk.clinic.id }).delete(),
	)
})

test('leads nowhere private unless that is allowed', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const { id, path } = await addFeed(desk, diary(at(day, '10:00')))
	const outcome = await readFeed(
		api.services,
		{ loopback: false },
		{ clinicId: desk.clinic.id, id },
	)
	assert.is(outcome, 'refused_address')
	assert.not.ok(server.asked.includes(path))
})

test('the reader finds what is due, of every clinic', async () => {
	const desks = [await openDesk(api, { vets: 1 }), await openDesk(api, { vets: 1 })]
	const ids: string[] = []
	for (const desk of desks) ids.push((await addFeed(desk, diary(at(day, '10:00')))).id)
	const lines: object[] = []
	const note = (line: unknown) => void lines.push(line as object)
	const log = { info: note, warn: note, error: note }
	const reader = startReader({ services: api.services, reach, log, seconds: 0.1 })
	for (let i = 0; i < 50; i++) {
		const all = await Promise.all(desks.map((desk, i) => feedOf(desk, ids[i] ?? '')))
		if (all.every(({ status }) => status === 'fresh')) break
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	await reader.stop()
	for (const [i, desk] of desks.entries()) {
		assert.is((await feedOf(desk, ids[i] ?? '')).status, 'fresh')
	}
	assert.not.match(JSON.stringify(lines), /secret-address|127\.0\.0\.1/)
})

test('the reader gives a clinic one place, and what is left to the others', async () => {
	const [slow, quick] = [await openDesk(api, { vets: 1 }), await openDesk(api, { vets: 1 })]
	const held: ServerResponse[] = []
	for (const _ of Array(8)) {
		const { path } = await addFeed(slow, '')
		server.answer(path, (_, response) => void held.push(response))
	}
	const ids = [(await addFeed(quick, '')).id, (await addFeed(quick, '')).id]
	const log = { info: () => {}, warn: () => {}, error: () => {} }
	const reader = startReader({ services: api.services, reach, log, seconds: 0.1 })
	const isTried = async (id: string) => (await feedOf(quick, id)).lastTriedAt !== null
	const begun = Date.now()
	while (!((await isTried(ids[0] ?? '')) && (await isTried(ids[1] ?? '')))) {
		assert.ok(Date.now() - begun < 9_000, 'waited for another clinic')
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
	const stopped = reader.stop()
	for (const response of held) response.end()
	await stopped
	assert.is(held.length, 1)
})

test('the clinic that has waited longest is next', async () => {
	const [often, rarely] = [await openDesk(api, { vets: 1 }), await openDesk(api, { vets: 1 })]
	const all: string[] = []
	for (const desk of [often, often, rarely]) all.push((await addFeed(desk, diary())).id)
	const [first = '', second = '', third = ''] = all
	await change(often, first, { last_tried_at: new Date(), next_fetch_at: new Date(3) })
	await change(often, second, { next_fetch_at: new Date(1) })
	await change(rarely, third, { last_tried_at: new Date(0), next_fetch_at: new Date(2) })
	const next = async (most: number, busy: string[]) => {
		const sql = 'select id from due_calendar_feeds(?, ?::uuid[])'
		const { rows } = await api.db.raw(sql, [most, busy])
		return rows.map((row: { id: string }) => row.id).filter((id: string) => all.includes(id))
	}
	assert.equal(await next(1000, []), [third, second])
	assert.equal(await next(1000, [rarely.clinic.id]), [second])
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
