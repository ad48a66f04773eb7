import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, book, bookBody, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('people, rooms and their lanes')
const PATH = '/api/clinic/resources'
const start = at(dayIn(5), '10:00')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const patch = (desk: Desk, id: string | undefined, body: unknown): Promise<Answer> =>
	desk.ask('PATCH', `${PATH}/${id}`, { body })

const codesOf = (answer: Answer) =>
	answer.body.stranded.map((one: { id: string; reasons: { code: string }[] }) => [
		one.id,
		...one.reasons.map((reason) => reason.code),
	])

/** One vet who sees two at once, in rooms enough. */
async function doubleDesk(): Promise<Desk> {
	const desk = await openDesk(api, { vets: 1, rooms: 3 })
	const [vet] = desk.clinic.vets
	assert.is(told(await patch(desk, vet, { capacity: 2 })), '200')
	const { schedules } = (await desk.ask('GET', '/api/clinic/schedules')).body
	const { id, ...body } = schedules[0]
	const two = { ...body, lanes: 2, breaks: [] }
	assert.is(told(await desk.ask('PUT', `/api/clinic/schedules/${id}`, { body: two })), '200')
	return desk
}

const lanesOf = (desk: Desk, appointmentId: string) =>
	desk.clinic.run(async (trx) => {
		const where = { clinic_id: desk.clinic.id, appointment_id: appointmentId }
		const rows = await trx('reservations').where(where).orderBy('resource_id')
		return Object.fromEntries(rows.map((row) => [row.resource_id, row.lane]))
	})

test('names every bad field', async () => {
	const desk = await openDesk(api)
	const [vet] = desk.clinic.vets
	assert.equal(issuesOf(await patch(desk, vet, {})), ['capacity invalid'])
	assert.equal(issuesOf(await patch(desk, vet, { capacity: 0 })), ['capacity too_small'])
	assert.equal(issuesOf(await patch(desk, vet, { capacity: 1001 })), ['capacity too_large'])
	assert.equal(issuesOf(await patch(desk, vet, { active: 'no' })), ['active wrong_type'])
	assert.equal(issuesOf(await patch(desk, vet, { active: true, kind: 'room' })), [
		'kind unknown_field',
	])
	assert.equal(issuesOf(await patch(desk, vet, { roomType: 'ward' })), ['roomType unwanted'])
	assert.equal(issuesOf(await patch(desk, 'me', { active: true })), ['id invalid_format'])
})

test('shows and changes what owners may book', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [vet] = desk.clinic.vets
	await book(api, desk.clinic, { start, veterinarianId: vet })
	const changed = await patch(desk, vet, { bookableOnline: false })
	assert.is(told(changed), '200')
	assert.equal(changed.body.stranded, [])
	assert.is(changed.body.resource.bookableOnline, false)
	const { veterinarians } = (await api.call(desk.clinic, 'GET', '/api/customer/clinic')).body
	assert.is(veterinarians.length, 1)
})

test('fewer lanes strand whoever has none left', async () => {
	const desk = await doubleDesk()
	const [vet] = desk.clinic.vets
	const first = await book(api, desk.clinic, { start })
	const second = await book(api, desk.clinic, { start })
	const refused = await patch(desk, vet, { capacity: 1 })
	assert.is(told(refused), '409 visits_stranded')
	assert.equal(codesOf(refused), [[second.id, 'vet_busy']])
	const changed = await patch(desk, vet, { capacity: 1, allowStranded: true })
	assert.equal(codesOf(changed), [[second.id, 'vet_busy']])
	assert.is((await lanesOf(desk, first.id))[vet ?? ''], 0)
	assert.is((await lanesOf(desk, second.id))[vet ?? ''], 1)
})

