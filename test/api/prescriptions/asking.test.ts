import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { dayIn, issuesOf, told } from '../hours/desk.ts'
import { prescribe } from './prescribed.ts'

const test = suite('asking for a medicine')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.before.each(async () => {
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

const PATH = '/api/customer/prescription-requests'
const ofPet = (owner = sam) => `/api/customer/pets/${owner.pets[0]}/prescription-requests`
const ask = (body: object, owner = sam): Promise<Answer> =>
	owner.ask('POST', ofPet(owner), { body })
const repeats = async (owner = sam) =>
	(await owner.ask('GET', `/api/customer/pets/${owner.pets[0]}/repeat-prescriptions`)).body
		.prescriptions

test("is for a pet's owners", async () => {
	const recordId = await prescribe(clinic, sam.pets[0])
	const stranger = await ownerAt(api, clinic)
	const body = { recordId }
	assert.is(told(await sam.ask('POST', ofPet(), { body, token: null })), '401 sign_in_required')
	assert.is(told(await stranger.ask('POST', ofPet(), { body })), '404 pet_not_found')
	const theirs = `/api/customer/pets/${sam.pets[0]}/repeat-prescriptions`
	assert.is(told(await stranger.ask('GET', theirs)), '404 pet_not_found')
	// Somebody else's prescription, for a pet of one's own.
	assert.is(told(await ask(body, stranger)), '404 record_not_found')
	const { id } = (await ask(body)).body
	const withdraw = `${PATH}/${id}/withdraw`
	assert.is(told(await stranger.ask('POST', withdraw)), '404 prescription_request_not_found')
	assert.equal((await stranger.ask('GET', PATH)).body.requests, [])
})

test('says which field is wrong', async () => {
	assert.equal(issuesOf(await ask({})), ['recordId one_of'])
	const both = { recordId: randomUUID(), medicine: 'Cimalgex' }
	assert.equal(issuesOf(await ask(both)), ['recordId one_of'])
	const bad = await ask({ medicine: '', quantity: 'x'.repeat(61), dose: 1 })
	const wrong = ['dose unknown_field', 'medicine invalid', 'quantity invalid']
	assert.equal(issuesOf(bad).sort(), wrong)
})

test('goes by what the clinic shares, and by what may be given again', async () => {
	const pet = sam.pets[0]
	const shared = await prescribe(clinic, pet)
	await prescribe(clinic, pet, { title: 'Once only', repeats: 0 })
	const internal = await prescribe(clinic, pet, { title: 'Internal', visibility: 'internal' })
	const gone = await prescribe(clinic, pet, { title: 'Withdrawn', is_withdrawn: true })
	await prescribe(clinic, pet, { title: 'cimalgex 80 MG', occurred_on: '2025-01-01' })
	assert.equal(
		(await repeats()).map((one: { recordId: string }) => one.recordId),
		[shared],
	)
	for (const recordId of [internal, gone]) {
		assert.is(told(await ask({ recordId })), '404 record_not_found')
	}
	const asked = await ask({ recordId: shared, quantity: '60', notes: 'Twice a day' })
	assert.is(asked.status, 201)
	const { status, medicine, quantity, mine, petName } = asked.body
	assert.equal([status, medicine, quantity, mine], ['requested', 'Cimalgex 80 mg', '60', true])
	assert.is(petName, 'Biscuit')
	const [repeat] = await repeats()
	assert.equal([repeat.state, repeat.repeatsLeft], ['asked', 2])
})

test('is no appointment', async () => {
	await ask({ medicine: 'Flea drops' })
	const visits = await clinic.run((trx) => trx('appointments').where({ client_id: sam.clientId }))
	assert.equal(visits, [])
})

test('is once for each prescription, however often and by whomever it is pressed', async () => {
	const recordId = await prescribe(clinic, sam.pets[0])
	const partner = await ownerAt(api, clinic)
	const shared = { clinic_id: clinic.id, pet_id: sam.pets[0], client_id: partner.clientId }
	await clinic.run((trx) => trx('pet_owners').insert(shared))
	const body = { recordId }
	const both = await Promise.all([
		ask(body),
		partner.ask('POST', ofPet(), { body }),
		sam.ask('POST', ofPet(), { body }),
	])
	assert.equal(both.map(told).sort(), ['201', '409 prescription_asked', '409 prescription_asked'])
	const [seen] = (await partner.ask('GET', PATH)).body.requests
	assert.is(seen.medicine, 'Cimalgex 80 mg')
	assert.is(told(await ask({ medicine: 'CIMALGEX 80 mg' })), '409 prescription_asked')
	const twice = await Promise.all([ask({ medicine: 'Drops' }), ask({ medicine: 'drops' })])
	assert.equal(twice.map(told).sort(), ['201', '409 prescription_asked'])
})

/** A row of somebody's request. */
const request = (owner: TestOwner, columns: object = {}) => ({
	...{ clinic_id: clinic.id, id: randomUUID(), pet_id: owner.pets[0], client_id: owner.clientId },
	...{ account_id: owner.accountId, medicine: 'Drops', ...columns },
})

test('waits for whoever asks at that moment, and sees what they have asked for', async () => {
	const recordId = await prescribe(clinic, sam.pets[0], { repeats: 1 })
	const { answer } = await clinic.run(async (trx) => {
		await trx('pets').where({ clinic_id: clinic.id, id: sam.pets[0] }).forNoKeyUpdate()
		const given = { status: 'ready', handover: 'sent', ready_at: new Date() }
		const last = { record_id: recordId, medicine: 'x', answered_at: new Date(), ...given }
		await trx('prescription_requests').insert(request(sam, last))
		const answers = ask({ recordId })
		await untilWaiting(api, trx)
		return { answer: answers }
	})
	assert.is(told(await answer), '409 checkup_needed', 'the last one is given')
})

test('has an end for one pet while nobody answers', async () => {
	const approved = { status: 'approved', answered_at: new Date() }
	const open = (_: unknown, i: number) => request(sam, { medicine: `Drops ${i}`, ...approved })
	const rows = Array.from({ length: 9 }, open)
	await clinic.run((trx) => trx('prescription_requests').insert(rows))
	assert.is(told(await ask({ medicine: 'The tenth' })), '201')
	const refused = await ask({ medicine: 'One more' })
	assert.is(told(refused), '409 prescription_asked')
	assert.match(refused.body.detail, '10 requests are open')
	await clinic.run((trx) =>
		trx('prescription_requests')
			.where({ medicine: 'The tenth' })
			.update({
				...{ status: 'withdrawn', withdrawn_at: new Date() },
			}),
	)
	assert.is(told(await ask({ medicine: 'One more' })), '201')
})

test('is not asked twice by a retry', async () => {
	const headers = { 'Idempotency-Key': randomUUID() }
	const body = { medicine: 'Drops' }
	const first = await sam.ask('POST', ofPet(), { body, headers })
	const again = await sam.ask('POST', ofPet(), { body, headers })
	assert.is(again.body.id, first.body.id)
	assert.is((await sam.ask('GET', PATH)).body.requests.length, 1)
})

test('needs a visit first once the day of review has passed, or nothing is left', async () => {
	const today = await prescribe(clinic, sam.pets[0], { title: 'Today', reviewOn: dayIn(0) })
	assert.is((await ask({ recordId: today })).status, 201)
	const past = await prescribe(clinic, sam.pets[0], { title: 'Past', reviewOn: dayIn(-1) })
	const refused = await ask({ recordId: past })
	assert.is(told(refused), '409 checkup_needed')
	assert.match(refused.body.detail, 'Please book a visit')
	const last = await prescribe(clinic, sam.pets[0], { title: 'Last', repeats: 1 })
	const { id } = (await ask({ recordId: last })).body
	await sam.ask('POST', `${PATH}/${id}/withdraw`)
	const again = (await ask({ recordId: last })).body
	const given = { status: 'ready', handover: 'collect', ready_at: new Date() }
	await clinic.run((trx) =>
		trx('prescription_requests')
			.where({ id: again.id })
			.update({ ...given, answered_at: new Date() }),
	)
	assert.is(told(await ask({ recordId: last })), '409 checkup_needed')
	const states = Object.fromEntries(
		(await repeats()).map((one: { product: string; state: string }) => [one.product, one.state]),
	)
	assert.equal(states, { Last: 'checkup_needed', Past: 'checkup_needed', Today: 'asked' })
})

test('shows nobody what a former owner asked for', async () => {
	await ask({ medicine: 'Drops', notes: 'I work at night' })
	const next = await ownerAt(api, clinic)
	const [pet_id] = sam.pets
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id, pet_id }
		await trx('pet_owners').where(of).update({ owned_until: '2026-01-01' })
		await trx('pet_owners').insert({ ...of, client_id: next.clientId })
	})
	assert.equal((await next.ask('GET', PATH)).body.requests, [])
	assert.equal((await sam.ask('GET', PATH)).body.requests, [])
})

