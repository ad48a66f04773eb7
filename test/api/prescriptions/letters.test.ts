import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { endsOf, sendPost } from '../staff/post.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'

const test = suite('letters about medicines')
let api: TestApi
let clinic: BookableClinic
let vet: Colleague
let sam: TestOwner

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
	vet = await signedIn(api, clinic, ['veterinarian'])
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

async function asked(): Promise<string> {
	const path = `/api/customer/pets/${sam.pets[0]}/prescription-requests`
	const body = { medicine: 'Cimalgex <b>80</b> mg', quantity: '30 tablets' }
	return (await sam.ask('POST', path, { body })).body.id
}

const answer = (id: string, how: string, body?: object) =>
	vet.ask('POST', `/api/clinic/prescription-requests/${id}/${how}`, body ? { body } : {})

test('tell the owner who asked of each step', async () => {
	const id = await asked()
	const [received] = await sendPost(api, clinic)
	assert.is(received?.to, sam.email)
	assert.is(received?.subject, 'Request received: Cimalgex <b>80</b> mg for Biscuit')
	assert.match(received?.text ?? '', 'Please allow 24 to 48 hours')
	assert.not.match(received?.html ?? '', '<b>80')
	assert.match(received?.text ?? '', `${api.url}/portal/c-${clinic.id}`)
	await answer(id, 'approve')
	assert.match((await sendPost(api, clinic))[0]?.text ?? '', 'is being made ready')
	await answer(id, 'ready', { handover: 'collect' })
	const [ready] = await sendPost(api, clinic)
	assert.is(ready?.subject, 'Ready: Cimalgex <b>80</b> mg for Biscuit')
	assert.match(ready?.text ?? '', '8 Bracken Street')
})

test('give the reason of a no, and say when it was sent', async () => {
	await answer(await asked(), 'decline', { reason: 'We need to see Biscuit first' })
	const letters = await sendPost(api, clinic)
	// That it was received is no news any more.
	assert.equal(
		letters.map(({ kind }) => kind),
		['prescription_declined'],
	)
	assert.match(letters[0]?.text ?? '', 'writes: We need to see Biscuit first')
	assert.equal(await endsOf(clinic, 'prescription_received'), ['cancelled: request is declined'])
	const id = await asked()
	await answer(id, 'approve')
	await answer(id, 'ready', { handover: 'sent' })
	assert.match((await sendPost(api, clinic))[0]?.text ?? '', 'We have sent Cimalgex')
})

test('are not written about an animal that has died, nor to somebody who was erased', async () => {
	await asked()
	await clinic.run((trx) =>
		trx('pets').where({ id: sam.pets[0] }).update({ silenced_at: new Date() }),
	)
	assert.equal(await sendPost(api, clinic), [])
	await clinic.run((trx) => trx('pets').where({ id: sam.pets[0] }).update({ silenced_at: null }))
	await clinic.run((trx) => trx('notifications').update({ status: 'pending', attempts: 0 }))
	await clinic.run((trx) =>
		trx('clients')
			.where({ id: sam.clientId })
			.update({ erased_at: new Date(), name: null, email: null, phone: null, notes: null }),
	)
	assert.equal(await sendPost(api, clinic), [])
	assert.equal(await endsOf(clinic, 'prescription_received'), ['cancelled: deactivated'])
})

test.run()
