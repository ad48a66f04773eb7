import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { book, bookBody, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { bookFor, detailsOf, lanesOf, moveTo, PATH } from './visits.ts'

const test = suite('overbooking on purpose')
const day = dayIn(9)
const override = { reason: 'Wound opened again', overbook: true }
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const cancel = (desk: Desk, id: string) => desk.ask('POST', `${PATH}/${id}/cancel`, { body: {} })
const lanes = async (desk: Desk, id: string) =>
	(await lanesOf(desk, id)).map(({ lane }) => lane).sort()

test('takes a reason, the word for it, and a lane above the capacity', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const start = at(day, '09:00')
	await bookFor(desk, { start })
	const plain = await bookFor(desk, { start })
	assert.is(told(plain), '409 slot_taken')
	assert.equal(issuesOf(plain).sort(), ['start room_not_free', 'start vet_busy'])
	const reason = { override: { reason: 'Wound opened again' } }
	assert.is(told(await bookFor(desk, { start, ...reason })), '409 slot_taken')
	const { status, body } = await bookFor(desk, { start, override })
	assert.is(status, 201)
	assert.equal(await lanes(desk, body.id), [1, 1])
	const { events, overbookedResourceIds } = await detailsOf(desk, body.id)
	assert.equal(overbookedResourceIds.sort(), [...desk.clinic.vets, ...desk.clinic.rooms].sort())
	assert.equal(events[0].data.overbooked.sort(), overbookedResourceIds.sort())
	assert.is(events[0].reason, override.reason)
	const { visits } = (await desk.ask('GET', `/api/clinic/diary?from=${day}&to=${day}`)).body
	const marked = visits.filter((one: { isOverbooked: boolean }) => one.isOverbooked)
	assert.equal(
		marked.map((one: { id: string }) => one.id),
		[body.id],
	)
})

test('is bounded: two above the capacity, and not a third', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const start = at(day, '09:00')
	await bookFor(desk, { start })
	assert.is((await bookFor(desk, { start, override })).status, 201)
	// Overlapping by half, so no lane may be shared.
	const second = await bookFor(desk, { start: at(day, '09:15'), override })
	assert.equal(await lanes(desk, second.body.id), [2, 2])
	const third = await bookFor(desk, { start, override })
	assert.is(told(third), '422 slot_not_offered')
	assert.equal(issuesOf(third).sort(), ['start room_not_free', 'start vet_busy'])
	const plan = (await bookFor(desk, { start, override }, '?dryRun=true')).body
	assert.equal([plan.possible, plan.needs], [false, 'other'])
})

test('keeps its bound when twenty try at once', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const start = at(day, '09:00')
	const answers = await Promise.all(
		Array.from({ length: 20 }, () => bookFor(desk, { start, override })),
	)
	assert.is(answers.filter(({ status }) => status === 201).length, 3)
	const rows = await desk.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: desk.clinic.id, resource_id: desk.clinic.vets[0] }),
	)
	assert.equal(rows.map(({ lane }: { lane: number }) => lane).sort(), [0, 1, 2])
})

test('takes only what is full: a free room stays a room in its own lane', async () => {
	const desk = await openDesk(api, { vets: 1, rooms: 2 })
	const start = at(day, '09:00')
	await bookFor(desk, { start })
	const { body } = await bookFor(desk, { start, override })
	const [room, vet] = await lanesOf(desk, body.id)
	assert.equal([room?.lane, vet?.lane], [0, 1])
	assert.equal((await detailsOf(desk, body.id)).overbookedResourceIds, desk.clinic.vets)
})

test('is not done while anyone else is free', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const start = at(day, '09:00')
	await bookFor(desk, { start, veterinarianId: desk.clinic.vets[0] })
	const { body } = await bookFor(desk, { start, override })
	assert.is(body.veterinarianId, desk.clinic.vets[1])
	assert.equal(await lanes(desk, body.id), [0, 0])
	assert.is((await detailsOf(desk, body.id)).events[0].reason, null)
})

