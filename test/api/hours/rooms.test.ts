import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, openDesk, told } from './desk.ts'

const test = suite('visits whose room closes')
const start = at(dayIn(5), '10:00')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const close = (desk: Desk, room: string): Promise<Answer> =>
	desk.ask('PATCH', `/api/clinic/resources/${room}`, { body: { active: false } })

async function roomOf(desk: Desk, holderId: string): Promise<string> {
	const rows = await desk.clinic.run((trx) =>
		trx('reservations')
			.where({ clinic_id: desk.clinic.id })
			.whereIn('resource_id', desk.clinic.rooms)
			.whereRaw('coalesce(appointment_id, hold_id) = ?', [holderId]),
	)
	assert.is(rows.length, 1)
	return rows[0].resource_id
}

const changeTypes = (desk: Desk, columns: object) =>
	desk.clinic.run(async (trx) => {
		const ofClinic = { clinic_id: desk.clinic.id }
		await trx('appointment_types').where(ofClinic).update(columns)
		const more = { plan_version: trx.raw('plan_version + 1') }
		await trx('availability_versions').where(ofClinic).update(more)
	})

const holdAt = async (desk: Desk, vet: string | undefined): Promise<Answer['body']> => {
	const { appointmentTypeId } = bookBody(desk.clinic)
	const visit = { species: 'dog' }
	const body = { appointmentTypeId, veterinarianId: vet, start, visit }
	const answer = await api.call(desk.clinic, 'POST', '/api/customer/holds', { body })
	assert.is(answer.status, 201)
	return answer.body
}

const expire = (desk: Desk, holdId: string) =>
	desk.clinic.run(async (trx) => {
		const expires_at = trx.raw(`now() - interval '1 second'`)
		await trx('holds').where({ id: holdId }).update({ expires_at })
		await trx('reservations').where({ hold_id: holdId }).update({ expires_at })
	})

test('an animal that was told to be younger than it is now gets another room', async () => {
	const rules = JSON.stringify({ ageLimits: [{ species: ['dog'], minWeeks: 12 }] })
	const desk = await openDesk(api, { vets: 1, rooms: 2, type: { rules } })
	const visit = { species: 'dog', ageWeeks: 11 }
	const { id } = await book(api, desk.clinic, { start: startIn(30), visit })
	await desk.clinic.run(async (trx) => {
		const [begin, end] = [startIn(2), startIn(2, 1)]
		await trx('appointments').where({ id }).update({ scheduled_start: begin, scheduled_end: end })
		const own = { appointment_id: id }
		await trx('reservations').where(own).update({ starts_at: begin, ends_at: end })
	})
	const room = await roomOf(desk, id)
	const changed = await close(desk, room)
	assert.is(told(changed), '200')
	assert.is.not(await roomOf(desk, id), room)
})

for (const [what, columns] of Object.entries({
	species: { species: ['cat'] },
	'excluded species': { excluded_species: ['dog'] },
	clients: { client_type: 'existing' },
	'numbers of pets': { rules: JSON.stringify({ maxPets: 1 }) },
	weights: { rules: JSON.stringify({ weightLimits: [{ species: ['dog'], maxKg: 5 }] }) },
	skills: { required_skills: ['surgery'] },
	roles: { roles: ['nurse'] },
})) {
	test(`a room is missed although the type has other ${what} since`, async () => {
		const desk = await openDesk(api, { vets: 1, rooms: 2 })
		const { id } = await book(api, desk.clinic, {
			start,
			visit: { species: 'dog', client: 'new', pets: 2, weightGrams: 9000 },
			pets: [
				{ name: 'Pickle', species: 'dog' },
				{ name: 'Plum', species: 'dog' },
			],
		})
		await changeTypes(desk, columns)
		const room = await roomOf(desk, id)
		assert.is(told(await close(desk, room)), '200')
		const last = await roomOf(desk, id)
		assert.is.not(last, room)
		const refused = await close(desk, last)
		assert.is(told(refused), '409 visits_stranded')
		const [{ reasons }] = refused.body.stranded
		assert.equal(
			reasons.map((reason: { code: string }) => reason.code),
			['room_not_free'],
		)
	})
}

test('a hold of someone else in the only free room gives way to a visit', async () => {
	const desk = await openDesk(api, { vets: 2, rooms: 2 })
	const [one, other] = desk.clinic.vets
	const visit = await book(api, desk.clinic, { start, veterinarianId: one })
	const hold = await holdAt(desk, other)
	const free = await roomOf(desk, hold.id)
	const changed = await close(desk, await roomOf(desk, visit.id))
	assert.is(told(changed), '200')
	assert.equal(changed.body.stranded, [])
	assert.is(await roomOf(desk, visit.id), free)
	const state = await api.call(desk.clinic, 'GET', `/api/customer/holds/${hold.id}`, {
		hold: hold.token,
	})
	assert.is(told(state), '404 hold_not_found')
})

test('a hold that has ended stands in nobody’s way', async () => {
	for (const who of ['visit', 'hold'] as const) {
		const desk = await openDesk(api, { vets: 2, rooms: 2 })
		const [one, other] = desk.clinic.vets
		const mover =
			who === 'visit'
				? await book(api, desk.clinic, { start, veterinarianId: one })
				: await holdAt(desk, one)
		const ended = await holdAt(desk, other)
		const free = await roomOf(desk, ended.id)
		await expire(desk, ended.id)
		const changed = await close(desk, await roomOf(desk, mover.id))
		assert.is(told(changed), '200', who)
		assert.is(await roomOf(desk, mover.id), free, who)
	}
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
