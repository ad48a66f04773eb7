import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'

const test = suite('what owners say has become of a pet')
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const say = (owner: TestOwner, body: object, id = owner.pets[0]) =>
	owner.ask('PUT', `/api/customer/pets/${id}/status`, { body })
const atClinic = async (id: string | undefined) =>
	(await desk.ask('GET', `/api/clinic/pets/${id}`)).body

test('refuses a day that is still to come, and a status that is none', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const soon = await say(owner, { status: 'deceased', on: dayIn(1) })
	assert.equal(issuesOf(soon), ['on future_date'])
	assert.equal(issuesOf(await say(owner, { status: 'lost' })), ['status invalid_value'])
})

test('silences messages at once, and waits for the clinic to confirm', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const [petId] = owner.pets
	const { id: appointmentId } = await book(api, desk.clinic, { start: startIn(5) })
	await desk.clinic.run(async (trx) => {
		await trx('appointment_pets').where({ appointment_id: appointmentId }).update({ pet_id: petId })
	})
	const waiting = () =>
		desk.clinic.run((trx) =>
			trx('notifications').where({ appointment_id: appointmentId, status: 'pending' }).select('id'),
		)
	assert.is((await waiting()).length, 1)
	const { body } = await say(owner, { status: 'deceased', on: dayIn(-1) })
	assert.equal([body.status, body.deceasedOn, body.statusConfirmed], ['deceased', dayIn(-1), false])
	assert.equal(await waiting(), [])
	const known = await atClinic(petId)
	assert.equal([known.status, known.silenced], ['deceased', true])
	assert.equal([known.report.kind, known.report.on], ['deceased', dayIn(-1)])
	const confirmed = await desk.ask('POST', `/api/clinic/pets/${petId}/deceased`, { body: {} })
	assert.equal([confirmed.body.report, confirmed.body.deceasedOn], [null, dayIn(-1)])
	assert.is(told(await say(owner, { status: 'active' })), '409 set_by_clinic')
	assert.is(told(await say(owner, { status: 'deceased' })), '200')
})

test('lets owners take back what the clinic has not confirmed', async () => {
	const owner = await ownerAt(api, desk.clinic)
	await say(owner, { status: 'deceased' })
	const { body } = await say(owner, { status: 'active' })
	assert.equal([body.status, body.deceasedOn, body.statusConfirmed], ['active', null, true])
	assert.is((await atClinic(owner.pets[0])).report, null)
	await say(owner, { status: 'moved' })
	assert.is((await atClinic(owner.pets[0])).report.kind, 'moved')
	await say(owner, { status: 'deceased' })
	assert.equal([(await atClinic(owner.pets[0])).report.kind], ['deceased'])
	const moved = await say(owner, { status: 'moved' })
	assert.equal([moved.body.status, moved.body.deceasedOn], ['moved', null])
	assert.is((await say(owner, { status: 'active' })).body.status, 'active')
})

test('is settled by whatever the clinic says', async () => {
	const owner = await ownerAt(api, desk.clinic, { pets: [{}, {}, {}] })
	const [one, two, three] = owner.pets
	for (const id of owner.pets) await say(owner, { status: 'moved' }, id)
	await desk.ask('PATCH', `/api/clinic/pets/${one}`, { body: { status: 'moved' } })
	await desk.ask('PATCH', `/api/clinic/pets/${two}`, { body: { status: 'active' } })
	await desk.ask('POST', `/api/clinic/pets/${three}/deceased`, { body: {} })
	for (const id of owner.pets) assert.is((await atClinic(id)).report, null)
	assert.is(told(await say(owner, { status: 'active' }, one)), '409 set_by_clinic')
	assert.is(told(await say(owner, { status: 'deceased' }, two)), '200')
	const outcomes = await desk.clinic.run((trx) =>
		trx('pet_reports').whereNotNull('settled_at').orderBy('created_at').select('outcome'),
	)
	assert.equal(
		outcomes.slice(-3).map((row) => row.outcome),
		['confirmed', 'taken_back', 'confirmed'],
	)
})

test('is said twice at once and noted once', async () => {
	const owner = await ownerAt(api, desk.clinic)
	const answers = await Promise.all([1, 2, 3].map(() => say(owner, { status: 'deceased' })))
	assert.equal(answers.map(told), ['200', '200', '200'])
	const reports = await desk.clinic.run((trx) =>
		trx('pet_reports').where({ pet_id: owner.pets[0] }).select('id'),
	)
	assert.is(reports.length, 1)
})

test.run()