test('asks nobody to work who is away, while somebody is there', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [here, away] = desk.clinic.vets
	await desk.clinic.run((trx) =>
		trx('vet_availability_overrides').insert({
			clinic_id: desk.clinic.id,
			id: newId(),
			resource_id: away,
			override_type: 'unavailable',
			override_date: day,
		}),
	)
	const start = at(day, '09:00')
	await bookFor(desk, { start })
	const { body } = await bookFor(desk, { start, override })
	assert.is(body.veterinarianId, here)
	assert.ok((await lanes(desk, body.id)).includes(1))
})

test('exceeds the places of a day by two visits at most', async () => {
	const desk = await openDesk(api, { vets: 4, type: {} })
	const cap = newId()
	await desk.clinic.run(async (trx) => {
		const of = { clinic_id: desk.clinic.id }
		const row = { ...of, id: cap, kind: 'cap', code: 'theatre', name: 'Theatre', capacity: 2 }
		await trx('resources').insert(row)
		const rules = { maxPets: 1, caps: [{ resource: 'theatre', per: 'day', points: 2 }] }
		await trx('appointment_types')
			.where({ ...of, id: desk.clinic.types.check })
			.update({ rules: JSON.stringify(rules) })
		await trx('availability_versions').where(of).increment('plan_version')
	})
	const start = (hour: number) => ({ start: at(day, `${String(hour).padStart(2, '0')}:00`) })
	assert.is((await bookFor(desk, start(9))).status, 201)
	const full = await bookFor(desk, start(10))
	assert.equal(issuesOf(full), ['start day_full'])
	for (const hour of [10, 11]) {
		assert.is((await bookFor(desk, { ...start(hour), override })).status, 201, String(hour))
	}
	assert.equal(issuesOf(await bookFor(desk, { ...start(12), override })), ['start day_full'])
	const rows = await desk.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: desk.clinic.id, resource_id: cap }),
	)
	assert.equal(rows.map(({ lane }: { lane: number }) => lane).sort(), [0, 1, 2, 3, 4, 5])
})

test('is undone when the other visit goes: nobody is booked on top of the one that stays', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const start = at(day, '09:00')
	const first = (await bookFor(desk, { start })).body
	const second = (await bookFor(desk, { start, override })).body
	await cancel(desk, first.id)
	assert.equal(await lanes(desk, second.id), [0, 0])
	const body = bookBody(desk.clinic, { start })
	const owner = await api.call(desk.clinic, 'POST', '/api/customer/appointments/book', { body })
	assert.is(told(owner), '409 slot_taken')
	const third = (await bookFor(desk, { start, override })).body
	await moveTo(desk, second.id, { start: at(day, '12:00') })
	assert.equal(await lanes(desk, third.id), [0, 0])
	assert.equal((await detailsOf(desk, third.id)).overbookedResourceIds, [])
})

test('hides no time from owners that is free', async () => {
	const desk = await openDesk(api, { vets: 1 })
	await bookFor(desk, { start: at(day, '09:00') })
	await bookFor(desk, { start: at(day, '09:15'), override })
	// Until 09:45 the second lane is taken, and the first is free from 09:30 on.
	assert.ok((await book(api, desk.clinic, { start: at(day, '09:30') })).id)
})

test('moves a visit beside another one, on purpose only', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const first = (await bookFor(desk, { start: at(day, '09:00') })).body
	const other = (await bookFor(desk, { start: at(day, '10:00') })).body
	assert.is(told(await moveTo(desk, other.id, { start: first.start })), '409 slot_taken')
	const moved = await moveTo(desk, other.id, { start: first.start, override })
	assert.is(moved.status, 201)
	assert.equal(await lanes(desk, moved.body.id), [1, 1])
	const last = (await detailsOf(desk, moved.body.id)).events.at(-1)
	assert.equal([last.reason, last.data.movedFrom], [override.reason, other.id])
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
