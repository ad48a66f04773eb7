import type { ServerResponse } from 'node:http'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startReader } from '../../../api/calendars/reader.ts'
import { at, openDesk } from '../hours/desk.ts'
import { day, Feeds, REACH } from './feeds.ts'
import { diary } from './foreign-server.ts'

const test = suite('the reader of diaries kept elsewhere')
let feeds: Feeds

test.before(async () => {
	feeds = await Feeds.open()
})
test.after(() => feeds.close())

test('the reader finds what is due, of every clinic', async () => {
	const desks = [await openDesk(feeds.api, { vets: 1 }), await openDesk(feeds.api, { vets: 1 })]
	const ids: string[] = []
	for (const desk of desks) ids.push((await feeds.add(desk, diary(at(day, '10:00')))).id)
	const lines: object[] = []
	const note = (line: unknown) => void lines.push(line as object)
	const log = { info: note, warn: note, error: note }
	const reader = startReader({ services: feeds.api.services, reach: REACH, log, seconds: 0.1 })
	for (let i = 0; i < 50; i++) {
		const all = await Promise.all(desks.map((desk, i) => feeds.show(desk, ids[i] ?? '')))
		if (all.every(({ status }) => status === 'fresh')) break
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	await reader.stop()
	for (const [i, desk] of desks.entries()) {
		assert.is((await feeds.show(desk, ids[i] ?? '')).status, 'fresh')
	}
	assert.not.match(JSON.stringify(lines), /secret-address|127\.0\.0\.1/)
})

test('the reader gives a clinic one place, and what is left to the others', async () => {
	const [slow, quick] = [
		await openDesk(feeds.api, { vets: 1 }),
		await openDesk(feeds.api, { vets: 1 }),
	]
	const held: ServerResponse[] = []
	for (const _ of Array(8)) {
		const { path } = await feeds.add(slow, '')
		feeds.server.answer(path, (_, response) => void held.push(response))
	}
	const ids = [(await feeds.add(quick, '')).id, (await feeds.add(quick, '')).id]
	const log = { info: () => {}, warn: () => {}, error: () => {} }
	const reader = startReader({ services: feeds.api.services, reach: REACH, log, seconds: 0.1 })
	const isTried = async (id: string) => (await feeds.show(quick, id)).lastTriedAt !== null
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
	const [often, rarely] = [
		await openDesk(feeds.api, { vets: 1 }),
		await openDesk(feeds.api, { vets: 1 }),
	]
	const all: string[] = []
	for (const desk of [often, often, rarely]) all.push((await feeds.add(desk, diary())).id)
	const [first = '', second = '', third = ''] = all
	await feeds.change(often, first, { last_tried_at: new Date(), next_fetch_at: new Date(3) })
	await feeds.change(often, second, { next_fetch_at: new Date(1) })
	await feeds.change(rarely, third, { last_tried_at: new Date(0), next_fetch_at: new Date(2) })
	const next = async (most: number, busy: string[]) => {
		const sql = 'select id from due_calendar_feeds(?, ?::uuid[])'
		const { rows } = await feeds.api.db.raw(sql, [most, busy])
		return rows.map((row: { id: string }) => row.id).filter((id: string) => all.includes(id))
	}
	assert.equal(await next(1000, []), [third, second])
	assert.equal(await next(1000, [rarely.clinic.id]), [second])
})

test.run()
