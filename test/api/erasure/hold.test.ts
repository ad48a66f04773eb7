import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { sweepFiles } from '../../../api/files/sweep.ts'
import { foldedEmail } from '../../../api/http/folded-email.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { lies } from '../files/lying.ts'
import { PDF } from '../files/pictures.ts'
import { sendOwn } from '../files/send.ts'
import { told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'
import { makePerson, type Person } from './person.ts'

const test = suite('a legal hold')
const PATH = '/api/customer/erasure'
let api: TestApi
let clinic: BookableClinic
let admin: Colleague
let slot = 0

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
	admin = await signedIn(api, clinic, ['admin'])
})
test.after(() => api.close())

const person = () => makePerson(api, clinic, slot++)

const rowOf = (table: string, id: string) =>
	clinic.run((trx: Knex.Transaction) => trx(table).where({ id }).first())

const erase = (who: Pick<Person, 'ask'>, body: object = {}) => who.ask('POST', PATH, { body })

const pathOf = (clientId: string) => `/api/clinic/clients/${clientId}/legal-hold`
const holding = async (clientId: string) => {
	const body = { reason: 'A claim about March' }
	const answer = await admin.ask('PUT', pathOf(clientId), { body })
	assert.is(told(answer), '200')
	return answer
}
const ending = async (clientId: string) => (await admin.ask('DELETE', pathOf(clientId))).body

/** Somebody else who signs in to the same client. */
async function addPartner({ clientId }: Person): Promise<{ id: string; email: string }> {
	const id = newId()
	const email = `partner.${clientId.slice(-6)}@example.com`
	await clinic.run((trx: Knex.Transaction) =>
		trx('client_accounts').insert({
			...{ clinic_id: clinic.id, id, client_id: clientId, email, email_key: foldedEmail(email) },
			email_verified_at: trx.fn.now(),
		}),
	)
	return { id, email }
}

const lettersTo = (email: string) =>
	clinic.run((trx: Knex.Transaction) =>
		trx('notifications').where({ kind: 'data_erased', recipient_email: email }),
	)

const trailOf = async (subjectId: string): Promise<string[]> => {
	const rows = await clinic.run((trx: Knex.Transaction) =>
		trx('audit_log').where({ subject_id: subjectId }).orderBy('id').select('action'),
	)
	return rows.map(({ action }: { action: string }) => action)
}

test('is waited for, and then all of it is done by itself', async () => {
	const owner = await person()
	const held = await holding(owner.clientId)
	assert.is(held.body.legalHold.reason, 'A claim about March')
	const answer = await erase(owner, { upcomingVisits: 'keep' })
	assert.is(answer.status, 202)
	assert.equal([answer.body.status, answer.body.scope], ['postponed', 'client'])
	assert.ok((await owner.ask('GET', PATH)).body.askedAt)
	assert.equal((await trailOf(owner.clientId)).slice(-1), ['client.erasure_asked'])
	const asked = await admin.ask('POST', `/api/clinic/clients/${owner.clientId}/erasure`, {
		body: {},
	})
	assert.is(told(asked), '409 legal_hold')
	assert.is((await rowOf('clients', owner.clientId)).name, 'Sam Carver')
	assert.equal(await ending(owner.clientId), { erased: true, erasedAccounts: 1 })
	assert.ok((await rowOf('clients', owner.clientId)).erased_at)
	assert.is((await rowOf('appointments', owner.visitId)).status, 'confirmed')
	assert.is((await lettersTo(owner.email)).length, 1)
})

test('is waited for by one of a household, while the other stays', async () => {
	const owner = await person()
	const partner = await addPartner(owner)
	await holding(owner.clientId)
	for (const _ of [1, 2]) {
		const { status, body } = await erase(owner)
		assert.is(status, 202)
		assert.equal(body, { status: 'postponed', scope: 'account', cancelledVisits: 0 })
	}
	assert.ok((await owner.ask('GET', PATH)).body.askedAt)
	const shown = await admin.ask('GET', `/api/clinic/clients/${owner.clientId}`)
	assert.ok(shown.body.erasureAskedAt)
	assert.ok(await rowOf('client_accounts', owner.accountId))
	assert.equal(await ending(owner.clientId), { erased: false, erasedAccounts: 1 })
	assert.is(await rowOf('client_accounts', owner.accountId), undefined)
	assert.ok(await rowOf('client_accounts', partner.id))
	const client = await rowOf('clients', owner.clientId)
	assert.equal([client.name, client.email, client.erased_at], ['Sam Carver', partner.email, null])
	assert.is((await rowOf('appointments', owner.visitId)).status, 'confirmed')
	assert.is((await lettersTo(owner.email)).length, 1)
	assert.equal(await trailOf(owner.accountId), ['account.erasure_asked', 'account.erased'])
	assert.is(await rowOf('client_sessions', owner.sessionId), undefined)
})

