import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { queryOf } from '../../../api/database/query.ts'
import { FORGET, forget } from '../../../api/erasure/forget.ts'
import { foldedEmail } from '../../../api/http/folded-email.ts'
import { makeManageToken } from '../../../api/http/manage-token.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt } from '../accounts/owner.ts'
import { serverKey, startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { makePerson, type Person } from './person.ts'

const test = suite('erasing a person')
const PATH = '/api/customer/erasure'
const RETRIES = FORGET.retries ?? ''
let api: TestApi
let clinic: BookableClinic
let slot = 0

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const person = () => makePerson(api, clinic, slot++)

const rowOf = (table: string, id: string) =>
	clinic.run((trx: Knex.Transaction) => trx(table).where({ id }).first())

const erase = (who: Pick<Person, 'ask'>, body: object = {}, headers = {}) =>
	who.ask('POST', PATH, { body, headers })

test('needs a sign-in, one of the last ten minutes, and a choice that there is', async () => {
	const owner = await person()
	assert.is(told(await owner.ask('POST', PATH, { body: {}, token: null })), '401 sign_in_required')
	assert.is(told(await owner.ask('GET', PATH, { token: null })), '401 sign_in_required')
	assert.equal(issuesOf(await erase(owner, { upcomingVisits: 'move' })), [
		'upcomingVisits invalid_value',
	])
	await clinic.run((trx: Knex.Transaction) =>
		trx('client_sessions')
			.where({ id: owner.sessionId })
			.update({ created_at: trx.raw(`now() - interval '11 minutes'`) }),
	)
	assert.is(told(await erase(owner)), '403 fresh_sign_in_required')
	assert.is((await rowOf('clients', owner.clientId)).name, 'Sam Carver')
})

test('says beforehand what it would mean', async () => {
	const owner = await person()
	const { body } = await owner.ask('GET', PATH)
	assert.equal([body.scope, body.onHold, body.askedAt], ['client', false, null])
	assert.equal(
		body.upcomingVisits.map(({ id }: { id: string }) => id),
		[owner.visitId],
	)
})

test('cancels what is ahead, frees its time, ends every session and closes every link', async () => {
	const owner = await person()
	assert.equal((await erase(owner)).body, { status: 'erased', scope: 'client', cancelledVisits: 1 })
	const visit = await rowOf('appointments', owner.visitId)
	assert.is(visit.status, 'cancelled')
	const left = await clinic.run((trx: Knex.Transaction) =>
		trx('reservations').where({ appointment_id: owner.visitId }),
	)
	assert.equal(left, [])
	for (const [table, id] of [
		['client_accounts', owner.accountId],
		['client_sessions', owner.sessionId],
	] as const) {
		assert.is(await rowOf(table, id), undefined)
	}
	const codes = await clinic.run((trx: Knex.Transaction) =>
		trx('one_time_codes').where({ subject_id: owner.accountId }),
	)
	assert.equal(codes, [])
	assert.is(told(await showVisit(owner)), '401 manage_token_invalid')
	const client = await rowOf('clients', owner.clientId)
	assert.equal([client.name, client.email, client.phone], [null, null, null])
	assert.ok((await rowOf('pets', owner.pets[0] ?? '')) !== undefined)
})

const showVisit = ({ reference }: Person) => {
	const manage = makeManageToken(serverKey, { clinicId: clinic.id, reference, generation: 1 })
	return api.call(clinic, 'GET', '/api/customer/visit', { manage })
}

test('keeps what is ahead when asked to, under no name, and behind its link', async () => {
	const owner = await person()
	const { body } = await erase(owner, { upcomingVisits: 'keep' })
	assert.is(body.cancelledVisits, 0)
	const shown = await showVisit(owner)
	assert.is(told(shown), '200')
	assert.not.match(JSON.stringify(shown.body), /Guest Otter|Sam Carver/)
	const vet = await signedIn(api, clinic, ['veterinarian'])
	const visit = await vet.ask('GET', `/api/clinic/appointments/${owner.visitId}`)
	assert.is(told(visit), '200')
	assert.is(visit.body.client?.name ?? null, null)
})

test('leaves a shared animal to whoever else it belongs to', async () => {
	const owner = await person()
	const [petId = ''] = owner.pets
	const other = await ownerAt(api, clinic, { pets: [] })
	await clinic.run(async (trx: Knex.Transaction) => {
		const also = { clinic_id: clinic.id, pet_id: petId, client_id: other.clientId }
		await trx('pet_owners').insert({ ...also, is_primary: false })
		await trx('pets').where({ id: petId }).update({ insurer: 'Petwell', notes: 'Likes cheese' })
	})
	assert.is(told(await erase(owner)), '200')
	const pet = await rowOf('pets', petId)
	assert.equal([pet.insurer, pet.notes], ['Petwell', 'Likes cheese'])
	const owners = await clinic.run((trx: Knex.Transaction) =>
		trx('pet_owners').where({ pet_id: petId }).whereNull('owned_until'),
	)
	assert.equal(
		owners.map(({ client_id }: { client_id: string }) => client_id),
		[other.clientId],
	)
})

test('takes one account only while somebody else signs in to the same client', async () => {
	const owner = await person()
	const email = `partner.${owner.clientId.slice(-6)}@example.com`
	await clinic.run((trx: Knex.Transaction) =>
		trx('client_accounts').insert({
			...{ clinic_id: clinic.id, id: newId(), client_id: owner.clientId, email },
			...{ email_key: foldedEmail(email), email_verified_at: trx.fn.now() },
		}),
	)
	assert.is((await owner.ask('GET', PATH)).body.scope, 'account')
	assert.equal((await erase(owner)).body, {
		...{ status: 'erased', scope: 'account', cancelledVisits: 0 },
	})
	const client = await rowOf('clients', owner.clientId)
	assert.equal([client.name, client.email, client.erased_at], ['Sam Carver', email, null])
	assert.is(await rowOf('client_accounts', owner.accountId), undefined)
	assert.is((await rowOf('appointments', owner.visitId)).status, 'confirmed')
})

test('is for administrators at the clinic, of its own clients, and does no harm twice', async () => {
	const owner = await person()
	const path = `/api/clinic/clients/${owner.clientId}`
	for (const role of ['veterinarian', 'nurse', 'receptionist'] as const) {
		const colleague = await signedIn(api, clinic, [role])
		assert.is(told(await colleague.ask('POST', `${path}/erasure`, { body: {} })), '403 forbidden')
		assert.is(told(await colleague.ask('DELETE', `${path}/legal-hold`)), '403 forbidden')
	}
	const elsewhere = await signedIn(api, await makeBookableClinic(api.db), ['admin'])
	const asked = await elsewhere.ask('POST', `${path}/erasure`, { body: {} })
	assert.is(told(asked), '404 client_not_found')
	assert.is(told(await elsewhere.ask('DELETE', `${path}/legal-hold`)), '404 client_not_found')
	const admin = await signedIn(api, clinic, ['admin'])
	for (const cancelledVisits of [1, 0]) {
		const { body } = await admin.ask('POST', `${path}/erasure`, { body: {} })
		assert.equal(body, { status: 'erased', scope: 'client', cancelledVisits })
	}
	assert.is(told(await admin.ask('GET', path)), '404 client_not_found')
	assert.is(told(await owner.ask('GET', PATH)), '401 session_ended')
})

test('happens once, however many press at once', async () => {
	const owner = await person()
	const answers = await Promise.all([erase(owner), erase(owner), erase(owner)])
	const done = answers.filter(({ status }) => status === 200)
	const visits = done.map(({ body }) => body.cancelledVisits).sort()
	assert.equal(visits.at(-1), 1)
	assert.is(visits.filter((count) => count > 0).length, 1)
	const letters = await clinic.run((trx: Knex.Transaction) =>
		trx('notifications').where({ recipient_email: owner.email }),
	)
	assert.is(letters.length, 1)
})

test('leaves a trail without a word about the person', async () => {
	const owner = await person()
	await erase(owner)
	const rows = await clinic.run((trx: Knex.Transaction) =>
		trx('audit_log').where({ subject_id: owner.clientId, action: 'client.erased' }),
	)
	assert.is(rows.length, 1)
	assert.equal(rows[0].data, { accounts: 1, cancelledVisits: 1 })
})

test('looks for each of hundreds of visits among kept answers as quickly as for each of a few', async () => {
	const busy = await makeBookableClinic(api.db)
	const visits = Array.from({ length: 320 }, () => newId())
	const few = Array.from({ length: 20 }, () => newId())
	const none = { clients: [], accounts: [], references: [], notifications: [], files: [] }
	const others = { ...none, emails: [], phones: [], ownPets: [], sharedPets: [] }
	const left = await busy.run(async (trx: Knex.Transaction) => {
		const keep = (answer: string) => `
			insert into idempotency_keys (clinic_id, credential, route, key, body_hash, status, answer)
			select ?, 'owner ' || gen_random_uuid(), 'POST /api/customer/appointments/book',
				gen_random_uuid()::text, decode(repeat('ab', 32), 'hex'), 201,
				jsonb_build_object('appointmentId', ${answer})`
		await trx.raw(`${keep('gen_random_uuid()')} from generate_series(1, 400)`, [busy.id])
		await trx.raw(keep('?::text'), [busy.id, visits[200] ?? ''])
		/** Milliseconds for each of some visits; at best, as the machine may be busy. */
		const timeOf = async (appointments: string[]) => {
			const times: number[] = []
			for (let i = 0; i < 3; i++) {
				const before = performance.now()
				await forget(queryOf(trx), busy.id, { ...others, appointments }, [], [RETRIES])
				times.push(performance.now() - before)
			}
			return Math.min(...times) / appointments.length
		}
		const [each, eachOfMany] = [await timeOf(few), await timeOf(visits)]
		assert.ok(eachOfMany < 5 * each, `${eachOfMany} ms each, ${each} ms among a few`)
		return trx('idempotency_keys').where({ clinic_id: busy.id }).select('key')
	})
	assert.is(left.length, 400, 'the one that names a visit has gone')
})

test.run()
