import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, startIn, type TestApi } from '../api.ts'
import { bookedFor, pastVisit, share, VISITS } from './scene.ts'

const test = suite("an owner's visits")
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic, { pets: [{ name: 'Biscuit' }, { name: 'Moss' }] })
	other = await ownerAt(api, clinic)
})
test.after(() => api.close())

const list = (who: TestOwner, query = '') => who.ask('GET', `${VISITS}${query}`)
const idsOf = async (who: TestOwner, query = ''): Promise<string[]> =>
	(await list(who, query)).body.appointments.map((visit: { id: string }) => visit.id)

test('asks who calls, and for a query that makes sense', async () => {
	assert.is((await owner.ask('GET', VISITS, { token: null })).body.code, 'sign_in_required')
	const issues = async (query: string) => {
		const { status, body } = await list(owner, query)
		return [status, ...(body.issues ?? []).map((one: { path: string }) => one.path)]
	}
	assert.equal(await issues('?when=soon'), [400, 'when'])
	assert.equal(await issues('?status=rescheduled'), [400, 'status'])
	assert.equal(await issues('?from=2026-02-30'), [400, 'from'])
	assert.equal(await issues('?from=2026-03-02&to=2026-03-01'), [400, 'to'])
	assert.equal(await issues('?limit=51'), [400, 'limit'])
	assert.equal(await issues('?cursor=abc'), [400, 'cursor'])
	assert.equal(await issues('?owner=me'), [400, 'owner'])
})

test('shows nothing of anybody else, and takes no pet of theirs', async () => {
	await bookedFor(api, clinic, other)
	assert.equal(await idsOf(owner), [])
	assert.is((await list(owner, `?petId=${other.pets[0]}`)).body.code, 'pet_not_found')
	assert.is((await list(owner, `?petId=${newId()}`)).body.code, 'pet_not_found')
	const elsewhere = await makeBookableClinic(api.db)
	const stranger = await ownerAt(api, elsewhere)
	assert.is((await list(stranger, `?petId=${owner.pets[0]}`)).status, 404)
})

test('shows nothing to somebody whose email is not proved', async () => {
	const unproved = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	const visit = await bookedFor(api, clinic, unproved)
	assert.equal(await idsOf(unproved), [])
	assert.is((await unproved.ask('GET', `${VISITS}/${visit.id}`)).body.code, 'appointment_not_found')
})

test('has the next visit first, and of what is over the newest', async () => {
	const late = await bookedFor(api, clinic, owner, { start: startIn(5) })
	const soon = await bookedFor(api, clinic, owner, { start: startIn(2) })
	const old = await pastVisit(clinic, owner, { daysAgo: 400 })
	const recent = await pastVisit(clinic, owner, { daysAgo: 30 })
	const off = await bookedFor(api, clinic, owner, { start: startIn(4) })
	assert.is((await owner.ask('DELETE', `${VISITS}/${off.id}`)).status, 200)
	assert.equal(await idsOf(owner, '?when=upcoming'), [soon.id, late.id])
	assert.equal(await idsOf(owner, '?when=past'), [off.id, recent, old])
	assert.equal(await idsOf(owner), [late.id, off.id, soon.id, recent, old])
	assert.equal(await idsOf(owner, '?status=cancelled'), [off.id])
	assert.equal(await idsOf(owner, `?petId=${owner.pets[1]}`), [])
	const day = new Date(soon.start).toLocaleDateString('en-CA', { timeZone: 'Europe/London' })
	assert.equal(await idsOf(owner, `?from=${day}&to=${day}`), [soon.id])
})

test('keeps a visit that goes on among those ahead, and a forgotten one not', async () => {
	const going = await pastVisit(clinic, owner, { daysAgo: 0, status: 'in_progress' })
	const forgotten = await pastVisit(clinic, owner, { daysAgo: 3, status: 'confirmed' })
	const start = new Date(Date.now() - 3_600_000)
	const end = new Date(Date.now() - 1_800_000)
	await clinic.run((trx) =>
		trx('appointments')
			.where({ clinic_id: clinic.id, id: going })
			.update({ scheduled_start: start, scheduled_end: end }),
	)
	assert.equal(await idsOf(owner, '?when=upcoming'), [going])
	assert.equal(await idsOf(owner, '?when=past'), [forgotten])
})

