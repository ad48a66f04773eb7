import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { PDF } from './pictures.ts'
import { download, sendAs, sendOwn } from './send.ts'

const test = suite("the clinic's documents")
let api: TestApi
let clinic: BookableClinic
let nurse: Colleague
let desk: Colleague
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	nurse = await signedIn(api, clinic, ['nurse'])
	desk = await signedIn(api, clinic, ['receptionist'])
	sam = await ownerAt(api, clinic)
})
test.after(() => api.close())

const pathOf = (query: string, pet = sam.pets[0]) => `/api/clinic/pets/${pet}/documents?${query}`
const own = () => sam.ask('GET', `/api/customer/pets/${sam.pets[0]}/documents`)

async function added(query: string): Promise<{ id: string; recordId: string }> {
	const answer = await sendAs(nurse, api, pathOf(query), { content: PDF })
	assert.is(answer.status, 201, JSON.stringify(answer.body))
	return answer.body
}

test('are written by those who treat, and read by everyone who works there', async () => {
	const file = { content: PDF }
	assert.is(told(await sendAs(desk, api, pathOf('name=a.pdf'), file)), '403 forbidden')
	const { id } = await added('name=a.pdf')
	assert.is((await desk.ask('GET', `/api/clinic/files/${id}`)).status, 200)
	assert.is(told(await desk.ask('DELETE', `/api/clinic/files/${id}`)), '403 forbidden')
	const other = await makeBookableClinic(api.db)
	const elsewhere = await signedIn(api, other, ['veterinarian'])
	assert.is(told(await elsewhere.ask('GET', `/api/clinic/files/${id}`)), '404 file_not_found')
	assert.is(told(await elsewhere.ask('DELETE', `/api/clinic/files/${id}`)), '404 file_not_found')
	const list = `/api/clinic/pets/${sam.pets[0]}/files`
	assert.is(told(await elsewhere.ask('GET', list)), '404 pet_not_found')
	assert.is(told(await sendAs(elsewhere, api, pathOf('name=a'), file)), '404 pet_not_found')
	const bad = await sendAs(nurse, api, pathOf('name=a&visibility=all'), file)
	assert.is(told(bad), '400 invalid_request')
})

test('are worked on and kept in the store once, and only for an animal of the clinic', async () => {
	const { files } = api.services
	const put = files.put
	let puts = 0
	files.put = (...file) => {
		puts += 1
		return put(...file)
	}
	try {
		const sent = { content: PDF, key: randomUUID() }
		const first = await sendAs(nurse, api, pathOf('name=a.pdf'), sent)
		const again = await sendAs(nurse, api, pathOf('name=a.pdf'), sent)
		assert.equal(again.body, first.body)
		const nobody = await sendAs(nurse, api, pathOf('name=a.pdf', randomUUID()), { content: PDF })
		assert.is(told(nobody), '404 pet_not_found')
		assert.is(puts, 1)
		const left = await clinic.run((trx) => trx('unfinished_uploads'))
		assert.equal(left, [])
	} finally {
		files.put = put
	}
})

test('stand in the medical record, and lie beside what owners have sent', async () => {
	const { id, recordId } = await added('name=x-ray.exe&title=Chest&visibility=internal')
	const path = `/api/customer/pets/${sam.pets[0]}/documents?name=home.pdf`
	const sent = await sendOwn(sam, clinic, api, path, { content: PDF })
	const { files } = (await desk.ask('GET', `/api/clinic/pets/${sam.pets[0]}/files`)).body
	const [theirs, ours] = files
	assert.equal([theirs.id, theirs.uploadedBy.kind, theirs.recordId], [sent.body.id, 'owner', null])
	const told = [ours.id, ours.name, ours.title, ours.uploadedBy.name]
	assert.equal(told, [id, 'x-ray.pdf', 'Chest', 'Alex Sample'])
	const records = await desk.ask('GET', `/api/clinic/pets/${sam.pets[0]}/records?kind=document`)
	const [record] = records.body.records
	assert.equal([record.id, record.title, record.visibility], [recordId, 'Chest', 'internal'])
	const { content, headers } = await download(api, `/api/clinic/files/${id}`, desk.token)
	assert.equal(content, PDF)
	assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="x-ray\.pdf"/)
	assert.is(headers.get('x-content-type-options'), 'nosniff')
})

