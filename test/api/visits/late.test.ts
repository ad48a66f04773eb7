import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { lateVisits } from '../../../api/appointments/clinic/late-visits.ts'
import { reasonGone } from '../../../api/notifications/reason.ts'
import { findVisit, type Visit } from '../../../api/notifications/visit.ts'
import { startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { bookFor, detailsOf, lettersOf, PATH, step } from './visits.ts'

const test = suite('running late')
const LATE = '/api/clinic/running-late'
const MINUTE = 60_000
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const due = (id: string, start: number, end: number, status = 'confirmed') =>
	({ id, start, end, status }) as never

test('moves on from visit to visit, and gaps make up for it', () => {
	const visits = lateVisits(
		[
			due('a', 100, 115),
			due('b', 115, 130),
			due('c', 140, 155),
			due('d', 160, 175),
			due('e', 300, 315),
		],
		20,
		90,
	)
	assert.equal(
		visits.map(({ id, minutes }) => [id, minutes]),
		[
			['c', 10],
			['d', 5],
			['a', 20],
			['b', 20],
		],
	)
	assert.equal(lateVisits([], 20, 90), [])
})

test('tells nobody of a time that is over already', () => {
	const [next] = lateVisits([due('a', 100, 115)], 10, 130)
	assert.equal([next?.expectedStart, next?.minutes], [130, 30])
})

test('tells those first who have not set out, and those who are here last', () => {
	const visits = lateVisits(
		[due('here', 100, 130, 'checked_in'), due('soon', 130, 160), due('far', 160, 190)],
		15,
		100,
	)
	assert.equal(
		visits.map(({ id, whereabouts }) => [id, whereabouts]),
		[
			['far', 'not_travelling'],
			['soon', 'maybe_travelling'],
			['here', 'here'],
		],
	)
})

/** Times of today, soon enough not to run into tomorrow in London, or a day that is nearly over. */
const minutesLeft = () => {
	const tomorrow = at(dayIn(1), '00:00')
	return (Date.parse(tomorrow) - Date.now()) / MINUTE
}
const soon = (minutes: number) =>
	new Date(Math.ceil(Date.now() / MINUTE) * MINUTE + minutes * MINUTE).toISOString()

const mailed = (name: string) => ({ create: { name, email: `${name}@owner.example` } })

async function afternoon(): Promise<{ desk: Desk; ids: string[]; vet: string }> {
	const desk = await openDesk(api, { vets: 1 })
	const vet = String(desk.clinic.vets[0])
	const ids: string[] = []
	for (const [name, minutes] of [
		['ann', 5],
		['bob', 35],
		['cid', 65],
	] as const) {
		const client = name === 'bob' ? undefined : mailed(name)
		const visit = await bookFor(desk, {
			start: soon(minutes),
			veterinarianId: vet,
			tellOwner: false,
			...(client && { client }),
		})
		ids.push(visit.body.id)
	}
	return { desk, ids, vet }
}

test('is refused without credentials, for other clinics and with bad fields', async () => {
	const { desk, vet } = await afternoon()
	const send = (body: object, key?: null) =>
		desk.ask('POST', LATE, { body, ...(key === null && { key }) })
	assert.is(told(await send({ veterinarianId: vet, minutes: 20 }, null)), '401 key_missing')
	const other = await openDesk(api)
	const foreign = await other.ask('POST', LATE, { body: { veterinarianId: vet, minutes: 20 } })
	assert.is(told(foreign), '404 veterinarian_not_found')
	assert.equal(issuesOf(await send({ minutes: 2 })).sort(), [
		'minutes too_small',
		'veterinarianId required',
	])
	const strange = { veterinarianId: vet, minutes: 20, appointmentIds: [randomUUID()] }
	assert.equal(issuesOf(await send(strange)), ['appointmentIds.0 not_late'])
})

test('writes each owner once, and records it', async () => {
	if (minutesLeft() < 120) return
	const { desk, ids, vet } = await afternoon()
	const [ann = '', bob = '', cid = ''] = ids
	const body = { veterinarianId: vet, minutes: 20 }
	const look = await desk.ask('POST', `${LATE}?dryRun=true`, { body })
	const say = (answer: typeof look) =>
		answer.body.visits.map((one: { id: string; told: string }) => [one.id, one.told])
	const expected = [
		[cid, 'now'],
		[ann, 'now'],
		[bob, 'no_address'],
	]
	assert.equal(say(look), expected)
	assert.equal(await lettersOf(desk, ann), [])
	const headers = { 'Idempotency-Key': randomUUID() }
	const send = () => desk.ask('POST', LATE, { body, headers })
	assert.equal(say(await send()), expected)
	assert.equal(say(await send()), expected)
	assert.equal(await lettersOf(desk, ann), ['running_late'])
	const last = (await detailsOf(desk, ann)).events.at(-1)
	assert.equal([last.kind, last.data.minutes], ['late', 20])
	const again = await desk.ask('POST', LATE, { body })
	assert.equal(say(again), [
		[cid, 'earlier'],
		[ann, 'earlier'],
		[bob, 'no_address'],
	])
	// Much later than was said, they hear of it again; but not who has arrived.
	await step(desk, ann, 'checked_in')
	const more = await desk.ask('POST', LATE, { body: { ...body, minutes: 40 } })
	assert.equal(say(more), [
		[cid, 'now'],
		[bob, 'no_address'],
		[ann, 'no'],
	])
})

test('by two at once writes nobody twice', async () => {
	if (minutesLeft() < 120) return
	const { desk, ids, vet } = await afternoon()
	const body = { veterinarianId: vet, minutes: 15 }
	const answers = await Promise.all(
		Array.from({ length: 6 }, () => desk.ask('POST', LATE, { body })),
	)
	assert.ok(answers.every(({ status }) => status === 200))
	assert.equal(await lettersOf(desk, String(ids[0])), ['running_late'])
})

test('is said while it can matter', async () => {
	const { desk, ids } = await afternoon()
	const id = String(ids[0])
	const visit = (await desk.clinic.run((trx) => findVisit(trx, desk.clinic.id, id))) as Visit
	const after = (minutes: number) => new Date(visit.start.getTime() + minutes * MINUTE)
	assert.is(reasonGone('running_late', visit, after(5)), null)
	assert.is(reasonGone('booking_moved', visit, after(5)), 'visit is past')
	assert.is(reasonGone('running_late', visit, after(31)), 'visit is past')
	assert.is(
		reasonGone('running_late', { ...visit, status: 'checked_in' }, after(5)),
		'visit is checked_in',
	)
})

test('and every other change shows its letter before it is sent', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const day = dayIn(4)
	const [first = '', second = ''] = desk.clinic.vets
	const start = { start: at(day, '09:00'), veterinarianId: first }
	const { id } = (await bookFor(desk, { ...start, client: mailed('dee') })).body
	const preview = (query: string) => desk.ask('GET', `${PATH}/${id}/preview?${query}`)
	const other = await openDesk(api)
	const foreign = await other.ask('GET', `${PATH}/${id}/preview?kind=cancel`)
	assert.is(told(foreign), '404 appointment_not_found')
	assert.equal(issuesOf(await preview('kind=running_late')), ['minutes invalid'])
	assert.equal(issuesOf(await preview('kind=praise')), ['kind invalid_value'])
	const to = encodeURIComponent(at(day, '16:00'))
	const moved = (await preview(`kind=move&start=${to}&veterinarianId=${second}`)).body
	assert.is(moved.to, 'dee@owner.example')
	assert.match(moved.subject, /^New time: Moss, .* at (16:00|4:00)/)
	assert.match(moved.text, /It was on .* at 0?9:00/)
	assert.match(moved.text, /Dr Vet 2/)
	assert.match((await preview('kind=cancel')).body.text, /can’t go ahead/)
	assert.match((await preview('kind=decline')).body.subject, /^Request declined/)
	const late = (await preview('kind=running_late&minutes=25')).body
	assert.match(late.subject, /^Running late: please bring Moss at 0?9:25$/)
	assert.match(late.text, /about 25 minutes late/)
	// No link of the owner's, which would open the visit to whoever looks over the shoulder.
	assert.not.match(`${moved.text}${late.text}`, /visit#/)
	const silent = (await bookFor(desk, { start: at(day, '11:00') })).body
	const none = await desk.ask('GET', `${PATH}/${silent.id}/preview?kind=cancel`)
	assert.is(none.body.to, null)
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
