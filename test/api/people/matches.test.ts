import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from '../appointments/waiting.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { bookFor } from '../visits/visits.ts'

const test = suite('the match queue')
const PATH = '/api/clinic/matches'
const ann = { name: 'Ann Otter', phone: '020 7946 0142', email: 'ann@owner.example' }
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await openDesk(api)
})
test.after(() => api.close())

const known = async (more: object = {}) => {
	const body = { ...ann, pets: [{ name: 'Pickle', species: 'dog' }], ...more }
	return (await desk.ask('POST', '/api/clinic/clients', { body })).body
}
const queue = async () => (await desk.ask('GET', PATH)).body.matches
const settle = (id: string, what: string, body?: object) =>
	desk.ask('POST', `${PATH}/${id}/${what}`, { body })

/** Every row that a match may touch, as text, but for when it was touched. */
async function everything(): Promise<string[]> {
	const tables = [
		'appointments',
		'appointment_pets',
		'clients',
		'pets',
		'pet_owners',
		'consents',
		'medical_records',
		'pet_alerts',
		'callback_requests',
		'notifications',
	]
	return desk.clinic.run(async (trx) => {
		const rows: string[] = []
		for (const table of tables) {
			const found = await trx(table).where({ clinic_id: desk.clinic.id })
			rows.push(...found.map(({ updated_at: _, ...row }) => `${table} ${JSON.stringify(row)}`))
		}
		return rows.sort()
	})
}

test('lists a guest with the visit and with whom they may be, the likeliest first', async () => {
	const same = await known()
	const household = await known({ name: 'Bo Otter', email: 'bo@owner.example', pets: [] })
	const alike = await known({ phone: '020 7946 0999', email: 'x@owner.example' })
	await known({ name: 'Zoe Otter', phone: '020 7946 0998', email: 'z@owner.example', pets: [] })
	const visit = await book(api, desk.clinic)
	const [match, ...more] = await queue()
	assert.equal(more, [])
	assert.is(match.visit.id, visit.id)
	assert.equal(
		match.candidates.map(
			(one: { client: { id: string }; certainty: string; reasons: string[] }) => [
				one.client.id,
				one.certainty,
				one.reasons.join(),
			],
		),
		[
			[same.id, 'likely', 'email,phone,name,pet'],
			[household.id, 'likely', 'phone'],
			[alike.id, 'possible', 'name,pet'],
		],
	)
	const [pair] = match.candidates[0].pets
	assert.equal(pair, { petId: match.client.pets[0].id, intoPetId: same.pets[0].id, doubt: null })
	assert.is(match.candidates[1].pets[0].intoPetId, null)
})

