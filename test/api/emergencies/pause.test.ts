import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { roles } from '../../../api/contract/staff.ts'
import { SITE } from '../../factories.ts'
import { type Answer, book, bookBody, startApi, type TestApi } from '../api.ts'
import { openEvents } from '../availability-http/events.ts'
import { type MovingClock, moveClock } from '../availability-http/moving-clock.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('the pause of online booking')
const PATH = '/api/clinic/pause'
const MORNING = '2027-06-07T09:00:00Z'
const start = '2027-06-10T10:00:00Z'
let api: TestApi
let clock: MovingClock
let desk: Desk

test.before(async () => {
	api = await startApi()
	clock = await moveClock(api.database, api.db)
})
test.before.each(async () => {
	await clock.set(MORNING)
	desk = await openDesk(api, { vets: 2 })
})
test.after(async () => {
	await clock.close()
	await api.close()
})

const pause = (body: object, ask = desk.ask) => ask('PUT', PATH, { body })
const everyone = { resourceId: null, hours: 2 }

async function times(veterinarianId?: string): Promise<Answer> {
	const query = new URLSearchParams({
		appointmentTypeId: desk.clinic.types.check,
		date: '2027-06-10',
		...(veterinarianId ? { veterinarianId } : {}),
	})
	const path = `/api/customer/clinics/${desk.clinic.id}/availability?${query}`
	return api.call(desk.clinic, 'GET', path)
}

const vetsIn = ({ body }: Answer): string[] =>
	body.days[0].veterinarians.map(({ id }: { id: string }) => id).sort()

const tryBooking = (differences: object = {}) =>
	api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
		body: bookBody(desk.clinic, { start, ...differences }),
	})

test('is refused without a credential, and names every bad field', async () => {
	assert.is(told(await desk.ask('PUT', PATH, { body: everyone, key: null })), '401 key_missing')
	const cases: [object, string[]][] = [
		[{}, ['resourceId required']],
		[{ resourceId: null }, ['hours invalid']],
		[{ ...everyone, until: '2027-06-07T12:00:00Z' }, ['until invalid']],
		[{ resourceId: null, hours: 0 }, ['hours too_small']],
		[{ resourceId: null, hours: 169 }, ['hours too_large']],
		[{ resourceId: null, until: MORNING }, ['until past']],
		[{ resourceId: null, until: '2027-06-20T09:00:00Z' }, ['until too_late']],
		[{ ...everyone, reason: 'x'.repeat(201), who: 1 }, ['reason invalid', 'who unknown_field']],
		[{ ...everyone, resourceId: randomUUID() }, ['resourceId resource_not_found']],
		[{ ...everyone, resourceId: desk.clinic.rooms[0] }, ['resourceId resource_not_found']],
	]
	for (const [body, expected] of cases) {
		assert.equal(issuesOf(await pause(body)).sort(), expected.sort(), JSON.stringify(body))
	}
	const other = await openDesk(api)
	const foreign = { ...everyone, resourceId: other.clinic.vets[0] }
	assert.is(told(await pause(foreign)), '404 resource_not_found')
	assert.is(
		told(await desk.ask('DELETE', `${PATH}?resourceId=${other.clinic.vets[0]}`)),
		'404 resource_not_found',
	)
})

test('stops owners at once, lets staff go on, and ends by itself', async () => {
	assert.is((await times()).body.days[0].status, 'free')
	const set = await pause({ ...everyone, reason: 'Two emergencies' })
	const { until, reason } = set.body.everyone
	assert.match(until, /^2027-06-07T12:0[01]:00\+01:00$/)
	assert.is(reason, 'Two emergencies')
	const during = await times()
	assert.is(during.body.pausedUntil, until)
	assert.is(during.body.days[0].status, 'closed')
	assert.is(told(await tryBooking()), '409 clinic_paused')
	const profile = await api.call(desk.clinic, 'GET', '/api/customer/clinic')
	assert.equal([profile.body.paused, profile.body.pausedUntil], [true, until])
	assert.not.match(JSON.stringify(profile.body), /Two emergencies/)
	const mine = `/api/clinic/availability?appointmentTypeId=${desk.clinic.types.check}&date=2027-06-10`
	assert.ok((await desk.ask('GET', mine)).body.days.length > 0)
	await clock.set(new Date(Date.parse(until) + 1000).toISOString())
	assert.is((await desk.ask('GET', PATH)).body.everyone, null)
	assert.is((await times()).body.days[0].status, 'free')
	assert.is(told(await tryBooking()), '201')
})

