import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { startApi, type TestApi } from '../api.ts'
import { openDesk, told } from '../hours/desk.ts'
import { bookFor } from '../visits/visits.ts'
import { CLIENTS, filled, found, PETS, rows, sendFile, tally } from './files.ts'

const test = suite('importing into what is there')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

test('leaves what a cell does not say, and what was merged or erased since', async () => {
	const desk = await filled(api)
	const [ann, ben] = await rows(desk, 'clients')
	const set = (id: string, columns: object) =>
		desk.clinic.run((trx) => trx('clients').where({ id }).update(columns))
	await set(ann.id, { notes: 'Rings twice', email: 'new@owner.example' })
	const thin = 'id,name,email,notes\nc1,Ann Otter,,\n'
	assert.is(tally((await sendFile(api, desk, 'kind=clients', thin)).body), '0 0 1 0')
	assert.is((await rows(desk, 'clients'))[0].email, 'new@owner.example')
	await set(ben.id, { match_status: 'merged', merged_into_id: ann.id })
	const erased = { erased_at: new Date(), name: null, email: null, phone: null, notes: null }
	await set(ann.id, erased)
	const again = await sendFile(api, desk, 'kind=clients', CLIENTS)
	assert.is(tally(again.body), '0 0 2 0')
	assert.equal(found(again.body), ['2 Client ID erased', '3 Client ID merged'])
	// The pet of a merged client belongs to whom he lives on as.
	const pet = await sendFile(api, desk, 'kind=pets', 'id,owner,name,species\np7,c2,New,dog\n')
	assert.is(pet.status, 200, JSON.stringify(pet.body))
	const [owner] = await desk.clinic.run((trx) =>
		trx('pet_owners')
			.join('pets', 'pets.id', 'pet_id')
			.where('external_id', 'p7')
			.select('client_id'),
	)
	assert.is(owner.client_id, ann.id)
})

test('takes no death back, and ends letters about a pet that has died', async () => {
	const desk = await filled(api)
	const [[ann], [pickle]] = [await rows(desk, 'clients'), await rows(desk, 'pets')]
	const visit = (await bookFor(desk, { client: { id: ann.id }, pets: [{ id: pickle.id }] })).body
	const letters = () =>
		desk.clinic.run((trx) =>
			trx('notifications')
				.where({ clinic_id: desk.clinic.id, appointment_id: visit.id })
				.pluck('status'),
		)
	assert.equal(await letters(), ['pending'])
	const dead = 'id,owner,name,species,status,died\np1,c1,Pickle,dog,dead,2026-01-05\n'
	await sendFile(api, desk, 'kind=pets', dead)
	assert.equal(await letters(), ['cancelled'])
	const alive = 'id,owner,name,species,status\np1,c1,Pickle,dog,active\n'
	const { body } = await sendFile(api, desk, 'kind=pets', alive)
	assert.equal([tally(body), found(body)], ['0 0 1 0', ['2 status died_before']])
	const [died] = await rows(desk, 'pets')
	assert.equal([died.status, died.deceased_on], ['deceased', '2026-01-05'])
})

test('ends who owned a pet when the file names another', async () => {
	const desk = await filled(api)
	const { body } = await sendFile(api, desk, 'kind=pets', PETS.replace('p2,c2', 'p2,c1'))
	assert.is(tally(body), '0 1 1 0')
	const mog = await desk.clinic.run((trx) =>
		trx('pet_owners')
			.join('clients', 'clients.id', 'client_id')
			.join('pets', 'pets.id', 'pet_id')
			.where('pets.external_id', 'p2')
			.orderBy('clients.external_id')
			.select('clients.external_id as who', 'is_primary', 'owned_until'),
	)
	assert.equal(
		mog.map(({ who, is_primary, owned_until }) => [who, is_primary, owned_until !== null]),
		[
			['c1', true, false],
			['c2', false, true],
		],
	)
})