test('is not for an animal that has died, nor without a proved email for what the clinic wrote', async () => {
	const dead = await ownerAt(api, clinic, { pets: [{ status: 'deceased' }] })
	assert.is(told(await ask({ medicine: 'Drops' }, dead)), '404 pet_not_found')
	const unproved = await ownerAt(api, clinic, { account: { email_verified_at: null } })
	const recordId = await prescribe(clinic, unproved.pets[0])
	assert.equal(await repeats(unproved), [])
	assert.is(told(await ask({ recordId }, unproved)), '404 record_not_found')
})

test('is listed page by page, for one pet or all', async () => {
	const owner = await ownerAt(api, clinic, { pets: [{}, {}] })
	const second = owner.pets[1]
	const done = { status: 'withdrawn', withdrawn_at: new Date() }
	const rows = Array.from({ length: 52 }, () => request(owner, done))
	await clinic.run((trx) =>
		trx('prescription_requests').insert([...rows, request(owner, { ...done, pet_id: second })]),
	)
	const page = await owner.ask('GET', PATH)
	assert.is(page.body.requests.length, 50)
	const rest = await owner.ask('GET', `${PATH}?cursor=${page.body.nextCursor}`)
	assert.equal([rest.body.requests.length, rest.body.nextCursor], [3, null])
	assert.is((await owner.ask('GET', `${PATH}?petId=${second}`)).body.requests.length, 1)
	assert.is(told(await owner.ask('GET', `${PATH}?cursor=1`)), '400 invalid_request')
})

test.run()