test('links a guest: visits and records go to the client, the guest is found no more', async () => {
	const client = await known()
	const visit = await book(api, desk.clinic, { reminders: true })
	const [match] = await queue()
	const content = { kind: 'weight', value: 12, unit: 'kg' }
	const records = `/api/clinic/appointments/${visit.id}/records`
	await desk.ask('POST', records, { body: { records: [{ content }] } })
	const pets = [{ petId: match.client.pets[0].id, intoPetId: client.pets[0].id }]
	const { body } = await settle(match.client.id, 'link', { intoClientId: client.id, pets })
	assert.is(body.client.id, client.id)
	assert.equal(await queue(), [])
	const shown = (await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body
	assert.is(shown.visits[0].id, visit.id)
	assert.is(shown.consents[0].channel, 'sms')
	assert.is(shown.pets.length, 1)
	const pet = (await desk.ask('GET', `/api/clinic/pets/${client.pets[0].id}`)).body
	assert.equal([pet.visits[0].id, pet.weightKg], [visit.id, 12])
	assert.is((await desk.ask('GET', `/api/clinic/pets/${pets[0]?.petId}`)).status, 404)
	const owner = await api.call(desk.clinic, 'GET', `/api/customer/appointments/${visit.id}`, {
		manage: visit.manageToken,
	})
	assert.is(owner.status, 200)
})

test('leaves a pet the weight that it came with, unless another is matched to it', async () => {
	const client = await known()
	const [{ id: petId }] = client.pets
	await desk.clinic.run((trx) =>
		trx('pets').where({ clinic_id: desk.clinic.id, id: petId }).update({ weight_kg: 9 }),
	)
	await book(api, desk.clinic)
	const [{ client: guest }] = await queue()
	const pets = [{ petId: guest.pets[0].id, intoPetId: petId }]
	const weightAfter = async (what: string, body?: object) => {
		await settle(guest.id, what, body)
		return (await desk.ask('GET', `/api/clinic/pets/${petId}`)).body.weightKg
	}
	const link = { intoClientId: client.id, pets }
	assert.is(await weightAfter('link', link), 9)
	assert.is(await weightAfter('undo'), 9)
	const content = { kind: 'weight', value: 12, unit: 'kg' }
	const records = `/api/clinic/pets/${guest.pets[0].id}/records`
	await desk.ask('POST', records, { body: { content } })
	assert.is(await weightAfter('link', link), 12)
	assert.is(await weightAfter('undo'), null)
})

test('takes a link back exactly, also of a visit that has moved meanwhile', async () => {
	const client = await known()
	const visit = await book(api, desk.clinic, { start: at(dayIn(5), '10:00'), reminders: true })
	const [match] = await queue()
	const guest = match.client
	const content = { kind: 'allergy', substance: 'Penicillin' }
	const body = { content, appointmentId: visit.id }
	const records = `/api/clinic/pets/${guest.pets[0].id}/records`
	await desk.ask('POST', records, { body })
	// One that no visit brings back.
	await desk.ask('POST', records, { body: { content: { kind: 'visit', summary: 'By phone' } } })
	const before = await everything()
	const pets = [{ petId: guest.pets[0].id, intoPetId: client.pets[0].id }]
	await settle(guest.id, 'link', { intoClientId: client.id, pets })
	assert.is.not((await everything()).join(), before.join())
	assert.is(told(await settle(guest.id, 'undo')), '200')
	assert.equal(await everything(), before)

	await settle(guest.id, 'link', { intoClientId: client.id, pets: [] })
	const kept = (await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body
	assert.is(kept.pets.length, 2)
	const moved = await api.call(
		desk.clinic,
		'PUT',
		`/api/customer/appointments/${visit.id}/reschedule`,
		{ body: { start: at(dayIn(5), '14:00'), veterinarianId: null }, manage: visit.manageToken },
	)
	assert.is(told(moved), '200')
	await settle(guest.id, 'undo')
	const [again] = await queue()
	assert.equal([again.client.id, again.visit.id], [guest.id, moved.body.id])
	assert.equal((await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body.visits, [])
	assert.is(told(await settle(guest.id, 'undo')), '404 match_not_found')
})

test('says that a guest is new, with all pets, and takes that back', async () => {
	await book(api, desk.clinic)
	const [match] = await queue()
	const before = await everything()
	const { body } = await settle(match.client.id, 'create')
	assert.is(body.client.matchStatus, 'confirmed')
	assert.equal(await queue(), [])
	assert.is(told(await settle(match.client.id, 'create')), '409 match_settled')
	await settle(match.client.id, 'undo')
	assert.equal(await everything(), before)
})

test('takes back only the last of several matches', async () => {
	await book(api, desk.clinic, { start: at(dayIn(5), '10:00') })
	const [first] = await queue()
	await settle(first.client.id, 'create')
	await book(api, desk.clinic, { start: at(dayIn(5), '11:00') })
	const [second] = await queue()
	await settle(second.client.id, 'link', { intoClientId: first.client.id, pets: [] })
	assert.is(told(await settle(first.client.id, 'undo')), '409 match_settled')
	assert.is(told(await settle(second.client.id, 'undo')), '200')
	assert.is(told(await settle(first.client.id, 'undo')), '200')
	assert.equal(
		(await queue()).map((one: { client: { id: string } }) => one.client.id).sort(),
		[first.client.id, second.client.id].sort(),
	)
})

test('lets one of two win, and tells the other', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const [match] = await queue()
	const link = { intoClientId: client.id, pets: [] }
	const answers = await Promise.all([
		settle(match.client.id, 'link', link),
		settle(match.client.id, 'create'),
		settle(match.client.id, 'link', link),
	])
	assert.equal(answers.map(told).sort(), ['200', '409 match_settled', '409 match_settled'])
	const undone = await Promise.all([1, 2].map(() => settle(match.client.id, 'undo')))
	assert.equal(undone.map(told).sort(), ['200', '404 match_not_found'])
})

test('leaves no visit behind that is booked for the guest while they are linked', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const [{ client: guest }] = await queue()
	const blocker = await holdVet(api, desk.clinic)
	const pets = [{ id: guest.pets[0].id }]
	const booking = bookFor(desk, { client: { id: guest.id }, pets, start: at(dayIn(6), '11:00') })
	await untilWaiting(api, blocker)
	const link = { intoClientId: client.id, pets: [] }
	assert.is(told(await settle(guest.id, 'link', link)), '200')
	await blocker.commit()
	assert.is(told(await booking), '404 client_not_found')
})

test('takes a visit along that is being booked for the guest', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const [{ client: guest }] = await queue()
	const blocker = await api.db.transaction()
	await blocker.raw('select set_tenant(?)', [desk.clinic.id])
	await blocker('clients').where({ clinic_id: desk.clinic.id, id: guest.id }).forShare()
	const linking = settle(guest.id, 'link', { intoClientId: client.id, pets: [] })
	await untilWaiting(api, blocker)
	const pets = [{ id: guest.pets[0].id }]
	const start = at(dayIn(6), '11:00')
	const booked = await bookFor(desk, { client: { id: guest.id }, pets, start })
	assert.is(told(booked), '201', JSON.stringify(booked.body))
	await blocker.commit()
	assert.is(told(await linking), '200')
	const { visits } = (await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body
	assert.is(visits.length, 2)
})

test('names every bad field, and links nobody to the wrong one', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const [{ client: guest }] = await queue()
	const link = async (body: object) => settle(guest.id, 'link', body)
	const [pet] = guest.pets
	assert.equal(issuesOf(await link({})).sort(), ['intoClientId required', 'pets required'])
	const twice = { petId: pet.id, intoPetId: null }
	const repeated = await link({ intoClientId: client.id, pets: [twice, twice] })
	assert.equal(issuesOf(repeated), ['pets invalid'])
	assert.is(told(await link({ intoClientId: guest.id, pets: [] })), '404 client_not_found')
	const cat = await known({ pets: [{ name: 'Mo', species: 'cat' }] })
	const pairs = (intoPetId: string) => [{ petId: pet.id, intoPetId }]
	const wrong = await link({ intoClientId: cat.id, pets: pairs(cat.pets[0].id) })
	assert.equal(issuesOf(wrong), ['pets.0.intoPetId species_mismatch'])
	const others = await link({ intoClientId: client.id, pets: pairs(cat.pets[0].id) })
	assert.is(told(others), '404 pet_not_found')
	const stray = [{ petId: cat.pets[0].id, intoPetId: null }]
	assert.is(told(await link({ intoClientId: client.id, pets: stray })), '404 pet_not_found')
	assert.is((await queue()).length, 1)
})

