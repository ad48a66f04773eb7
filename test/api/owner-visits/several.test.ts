import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { VISITS } from './scene.ts'

const test = suite('visits one after the other')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
	const client = { phone: '+442079460142' }
	owner = await ownerAt(api, clinic, { client, pets: [{ name: 'Biscuit' }, { name: 'Moss' }] })
	other = await ownerAt(api, clinic, { client, pets: [{ name: 'Ash' }, { name: 'Fern' }] })
})
test.after(() => api.close())

// At noon: chains of these tests must not run over midnight.
const noon = (days: number, halfHours = 0) => {
	const day = startIn(days).slice(0, 10)
	return new Date(Date.parse(`${day}T12:00:00Z`) + halfHours * 1_800_000).toISOString()
}
const part = (who: TestOwner, i: number, start: string, differences = {}) => {
	const { owner: _, ...body } = bookBody(clinic, { pets: [{ id: who.pets[i] }], start })
	return { ...body, ...differences }
}
const chain = (who = owner, halfHours = 0) => [
	part(who, 0, noon(3, halfHours)),
	part(who, 1, noon(3, halfHours + 1)),
]
const book = (visits: object[], who = owner, headers = {}) =>
	who.ask('POST', `${VISITS}/book-several`, { body: { visits }, headers })
const count = (table: string) =>
	clinic.run(async (trx) => (await trx(table).where({ clinic_id: clinic.id })).length)
const refusal = ({ status, body }: { status: number; body: Record<string, unknown> }) => {
	const issues = (body.issues ?? []) as { path: string; code: string }[]
	return [status, body.code, ...issues.slice(0, 1).map(({ path, code }) => `${path} ${code}`)]
}

test('names the visit that can not be, and what is wrong about it', async () => {
	const [one, two] = chain()
	assert.equal(refusal(await book([one ?? {}])), [400, 'invalid_request', 'visits too_few'])
	const strange = part(owner, 1, noon(3, 1), { pets: [{ id: other.pets[0] }] })
	assert.equal(refusal(await book([one ?? {}, strange])), [
		...[404, 'pet_not_found', 'visits.1 pet_not_found'],
	])
	const noType = { ...two, appointmentTypeId: newId() }
	assert.equal(
		refusal(await book([one ?? {}, noType])),
		[...[404, 'appointment_type_not_found', 'visits.1.appointmentTypeId not_found']].map(
			(word, i) =>
				i === 2 ? String(word).replace('not_found', 'appointment_type_not_found') : word,
		),
	)
	const late = { ...two, answers: [{ fieldId: 'colour', value: 'red' }] }
	assert.equal(refusal(await book([one ?? {}, late])), [
		...[400, 'invalid_request', 'visits.1.answers.colour unknown_field'],
	])
	assert.is(await count('appointments'), 0)
})

test('takes them in their order, on one day, close together', async () => {
	const [one] = chain()
	const at = async (start: string) => refusal(await book([one ?? {}, part(owner, 1, start)]))
	assert.equal(await at(noon(3)), [400, 'invalid_request', 'visits.1.start overlaps'])
	assert.equal(await at(noon(3, -1)), [400, 'invalid_request', 'visits.1.start overlaps'])
	assert.equal(await at(noon(4)), [400, 'invalid_request', 'visits.1.start other_day'])
	assert.equal(await at(noon(3, 6)), [400, 'invalid_request', 'visits.1.start far_apart'])
})

test('books all of them, each with a reference, a letter and a link of its own', async () => {
	const booked = await book(chain())
	assert.is(booked.status, 201)
	const [one, two] = booked.body.appointments
	assert.equal([one.pets[0].name, two.pets[0].name], ['Biscuit', 'Moss'])
	assert.is.not(one.reference, two.reference)
	assert.is.not(one.manageToken, two.manageToken)
	assert.is(one.end, two.start)
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		assert.is((await trx('reservations').where(of)).length, 4)
		const kinds = (await trx('notifications').where(of)).map((row) => row.kind)
		assert.equal(kinds, ['booking_confirmed', 'booking_confirmed'])
		const clients = (await trx('appointments').where(of)).map((row) => row.client_id)
		assert.equal(new Set(clients), new Set([owner.clientId]))
	})
})

test('a guest’s visits are of one new client', async () => {
	const { owner: typed } = bookBody(clinic)
	const visits = chain().map((visit) => ({ ...visit, pets: [{ name: 'Pip', species: 'dog' }] }))
	const body = { visits, owner: typed, reminders: true }
	const booked = await api.call(clinic, 'POST', `${VISITS}/book-several`, { body })
	assert.is(booked.status, 201)
	assert.is(await count('clients'), 3)
	assert.is(await count('consents'), 1)
})

