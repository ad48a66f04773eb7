import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book } from '../api.ts'
import { at, openDesk, told } from '../hours/desk.ts'
import { day, Feeds, PATH } from './feeds.ts'
import { diary } from './foreign-server.ts'

const test = suite('what is read of a diary kept elsewhere')
let feeds: Feeds

test.before(async () => {
	feeds = await Feeds.open()
})
test.after(() => feeds.close())

test('takes its time away from online booking, and gives it back', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const before = await feeds.startsOf(desk)
	assert.is(before.length, 48)
	const { id, path } = await feeds.add(desk, diary(at(day, '10:00')))
	assert.is((await feeds.show(desk, id)).status, 'waiting')
	assert.is(await feeds.read(desk, id), 'changed')
	const { status, events, lastSuccessAt } = await feeds.show(desk, id)
	assert.equal([status, events, typeof lastSuccessAt], ['fresh', 1, 'string'])
	const taken = [at(day, '10:00'), at(day, '10:30')]
	const free = await feeds.startsOf(desk)
	assert.equal(
		before.filter((start: string) => !free.includes(start)),
		taken,
	)
	const body = {
		...{ appointmentTypeId: desk.clinic.types.check, visit: { species: 'dog' } },
		...{ start: taken[0], veterinarianId: null },
	}
	const hold = await feeds.api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
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
	feeds.server.answer(path, diary(at(day, '12:00')))
	assert.is(await feeds.refresh(desk, id), 'changed')
	assert.ok((await feeds.startsOf(desk)).includes(taken[0]))
	await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: false } })
	assert.is((await feeds.startsOf(desk)).length, 48)
	assert.is((await feeds.show(desk, id)).status, 'off')
	await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: true } })
	// A minute after it was last read, however often it is switched.
	assert.is(await feeds.read(desk, id), 'taken')
	assert.is(await feeds.refresh(desk, id), 'changed')
	assert.is((await feeds.startsOf(desk)).length, 46)
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '204')
	assert.is((await feeds.startsOf(desk)).length, 48)
	assert.is(await feeds.read(desk, id), 'taken')
})

test('asks no more often than it should, and changes nothing that has not changed', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id, path } = await feeds.add(desk, diary(at(day, '10:00')))
	assert.is(await feeds.read(desk, id), 'changed')
	assert.is(await feeds.read(desk, id), 'taken')
	const versionOf = async () =>
		(
			await desk.clinic.run((trx) =>
				trx('availability_versions').where({ clinic_id: desk.clinic.id }).first(),
			)
		).version
	const version = await versionOf()
	assert.is(await feeds.refresh(desk, id), 'unchanged')
	const asked = feeds.server.asked.filter((one) => one.startsWith(path))
	assert.is(asked.length, 2)
	assert.match(asked[1] ?? '', / "/)
	assert.is(await versionOf(), version)
	// What recurs goes on for a day more, though the file is the same.
	await feeds.change(desk, id, { laid_out_on: '2026-01-01' })
	assert.is(await feeds.refresh(desk, id), 'unchanged')
	assert.not.match(feeds.server.asked.filter((one) => one.startsWith(path)).at(-1) ?? '', / "/)
})

test('a file that differs in its stamps only is not laid out again', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const stamped = (stamp: string) =>
		diary(at(day, '10:00')).replace('DTSTART', `DTSTAMP:${stamp}\r\nDTSTART`)
	const { id, path } = await feeds.add(desk, stamped('20260101T000000Z'))
	await feeds.read(desk, id)
	await feeds.change(desk, id, { skipped: 7 })
	feeds.server.answer(path, stamped('20260102T000000Z'))
	assert.is(await feeds.refresh(desk, id), 'unchanged')
	assert.is((await feeds.show(desk, id)).skipped, 7)
	feeds.server.answer(path, stamped('20260103T000000Z').replace('PT1H', 'PT2H'))
	assert.is(await feeds.refresh(desk, id), 'changed')
	assert.is((await feeds.show(desk, id)).skipped, 0)
})

