import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { type Desk, dayIn, openDesk } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { makeVisit, write } from './records.ts'

/** Stands wherever something is the clinic's own; must be in no answer to an owner. */
const MARK = 'zqx-internal-zqx'
const MARKED_KILOGRAMS = 77.77

const test = suite('what is internal')
let api: TestApi
let desk: Desk
let vet: Colleague
let owner: TestOwner
let other: TestOwner

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	vet = await signedIn(api, desk.clinic, ['veterinarian'], { name: 'Dr Lind' })
	owner = await ownerAt(api, desk.clinic, { pets: [{ notes: MARK }] })
	other = await ownerAt(api, desk.clinic, {
		pets: [{ name: MARK }],
		client: { name: 'Kim', notes: MARK, phone: '+442079460199' },
	})
	await share()
	await plant(owner.pets[0] ?? '')
})
test.after(() => api.close())

/** Of the other's two pets they share one; the other one is none of the owner's business. */
async function share(): Promise<void> {
	const link = { clinic_id: desk.clinic.id, pet_id: owner.pets[0], client_id: other.clientId }
	await desk.clinic.run((trx) => trx('pet_owners').insert({ ...link, is_primary: false }))
}

const CONTENTS = [
	{ kind: 'visit', summary: MARK, advice: MARK },
	{ kind: 'vaccination', product: MARK, batch: MARK, nextDueOn: dayIn(9) },
	{ kind: 'prescription', product: MARK, dose: MARK, quantity: MARK, reviewOn: dayIn(9) },
	{ kind: 'lab_result', test: MARK, status: 'final', result: MARK },
	{ kind: 'weight', value: MARKED_KILOGRAMS, unit: 'kg', confirmed: true },
	{ kind: 'allergy', substance: MARK, reaction: MARK },
	{ kind: 'document', title: MARK, fileName: MARK, note: MARK },
]

async function plant(petId: string): Promise<void> {
	for (const content of CONTENTS) await write(vet, petId, content, { visibility: 'internal' })
	const unreleased = { kind: 'lab_result', test: MARK, status: 'final', result: MARK }
	await write(vet, petId, unreleased)
	await corrected(petId, { kind: 'visit', summary: MARK }, { kind: 'visit', summary: 'Ears' })
	await corrected(
		petId,
		{ kind: 'weight', value: MARKED_KILOGRAMS, unit: 'kg', confirmed: true },
		{ kind: 'weight', value: 12, unit: 'kg', confirmed: true },
	)
	const { id } = await write(vet, petId, { kind: 'allergy', substance: MARK })
	const withdrawn = { body: { version: 1, reason: MARK } }
	await vet.ask('POST', `/api/clinic/records/${id}/withdraw`, withdrawn)
	const alert = { kind: 'other', note: MARK, visibility: 'internal' }
	await desk.ask('POST', `/api/clinic/pets/${petId}/alerts`, { body: alert })
	await plantVisits(petId)
}

async function corrected(petId: string, wrong: object, content: object): Promise<void> {
	const { id } = await write(vet, petId, wrong)
	const body = { content, visibility: 'shared', version: 1, reason: MARK }
	await vet.ask('PUT', `/api/clinic/records/${id}`, { body })
}

async function plantVisits(petId: string): Promise<void> {
	const own = { status: 'completed', internal_notes: MARK, shared_notes: 'All well' }
	const id = await makeVisit(desk.clinic, owner, { daysAgo: 2, ...own })
	const theirs = {
		...own,
		shared_notes: MARK,
		customer_notes: MARK,
		reason: MARK,
		symptoms: [MARK],
	}
	const of = { clientId: other.clientId, pets: [petId] }
	await makeVisit(desk.clinic, of, { daysAgo: 5, ...theirs, special_requests: MARK })
	await desk.clinic.run(async (trx: Knex.Transaction) => {
		const fields = { field_name: MARK, field_value: MARK, field_type: 'text' }
		const row = { clinic_id: desk.clinic.id, id: newId(), appointment_id: id }
		await trx('appointment_form_data').insert({ ...row, ...fields })
		// Whatever an import has put beside the fields that are known.
		await trx('medical_records').insert({
			...{ clinic_id: desk.clinic.id, id: newId(), pet_id: petId, external_id: MARK },
			...{ kind: 'visit', title: 'Visit', occurred_on: dayIn(-9), visibility: 'shared' },
			data: JSON.stringify({ summary: 'Teeth', soap: MARK, differentials: [MARK] }),
		})
	})
}

test('is in no answer about a pet to its owners', async () => {
	const [petId] = owner.pets
	const paths = [
		...['/api/customer/pets', `/api/customer/pets/${petId}`, '/api/customer/due'],
		...['medical-history', 'medical-history?q=zqx', 'weights'].map(
			(rest) => `/api/customer/pets/${petId}/${rest}`,
		),
	]
	for (const path of paths) {
		const { status, body } = await owner.ask('GET', path)
		assert.is(status, 200, path)
		const text = JSON.stringify(body)
		assert.not.match(text, MARK, path)
		assert.not.match(text, '77.77', path)
		assert.not.match(text, '9460199', path)
	}
	const history = (await owner.ask('GET', `/api/customer/pets/${petId}/medical-history`)).body
	const said = history.entries.map(({ detail }: { detail: Record<string, unknown> }) =>
		detail.kind === 'visit' ? detail.summary : detail.kilograms,
	)
	assert.equal(said.sort(), [12, 'All well', 'Ears', 'Teeth', null].sort())
})

test('is in the answer to nothing that owners change', async () => {
	const path = `/api/customer/pets/${owner.pets[0]}`
	const { version } = (await owner.ask('GET', path)).body
	const answers = [
		await owner.ask('PATCH', path, { body: { version, name: 'Bo' } }),
		await owner.ask('POST', `${path}/alerts`, { body: { kind: 'nervous' } }),
		await owner.ask('PUT', `${path}/status`, { body: { status: 'moved' } }),
	]
	for (const { status, body } of answers) {
		assert.is(status, 200)
		assert.not.match(JSON.stringify(body), new RegExp(`${MARK}|77.77`))
	}
})

test('stays to be read by the clinic', async () => {
	const { body } = await vet.ask('GET', `/api/clinic/pets/${owner.pets[0]}/records`)
	assert.ok(JSON.stringify(body).split(MARK).length > 10)
})

test.run()