test('a visit in a lane that goes takes a free one, so nobody is booked over it', async () => {
	for (const change of ['capacity', 'lanes'] as const) {
		const desk = await doubleDesk()
		const [vet = ''] = desk.clinic.vets
		const first = await book(api, desk.clinic, { start })
		const second = await book(api, desk.clinic, { start })
		await api.call(desk.clinic, 'DELETE', `/api/customer/appointments/${first.id}`, {
			manage: first.manageToken,
		})
		assert.is((await lanesOf(desk, second.id))[vet], 1)
		const { schedules } = (await desk.ask('GET', '/api/clinic/schedules')).body
		const { id, ...body } = schedules[0]
		const changed =
			change === 'capacity'
				? await patch(desk, vet, { capacity: 1 })
				: await desk.ask('PUT', `/api/clinic/schedules/${id}`, { body: { ...body, lanes: 1 } })
		assert.is(told(changed), '200')
		assert.equal(changed.body.stranded, [])
		assert.is((await lanesOf(desk, second.id))[vet], 0)
		const third = await api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
			body: bookBody(desk.clinic, { start }),
		})
		assert.is(told(third), '409 slot_taken', change)
	}
})

test('a room that closes hands its visits to another, while one is free', async () => {
	const desk = await openDesk(api, { vets: 2, rooms: 2 })
	const [one, other] = desk.clinic.vets
	const visit = await book(api, desk.clinic, { start, veterinarianId: one })
	const roomOf = async () =>
		Object.keys(await lanesOf(desk, visit.id)).find((id) => desk.clinic.rooms.includes(id))
	const room = await roomOf()
	const dry = await desk.ask('PATCH', `${PATH}/${room}?dryRun=true`, { body: { active: false } })
	assert.equal(dry.body.stranded, [])
	assert.is(await roomOf(), room)
	const moved = await patch(desk, room, { active: false })
	assert.is(told(moved), '200')
	assert.equal(moved.body.stranded, [])
	const next = await roomOf()
	assert.is.not(next, room)
	const linked = await desk.clinic.run((trx) =>
		trx('appointment_resources').where({ clinic_id: desk.clinic.id, appointment_id: visit.id }),
	)
	assert.equal(linked.map((row) => row.resource_id).sort(), [one, next].sort())
	const taken = await api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
		body: bookBody(desk.clinic, { start, veterinarianId: other }),
	})
	assert.is(told(taken), '409 slot_taken')
	const last = await patch(desk, next, { active: false })
	assert.is(told(last), '409 visits_stranded')
	assert.equal(codesOf(last), [[visit.id, 'room_not_free']])
})

test('a room that is closed for a day only hands its visits over, too', async () => {
	const desk = await openDesk(api, { vets: 1, rooms: 2 })
	const visit = await book(api, desk.clinic, { start })
	const roomOf = async () =>
		Object.keys(await lanesOf(desk, visit.id)).find((id) => desk.clinic.rooms.includes(id))
	const room = await roomOf()
	const body = { resourceId: room, type: 'unavailable', date: dayIn(5) }
	assert.is(told(await desk.ask('POST', '/api/clinic/overrides', { body })), '201')
	assert.is.not(await roomOf(), room)
})

test('a vet who leaves strands all visits to come', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start })
	const answer = await patch(desk, desk.clinic.vets[0], { active: false })
	assert.is(told(answer), '409 visits_stranded')
	assert.equal(codesOf(answer), [[visit.id, 'vet_not_active']])
})

test('a hold gives way to a visit that needs its lane', async () => {
	const desk = await doubleDesk()
	const [vet = ''] = desk.clinic.vets
	const hold = await api.call(desk.clinic, 'POST', '/api/customer/holds', {
		body: {
			appointmentTypeId: desk.clinic.types.check,
			visit: { species: 'dog' },
			start,
			veterinarianId: null,
		},
	})
	const visit = await book(api, desk.clinic, { start })
	assert.is((await lanesOf(desk, visit.id))[vet], 1)
	const changed = await patch(desk, vet, { capacity: 1 })
	assert.is(told(changed), '200')
	assert.is((await lanesOf(desk, visit.id))[vet], 0)
	const path = `/api/customer/holds/${hold.body.id}`
	const state = await api.call(desk.clinic, 'GET', path, { hold: hold.body.token })
	assert.is(told(state), '404 hold_not_found')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
