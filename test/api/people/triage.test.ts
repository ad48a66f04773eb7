import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bookBody, startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'

const test = suite('questions about signs')
const PATH = '/api/clinic/triage'
let api: TestApi
let desk: Desk
let vet: Colleague

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await openDesk(api)
	vet = await signedIn(api, desk.clinic, ['veterinarian'])
})
test.after(() => api.close())

interface Question {
	id: string
	text: string
	level: string
	published: boolean
	approved: { by: string } | null
	draft: { text: string } | null
}

const list = async (): Promise<Question[]> => (await desk.ask('GET', PATH)).body.questions
const find = async (id: string) => (await list()).find((one) => one.id === id)
const asked = async (): Promise<string[]> => {
	const { body } = await api.call(desk.clinic, 'GET', '/api/customer/clinic')
	return body.triage.questions.map((one: { text: string }) => one.text)
}
const words = { text: 'Limping badly', level: 'amber', species: null, emphasis: null }
const approve = (who: Colleague, id: string, said: object = words) =>
	who.ask('POST', `${PATH}/${id}/approve`, { body: { words: said } })

test('are changed by admins and vets, and approved by vets in person', async () => {
	const { amber } = desk.clinic.questions
	for (const [role, changes, approves] of [
		['admin', '200', '403 forbidden'],
		['veterinarian', '200', '200'],
		['nurse', '403 forbidden', '403 forbidden'],
		['receptionist', '403 forbidden', '403 forbidden'],
	] as const) {
		const who = await signedIn(api, desk.clinic, [role])
		assert.is(told(await who.ask('GET', PATH)), '200', role)
		const changed = await who.ask('PATCH', `${PATH}/${amber}`, { body: { words } })
		assert.is(told(changed), changes, role)
		assert.is(told(await approve(who, amber)), approves, role)
	}
	const server = await desk.ask('POST', `${PATH}/${amber}/approve`, { body: { words } })
	assert.is(server.status, 401)
})

test('name every bad field', async () => {
	const wrong = { text: 'x', level: 'green', species: 'cow', more: 1 }
	assert.equal(issuesOf(await desk.ask('POST', PATH, { body: wrong })).sort(), [
		'level invalid_value',
		'more unknown_field',
		'species invalid_value',
		'text invalid',
	])
	const { red, amber } = desk.clinic.questions
	assert.equal(issuesOf(await desk.ask('PATCH', `${PATH}/${red}`, { body: {} })), [' invalid'])
	const order = async (ids: string[]) =>
		issuesOf(await desk.ask('PUT', `${PATH}/order`, { body: { ids } }))
	assert.equal(await order([red, amber]), ['ids incomplete'])
	assert.equal(await order([red, red, amber]), ['ids invalid'])
})

test('that are new are asked once a vet has approved what was read', async () => {
	const { body } = await desk.ask('POST', PATH, { body: words })
	const { id, published, draft } = body.questions.at(-1)
	assert.equal([published, draft.text], [false, 'Limping badly'])
	assert.not.ok((await asked()).includes('Limping badly'))
	const other = await approve(vet, id, { ...words, text: 'Limping a bit' })
	assert.is(told(other), '409 conflict')
	assert.is(told(await approve(vet, id)), '200')
	assert.ok((await asked()).includes('Limping badly'))
	const now = await find(id)
	assert.equal([now?.published, now?.approved?.by, now?.draft], [true, 'Alex Sample', null])
})

test('that are reworded are asked in the old words until then', async () => {
	const { red } = desk.clinic.questions
	const said = { text: 'Cannot breathe', level: 'amber' }
	await desk.ask('PATCH', `${PATH}/${red}`, { body: { words: said } })
	assert.ok((await asked()).includes('A red sign'))
	const visit = {
		...bookBody(desk.clinic).visit,
		pets: 1,
	}
	const triage = { questionIds: [red], answeredAt: new Date().toISOString() }
	const tryBook = async () => {
		const body = bookBody(desk.clinic, { visit, triage })
		return told(await api.call(desk.clinic, 'POST', '/api/customer/appointments/book', { body }))
	}
	assert.is(await tryBook(), '409 not_bookable_online')
	await approve(vet, red, said)
	assert.ok((await asked()).includes('Cannot breathe'))
	assert.is(await tryBook(), '201')
})

test('that are out of use are not asked, at once', async () => {
	const { red } = desk.clinic.questions
	await asked()
	await desk.ask('PATCH', `${PATH}/${red}`, { body: { active: false } })
	assert.not.ok((await asked()).includes('A red sign'))
	await desk.ask('PATCH', `${PATH}/${red}`, { body: { active: true } })
	assert.ok((await asked()).includes('A red sign'))
})

test('are asked in the order that they were put in', async () => {
	const ids = (await list()).map((one) => one.id).reverse()
	await desk.ask('PUT', `${PATH}/order`, { body: { ids } })
	assert.equal(
		(await list()).map((one) => one.id),
		ids,
	)
	const { red, amber, cat } = desk.clinic.questions
	const names = new Map([
		[red, 'A red sign'],
		[amber, 'A amber sign'],
		[cat, 'A cat sign'],
	])
	assert.equal(
		await asked(),
		ids.map((id) => names.get(id)),
	)
})

test('of another clinic are as good as none', async () => {
	const other = await openDesk(api)
	const { red } = other.clinic.questions
	const changed = await desk.ask('PATCH', `${PATH}/${red}`, { body: { active: false } })
	assert.is(told(changed), '404 question_not_found')
	assert.is(told(await approve(vet, red)), '404 question_not_found')
})

test.run()
