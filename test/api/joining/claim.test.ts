import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt } from '../accounts/owner.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, openDesk, told } from '../hours/desk.ts'
import { type Visitor, visitorAt } from './joining.ts'

const test = suite('whose client an account is')
const EMAIL = 'ann@owner.example'
const ann = { name: 'Ann Otter', phone: '020 7946 0142', email: EMAIL }
const MATCHES = '/api/clinic/matches'
let api: TestApi
let desk: Desk
let visitor: Visitor

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())
test.before.each(async () => {
	desk = await openDesk(api)
	visitor = visitorAt(api, desk.clinic)
})

const known = async (more: object = {}) => {
	const body = { ...ann, pets: [{ name: 'Pickle', species: 'dog' }], ...more }
	return (await desk.ask('POST', '/api/clinic/clients', { body })).body
}
const bookAs = (more: object = {}) =>
	book(api, desk.clinic, { owner: { ...ann, email: EMAIL.toUpperCase() }, ...more })
const queue = async () => (await desk.ask('GET', MATCHES)).body.matches
const settle = (id: string, what: string, body?: object) =>
	desk.ask('POST', `${MATCHES}/${id}/${what}`, { body })
const run = <T>(work: (trx: Knex.Transaction) => Promise<T>) => desk.clinic.run(work)
const clientOf = async (email = EMAIL): Promise<string> =>
	(await run((trx) => trx('client_accounts').where({ email }).first('client_id')))?.client_id
const join = (email = EMAIL, more: object = {}) => visitor.join(email, { ...ann, email, ...more })
const visitsOf = async (session: { accessToken: string }) => {
	const { body } = await visitor.as(session)('GET', '/api/customer/appointments')
	return body.appointments.map((visit: { id: string }) => visit.id)
}

test('is the one client whom the clinic knows under the address that was proved', async () => {
	const client = await known({ email: 'Ann@Owner.example' })
	await known({ name: 'Bo Otter', email: 'bo@owner.example' })
	const session = await join()
	assert.is(await clientOf(), client.id)
	assert.equal(await queue(), [])
	assert.ok(session.accessToken)
})

test('keeps the visit that was booked as a guest', async () => {
	const visit = await bookAs()
	const session = await join()
	assert.equal(await visitsOf(session), [visit.id])
	assert.equal(await queue(), [], 'nobody resembles them: they are new at the clinic')
	const later = await bookAs({ start: at(dayIn(6), '11:00') })
	assert.equal(await visitsOf(session), [visit.id], 'a later guest may be anybody')
	assert.is((await queue())[0].visit.id, later.id)
})

test('is called and reached as its owner said, whoever booked with the address before', async () => {
	const guest = { name: 'Evil Guest', phone: '020 7946 0999', email: EMAIL.toUpperCase() }
	const visit = await bookAs({ owner: guest })
	const session = await join()
	assert.equal(await visitsOf(session), [visit.id])
	const headers = { 'Vetslot-Manage': visit.manageToken }
	const link = await api.call(desk.clinic, 'GET', '/api/customer/visit', { headers })
	assert.is(told(link), '410 visit_in_account', 'whoever booked does not see who it is')
	assert.not.match(JSON.stringify(link.body), EMAIL)
	const client = async (email: string) => {
		const id = await clientOf(email)
		const row = await run((trx) => trx('clients').where({ id }).first())
		return [row.name, row.phone, row.email]
	}
	assert.equal(await client(EMAIL), ['Ann Otter', '+442079460142', EMAIL])
	const email = 'bo@owner.example'
	const other = { ...guest, email: email.toUpperCase() }
	await bookAs({ owner: other, start: at(dayIn(5), '12:00') })
	await visitor.join(email, { name: 'Bo Otter' })
	assert.equal(await client(email), ['Bo Otter', null, email])
})

test('gives the known client what guests with the same address have booked, to be taken back', async () => {
	const client = await known()
	const first = await bookAs({ start: at(dayIn(5), '10:00') })
	const second = await bookAs({ start: at(dayIn(5), '11:00') })
	const other = await book(api, desk.clinic, {
		owner: { ...ann, email: 'other@owner.example' },
		start: at(dayIn(5), '12:00'),
	})
	const session = await join()
	assert.equal((await visitsOf(session)).sort(), [first.id, second.id].sort())
	const left = await queue()
	assert.equal(
		left.map((match: { visit: { id: string } }) => match.visit.id),
		[other.id],
	)
	const merges = await run((trx) => trx('client_merges').orderBy('created_at'))
	assert.equal(
		merges.map((row) => [row.into_client_id, row.actor_kind]),
		Array(2).fill([client.id, 'owner']),
	)
	assert.is(told(await settle(merges[0].client_id, 'undo')), '200')
	assert.is((await visitsOf(session)).length, 1)
	assert.is(await clientOf(), client.id)
})

test('ends the links that a guest got to visits of a known client', async () => {
	await known({ name: 'Victoria Real-Name' })
	const visit = await bookAs({
		owner: { name: 'X Y', phone: '020 7946 0666', email: EMAIL.toUpperCase() },
	})
	const look = () =>
		api.call(desk.clinic, 'GET', '/api/customer/visit', {
			headers: { 'Vetslot-Manage': visit.manageToken },
		})
	assert.is((await look()).body.owner.name, 'X Y')
	const session = await join()
	assert.equal(await visitsOf(session), [visit.id])
	assert.is(told(await look()), '410 visit_in_account')
})

