import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { pastVisit, VISITS } from './scene.ts'

const test = suite('booking as an owner who is signed in')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	const client = { phone: '+442079460142' }
	owner = await ownerAt(api, clinic, { client, pets: [{ name: 'Biscuit' }, { name: 'Moss' }] })
	other = await ownerAt(api, clinic)
})
test.after(() => api.close())

const own = (differences: Record<string, unknown> = {}) => {
	const { owner: _, ...body } = bookBody(clinic, { pets: [{ id: owner.pets[0] }], ...differences })
	return body
}
const book = (body: object, who = owner, headers = {}) =>
	who.ask('POST', `${VISITS}/book`, { body, headers })
const rowsOf = (table: string) =>
	clinic.run((trx) => trx(table).where({ clinic_id: clinic.id })) as Promise<
		Record<string, unknown>[]
	>

test("takes nobody else's pet, no dead one, and no pet at all by its id from a guest", async () => {
	const refused = async (pets: object[], who = owner) => {
		const visit = { species: 'dog', pets: pets.length }
		const { status, body } = await book(own({ pets, visit }), who)
		return [status, body.code]
	}
	assert.equal(await refused([{ id: other.pets[0] }]), [404, 'pet_not_found'])
	assert.equal(await refused([{ id: newId() }]), [404, 'pet_not_found'])
	const of = { clinic_id: clinic.id, id: owner.pets[1] }
	await clinic.run((trx) => trx('pets').where(of).update({ status: 'deceased' }))
	assert.equal(await refused([{ id: owner.pets[1] }]), [404, 'pet_not_found'])
	const asGuest = await api.call(clinic, 'POST', `${VISITS}/book`, {
		body: bookBody(clinic, { pets: [{ id: owner.pets[0] }] }),
	})
	assert.equal([asGuest.status, asGuest.body.code], [404, 'pet_not_found'])
	assert.is((await rowsOf('appointments')).length, 0)
})

test('names what is wrong: a pet twice, who comes, a phone number that nobody knows', async () => {
	const issues = async (answer: { body: { issues?: { path: string; code: string }[] } }) =>
		(answer.body.issues ?? []).map(({ path, code }) => [path, code])
	const pets = [{ id: owner.pets[0] }, { id: owner.pets[0] }]
	const twice = await book(own({ pets, visit: { species: 'dog', pets: 2 } }))
	assert.equal(await issues(twice), [['pets.1.id', 'repeated']])
	const { owner: _, ...nameless } = bookBody(clinic)
	const asGuest = await api.call(clinic, 'POST', `${VISITS}/book`, { body: nameless })
	assert.equal(await issues(asGuest), [['owner', 'required']])
	const phoneless = await book(own({ pets: [{ id: other.pets[0] }] }), other)
	assert.equal(await issues(phoneless), [['owner', 'required']])
})

test("makes the visit the account's, with nothing left to match", async () => {
	const booked = await book(own())
	assert.is(booked.status, 201)
	assert.equal(booked.body.owner, { name: 'Sam Carver', email: owner.email })
	assert.equal(booked.body.pets, [{ name: 'Biscuit', species: 'dog' }])
	const [visit] = await rowsOf('appointments')
	assert.equal([visit?.client_id, visit?.pet_id], [owner.clientId, owner.pets[0]])
	assert.is((await rowsOf('clients')).length, 2, 'no other client is made')
	assert.is((await rowsOf('pets')).length, 3)
	const [event] = await rowsOf('appointment_events')
	assert.equal([event?.actor_kind, event?.actor_id], ['owner', owner.accountId])
	const [letter] = await rowsOf('notifications')
	assert.equal([letter?.kind, letter?.client_id], ['booking_confirmed', owner.clientId])
	const list = await owner.ask('GET', VISITS)
	assert.is(list.body.appointments[0].id, booked.body.id)
})

test('takes one on record and one that is typed to one visit, and adds the new one', async () => {
	const pets = [{ name: 'Olive', species: 'dog' }, { id: owner.pets[0] }]
	const booked = await book(own({ pets, visit: { species: 'dog', pets: 2 } }))
	assert.is(booked.status, 201, JSON.stringify(booked.body))
	const list = await owner.ask('GET', '/api/customer/pets?status=active')
	const names = list.body.pets.map(({ name }: { name: string }) => name)
	assert.equal(names.sort(), ['Biscuit', 'Moss', 'Olive'])
	const mixed = [{ name: 'Ash', species: 'cat' }, { id: owner.pets[0] }]
	const refused = await book(own({ pets: mixed, visit: { species: 'cat', pets: 2 } }))
	assert.equal([refused.status, refused.body.issues?.[0]?.code], [400, 'species_mismatch'])
	assert.not.ok((await rowsOf('pets')).some(({ name }) => name === 'Ash'))
})