test('a visit that clashes goes to reception until someone dismisses it', async () => {
	const desk = await openDesk(feeds.api, { vets: 2 })
	const [ann, ben] = desk.clinic.vets
	const start = at(day, '10:00')
	const visit = await book(feeds.api, desk.clinic, { start, veterinarianId: ann })
	await book(feeds.api, desk.clinic, { start, veterinarianId: ben })
	await book(feeds.api, desk.clinic, { start: at(day, '11:00'), veterinarianId: ann })
	const { id, path } = await feeds.add(desk, diary(at(day, '10:00')))
	await feeds.read(desk, id)
	const [first, ...more] = await feeds.conflictsOf(desk)
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
	assert.equal(await feeds.conflictsOf(desk), [])
	feeds.server.answer(path, diary(at(day, '09:30')))
	await feeds.refresh(desk, id)
	assert.is((await feeds.conflictsOf(desk)).length, 1)
	const resolutions = [{ appointmentId: visit.id, do: 'move' }]
	const moved = await desk.ask('POST', '/api/clinic/stranded', { body: { resolutions } })
	assert.ok(moved.body.visits[0].movedTo)
	assert.equal(await feeds.conflictsOf(desk), [])
	await desk.ask('DELETE', `${PATH}/${id}`)
})

test('a hold in time that is taken elsewhere ends', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const body = {
		...{ appointmentTypeId: desk.clinic.types.check, visit: { species: 'dog' } },
		...{ start: at(day, '10:00'), veterinarianId: null },
	}
	const hold = (await feeds.api.call(desk.clinic, 'POST', '/api/customer/holds', { body })).body
	const { id } = await feeds.add(desk, diary(at(day, '10:00')))
	await feeds.read(desk, id)
	const state = await feeds.api.call(desk.clinic, 'GET', `/api/customer/holds/${hold.id}`, {
		hold: hold.token,
	})
	assert.is(told(state), '404 hold_not_found')
})

test('what fails keeps what was read, warns after an hour, and is asked less and less', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id, path } = await feeds.add(desk, diary(at(day, '10:00')))
	await feeds.read(desk, id)
	const minutesToNext = async () => {
		const { nextFetchAt } = await feeds.show(desk, id)
		return Math.round((Date.parse(nextFetchAt) - Date.now()) / 60_000)
	}
	assert.ok((await minutesToNext()) <= 6)
	feeds.server.answer(path, (_, response) => void response.writeHead(403).end())
	assert.is(await feeds.refresh(desk, id), 'http_403')
	const failing = await feeds.show(desk, id)
	assert.equal([failing.status, failing.error.code], ['failing', 'http_403'])
	assert.match(failing.error.message, /lets nobody read/)
	for (const _ of [1, 2, 3, 4]) await feeds.refresh(desk, id)
	assert.ok((await minutesToNext()) >= 50)
	assert.is((await feeds.startsOf(desk)).length, 46)
	await feeds.change(desk, id, { last_success_at: new Date(Date.now() - 61 * 60_000) })
	assert.is((await feeds.show(desk, id)).status, 'stale')
	feeds.server.answer(path, '<html>Sign in</html>')
	assert.is(await feeds.refresh(desk, id), 'not_a_calendar')
	feeds.server.answer(path, diary())
	assert.is(await feeds.refresh(desk, id), 'changed')
	const { status, error } = await feeds.show(desk, id)
	assert.equal([status, error], ['fresh', null])
})

test('is read out of turn once a minute', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id, path } = await feeds.add(desk, diary())
	await feeds.read(desk, id)
	const ask = () => desk.ask('POST', `${PATH}/${id}/refresh`)
	const move = () =>
		desk.ask('PATCH', `${PATH}/${id}`, { body: { address: `${feeds.server.origin}${path}` } })
	assert.is(told(await ask()), '200')
	assert.is(await feeds.read(desk, id), 'unchanged')
	const refused = await ask()
	assert.is(told(refused), '429 rate_limited')
	assert.is(refused.headers.get('retry-after'), '60')
	assert.is(told(await move()), '429 rate_limited')
	assert.is(told(await desk.ask('PATCH', `${PATH}/${id}`, { body: { label: 'Mine' } })), '200')
	assert.is(await feeds.read(desk, id), 'taken')
	await feeds.change(desk, id, { asked_at: new Date(Date.now() - 61_000) })
	assert.is(told(await move()), '200')
	assert.is(told(await ask()), '429 rate_limited')
})

test('is asked the less, the longer an answer takes', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id, path } = await feeds.add(desk, diary())
	const { now } = performance
	feeds.server.answer(path, (_, response) => {
		performance.now = () => now.call(performance) + 10_000
		response.end(diary())
	})
	assert.is(await feeds.read(desk, id), 'unchanged')
	performance.now = now
	const { nextFetchAt, status } = await feeds.show(desk, id)
	assert.is(status, 'fresh')
	assert.ok(Date.parse(nextFetchAt) - Date.now() > 16 * 60_000)
})

test.run()
