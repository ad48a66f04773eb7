import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'

const test = suite('the own pets of owners')
let api: TestApi
let desk: Desk
let sam: TestOwner
let stranger: TestOwner

const PETS = '/api/customer/pets'
const of = (id: string | undefined, rest = '') => `${PETS}/${id}${rest}`

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	sam = await ownerAt(api, desk.clinic)
	stranger = await ownerAt(api, desk.clinic)
})
test.after(() => api.close())

const read = async (owner: TestOwner, id = owner.pets[0]) => (await owner.ask('GET', of(id))).body

async function change(owner: TestOwner, body: object, id = owner.pets[0]) {
	const { version } = await read(owner, id)
	return owner.ask('PATCH', of(id), { body: { version, ...body } })
}

test('is for owners who are signed in and have confirmed their email', async () => {
	assert.is(told(await sam.ask('GET', PETS, { token: null })), '401 sign_in_required')
	const unverified = await ownerAt(api, desk.clinic, { account: { email_verified_at: null } })
	const [id] = unverified.pets
	for (const [method, path, body] of [
		['GET', PETS],
		['POST', PETS, { name: 'Bo', species: 'cat' }],
		['GET', of(id)],
		['PATCH', of(id), { version: '1', name: 'Bo' }],
		['PUT', of(id, '/status'), { status: 'moved' }],
		['POST', of(id, '/alerts'), { kind: 'nervous' }],
		['DELETE', of(id, `/alerts/${randomUUID()}`)],
	] as const) {
		const answer = await unverified.ask(method, path, { body })
		assert.is(told(answer), '403 forbidden', `${method} ${path}`)
	}
})

test("answers for another's pet as for one that does not exist", async () => {
	const elsewhere = await openDesk(api)
	const other = await ownerAt(api, elsewhere.clinic)
	const ended = await ownerAt(api, desk.clinic)
	await desk.clinic.run((trx) =>
		trx('pet_owners')
			.where({ pet_id: ended.pets[0] })
			.update({ owned_until: dayIn(0) }),
	)
	const ids = [stranger.pets[0], other.pets[0], ended.pets[0], randomUUID()]
	for (const id of ids) {
		for (const owner of [sam, ended]) {
			if (owner === sam || id !== stranger.pets[0]) {
				assert.is(told(await owner.ask('GET', of(id))), '404 pet_not_found')
			}
		}
		const patch = { body: { version: '1', name: 'Mine' } }
		assert.is(told(await sam.ask('PATCH', of(id), patch)), '404 pet_not_found')
		const died = { body: { status: 'deceased' } }
		assert.is(told(await sam.ask('PUT', of(id, '/status'), died)), '404 pet_not_found')
		const alert = { body: { kind: 'nervous' } }
		assert.is(told(await sam.ask('POST', of(id, '/alerts'), alert)), '404 pet_not_found')
	}
	assert.equal((await ended.ask('GET', PETS)).body.pets, [])
	assert.equal((await desk.ask('GET', `/api/clinic/pets/${stranger.pets[0]}`)).body.name, 'Biscuit')
})

test('names every bad field', async () => {
	const bad = { name: '', species: 'dragon', microchip: '123', bornOn: '2026-02-30', note: 'x' }
	assert.equal(issuesOf(await sam.ask('POST', PETS, { body: bad })).sort(), [
		'bornOn invalid_format',
		'microchip implausible_microchip',
		'name invalid',
		'note unknown_field',
		'species invalid_value',
	])
	const soon = { name: 'Bo', species: 'cat', bornOn: dayIn(1) }
	assert.equal(issuesOf(await sam.ask('POST', PETS, { body: soon })), ['bornOn future_date'])
	assert.equal(issuesOf(await sam.ask('PATCH', of(sam.pets[0]), { body: { version: '1' } })), [
		' invalid',
	])
	assert.equal(issuesOf(await sam.ask('GET', `${PETS}?cursor=x&status=gone`)).sort(), [
		'status invalid_value',
	])
	assert.equal(issuesOf(await sam.ask('GET', `${PETS}?cursor=x`)), ['cursor invalid'])
	assert.equal(issuesOf(await sam.ask('GET', `${PETS}?limit=51`)), ['limit too_large'])
	assert.equal(
		issuesOf(await sam.ask('POST', of(sam.pets[0], '/alerts'), { body: { kind: 'rich' } })),
		['kind invalid_value'],
	)
})