test('stops a booking whose time is held already, and lets it go on afterwards', async () => {
	const { types } = desk.clinic
	const visit = { species: 'dog', pets: 1, problems: 1, amber: false }
	const body = { appointmentTypeId: types.check, visit, start, veterinarianId: null }
	const held = await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
	const hold = { id: held.body.id, token: held.body.token }
	await pause(everyone)
	assert.is(told(await tryBooking({ hold })), '409 clinic_paused')
	assert.is(told(await desk.ask('DELETE', PATH)), '200')
	assert.is(told(await tryBooking({ hold })), '201')
})

test('of one vet leaves the others, and says which rule it is', async () => {
	const [first, second] = desk.clinic.vets as [string, string]
	assert.equal(vetsIn(await times()), [first, second].sort())
	const set = await pause({ resourceId: first, until: '2027-06-07T10:30:20Z' })
	assert.equal(set.body.people, [
		{ resourceId: first, until: '2027-06-07T11:31:00+01:00', reason: null },
	])
	assert.equal([set.body.everyone, (await times()).body.pausedUntil], [null, null])
	assert.equal(vetsIn(await times()), [second])
	const refused = await tryBooking({ veterinarianId: first })
	assert.equal(
		[told(refused), ...issuesOf(refused)],
		['422 slot_not_offered', 'veterinarianId vet_paused'],
	)
	assert.is((await book(api, desk.clinic, { start })).veterinarian.id, second)
	const query = new URLSearchParams({ start, veterinarianId: first })
	query.set('appointmentTypeId', desk.clinic.types.check)
	const paused = async (asker: string) => {
		query.set('asker', asker)
		const { rules } = (await desk.ask('GET', `/api/clinic/explain?${query}`)).body
		return rules.find(({ code }: { code: string }) => code === 'vet_paused').passed
	}
	assert.equal([await paused('owner'), await paused('staff')], [false, true])
})

test('of one vet ends in the minute that the answer names, without a new version', async () => {
	const [first] = desk.clinic.vets as [string]
	await clock.set('2027-06-07T09:59:57Z')
	await pause({ resourceId: first, until: '2027-06-07T10:00:00Z' })
	const before = await times(first)
	assert.is(before.body.validUntil, '2027-06-07T11:00:00+01:00')
	assert.is(before.body.days[0].status, 'not_this_vet')
	await setTimeout(600)
	const patience = Date.now() + 9000
	while ((await times(first)).body.days[0].status !== 'free') {
		assert.ok(Date.now() < patience, 'the pause never ended')
		await setTimeout(50)
	}
	const { rows } = await api.db.raw('select statement_timestamp() as now')
	const late = rows[0].now.getTime() - Date.parse('2027-06-07T10:00:00Z')
	assert.ok(late >= 0 && late < 1000, `${late} ms after its end`)
})

test('is heard by open calendars within a second', async () => {
	const path = `/api/customer/clinics/${desk.clinic.id}/availability/stream`
	const events = await openEvents(`${api.url}${path}?key=${desk.clinic.key}`, { Origin: SITE })
	await events.nextEvent()
	for (const act of [() => pause(everyone), () => desk.ask('DELETE', PATH)]) {
		const since = performance.now()
		await act()
		assert.match((await events.nextEvent()) ?? '', /^event: availability/)
		assert.ok(performance.now() - since < 1000)
	}
	await events.close()
})

test('is for everyone who works there, once per intent, and leaves a trace', async () => {
	for (const role of roles) {
		const { ask, id } = await signedIn(api, desk.clinic, [role])
		assert.is(told(await pause(everyone, ask)), '200', role)
		const trace = await desk.clinic.run((trx) =>
			trx('audit_log').where({ clinic_id: desk.clinic.id, actor_id: id }).pluck('action'),
		)
		assert.equal(trace, ['pause.set'])
	}
	// What is kept of an intent is kept for a day of the real clock.
	await clock.set(new Date().toISOString())
	const headers = { 'Idempotency-Key': randomUUID() }
	const once = () => desk.ask('PUT', PATH, { body: { resourceId: null, hours: 3 }, headers })
	const set = await once()
	await desk.ask('DELETE', PATH)
	const again = await once()
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.equal([set.body.everyone === null, again.body.everyone], [false, null])
})

test('changes nothing about what becomes of visits when hours change', async () => {
	const [first] = desk.clinic.vets as [string]
	await book(api, desk.clinic, { start, veterinarianId: first })
	await pause({ resourceId: first, hours: 2 })
	const closed = { resourceId: first, type: 'unavailable', date: '2027-06-10' }
	const answer = await desk.ask('POST', '/api/clinic/overrides', { body: closed })
	assert.is(told(answer), '409 visits_stranded')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
