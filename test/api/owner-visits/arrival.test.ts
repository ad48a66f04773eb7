import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { checkInWindow, maySayLate, outlookOf } from '../../../api/appointments/owner/arrival.ts'
import type { Status } from '../../../api/appointments/status.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { signedIn } from '../staff/staff.ts'
import { bookedFor, pastVisit, share, startsIn, VISITS } from './scene.ts'

const test = suite('on the way to a visit')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, {
		clinic: { settings: JSON.stringify({ carParkCheckIn: true }) },
	})
	owner = await ownerAt(api, clinic)
	other = await ownerAt(api, clinic)
})
test.after(() => api.close())

/** A visit of the owner's that starts in so many minutes. */
async function due(minutes: number, columns: Record<string, unknown> = {}) {
	const id = await pastVisit(clinic, owner, { daysAgo: 0, status: 'confirmed' })
	await startsIn(clinic, id, minutes, columns)
	return { id }
}

const late = (id: string, minutes: unknown, who = owner, headers = {}) =>
	who.ask('POST', `${VISITS}/${id}/late`, { body: { minutes }, headers })
const checkIn = (id: string, body: object = {}, who = owner) =>
	who.ask('POST', `${VISITS}/${id}/check-in`, { body })
const eventsOf = (id: string) =>
	clinic.run((trx) =>
		trx('appointment_events').where({ clinic_id: clinic.id, appointment_id: id }).orderBy('at'),
	)

test("is for whoever's visit it is, and takes three delays only", async () => {
	const { id } = await due(60)
	assert.is((await late(id, 10, other)).body.code, 'appointment_not_found')
	assert.is((await checkIn(id, {}, other)).body.code, 'appointment_not_found')
	for (const minutes of [0, 15, 31, '10', undefined]) {
		const { status, body } = await late(id, minutes)
		assert.equal([status, body.issues[0].path], [400, 'minutes'])
	}
	assert.is((await checkIn(id, { note: 'x'.repeat(121) })).body.issues[0].path, 'note')
	assert.is((await checkIn(id, { note: 'two\nlines' })).status, 400)
})

test('tells reception at once, and again only what is new', async () => {
	const { id } = await due(60)
	const said = await late(id, 20)
	assert.equal([said.status, said.body.lateness.minutes], [200, 20])
	assert.is(said.body.lateness.outlook, 'may_wait')
	assert.is(said.body.status, 'confirmed', 'nothing is moved')
	await late(id, 20)
	assert.is((await late(id, 10)).body.lateness.outlook, 'fits')
	const kinds = (await eventsOf(id)).map((event) => event.kind)
	assert.equal(kinds, ['owner_late', 'owner_late'])
	assert.is((await diaryVisit(id)).lateMinutes, 10)
})

async function diaryVisit(id: string) {
	const staff = await signedIn(api, clinic, ['receptionist'])
	const day = (offset: number) =>
		new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
	const { body } = await staff.ask('GET', `/api/clinic/diary?from=${day(-1)}&to=${day(1)}`)
	return body.visits.find((visit: { id: string }) => visit.id === id)
}

test('raises the version, which open diaries listen for, once an intent', async () => {
	const version = async () => {
		const [row] = await clinic.run((trx) =>
			trx('availability_versions').where({ clinic_id: clinic.id }),
		)
		return Number(row.version)
	}
	const { id } = await due(60)
	const before = await version()
	const headers = { 'Idempotency-Key': randomUUID() }
	await late(id, 30, owner, headers)
	const again = await late(id, 30, owner, headers)
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.is(await version(), before + 1)
})

test('says nothing of being late long before, long after, and once somebody is here', async () => {
	for (const [minutes, columns] of [
		[200, {}],
		[-40, {}],
		[10, { status: 'checked_in' }],
		[10, { status: 'pending' }],
	] as const) {
		const { id } = await due(minutes, columns)
		assert.is((await late(id, 10)).body.code, 'transition_refused', String(minutes))
	}
})

test('takes in whoever waits in the car park, with the place for reception', async () => {
	const { id } = await due(10)
	const here = await checkIn(id, { note: 'Space 4, blue van' })
	assert.equal([here.status, here.body.status, here.body.checkIn], [200, 'checked_in', null])
	assert.is((await checkIn(id)).status, 200, 'who is here is here')
	const last = (await eventsOf(id)).at(-1)
	assert.equal(
		[last.actor_kind, last.actor_id, last.from_status, last.to_status, last.reason],
		['owner', owner.accountId, 'confirmed', 'checked_in', 'Space 4, blue van'],
	)
	assert.equal((await diaryVisit(id)).carPark, { note: 'Space 4, blue van' })
})

test('checks in only in its time, from a state that allows it, and where the clinic does it', async () => {
	const early = await due(25)
	assert.is((await checkIn(early.id)).body.code, 'check_in_closed')
	const after = await due(-16)
	assert.is((await checkIn(after.id)).body.code, 'check_in_closed')
	const asked = await due(5, { status: 'pending' })
	assert.is((await checkIn(asked.id)).body.code, 'transition_refused')
	const strict = await makeBookableClinic(api.db)
	const someone = await ownerAt(api, strict)
	const visit = await bookedFor(api, strict, someone)
	await startsIn(strict, visit.id, 5)
	assert.is((await checkIn(visit.id, {}, someone)).body.code, 'check_in_closed')
	const shown = await someone.ask('GET', `${VISITS}/${visit.id}/details`)
	assert.is(shown.body.checkIn, null)
})

test('lets whoever shares the animal say so, and whoever has the link', async () => {
	const { id, manageToken } = await bookedFor(api, clinic, owner)
	await startsIn(clinic, id, 10)
	await share(clinic, owner.pets[0] ?? '', other)
	assert.is((await late(id, 10, other)).status, 200)
	const path = `${VISITS}/${id}/check-in`
	const linked = await api.call(clinic, 'POST', path, { manage: manageToken, body: {} })
	assert.is(linked.body.status, 'checked_in')
})

const now = new Date('2026-11-05T10:00:00Z')
const at = (minutes: number, status: Status = 'confirmed') => ({
	status,
	scheduledStart: new Date(now.getTime() + minutes * 60_000),
})

test('opens and closes to the minute', () => {
	const clinicRow = { settings: { carParkCheckIn: true } }
	const isOpen = (minutes: number) => checkInWindow(clinicRow, at(minutes), now)?.isOpen ?? null
	assert.equal([21, 20, 0, -15, -16].map(isOpen), [false, true, true, true, null])
	assert.is(checkInWindow({ settings: {} }, at(0), now), null)
	assert.equal(
		[181, 180, -30, -31].map((minutes) => maySayLate(at(minutes), now)),
		[false, true, true, false],
	)
})

test('an ill animal is fitted in however late it comes', () => {
	const visit = (amber: boolean) => ({ visit: { pets: 1, problems: 1, amber } })
	const outlook = (minutes: number, amber = false, settings = {}) =>
		outlookOf({ settings }, { triage: 'none' }, visit(amber), minutes)
	assert.equal(
		[10, 20, 30].map((minutes) => outlook(minutes)),
		['fits', 'may_wait', 'may_wait'],
	)
	assert.is(outlook(20, false, { lateCutOffMinutes: 20 }), 'fits')
	assert.is(outlook(30, true), 'come')
})

test.run()
