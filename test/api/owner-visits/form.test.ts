import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { pastVisit, share, startsIn, VISITS } from './scene.ts'

const test = suite('questions about a visit that are still open')
let api: TestApi
let clinic: BookableClinic
let owner: TestOwner
let other: TestOwner
let id: string

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	owner = await ownerAt(api, clinic)
	other = await ownerAt(api, clinic)
	const phoned = { status: 'confirmed', appointment_type_id: clinic.types.form }
	id = await pastVisit(clinic, owner, { daysAgo: 0, ...phoned })
	await startsIn(clinic, id, 3000)
})
test.after(() => api.close())

const path = () => `${VISITS}/${id}/answers`
const read = (who = owner) => who.ask('GET', path())
const put = (answers: [string, unknown][], who = owner, headers = {}) => {
	const body = { answers: answers.map(([fieldId, value]) => ({ fieldId, value })) }
	return who.ask('PUT', path(), { body, headers })
}
const rightly: [string, unknown][] = [
	['reason', 'A cough'],
	['well', false],
	['days', 12],
]

test('are for whoever has booked it', async () => {
	assert.is((await read(other)).body.code, 'appointment_not_found')
	assert.is((await put(rightly, other)).body.code, 'appointment_not_found')
	await share(clinic, owner.pets[0] ?? '', other)
	assert.is((await read(other)).body.code, 'forbidden')
	assert.is((await put(rightly, other)).body.code, 'forbidden')
})

test('are judged as at booking, each by name', async () => {
	const bad = await put([
		['well', 'yes'],
		['days', 181],
		['colour', 'red'],
	])
	assert.is(bad.status, 400)
	assert.equal(
		bad.body.issues.map((issue: { path: string; code: string }) => [issue.path, issue.code]),
		[
			['answers.well', 'wrong_type'],
			['answers.days', 'too_large'],
			['answers.colour', 'unknown_field'],
			['answers.reason', 'required'],
		],
	)
	assert.equal((await read()).body.answers, [])
})

test('are told with what is missing, and count in the list until they are answered', async () => {
	const open = await read()
	assert.equal(open.body.missing, ['reason', 'well'])
	assert.not.ok(open.body.fields.some((field: { id: string }) => field.id === 'outdoors'))
	const form = async () => (await owner.ask('GET', `${VISITS}/${id}/details`)).body.form
	assert.equal(await form(), { fields: 6, missing: 2, canAnswer: true })
	const answered = await put(rightly)
	assert.equal([answered.status, answered.body.missing], [200, []])
	assert.equal(answered.body.answers, [
		{ fieldId: 'days', value: 12 },
		{ fieldId: 'reason', value: 'A cough' },
		{ fieldId: 'well', value: false },
	])
	assert.is((await form()).missing, 0)
})

test('are replaced as a whole; the signs of the booking stay', async () => {
	const signs = { field_name: 'triage.signs', field_type: 'triage', field_value: '{}' }
	await clinic.run((trx) =>
		trx('appointment_form_data').insert({
			...{ clinic_id: clinic.id, id: randomUUID(), appointment_id: id, ...signs },
		}),
	)
	await put(rightly)
	const headers = { 'Idempotency-Key': randomUUID() }
	await put(rightly.slice(0, 2), owner, headers)
	const again = await put(rightly.slice(0, 2), owner, headers)
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	const of = { clinic_id: clinic.id, appointment_id: id }
	await clinic.run(async (trx) => {
		const names = await trx('appointment_form_data')
			.where(of)
			.orderBy('field_name')
			.pluck('field_name')
		assert.equal(names, ['reason', 'triage.signs', 'well'])
		const events = await trx('appointment_events').where(of).orderBy('at')
		assert.equal(
			events.map((event) => [event.kind, event.actor_id]),
			[
				['details', owner.accountId],
				['details', owner.accountId],
			],
		)
	})
})

test('are closed once the visit begins', async () => {
	await startsIn(clinic, id, -1)
	assert.is((await put(rightly)).body.code, 'transition_refused')
	assert.is((await read()).body.canAnswer, false)
	await startsIn(clinic, id, 300, {
		...{ status: 'cancelled', cancelled_at: new Date(), cancelled_by_kind: 'owner' },
	})
	assert.is((await put(rightly)).body.code, 'transition_refused')
})

test.run()