test('matches the animals of guests by name and kind, as long as that says which', async () => {
	const client = await known({
		pets: [
			{ name: 'Pickle', species: 'dog' },
			{ name: 'Twin', species: 'cat' },
			{ name: 'Twin', species: 'cat' },
		],
	})
	await bookAs()
	const cat = { species: 'cat', pets: 1, problems: 1, amber: false }
	const twin = [{ name: 'Twin', species: 'cat' }]
	await bookAs({ visit: cat, pets: twin, start: at(dayIn(5), '11:00') })
	await join()
	const shown = (await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body
	const names = shown.pets.map((pet: { name: string }) => pet.name).sort()
	assert.equal(names, ['Pickle', 'Twin', 'Twin', 'Twin'])
})

test('keeps two animals of one name apart that were born at other times', async () => {
	const client = await known({ pets: [{ name: 'Pickle', species: 'dog', bornOn: '2016-02-01' }] })
	const visit = await bookAs()
	await run((trx) =>
		trx('pets')
			.whereIn('id', trx('appointment_pets').where({ appointment_id: visit.id }).select('pet_id'))
			.update({ born_on: '2024-02-01' }),
	)
	await join()
	const shown = (await desk.ask('GET', `/api/clinic/clients/${client.id}`)).body
	assert.equal(
		shown.pets.map((pet: { name: string }) => pet.name),
		['Pickle', 'Pickle'],
	)
})

test('is nobody’s whom only a name, a phone that was typed, or half an address resembles', async () => {
	const client = await known({ email: 'other@owner.example' })
	const accented = await known({ email: 'änn@owner.example', phone: '020 7946 0999' }).catch(
		() => null,
	)
	await join()
	const own = await clientOf()
	assert.is.not(own, client.id)
	assert.is.not(own, accented?.id)
	const [match] = await queue()
	assert.is(match.client.id, own, 'it is for the clinic to say')
	const { registeredAt, ...proved } = match.account
	assert.equal(proved, { email: EMAIL, phone: null })
	assert.ok(Math.abs(Date.parse(registeredAt) - Date.now()) < 60_000)
	assert.is(match.candidates[0].client.id, client.id)
})

test('leaves it to the clinic where two clients have the address', async () => {
	const one = await known()
	await known({ name: 'Bo Otter' })
	const visit = await bookAs()
	const session = await join()
	const own = await clientOf()
	assert.equal(await visitsOf(session), [visit.id])
	const [match, ...more] = await queue()
	assert.equal([match.client.id, more], [own, []])
	assert.is(told(await settle(own, 'link', { intoClientId: one.id, pets: [] })), '200')
	assert.is(await clientOf(), one.id, 'the account goes along')
	await settle(own, 'undo')
	assert.is(await clientOf(), own, 'and comes back')
})

test('leaves it to the clinic where it has marked an address as shared', async () => {
	const client = await known()
	const path = `/api/clinic/clients/${client.id}`
	const marked = await desk.ask('PATCH', path, { body: { contactIsShared: true } })
	assert.is(marked.body.contactIsShared, true)
	await join()
	assert.is.not(await clientOf(), client.id)
	assert.is((await queue())[0].account.email, EMAIL)
})

test('leaves it to the clinic where the client signs in with another address already', async () => {
	const client = await known()
	const bo = { account: { client_id: client.id, name: 'Bo' }, email: 'bo@owner.example' }
	await ownerAt(api, desk.clinic, bo)
	const session = await join()
	assert.is.not(await clientOf(), client.id)
	assert.equal((await visitor.as(session)('GET', '/api/customer/pets')).body.pets, [])
	const [match] = await queue()
	assert.equal([match.client.id, match.candidates[0].client.id], [await clientOf(), client.id])
})

test('is nobody’s who was erased, merged or has another clinic', async () => {
	const gone = await known()
	await run((trx) =>
		trx('clients')
			.where({ id: gone.id })
			.update({ name: null, email: null, phone: null, notes: null, erased_at: trx.fn.now() }),
	)
	const elsewhere = await openDesk(api)
	await elsewhere.ask('POST', '/api/clinic/clients', { body: ann })
	await join()
	const own = await clientOf()
	assert.is.not(own, gone.id)
	const row = await run((trx) => trx('clients').where({ id: own }).first())
	assert.equal([row.clinic_id, row.match_status], [desk.clinic.id, 'confirmed'])
})

test('two of one household may share a client, and neither renames the other', async () => {
	const client = await known()
	const session = await join()
	const bo = await ownerAt(api, desk.clinic, { account: { client_id: client.id, name: 'Bo' } })
	await bo.ask('PATCH', '/api/customer/me/account', { body: { name: 'Bo Otter' } })
	const nameOf = async () =>
		(await run((trx) => trx('clients').where({ id: client.id }).first())).name
	assert.is(await nameOf(), 'Ann Otter')
	const me = (who: { accessToken: string }) => visitor.as(who)('GET', '/api/customer/me')
	assert.is((await bo.ask('GET', '/api/customer/me')).body.owner.name, 'Bo Otter')
	assert.is((await me(session)).body.owner.name, 'Ann Otter')
	await run((trx) => trx('client_sessions').where({ account_id: bo.accountId }).delete())
	await run((trx) => trx('client_accounts').where({ id: bo.accountId }).delete())
	const patch = { name: 'Ann Stoat', locale: 'de' }
	const answer = await visitor.as(session)('PATCH', '/api/customer/me/account', patch)
	assert.equal([answer.body.name, answer.body.locale], ['Ann Stoat', 'de'])
	assert.is(await nameOf(), 'Ann Stoat')
})

test.run()