test('pages through all, each once, whatever moves meanwhile', async () => {
	const made = []
	for (const days of [1, 2, 3, 4, 5]) {
		made.push(await bookedFor(api, clinic, owner, { start: startIn(days) }))
	}
	const seen: string[] = []
	let cursor: string | null = ''
	for (let page = 0; cursor !== null && page < 9; page++) {
		const more = cursor ? `&cursor=${cursor}` : ''
		const { body } = await list(owner, `?when=upcoming&limit=2${more}`)
		seen.push(...body.appointments.map((visit: { id: string }) => visit.id))
		cursor = body.nextCursor
		if (page === 0) await bookedFor(api, clinic, owner, { start: startIn(1, 3) })
	}
	assert.equal(
		seen,
		made.map((visit) => visit.id),
	)
})

test('says what can be done, what to bring and how to get there', async () => {
	const notes = JSON.stringify(['Bring records.', { text: 'No food.', species: ['cat'] }])
	await clinic.run(async (trx) => {
		const contact = JSON.stringify({ parking: 'Behind the house' })
		await trx('clinics').where({ id: clinic.id }).update({ contact })
		await trx('appointment_types')
			.where({ clinic_id: clinic.id, id: clinic.types.check })
			.update({ preparation: notes })
		await trx('availability_versions')
			.where({ clinic_id: clinic.id })
			.update({ plan_version: trx.raw('plan_version + 1') })
	})
	const visit = await bookedFor(api, clinic, owner, { notes: 'Shy' })
	const [shown] = (await list(owner)).body.appointments
	assert.equal(shown.pets, [{ id: owner.pets[0], name: 'Biscuit', species: 'dog' }])
	assert.is(shown.canMove, true)
	assert.is(shown.notes, 'Shy')
	assert.is(shown.isShared, false)
	assert.equal(
		shown.preparation.map((note: { text: string }) => note.text),
		['Bring records.'],
	)
	assert.is(shown.directions.parking, 'Behind the house')
	assert.equal(shown.form, { fields: 0, missing: 0, canAnswer: false })
	const details = await owner.ask('GET', `${VISITS}/${visit.id}/details`)
	assert.equal({ ...details.body, serverTime: '' }, { ...shown, serverTime: '' })
})

test('shows a visit to whoever shares the animal, without the other pets and the address', async () => {
	const visit = await bookedFor(api, clinic, owner, { notes: 'Ours' })
	await clinic.run((trx) =>
		trx('appointment_pets').insert({
			...{ clinic_id: clinic.id, appointment_id: visit.id, pet_id: owner.pets[1] },
		}),
	)
	assert.equal(await idsOf(other), [])
	await share(clinic, owner.pets[0] ?? '', other)
	const [shown] = (await list(other)).body.appointments
	assert.is(shown.id, visit.id)
	assert.is(shown.isShared, true)
	assert.equal(
		shown.pets.map((pet: { name: string }) => pet.name),
		['Biscuit'],
	)
	assert.is(shown.owner.email, '')
	assert.is(shown.notes, null)
	assert.is(shown.canMove || shown.canCancel, false)
	const ended = { owned_until: new Date(Date.now() - 2 * 86_400_000) }
	const link = { clinic_id: clinic.id, client_id: other.clientId, pet_id: owner.pets[0] }
	await clinic.run((trx) => trx('pet_owners').where(link).update(ended))
	assert.equal(await idsOf(other), [])
})

test('follows clients and pets that were merged', async () => {
	const visit = await bookedFor(api, clinic, owner)
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		const merged = { match_status: 'merged' }
		await trx('clients')
			.where({ ...of, id: other.clientId })
			.update({ ...merged, merged_into_id: owner.clientId })
		// As matching does.
		await trx('client_accounts')
			.where({ ...of, client_id: other.clientId })
			.update({ client_id: owner.clientId })
		await trx('pets')
			.where({ ...of, id: other.pets[0] })
			.update({ ...merged, merged_into_id: owner.pets[0] })
	})
	assert.equal(await idsOf(other), [visit.id])
	assert.equal(await idsOf(other, `?petId=${other.pets[0]}`), [visit.id])
	const former = newId()
	await clinic.run((trx) =>
		trx('pets').insert({
			...{ clinic_id: clinic.id, id: former, name: 'Bisquit', species: 'dog' },
			...{ match_status: 'merged', merged_into_id: other.pets[0] },
		}),
	)
	assert.equal(await idsOf(other, `?petId=${former}`), [visit.id], 'known three times')
})

test.run()