test('are seen by owners as their record says now', async () => {
	const { id, recordId } = await added('name=letter.pdf&title=Letter&visibility=internal')
	const seen = async () => {
		const listed = (await own()).body.files.some((file: { id: string }) => file.id === id)
		const { status } = await sam.ask('GET', `/api/customer/files/${id}`)
		return `${listed} ${status}`
	}
	assert.is(await seen(), 'false 404')
	const content = { kind: 'document', title: 'Letter', fileName: 'letter.pdf' }
	const correct = (version: number, visibility: string) =>
		nurse.ask('PUT', `/api/clinic/records/${recordId}`, {
			body: { version, visibility, content, reason: 'As agreed' },
		})
	await correct(1, 'shared')
	assert.is(await seen(), 'true 200')
	await correct(2, 'internal')
	assert.is(await seen(), 'false 404')
	await correct(3, 'shared')
	const withdrawn = { body: { version: 4, reason: 'Another animal' } }
	await nurse.ask('POST', `/api/clinic/records/${recordId}/withdraw`, withdrawn)
	assert.is(await seen(), 'false 404')
	assert.is((await nurse.ask('GET', `/api/clinic/files/${id}`)).status, 200)
})

test('are shared and kept back again by those who treat, and each time stands in the record', async () => {
	const { id, recordId } = await added('name=plan.pdf&visibility=internal')
	const path = `/api/clinic/files/${id}`
	const share = (visibility: string) => nurse.ask('PATCH', path, { body: { visibility } })
	const body = { visibility: 'shared' }
	assert.is(told(await desk.ask('PATCH', path, { body })), '403 forbidden')
	assert.is(told(await share('everyone')), '400 invalid_request')
	const elsewhere = await signedIn(api, await makeBookableClinic(api.db), ['veterinarian'])
	assert.is(told(await elsewhere.ask('PATCH', path, { body })), '404 file_not_found')
	assert.is((await sam.ask('GET', `/api/customer/files/${id}`)).status, 404)
	assert.is((await share('shared')).body.visibility, 'shared')
	assert.is((await share('shared')).body.visibility, 'shared')
	assert.is((await sam.ask('GET', `/api/customer/files/${id}`)).status, 200)
	assert.is((await share('internal')).body.visibility, 'internal')
	assert.is((await sam.ask('GET', `/api/customer/files/${id}`)).status, 404)
	const { records } = (await nurse.ask('GET', `/api/clinic/pets/${sam.pets[0]}/records`)).body
	const record = records.find((one: { id: string }) => one.id === recordId)
	assert.equal([record.version, record.history.length], [3, 2])
	await nurse.ask('POST', `/api/clinic/records/${recordId}/withdraw`, {
		body: { version: 3, reason: 'Another animal' },
	})
	assert.is(told(await share('shared')), '409 conflict')
})

test('of owners stay theirs to see', async () => {
	const path = `/api/customer/pets/${sam.pets[0]}/documents?name=mine.pdf`
	const { id } = (await sendOwn(sam, clinic, api, path, { content: PDF })).body
	const kept = await nurse.ask('PATCH', `/api/clinic/files/${id}`, {
		body: { visibility: 'internal' },
	})
	assert.is(told(kept), '409 conflict')
	assert.is((await sam.ask('GET', `/api/customer/files/${id}`)).status, 200)
})

test('are not for owners to remove', async () => {
	const { id } = await added('name=shared.pdf&visibility=shared')
	assert.is((await own()).body.files[0].from, 'clinic')
	assert.is(told(await sam.ask('DELETE', `/api/customer/files/${id}`)), '404 file_not_found')
})

test('are deleted with a word in the audit trail, and their record says so', async () => {
	const { id, recordId } = await added('name=wrong.pdf&visibility=shared')
	const admin = await signedIn(api, clinic, ['admin'])
	const both = await Promise.all([
		admin.ask('DELETE', `/api/clinic/files/${id}`),
		nurse.ask('DELETE', `/api/clinic/files/${id}`),
	])
	assert.equal(both.map(({ status }) => status).sort(), [204, 404])
	assert.is(told(await nurse.ask('GET', `/api/clinic/files/${id}`)), '404 file_not_found')
	const { entries } = (await admin.ask('GET', '/api/clinic/audit?subject=file')).body
	assert.equal([entries[0].action, entries[0].subjectId], ['file.deleted', id])
	const records = await nurse.ask('GET', `/api/clinic/pets/${sam.pets[0]}/records?kind=document`)
	const record = records.body.records.find((one: { id: string }) => one.id === recordId)
	assert.equal([record.withdrawn, record.reason], [true, 'The file was deleted'])
})

test.run()