test('when one of them is taken, none is booked and nothing is left', async () => {
	const taken = part(other, 0, noon(3, 1))
	assert.is((await other.ask('POST', `${VISITS}/book`, { body: taken })).status, 201)
	const before = await Promise.all(['pets', 'reservations', 'notifications'].map(count))
	const visits = chain()
	const typed = { ...visits[0], pets: [{ name: 'Pip', species: 'dog' }] }
	const refused = await book([typed, visits[1] ?? {}])
	assert.equal(refusal(refused), [409, 'slot_taken', 'visits.1.start vet_busy'])
	const after = await Promise.all(['pets', 'reservations', 'notifications'].map(count))
	assert.equal(after, before)
	assert.is(await count('appointments'), 1)
	assert.is(await count('idempotency_keys'), 1, 'a refusal is not kept')
})

test('a retry is told of the same visits', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await book(chain(), owner, headers)
	const again = await book(chain(), owner, headers)
	const ids = (answer: typeof first) => answer.body.appointments.map(({ id }: { id: string }) => id)
	assert.equal(ids(again), ids(first))
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.is((await book(chain(owner, 4), owner, headers)).status, 422)
	assert.is(await count('appointments'), 2)
})

test('of chains that overlap each race leaves one whole, whatever their order', async () => {
	for (let round = 0; round < 4; round++) {
		const offset = round * 6 - 12
		const answers = await Promise.all([
			book(chain(owner, offset)),
			book(chain(other, offset + 1), other),
			book(chain(owner, offset)),
		])
		const won = answers.filter(({ status }) => status === 201).length
		assert.ok(won >= 1, JSON.stringify(answers.map(refusal)))
		assert.ok(answers.every(({ status }) => status === 201 || status === 409))
	}
	await clinic.run(async (trx) => {
		const rows = await trx('appointments')
			.where({ clinic_id: clinic.id })
			.orderBy('scheduled_start')
		assert.is(rows.length % 2, 0, 'no chain is broken')
		for (const [i, row] of rows.entries()) {
			const before = rows[i - 1]
			if (before) assert.ok(row.scheduled_start >= before.scheduled_end, 'nobody is in two places')
		}
	})
})

const several = (query: Record<string, string>, who = owner) =>
	who.ask(
		'GET',
		`/api/customer/clinics/${clinic.id}/availability/several?${new URLSearchParams(query)}`,
	)
const wish = (veterinarianId: string | null = null) => ({
	...{ appointmentTypeId: clinic.types.check, veterinarianId },
	visit: { species: 'dog', pets: 1 },
})

test('asks about times in a way that makes sense', async () => {
	const day = noon(3).slice(0, 10)
	const issues = async (query: Record<string, string>) => refusal(await several(query)).slice(2)
	assert.equal(await issues({ visits: '{', from: day, to: day }), ['visits not_json'])
	assert.equal(await issues({ visits: '[]', from: day, to: day }), ['visits too_few'])
	const bad = JSON.stringify([wish(), { ...wish(), visit: { pets: 0 } }])
	assert.equal(await issues({ visits: bad, from: day, to: day }), ['visits.1.visit.pets too_small'])
	const visits = JSON.stringify([wish(), wish()])
	const far = noon(11).slice(0, 10)
	assert.equal(await issues({ visits, from: day, to: far }), ['to invalid'])
})

/** The first of the next days that the clocks do not change on. */
const plainDay = () => {
	const hour = (text: string) =>
		Number(new Date(text).toLocaleString('en-GB', { timeZone: 'Europe/London', hour: '2-digit' }))
	const days = [3, 4].map((ahead) => noon(ahead).slice(0, 10))
	return days.find((day) => hour(`${day}T12:00Z`) - hour(`${day}T00:00Z`) === 12) ?? ''
}

test('what is offered can be booked, and what is taken is not offered', async () => {
	const day = plainDay()
	const visits = JSON.stringify([wish(), wish(clinic.vets[0])])
	const ask = async () => {
		const { body } = await several({ visits, from: day, to: day })
		return body.days[0].chains as { start: string; visits: { start: string }[] }[]
	}
	const before = await ask()
	assert.is(before.length, 47, 'the last of a day would end tomorrow')
	const chosen = before[20]
	const parts = (chosen?.visits ?? []).map(({ start }, i) => part(owner, i, start))
	assert.is((await book(parts)).status, 201)
	const after = await ask()
	const gone = before.filter(({ start }) => !after.some((one) => one.start === start))
	assert.is(gone.length, 3, 'the two starts, and the one before them')
})

test.run()
