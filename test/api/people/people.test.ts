import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { reasonGone } from '../../../api/notifications/reason.ts'
import { findVisit } from '../../../api/notifications/visit.ts'
import { silencePet } from '../../../api/pets/deceased.ts'
import { book, bookBody, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('clients and pets')
const CLIENTS = '/api/clinic/clients'
const PETS = '/api/clinic/pets'
const ann = { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann@owner.example' }
const pickle = {
	name: 'Pickle',
	species: 'dog',
	bornOn: '2024-02-29',
	microchip: '977200000000001',
}
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const make = async (body: object = { ...ann, pets: [pickle] }) => {
	const answer = await desk.ask('POST', CLIENTS, { body })
	assert.is(told(answer), '200', JSON.stringify(answer.body))
	return answer.body
}

test('names every bad field', async () => {
	const wrong = { name: 'A', phone: 'soon', email: 'x', pets: [{ name: '', species: 'cow' }], x: 1 }
	assert.equal(issuesOf(await desk.ask('POST', CLIENTS, { body: wrong })).sort(), [
		'email invalid_format',
		'name invalid',
		'pets.0.name invalid',
		'pets.0.species invalid_value',
		'phone invalid',
		'x unknown_field',
	])
	const asked = async (more: object) =>
		issuesOf(await desk.ask('POST', CLIENTS, { body: { ...ann, ...more } }))
	assert.equal(await asked({ phone: 'not a number' }), ['phone invalid_phone'])
	assert.equal(await asked({ pets: [{ ...pickle, bornOn: dayIn(2) }] }), [
		'pets.0.bornOn future_date',
	])
	assert.equal(await asked({ pets: [{ ...pickle, microchip: '12345' }] }), [
		'pets.0.microchip invalid_format',
	])
	assert.is(
		told(await desk.ask('PATCH', `${CLIENTS}/${dayIn(1)}`, { body: { notes: '' } })).slice(0, 3),
		'400',
	)
	const { id } = await make()
	assert.equal(issuesOf(await desk.ask('PATCH', `${CLIENTS}/${id}`, { body: {} })), [' invalid'])
})

test('adds a client with pets in one call, once for each intent', async () => {
	const headers = { 'Idempotency-Key': 'once-and-for-all-0123456789' }
	const body = { ...ann, pets: [pickle, { name: 'Mo', species: 'cat' }] }
	const first = await desk.ask('POST', CLIENTS, { body, headers })
	const again = await desk.ask('POST', CLIENTS, { body, headers })
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.is(again.body.id, first.body.id)
	const { name, phone, matchStatus, pets } = first.body
	assert.equal([name, phone, matchStatus], ['Ann Otter', '+442079460142', 'confirmed'])
	assert.equal(
		pets.map((pet: { name: string }) => pet.name),
		['Pickle', 'Mo'],
	)
	const { body: pet } = await desk.ask('GET', `${PETS}/${pets[0].id}`)
	assert.equal([pet.bornOn, pet.microchip, pet.status], ['2024-02-29', '977200000000001', 'active'])
	assert.is(pet.owners[0].phone, '+442079460142')
})

test('changes what is given, empties what is null, and leaves the rest', async () => {
	const { id, pets } = await make()
	const { body } = await desk.ask('PATCH', `${CLIENTS}/${id}`, {
		body: { email: null, notes: 'Parks behind the house' },
	})
	assert.equal([body.email, body.notes, body.name], [null, 'Parks behind the house', 'Ann Otter'])
	const changed = await desk.ask('PATCH', `${PETS}/${pets[0].id}`, {
		body: { breed: 'Beagle', insurer: 'Petsafe', bornOn: null, status: 'moved' },
	})
	const { breed, insurer, bornOn, status, name } = changed.body
	assert.equal(
		[breed, insurer, bornOn, status, name],
		['Beagle', 'Petsafe', null, 'moved', 'Pickle'],
	)
})

test('shares a pet, hands it on, and remembers whose it was', async () => {
	const one = await make()
	const other = await make({ ...ann, name: 'Bo Brook' })
	const petId = one.pets[0].id
	const owners = async (ownerIds: string[]) => {
		const { body } = await desk.ask('PATCH', `${PETS}/${petId}`, { body: { ownerIds } })
		return body.owners.map((owner: { name: string; primary: boolean; until: string | null }) => [
			owner.name,
			owner.primary,
			owner.until === null,
		])
	}
	assert.equal(await owners([one.id, other.id]), [
		['Ann Otter', true, true],
		['Bo Brook', false, true],
	])
	assert.equal(await owners([other.id]), [
		['Bo Brook', true, true],
		['Ann Otter', false, false],
	])
	assert.equal((await desk.ask('GET', `${CLIENTS}/${one.id}`)).body.pets, [])
	const foreign = await openDesk(api)
	const { body: stranger } = await foreign.ask('POST', CLIENTS, { body: ann })
	const stolen = await desk.ask('PATCH', `${PETS}/${petId}`, { body: { ownerIds: [stranger.id] } })
	assert.is(told(stolen), '404 client_not_found')
})

test('pages through clients without loss', async () => {
	const fresh = await openDesk(api)
	for (let i = 0; i < 5; i++)
		await fresh.ask('POST', CLIENTS, { body: { ...ann, name: `N${i} X` } })
	const names: string[] = []
	let cursor: string | null = ''
	while (cursor !== null) {
		const more: string = cursor ? `&cursor=${cursor}` : ''
		const { body } = await fresh.ask('GET', `${CLIENTS}?limit=2${more}`)
		names.push(...body.clients.map((one: { name: string }) => one.name))
		cursor = body.nextCursor
	}
	assert.equal(names, ['N4 X', 'N3 X', 'N2 X', 'N1 X', 'N0 X'])
})

test('tells what to look out for until that ends', async () => {
	const { id, pets } = await make()
	const petId = pets[0].id
	const nurse = await signedIn(api, desk.clinic, ['receptionist'])
	const bites = { kind: 'aggressive', note: 'Muzzle before touching the paws' }
	const { body } = await nurse.ask('POST', `${PETS}/${petId}/alerts`, { body: bites })
	assert.equal(
		body.alerts.map((alert: Record<string, string>) => [alert.kind, alert.note, alert.visibility]),
		[['aggressive', bites.note, 'internal']],
	)
	const brief = (await desk.ask('GET', `${CLIENTS}/${id}`)).body.pets[0]
	assert.equal(brief.alerts, ['aggressive'])
	const alert = body.alerts[0].id
	const foreign = await openDesk(api)
	const gone = await foreign.ask('DELETE', `/api/clinic/alerts/${alert}`)
	assert.is(told(gone), '404 alert_not_found')
	assert.equal((await desk.ask('DELETE', `/api/clinic/alerts/${alert}`)).body.alerts, [])
})

async function pendingOf(visitId: string): Promise<string[]> {
	return desk.clinic.run((trx) =>
		trx('notifications')
			.where({ clinic_id: desk.clinic.id, appointment_id: visitId })
			.pluck('status'),
	)
}

const petsOf = async (visitId: string): Promise<string[]> =>
	desk.clinic.run((trx) =>
		trx('appointment_pets')
			.where({ clinic_id: desk.clinic.id, appointment_id: visitId })
			.orderBy('pet_id')
			.pluck('pet_id'),
	)

test('silences every message about a pet that has died, at once', async () => {
	const visit = await book(api, desk.clinic, { start: at(dayIn(6), '09:00') })
	const [petId = ''] = await petsOf(visit.id)
	assert.equal(await pendingOf(visit.id), ['pending'])
	const future = await desk.ask('POST', `${PETS}/${petId}/deceased`, { body: { on: dayIn(2) } })
	assert.equal(issuesOf(future), ['on future_date'])
	const { body } = await desk.ask('POST', `${PETS}/${petId}/deceased`, { body: {} })
	assert.equal([body.status, body.deceasedOn, body.silenced], ['deceased', dayIn(0), true])
	assert.equal(await pendingOf(visit.id), ['cancelled'])
	const shown = await desk.clinic.run((trx) => findVisit(trx, desk.clinic.id, visit.id))
	assert.is(reasonGone('booking_confirmed', shown!, new Date()), 'no living pet')
	const back = await desk.ask('DELETE', `${PETS}/${petId}/deceased`)
	assert.equal([back.body.status, back.body.silenced], ['active', false])
})

test('remembers when a pet died however often that is said, and that nobody is to be reminded', async () => {
	const visit = await book(api, desk.clinic, { start: at(dayIn(6), '10:00') })
	const [petId = ''] = await petsOf(visit.id)
	const where = `${PETS}/${petId}/deceased`
	await desk.ask('POST', where, { body: { on: '2026-01-05' } })
	const { body } = await desk.ask('POST', where, { body: {} })
	assert.is(body.deceasedOn, '2026-01-05')
	await desk.clinic.run((trx) =>
		silencePet(trx, { clinicId: desk.clinic.id, actor: { kind: 'system', id: null }, id: petId }),
	)
	const back = (await desk.ask('DELETE', where)).body
	assert.equal([back.status, back.deceasedOn, back.silenced], ['active', null, true])
	const trace = await desk.clinic.run((trx) =>
		trx('audit_log').where({
			clinic_id: desk.clinic.id,
			subject_id: petId,
			action: 'pet.silenced',
		}),
	)
	assert.is(trace.length, 1)
	const shown = await desk.clinic.run((trx) => findVisit(trx, desk.clinic.id, visit.id))
	assert.is(reasonGone('match_question', shown!, new Date()), 'pet is silenced')
	assert.is(reasonGone('booking_confirmed', shown!, new Date()), null)
})

test('still writes about the other pet of a visit', async () => {
	const pets = [
		{ name: 'Pickle', species: 'dog' },
		{ name: 'Plum', species: 'dog' },
	]
	const { visit } = bookBody(desk.clinic)
	const booked = await book(api, desk.clinic, {
		start: at(dayIn(6), '11:00'),
		pets,
		visit: { ...visit, pets: 2 },
	})
	const [first = '', second = ''] = await petsOf(booked.id)
	await desk.ask('POST', `${PETS}/${first}/deceased`, { body: {} })
	assert.equal(await pendingOf(booked.id), ['pending'])
	await desk.ask('POST', `${PETS}/${second}/deceased`, { body: {} })
	assert.equal(await pendingOf(booked.id), ['cancelled'])
})

test("another clinic's people are as good as none", async () => {
	const { id, pets } = await make()
	const foreign = await openDesk(api)
	const petId = pets[0].id
	const answers = {
		[`GET ${CLIENTS}/${id}`]: [undefined, '404 client_not_found'],
		[`PATCH ${CLIENTS}/${id}`]: [{ name: 'Eve' }, '404 client_not_found'],
		[`GET ${PETS}/${petId}`]: [undefined, '404 pet_not_found'],
		[`PATCH ${PETS}/${petId}`]: [{ name: 'Eve' }, '404 pet_not_found'],
		[`POST ${PETS}/${petId}/deceased`]: [{}, '404 pet_not_found'],
		[`DELETE ${PETS}/${petId}/deceased`]: [undefined, '404 pet_not_found'],
		[`POST ${PETS}/${petId}/alerts`]: [{ kind: 'nervous' }, '404 pet_not_found'],
		[`POST ${PETS}`]: [{ name: 'Eve', species: 'cat', ownerIds: [id] }, '404 client_not_found'],
	} as const
	for (const [route, [body, expected]] of Object.entries(answers)) {
		const [method = '', path = ''] = route.split(' ')
		assert.is(told(await foreign.ask(method, path, { body })), expected, route)
	}
})

test.run()