test('keeps what a record said, warns of allergies and weighs by the newest weight', async () => {
	const desk = await filled(api)
	const more = [
		'id,pet_id,kind,date,title,weight,notes,visibility',
		'a1,p1,allergy,2026-01-01,Penicillin,,Hives,shared',
		'w1,p1,weight,2026-03-01,,13.5,,',
		'w2,p1,weight,2025-03-01,,11,,',
	].join('\n')
	assert.is(tally((await sendFile(api, desk, 'kind=records', more)).body), '3 0 0 0')
	const [pickle] = await rows(desk, 'pets')
	assert.is(pickle.weight_kg, '13.500')
	const shown = await desk.ask('GET', `/api/clinic/pets/${pickle.id}/records`)
	const contents = shown.body.records.map((record: { content: unknown }) => record.content)
	assert.equal(contents, [
		{ kind: 'weight', unit: 'kg', value: 13.5, kilograms: 13.5 },
		{ kind: 'vaccination', batch: 'D12345', product: 'Nobivac DHP' },
		{ kind: 'allergy', reaction: 'Hives', substance: 'Penicillin' },
		{ kind: 'weight', unit: 'kg', value: 11, kilograms: 11 },
	])
	const changed = more.replace('Penicillin', 'Amoxicillin').replace('13.5', '14')
	assert.is(tally((await sendFile(api, desk, 'kind=records', changed)).body), '0 2 1 0')
	const again = await desk.ask('GET', `/api/clinic/pets/${pickle.id}/records`)
	const allergy = again.body.records[2]
	assert.equal(
		[allergy.version, allergy.title, allergy.history[0].title, allergy.reason],
		[2, 'Amoxicillin', 'Penicillin', 'Imported again'],
	)
	const alerts = await desk.clinic.run((trx) => trx('pet_alerts').select('note', 'kind'))
	assert.equal(alerts, [{ note: 'Amoxicillin', kind: 'allergy' }])
	assert.is(tally((await sendFile(api, desk, 'kind=pets', PETS)).body), '0 0 2 0')
	assert.is((await rows(desk, 'pets'))[0].weight_kg, '14.000')
})

test("sees no other clinic's clients", async () => {
	await filled(api)
	const other = await openDesk(api)
	const { body } = await sendFile(api, other, 'kind=pets&dryRun=true', PETS)
	assert.equal(found(body), ['2 Client ID unknown_owner', '3 Client ID unknown_owner'])
	const own = await sendFile(api, other, 'kind=clients', CLIENTS)
	assert.is(tally(own.body), '2 0 0 0')
})

test('a retry with the same key imports once', async () => {
	const desk = await openDesk(api)
	const headers = { 'Idempotency-Key': 'an-intent-of-more-than-22-letters' }
	const first = await sendFile(api, desk, 'kind=clients', CLIENTS, { headers })
	const again = await sendFile(api, desk, 'kind=clients', CLIENTS, { headers })
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.equal(again.body, first.body)
	const other = await sendFile(api, desk, 'kind=clients', `${CLIENTS}\n`, { headers })
	assert.is(told(other), '422 idempotency_mismatch')
	const entries = await desk.clinic.run((trx) => trx('audit_log').select('action', 'data'))
	assert.equal(entries, [
		{ action: 'clients.imported', data: { rows: 2, created: 2, updated: 0, unchanged: 0 } },
	])
})

test('one file at a time is imported at a clinic, and bookings do not wait for it', async () => {
	const desk = await filled(api)
	await desk.clinic.run(async (trx) => {
		await trx.raw(`select pg_advisory_xact_lock(hashtextextended(?, 0))`, [
			`import ${desk.clinic.id}`,
		])
		assert.is(told(await sendFile(api, desk, 'kind=clients', CLIENTS)), '409 in_progress')
		const dry = await sendFile(api, desk, 'kind=clients&dryRun=true', CLIENTS)
		assert.is(told(dry), '409 in_progress')
	})
})

test.run()