test('asks who a guest is, once, and not when it is known by then', async () => {
	const visit = await book(api, desk.clinic)
	const [match] = await queue()
	for (let i = 0; i < 2; i++) assert.is(told(await settle(match.client.id, 'ask')), '200')
	assert.ok((await queue())[0].askedAt)
	const kinds = await desk.clinic.run((trx) =>
		trx('notifications')
			.where({ clinic_id: desk.clinic.id, appointment_id: visit.id })
			.orderBy('kind')
			.pluck('kind'),
	)
	assert.equal(kinds, ['booking_confirmed', 'match_question'])
	await desk.ask('POST', `/api/clinic/appointments/${visit.id}/cancel`, { body: {} })
	await desk.clinic.run((trx) =>
		trx('clients')
			.where({ clinic_id: desk.clinic.id, id: match.client.id })
			.update({ asked_at: null }),
	)
	assert.is(told(await settle(match.client.id, 'ask')), '409 no_visit_ahead')
})

test("another clinic's guests are as good as none", async () => {
	await book(api, desk.clinic)
	const [match] = await queue()
	const mine = await known()
	const other = await openDesk(api)
	const stranger = await signedIn(api, other.clinic, ['admin'])
	assert.equal((await stranger.ask('GET', PATH)).body.matches, [])
	const link = { intoClientId: mine.id, pets: [] }
	for (const [what, body] of [['link', link], ['create'], ['ask'], ['undo']] as const) {
		const answer = await stranger.ask('POST', `${PATH}/${match.client.id}/${what}`, { body })
		assert.is(told(answer), '404 match_not_found', what)
	}
})

test.run()
