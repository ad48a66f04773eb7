import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('doubts about a match')
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
const denial = (method: string, guest: string, other: string) =>
	desk.ask(method, `${PATH}/${guest}/denials/${other}`)
const idsOf = (match: { candidates: { client: { id: string } }[] }) =>
	match.candidates.map(({ client }) => client.id)

const given = (petId: string, columns: object) =>
	desk.clinic.run((trx) => trx('pets').where({ id: petId }).update(columns))

test('an animal born at another time is not taken for one of the same name', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const [{ client: guest }] = await queue()
	const pairNow = async () => (await queue())[0].candidates[0].pets[0]
	const [mine, theirs] = [guest.pets[0].id, client.pets[0].id]
	const same = { petId: mine, intoPetId: theirs, doubt: null }
	assert.equal(await pairNow(), same)
	await given(mine, { born_on: '2020-02-01' })
	assert.equal(await pairNow(), same, 'one birth alone says nothing')
	await given(theirs, { born_on: '2016-02-01' })
	const doubt = (because: string) => ({ petId: theirs, because })
	assert.equal(await pairNow(), { petId: mine, intoPetId: null, doubt: doubt('birth') })
	await given(theirs, { born_on: '2020-02-01', microchip: '977200000000001' })
	await given(mine, { microchip: '977200000000002' })
	assert.equal(await pairNow(), { petId: mine, intoPetId: null, doubt: doubt('microchip') })
	const body = { intoClientId: client.id, pets: [] }
	const linked = await desk.ask('POST', `${PATH}/${guest.id}/link`, { body })
	assert.is(linked.body.client.pets.length, 2, 'nothing merges that nobody has named')
})

test('somebody a guest is said not to be is proposed no more, until that is taken back', async () => {
	const one = await known()
	const two = await known({ email: 'two@owner.example' })
	await book(api, desk.clinic)
	const [match] = await queue()
	assert.equal(idsOf(match), [one.id, two.id])
	const guest = match.client.id
	for (const _ of [1, 2]) assert.is(told(await denial('PUT', guest, one.id)), '200')
	assert.equal(idsOf((await queue())[0]), [two.id])
	await denial('PUT', guest, two.id)
	assert.equal(idsOf((await queue())[0]), [], 'the guest stays to be settled')
	assert.is(told(await denial('DELETE', guest, one.id)), '200')
	assert.equal(idsOf((await queue())[0]), [one.id])
	const trail = await desk.clinic.run((trx) =>
		trx('audit_log').where({ subject_id: guest }).orderBy('id').select('action', 'data'),
	)
	assert.equal(
		trail.map(({ action, data }) => [action, data.other]),
		[
			['client.match_denied', one.id],
			['client.match_denied', two.id],
			['client.match_proposed', one.id],
		],
	)
})

test('are about the clinic’s own guests and clients, and only as long as they are open', async () => {
	const client = await known()
	await book(api, desk.clinic)
	const guest = (await queue())[0].client.id
	assert.is(told(await denial('PUT', client.id, guest)), '409 match_settled')
	assert.is(told(await denial('PUT', guest, guest)), '404 client_not_found')
	const other = await openDesk(api)
	const elsewhere = await signedIn(api, other.clinic, ['admin'])
	const path = `${PATH}/${guest}/denials/${client.id}`
	assert.is(told(await elsewhere.ask('PUT', path)), '404 match_not_found')
	assert.is(told(await elsewhere.ask('DELETE', path)), '404 match_not_found')
	const theirs = await other.ask('POST', '/api/clinic/clients', { body: ann })
	assert.is(told(await denial('PUT', guest, theirs.body.id)), '404 client_not_found')
})

test('nobody is proposed by a phone or email that several people use', async () => {
	const client = await known({ name: 'Bo Brook', pets: [] })
	await book(api, desk.clinic)
	assert.equal(idsOf((await queue())[0]), [client.id])
	const path = `/api/clinic/clients/${client.id}`
	await desk.ask('PATCH', path, { body: { contactIsShared: true } })
	assert.equal(idsOf((await queue())[0]), [])
})

test.run()