test('adds a pet once, however often it is sent', async () => {
	const owner = await ownerAt(api, desk.clinic, { pets: [] })
	const body = {
		...{ name: ' Pickle ', species: 'cat', breed: 'Moggy', sex: 'female', neutered: true },
		...{ bornOn: '2024-03-01', birthEstimated: true, color: 'Tabby', weightKg: 4.2 },
		microchip: '977 2000-1234 5678',
		insurance: { company: 'Pawsure', policyNumber: 'P-1', expiresOn: '2027-01-31' },
	}
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await owner.ask('POST', PETS, { body, headers })
	assert.is(told(first), '200', JSON.stringify(first.body))
	const again = await owner.ask('POST', PETS, { body, headers })
	assert.is(again.body.id, first.body.id)
	const { pets, nextCursor } = (await owner.ask('GET', PETS)).body
	assert.is(nextCursor, null)
	assert.equal(pets, [first.body])
	const { id, version, createdAt, ...pet } = first.body
	assert.equal(pet, {
		...{ name: 'Pickle', species: 'cat', breed: 'Moggy', sex: 'female', neutered: true },
		...{ bornOn: '2024-03-01', birthEstimated: true, color: 'Tabby' },
		microchip: '977200012345678',
		...{ weight: { kilograms: 4.2, on: null }, photoFileId: null },
		insurance: body.insurance,
		...{ status: 'active', deceasedOn: null, statusConfirmed: true, setByClinic: [] },
		...{ primary: true, shared: false, alerts: [] },
	})
	const { body: staffs } = await desk.ask('GET', `/api/clinic/pets/${id}`)
	assert.equal([staffs.insuranceExpiresOn, staffs.matchStatus], ['2027-01-31', 'confirmed'])
})

test('brings an unconfirmed pet where its owner is not confirmed', async () => {
	const guest = await ownerAt(api, desk.clinic, {
		client: { match_status: 'unconfirmed' },
		pets: [],
	})
	const { body } = await guest.ask('POST', PETS, { body: { name: 'Bo', species: 'cat' } })
	const staffs = await desk.ask('GET', `/api/clinic/pets/${body.id}`)
	assert.is(staffs.body.matchStatus, 'unconfirmed')
})

test('ends at thirty pets, also when they are added at once', async () => {
	const owner = await ownerAt(api, desk.clinic, { pets: Array.from({ length: 28 }, () => ({})) })
	const add = () => owner.ask('POST', PETS, { body: { name: 'Bo', species: 'cat' } })
	const answers = await Promise.all([add(), add(), add(), add(), add()])
	const tally = answers.map(told).sort()
	assert.equal(tally, ['200', '200', ...Array(3).fill('409 pet_limit_reached')])
})

test('lists page by page, by status and species', async () => {
	const species = ['dog', 'cat', 'rabbit']
	const pets = Array.from({ length: 24 }, (_, i) => ({
		name: `Pet ${i}`,
		species: species[i % 3],
		...(i === 0 ? { status: 'deceased', deceased_on: '2026-01-01' } : {}),
	}))
	const owner = await ownerAt(api, desk.clinic, { pets })
	const first = (await owner.ask('GET', PETS)).body
	const rest = (await owner.ask('GET', `${PETS}?cursor=${first.nextCursor}`)).body
	assert.equal([first.pets.length, rest.pets.length, rest.nextCursor], [20, 4, null])
	const ids = [...first.pets, ...rest.pets].map((pet) => pet.id)
	assert.equal(ids, [...owner.pets].sort())
	const some = async (query: string) =>
		(await owner.ask('GET', `${PETS}?${query}`)).body.pets.map((pet: { name: string }) => pet.name)
	assert.equal(await some('status=deceased'), ['Pet 0'])
	assert.is((await some('species=cat')).length, 8)
	assert.is((await some('species=cat&limit=3')).length, 3)
	assert.is((await some('species=dog&status=active')).length, 7)
})