test('takes the client along once all who sign in to it have asked', async () => {
	const owner = await person()
	const partner = await addPartner(owner)
	await holding(owner.clientId)
	await erase(owner)
	await clinic.run((trx: Knex.Transaction) =>
		trx('client_accounts')
			.where({ id: partner.id })
			.update({ erasure_asked_at: trx.fn.now(), erasure_keeps_visits: true }),
	)
	assert.equal(await ending(owner.clientId), { erased: true, erasedAccounts: 2 })
	assert.ok((await rowOf('clients', owner.clientId)).erased_at)
	assert.is((await rowOf('appointments', owner.visitId)).status, 'confirmed')
})

test('leaves the account of somebody who came to the client after it was asked', async () => {
	const owner = await person()
	await holding(owner.clientId)
	assert.is((await erase(owner)).body.scope, 'client')
	const partner = await addPartner(owner)
	assert.equal(await ending(owner.clientId), { erased: false, erasedAccounts: 1 })
	assert.ok(await rowOf('client_accounts', partner.id))
	assert.is((await rowOf('clients', owner.clientId)).erased_at, null)
})

test('keeps the files that were sent, also those that are deleted', async () => {
	const owner = await person()
	await addPartner(owner)
	const path = `/api/customer/pets/${owner.pets[0]}/documents?name=evidence.pdf`
	const content = Buffer.concat([PDF, Buffer.from('evidence')])
	const sent = await sendOwn(owner, clinic, api, path, { content })
	const { storage_key: key } = await rowOf('files', sent.body.id)
	await holding(owner.clientId)
	await erase(owner)
	assert.is((await rowOf('files', sent.body.id)).deleted_at, null)
	const { files } = api.services
	const sweep = () => sweepFiles(api.services)
	assert.is((await owner.ask('DELETE', `/api/customer/files/${sent.body.id}`)).status, 204)
	await sweep()
	assert.ok(await lies(files, key), 'it stays while the hold is on')
	assert.is((await rowOf('files', sent.body.id)).name, 'evidence.pdf')
	await ending(owner.clientId)
	await sweep()
	assert.is(await lies(files, key), false)
	assert.is((await rowOf('files', sent.body.id)).name, '')
})

test('keeps what they sent, whosever animal it is about, and what is about theirs, whoever sent it', async () => {
	const [held, other] = [await person(), await person()]
	const sent = async (owner: Person) => {
		const path = `/api/customer/pets/${owner.pets[0]}/documents?name=a.pdf`
		const { body } = await sendOwn(owner, clinic, api, path, { content: PDF })
		await owner.ask('DELETE', `/api/customer/files/${body.id}`)
		return rowOf('files', body.id)
	}
	const [theirs, about, neither] = [await sent(held), await sent(other), await sent(other)]
	const setPet = (id: string, pet_id: string | undefined) =>
		clinic.run((trx: Knex.Transaction) => trx('files').where({ id }).update({ pet_id }))
	await setPet(theirs.id, other.pets[0])
	await setPet(about.id, held.pets[0])
	await holding(held.clientId)
	const lie = () =>
		Promise.all(
			[theirs, about, neither].map(({ storage_key: key }) => lies(api.services.files, key)),
		)
	await sweepFiles(api.services)
	assert.equal(await lie(), [true, true, false])
	await ending(held.clientId)
	await sweepFiles(api.services)
	assert.equal(await lie(), [false, false, false])
})

/** A guest who has booked with the address that is proved to be the owner's. */
async function addGuest({ email }: Person): Promise<string> {
	const id = newId()
	await clinic.run((trx: Knex.Transaction) =>
		trx('clients').insert({ clinic_id: clinic.id, id, name: 'S. Carver', email }),
	)
	return id
}

test('on a guest who is certain to be them keeps the owner, too, until it ends', async () => {
	const owner = await person()
	const guestId = await addGuest(owner)
	await holding(guestId)
	assert.is((await erase(owner)).body.status, 'postponed')
	const path = `/api/clinic/clients/${owner.clientId}/erasure`
	assert.is(told(await admin.ask('POST', path, { body: {} })), '409 legal_hold')
	assert.is((await rowOf('clients', guestId)).name, 'S. Carver')
	assert.equal(await ending(guestId), { erased: true, erasedAccounts: 1 })
	assert.is((await rowOf('clients', guestId)).name, null)
})

test('goes along when a guest turns out to be somebody', async () => {
	const owner = await person()
	const guestId = await addGuest(owner)
	await holding(guestId)
	const body = { intoClientId: owner.clientId, pets: [] }
	assert.is(told(await admin.ask('POST', `/api/clinic/matches/${guestId}/link`, { body })), '200')
	const { legalHold } = (await admin.ask('GET', `/api/clinic/clients/${owner.clientId}`)).body
	assert.is(legalHold.reason, 'A claim about March')
	assert.is((await erase(owner)).body.status, 'postponed')
	assert.equal(await ending(owner.clientId), { erased: true, erasedAccounts: 1 })
})

test.run()
