import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { readFeed } from '../../../api/calendars/read-feed.ts'
import { at, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { day, Feeds, PATH, REACH } from './feeds.ts'
import { diary } from './foreign-server.ts'

const test = suite('diaries kept elsewhere')
let feeds: Feeds

test.before(async () => {
	feeds = await Feeds.open()
})
test.after(() => feeds.close())

test('says so where the address was kept under another key of the server', async () => {
	const desk = await openDesk(feeds.api)
	const { id } = await feeds.add(desk, diary())
	await feeds.change(desk, id, { address: Buffer.alloc(60), next_fetch_at: new Date(0) })
	assert.is(await feeds.read(desk, id), 'unreadable_address')
	assert.match(JSON.stringify(await feeds.show(desk, id)), /Enter it again/)
})

test('names every bad field, and refuses addresses that everyone could read', async () => {
	const desk = await openDesk(feeds.api)
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
	const [desk, other] = [await openDesk(feeds.api), await openDesk(feeds.api)]
	const { id } = await feeds.add(other, diary())
	assert.equal((await desk.ask('GET', PATH)).body.feeds, [])
	const patch = await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: false } })
	assert.is(told(patch), '404 feed_not_found')
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '404 feed_not_found')
	const body = { resourceId: other.clinic.vets[0], label: 'x', address: 'https://x.example/' }
	assert.is(told(await desk.ask('POST', PATH, { body })), '404 resource_not_found')
	assert.is(await readFeed(feeds.api.services, REACH, { clinicId: desk.clinic.id, id }), 'taken')
})

test('reception may look and dismiss, and not bring diaries', async () => {
	const desk = await openDesk(feeds.api)
	const { id } = await feeds.add(desk, diary())
	const reception = await signedIn(feeds.api, desk.clinic, ['receptionist'])
	assert.is(told(await reception.ask('GET', PATH)), '200')
	assert.is(told(await reception.ask('DELETE', `${PATH}/${id}`)), '403 forbidden')
	const nurse = await signedIn(feeds.api, desk.clinic, ['nurse'])
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
	const desk = await openDesk(feeds.api)
	const { id } = await feeds.add(desk, diary())
	await feeds.refresh(desk, id)
	const shown = await feeds.show(desk, id)
	assert.is(shown.host, new URL(feeds.server.origin).host)
	assert.not.match(JSON.stringify(shown), /secret-address/)
	assert.not.match(feeds.api.logged(), /secret-address/)
	const { rows } = await feeds.api.database.owner.raw(
		'select f::text as text from calendar_feeds f',
	)
	for (const { text } of rows) assert.not.match(text, /secret-address/)
	const { rows: logs } = await feeds.api.database.owner.raw(
		'select a::text as text from audit_log a',
	)
	for (const { text } of logs) assert.not.match(text, /secret-address/)
})

test('a clinic keeps thirty of them, even when two are added at once', async () => {
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id } = await feeds.add(desk, diary())
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
	const desk = await openDesk(feeds.api, { vets: 1 })
	const { id, path } = await feeds.add(desk, diary(at(day, '10:00')))
	const outcome = await readFeed(
		feeds.api.services,
		{ loopback: false },
		{ clinicId: desk.clinic.id, id },
	)
	assert.is(outcome, 'refused_address')
	assert.not.ok(feeds.server.asked.includes(path))
})

test('never answers with a failure of ours', () => {
	assert.not.match(feeds.api.logged(), /"status":5\d\d/)
})

test.run()