test('changes what owners say, and tells the second of two who change at once', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const { version } = await read(owner)
	const insurance = { company: 'Pawsure', policyNumber: null, expiresOn: null }
	const send = (body: object) =>
		owner.ask('PATCH', of(owner.pets[0]), { body: { version, ...body } })
	const done = await send({ name: 'Biscuit II', neutered: true, insurance })
	assert.equal([told(done), done.body.name, done.body.insurance], ['200', 'Biscuit II', insurance])
	assert.is(told(await send({ name: 'Lost' })), '409 conflict')
	assert.is((await change(owner, { insurance: null, color: null })).body.insurance, null)
	const { version: next } = await read(owner)
	await desk.ask('PATCH', `/api/clinic/pets/${owner.pets[0]}`, { body: { breed: 'Collie' } })
	const late = { version: next, breed: 'Poodle' }
	assert.is(told(await owner.ask('PATCH', of(owner.pets[0]), { body: late })), '409 conflict')
	const version3 = (await read(owner)).version
	const race = await Promise.all(
		['A', 'B', 'C'].map((name) =>
			owner.ask('PATCH', of(owner.pets[0]), { body: { version: version3, name } }),
		),
	)
	assert.equal(race.map(told).sort(), ['200', '409 conflict', '409 conflict'])
})

test('leaves to the clinic what it has found out, and fills in what it has not', async () => {
	const owner = await ownerAt(api, desk.clinic, {
		pets: [{ sex: 'female', born_on: '2020-05-01' }],
	})
	assert.equal((await read(owner)).setByClinic, ['species', 'sex', 'bornOn'])
	const refused = await change(owner, { species: 'cat', sex: 'male', name: 'Bo' })
	assert.is(told(refused), '409 set_by_clinic')
	assert.equal(issuesOf(refused), ['species set_by_clinic', 'sex set_by_clinic'])
	assert.match(refused.body.detail, '020 7946 0188')
	assert.is((await read(owner)).name, 'Biscuit')
	// The same once more is no change, and a chip that nobody knew is welcome.
	const whole = {
		species: 'dog',
		sex: 'female',
		bornOn: '2020-05-01',
		microchip: '977200012345678',
	}
	assert.is(told(await change(owner, whole)), '200')
	assert.is(told(await change(owner, { microchip: '977200012345679' })), '200')
	const chip = { body: { microchip: '977200012345670' } }
	await desk.ask('PATCH', `/api/clinic/pets/${owner.pets[0]}`, chip)
	assert.is(told(await change(owner, { microchip: '977200012345679' })), '409 set_by_clinic')
})

test('lets owners put right what a guest booking said', async () => {
	const owner = await ownerAt(api, desk.clinic, {
		pets: [{ sex: 'female', match_status: 'unconfirmed' }],
	})
	assert.equal((await read(owner)).setByClinic, [])
	assert.is((await change(owner, { species: 'cat', sex: 'male' })).body.species, 'cat')
})

test('takes a weight until the clinic has weighed, and shows none that is internal', async () => {
	const owner = await ownerAt(api, desk.clinic)
	assert.equal((await change(owner, { weightKg: 20 })).body.weight, { kilograms: 20, on: null })
	const weigh = (value: number, visibility: string, occurredOn: string) =>
		desk.ask('POST', `/api/clinic/pets/${owner.pets[0]}/records`, {
			body: { content: { kind: 'weight', value, unit: 'kg' }, visibility, occurredOn },
		})
	await weigh(21, 'internal', dayIn(-1))
	const unseen = await read(owner)
	assert.equal([unseen.weight, unseen.setByClinic], [null, ['species', 'weightKg']])
	assert.is(told(await change(owner, { weightKg: 22 })), '409 set_by_clinic')
	await weigh(22, 'shared', dayIn(-2))
	assert.equal((await read(owner)).weight, { kilograms: 22, on: dayIn(-2) })
})

