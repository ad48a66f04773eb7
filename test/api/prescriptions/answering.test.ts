import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { dayIn, openDesk, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { prescribe } from './prescribed.ts'

const test = suite('answering a request for a medicine')
let api: TestApi
let clinic: BookableClinic
let vet: Colleague
let other: Colleague
let nurse: Colleague
let desk: Colleague
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	vet = await signedIn(api, clinic, ['veterinarian'], { name: 'Dr Vera' })
	other = await signedIn(api, clinic, ['veterinarian'])
	nurse = await signedIn(api, clinic, ['nurse'])
	desk = await signedIn(api, clinic, ['receptionist'])
})
test.before.each(async () => {
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

const PATH = '/api/clinic/prescription-requests'
const REASON = { body: { reason: 'Please bring Biscuit in first' } }
const COLLECT = { body: { handover: 'collect' } }

async function asked(body: object = { medicine: 'Cimalgex' }): Promise<string> {
	const path = `/api/customer/pets/${sam.pets[0]}/prescription-requests`
	const answer = await sam.ask('POST', path, { body })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body.id
}

const mine = async (id: string) =>
	(await sam.ask('GET', '/api/customer/prescription-requests')).body.requests.find(
		(request: { id: string }) => request.id === id,
	)

const letters = async () =>
	(
		await clinic.run((trx) =>
			trx('notifications').where({ account_id: sam.accountId }).orderBy('id').select('kind'),
		)
	).map(({ kind }: { kind: string }) => kind)

test('is for veterinarians, and for no server', async () => {
	const id = await asked()
	for (const colleague of [nurse, desk, await signedIn(api, clinic, ['admin'])]) {
		assert.is(told(await colleague.ask('POST', `${PATH}/${id}/approve`)), '403 forbidden')
		assert.is(told(await colleague.ask('POST', `${PATH}/${id}/decline`, REASON)), '403 forbidden')
	}
	const server = await openDesk(api)
	assert.is(told(await server.ask('POST', `${PATH}/${id}/approve`)), '401 sign_in_required')
	const elsewhere = await signedIn(api, server.clinic, ['veterinarian'])
	const unknown = '404 prescription_request_not_found'
	assert.is(told(await elsewhere.ask('POST', `${PATH}/${id}/approve`)), unknown)
	assert.is(told(await elsewhere.ask('POST', `${PATH}/${id}/ready`, COLLECT)), unknown)
	assert.equal((await elsewhere.ask('GET', PATH)).body.requests, [])
	assert.is(
		told(await vet.ask('POST', `${PATH}/${id}/decline`, { body: {} })),
		'400 invalid_request',
	)
})

test('goes from a vet to the counter, and each step is told', async () => {
	const id = await asked()
	assert.is(told(await desk.ask('POST', `${PATH}/${id}/ready`, COLLECT)), '409 request_settled')
	const approved = await vet.ask('POST', `${PATH}/${id}/approve`)
	assert.equal([approved.body.status, approved.body.answeredBy.name], ['approved', 'Dr Vera'])
	assert.is((await mine(id)).status, 'approved')
	const ready = await desk.ask('POST', `${PATH}/${id}/ready`, COLLECT)
	assert.equal([ready.body.status, ready.body.handover], ['ready', 'collect'])
	assert.equal(await letters(), [
		...['prescription_received', 'prescription_approved', 'prescription_ready'],
	])
	assert.is(told(await vet.ask('POST', `${PATH}/${id}/decline`, REASON)), '409 request_settled')
	const admin = await signedIn(api, clinic, ['admin'])
	const audit = await admin.ask('GET', '/api/clinic/audit?subject=prescription_request')
	const actions = audit.body.entries
		.filter((entry: { subjectId: string }) => entry.subjectId === id)
		.map((entry: { action: string }) => entry.action.split('.')[1])
	assert.equal(actions, ['ready', 'approved', 'asked'])
})

test('says why not, in the words of the vet', async () => {
	const id = await asked()
	await vet.ask('POST', `${PATH}/${id}/decline`, REASON)
	const seen = await mine(id)
	assert.equal([seen.status, seen.reason], ['declined', 'Please bring Biscuit in first'])
	assert.equal(await letters(), ['prescription_received', 'prescription_declined'])
	assert.ok(await asked(), 'it can be asked again')
})

test('of two vets at once one wins, and the other is told', async () => {
	const id = await asked()
	const both = await Promise.all([
		vet.ask('POST', `${PATH}/${id}/approve`),
		other.ask('POST', `${PATH}/${id}/decline`, { body: { reason: 'No' } }),
		other.ask('POST', `${PATH}/${id}/approve`),
	])
	const lost = both.filter(({ status }) => status !== 200)
	// To decline what a colleague has just approved is allowed; to answer after a no is not.
	assert.ok(lost.length >= 1)
	for (const { body } of lost) {
		assert.is(body.code, 'request_settled')
		assert.match(body.detail, /A vet has (approved|declined) it already/)
	}
	const approvals = (await letters()).filter((kind) => kind === 'prescription_approved')
	assert.ok(approvals.length <= 1)
})

test('an owner may withdraw until a vet has answered', async () => {
	const id = await asked()
	const withdraw = () => sam.ask('POST', `/api/customer/prescription-requests/${id}/withdraw`)
	const [withdrawn, approved] = await Promise.all([
		withdraw(),
		vet.ask('POST', `${PATH}/${id}/approve`),
	])
	assert.equal([told(withdrawn), told(approved)].sort(), ['200', '409 request_settled'])
	const { status } = await mine(id)
	assert.is(status, withdrawn.status === 200 ? 'withdrawn' : 'approved')
	assert.is(told(await withdraw()), '409 request_settled')
})

test('shows what the record says by now, the longest waiting first', async () => {
	const recordId = await prescribe(clinic, sam.pets[0], { repeats: 2, reviewOn: dayIn(2) })
	const id = await asked({ recordId, notes: 'By Friday' })
	const late = { created_at: new Date(Date.now() - 49 * 3_600_000) }
	await clinic.run(async (trx) => {
		await trx('prescription_requests').where({ id }).update(late)
		await trx('medical_records')
			.where({ id: recordId })
			.update({ next_due_on: dayIn(-2) })
	})
	const { requests } = (await desk.ask('GET', PATH)).body
	const request = requests.find((one: { id: string }) => one.id === id)
	assert.equal([request.overdue, request.notes], [true, 'By Friday'])
	const { repeatsLeft, reviewPassed, withdrawn, dose } = request.prescription
	assert.equal([repeatsLeft, reviewPassed, withdrawn, dose], [1, true, false, 'One a day'])
	const ids = requests.map((one: { id: string }) => one.id)
	assert.equal(ids, [...ids].sort())
	const { prescriptions } = (await desk.ask('GET', '/api/clinic/queues')).body
	assert.is(prescriptions, requests.length)
	await vet.ask('POST', `${PATH}/${id}/decline`, REASON)
	const done = (await desk.ask('GET', `${PATH}?status=done`)).body.requests
	assert.ok(done.some((one: { id: string }) => one.id === id))
})

test.run()