test('adds an animal that is typed to those of the owner, whatever name stands beside it', async () => {
	const typed = bookBody(clinic, {
		pets: [{ name: 'Nova', species: 'dog', birthDate: '2025-01-01' }],
	})
	assert.is((await book(typed)).status, 201)
	const added = (await rowsOf('pets')).find((pet) => pet.name === 'Nova')
	assert.is(added?.match_status, 'confirmed')
	const links = (await rowsOf('pet_owners')).filter((link) => link.pet_id === added?.id)
	assert.equal(
		links.map((link) => link.client_id),
		[owner.clientId],
	)
	assert.is((await rowsOf('clients')).length, 2)
})

test('keeps a phone number where there was none, and leaves a known one alone', async () => {
	const phone = { owner: { name: 'Somebody Else', phone: '020 7946 0999', email: 'x@y.example' } }
	const phoneOf = async (who: TestOwner) =>
		(await rowsOf('clients')).find((client) => client.id === who.clientId)?.phone
	assert.is(
		(await book({ ...own({ pets: [{ id: other.pets[0] }] }), ...phone }, other)).status,
		201,
	)
	assert.is(await phoneOf(other), '+442079460999')
	await book({ ...own({ start: startIn(4) }), ...phone })
	assert.is(await phoneOf(owner), '+442079460142')
})

test('new or known is for the clinic to say', async () => {
	const only = (client_type: string) =>
		clinic.run(async (trx) => {
			const of = { clinic_id: clinic.id }
			await trx('appointment_types').where(of).update({ client_type })
			await trx('availability_versions')
				.where(of)
				.update({ plan_version: trx.raw('plan_version + 1') })
		})
	await only('existing')
	const claims = own({ visit: { species: 'dog', client: 'existing' } })
	assert.is((await book(claims)).body.code, 'slot_not_offered')
	await pastVisit(clinic, owner, { daysAgo: 40 })
	const silent = own({ visit: { species: 'dog' } })
	assert.is((await book(silent)).status, 201)
	await only('new')
	const again = own({ visit: { species: 'dog', client: 'new' }, start: startIn(4) })
	assert.is((await book(again)).body.code, 'slot_not_offered')
})

test('of all vets takes the one who saw the animal last', async () => {
	const [, second] = clinic.vets
	await pastVisit(clinic, owner, { daysAgo: 40, veterinarian_id: second })
	assert.is((await book(own())).body.veterinarian.id, second)
})

test('tells the rules what the animal’s row says', async () => {
	const of = { clinic_id: clinic.id, id: owner.pets[0] }
	const row = { sex: 'female', weight_kg: 12.4, born_on: '2020-03-01' }
	await clinic.run((trx) => trx('pets').where(of).update(row))
	await book(own())
	const [visit] = await rowsOf('appointments')
	const { sex, weightGrams, ageMonths, client } = Object(visit?.visit)
	assert.equal([sex, weightGrams, client], ['female', 12400, 'new'])
	assert.ok(Number(ageMonths) > 60)
})

test('books several of the owner’s animals into one visit, with a hold', async () => {
	const pets = owner.pets.map((id) => ({ id }))
	const visit = { species: 'dog', pets: 2, problems: 1, amber: false }
	const { pets: _, owner: __, ...held } = bookBody(clinic, { visit })
	const hold = await owner.ask('POST', '/api/customer/holds', { body: held })
	assert.is(hold.status, 201)
	const { id, token } = hold.body
	const booked = await book(own({ pets, visit, hold: { id, token } }))
	assert.is(booked.status, 201)
	assert.equal(booked.body.pets.length, 2)
	assert.is((await rowsOf('appointment_pets')).length, 2)
})

test('a retry is the same visit, also once the animal is gone', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await book(own(), owner, headers)
	const of = { clinic_id: clinic.id, pet_id: owner.pets[0] }
	await clinic.run((trx) => trx('pet_owners').where(of).update({ owned_until: '2026-01-01' }))
	const again = await book(own(), owner, headers)
	assert.equal([again.status, again.body.id], [201, first.body.id])
	assert.is((await book(own({ start: startIn(5) }), owner, headers)).status, 422)
	assert.is((await rowsOf('appointments')).length, 1)
})

test('without a proved email nothing of the account is used', async () => {
	const unproved = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	const byId = await book(own({ pets: [{ id: unproved.pets[0] }] }), unproved)
	assert.is(byId.body.issues?.[0].path, 'owner')
	const typed = await book(bookBody(clinic), unproved)
	assert.is(typed.status, 201)
	const [visit] = await rowsOf('appointments')
	assert.is.not(visit?.client_id, unproved.clientId)
})

test.run()