test("keeps what owners say apart from the clinic's alerts", async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [id] = owner.pets
	const path = of(id, '/alerts')
	const said = { kind: 'mobility', note: 'Can not jump' }
	const { body } = await owner.ask('POST', path, { body: said })
	const [alert] = body.alerts
	assert.equal(alert, { ...said, id: alert.id, statedBy: 'owner' })
	const warn = (kind: string, visibility: string) =>
		desk.ask('POST', `/api/clinic/pets/${id}/alerts`, { body: { kind, visibility, note: kind } })
	await warn('aggressive', 'internal')
	const { body: staffs } = await warn('medical', 'shared')
	assert.equal(
		staffs.alerts.map((one: { statedBy: string; kind: string }) => `${one.statedBy} ${one.kind}`),
		['owner mobility', 'clinic aggressive', 'clinic medical'],
	)
	const { alerts } = await read(owner)
	assert.equal(
		alerts.map(({ statedBy, note }: { statedBy: string; note: string }) => `${statedBy} ${note}`),
		['owner Can not jump', 'clinic medical'],
	)
	const end = (alertId: string, who = owner) => who.ask('DELETE', `${of(id)}/alerts/${alertId}`)
	for (const { id: other } of staffs.alerts.slice(1)) {
		assert.is(told(await end(other)), '404 alert_not_found')
	}
	assert.is(told(await end(alert.id, stranger)), '404 pet_not_found')
	assert.is((await end(alert.id)).body.alerts.length, 1)
	await warn('other', 'internal')
	const many = Array.from({ length: 12 }, () => owner.ask('POST', path, { body: said }))
	await Promise.all(many)
	assert.equal(issuesOf(await owner.ask('POST', path, { body: said })), [' too_many'])
})

test('shows an allergy of the clinic only while its record is shared', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const path = `/api/clinic/pets/${owner.pets[0]}/records`
	const content = { kind: 'allergy', substance: 'Penicillin' }
	const { body } = await desk.ask('POST', path, { body: { content } })
	assert.equal((await read(owner)).alerts, [])
	const [record] = body.records
	const shared = { content, visibility: 'shared', version: 1, reason: 'Share it' }
	await desk.ask('PUT', `/api/clinic/records/${record.id}`, { body: shared })
	assert.is((await read(owner)).alerts[0].note, 'Penicillin')
	// However the two come to differ, the record decides.
	await desk.clinic.run((trx) =>
		trx('medical_records').where({ id: record.id }).update({ visibility: 'internal' }),
	)
	assert.equal((await read(owner)).alerts, [])
})

/** A row by which somebody had a pet until it turned out to be one that was known. */
async function formerPet({ clientId }: TestOwner, merged_into_id: string | undefined) {
	const id = newId()
	const of = { clinic_id: desk.clinic.id }
	await desk.clinic.run(async (trx) => {
		const row = { ...of, id, name: 'Bisquit', species: 'dog', match_status: 'merged' }
		await trx('pets').insert({ ...row, merged_into_id })
		await trx('pet_owners').insert({ ...of, pet_id: id, client_id: clientId })
	})
	return id
}

test('follows a pet that turned out to be one that was known', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const old = await formerPet(owner, owner.pets[0])
	assert.is((await read(owner, old)).id, owner.pets[0])
	assert.is((await read(owner, old.toUpperCase())).id, owner.pets[0])
	assert.is((await change(owner, { name: 'Renamed' }, old)).body.id, owner.pets[0])
	assert.is(told(await stranger.ask('GET', of(old))), '404 pet_not_found')
	const anothers = await formerPet(owner, stranger.pets[0])
	assert.is(told(await owner.ask('GET', of(anothers, '/weights'))), '404 pet_not_found')
})

test.run()
