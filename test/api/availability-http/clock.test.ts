import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bumpPlan } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { connectionsFor } from './connections.ts'
import { type MovingClock, moveClock } from './moving-clock.ts'

const test = suite('free times by the clock')

let api: TestApi
let clock: MovingClock
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clock = await moveClock(api.database, api.db)
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(async () => {
	await clock.close()
	await api.close()
})

const ask = (query: Record<string, string>, headers = {}): Promise<Answer> => {
	const parameters = new URLSearchParams({ appointmentTypeId: clinic.types.check, ...query })
	const path = `/api/customer/clinics/${clinic.id}/availability?${parameters}`
	return api.call(clinic, 'GET', path, { headers })
}

const offers = ({ body }: Answer, start: string): boolean =>
	body.days.some((day: { veterinarians: { starts: string[] }[] }) =>
		day.veterinarians.some(({ starts }) =>
			starts.some((one) => Date.parse(one) === Date.parse(start)),
		),
	)

async function hold(start: string): Promise<Answer> {
	const visit = { species: 'dog', pets: 1, problems: 1, amber: false }
	const body = { appointmentTypeId: clinic.types.check, visit, start, veterinarianId: null }
	const held = await api.call(clinic, 'POST', '/api/customer/holds', { body })
	assert.is(held.status, 201)
	return held
}

/** Longer than from one poll to the next: what follows is answered from memory. */
const polled = () => setTimeout(600)

test('offers a held time again in the second in which its hold ends', async () => {
	const start = '2027-06-10T10:00:00Z'
	await clock.set('2027-06-07T08:50:37Z')
	const held = await hold(start)
	assert.match(held.body.expiresAt, /T10:00:3[78]\+01:00$/)
	await clock.set('2027-06-07T09:00:34.5Z')
	const date = '2027-06-10'
	const before = await ask({ date })
	assert.is(offers(before, start), false)
	assert.is(before.body.validUntil, held.body.expiresAt)
	await polled()
	const connections = await connectionsFor(api.db, async () => {
		for (let i = 0; i < 10; i++) assert.is(offers(await ask({ date }), start), false)
	})
	assert.ok(connections <= 2, `answered from memory, the poll's own apart: ${connections}`)
	// The answer to another question is made of busy time that is remembered.
	assert.is(offers(await ask({ date, pets: '2' }), start), false)
	const etag = before.headers.get('etag') ?? ''
	assert.is((await ask({ date }, { 'If-None-Match': etag })).status, 304)
	const patience = Date.now() + 8000
	while (!offers(await ask({ date }), start)) {
		assert.ok(Date.now() < patience, 'the time never came back')
		await setTimeout(50)
	}
	const { rows } = await api.db.raw('select statement_timestamp() as now')
	const late = rows[0].now.getTime() - Date.parse(held.body.expiresAt)
	assert.ok(late >= 0 && late < 1000, `${late} ms after its end`)
	assert.is(offers(await ask({ date, pets: '2' }), start), true)
	assert.is((await ask({ date }, { 'If-None-Match': etag })).status, 200)
})

test('keeps an extended time away past its first end, without a new version', async () => {
	const start = '2027-06-10T10:00:00Z'
	const date = '2027-06-10'
	await clock.set('2027-06-07T08:50:36Z')
	const held = await hold(start)
	await clock.set('2027-06-07T09:00:32Z')
	const before = await ask({ date })
	assert.is(before.body.validUntil, held.body.expiresAt)
	// From here on, answers are made of busy time that is remembered from before the extension.
	assert.is(offers(await ask({ date, pets: '2' }), start), false)
	const version = () => api.services.versions.look(clinic.id).then((seen) => seen?.version)
	const known = await version()
	const path = `/api/customer/holds/${held.body.id}/extend`
	const extended = await api.call(clinic, 'POST', path, { hold: held.body.token })
	assert.is(extended.status, 200)
	assert.is(await version(), known)
	await polled()
	assert.is((await ask({ date })).body.validUntil, held.body.expiresAt)
	await clock.set(new Date(Date.parse(held.body.expiresAt) + 300).toISOString())
	await polled()
	for (const query of [{ date }, { date, pets: '2' }, { date, pets: '3' }]) {
		const after = await ask(query)
		assert.is(offers(after, start), false)
		assert.is(after.body.validUntil, extended.body.expiresAt)
	}
	await clock.set(new Date(Date.parse(extended.body.expiresAt) + 300).toISOString())
	await polled()
	for (const query of [{ date }, { date, pets: '2' }])
		assert.is(offers(await ask(query), start), true)
})

test('takes a held time away again when the clock was set back before the end of its hold', async () => {
	const start = '2027-06-10T10:00:00Z'
	const date = '2027-06-10'
	await clock.set('2027-06-07T08:50:36Z')
	await hold(start)
	await clock.set('2027-06-07T09:10:00Z')
	assert.is(offers(await ask({ date }), start), true)
	await polled()
	assert.is(offers(await ask({ date }), start), true)
	await clock.set('2027-06-07T08:55:00Z')
	await polled()
	// One that was not asked before is made of the busy time that is remembered.
	assert.is(offers(await ask({ date, pets: '2' }), start), false)
	assert.is(offers(await ask({ date }), start), false)
})

test('ends a pause to the second', async () => {
	await clock.set('2027-06-07T09:00:34.5Z')
	await clinic.run(async (trx) => {
		const until = { booking_paused_until: '2027-06-07T09:00:37Z' }
		await trx('clinics').where({ id: clinic.id }).update(until)
		await bumpPlan(trx, clinic.id)
	})
	const date = '2027-06-10'
	const paused = await ask({ date })
	assert.is(paused.body.days[0].status, 'closed')
	assert.is(Date.parse(paused.body.validUntil), Date.parse('2027-06-07T09:00:37Z'))
	await polled()
	assert.is((await ask({ date })).body.days[0].status, 'closed')
	await setTimeout(2200)
	assert.is((await ask({ date })).body.days[0].status, 'free')
})

test('no longer offers a start once the notice has passed it', async () => {
	await clinic.run(async (trx) => {
		await trx('appointment_types')
			.where({ clinic_id: clinic.id })
			.update({ min_notice_minutes: 120 })
		await bumpPlan(trx, clinic.id)
	})
	const start = '2027-06-07T12:00:00Z'
	const date = '2027-06-07'
	await clock.set('2027-06-07T10:00:57.5Z')
	assert.is(offers(await ask({ date }), start), true)
	await polled()
	assert.is(offers(await ask({ date }), start), true)
	await setTimeout(2200)
	assert.is(offers(await ask({ date }), start), false)
})

test('moves its furthest day at midnight, on a day of 23 hours too', async () => {
	// London goes to summer time on 28 March: the next midnight is at 23:00 UTC.
	await clock.set('2027-03-28T22:59:57.5Z')
	const range = { from: '2027-05-27', to: '2027-05-28' }
	const before = await ask(range)
	assert.is(before.body.lastBookableDay, '2027-05-27')
	assert.is(before.body.validUntil, '2027-03-29T00:00:00+01:00')
	assert.equal(statuses(before), ['free', 'too_far'])
	await polled()
	assert.equal(statuses(await ask(range)), ['free', 'too_far'])
	await setTimeout(2200)
	assert.equal(statuses(await ask(range)), ['free', 'free'])
})

const statuses = ({ body }: Answer) => body.days.map((day: { status: string }) => day.status)

test.run()
