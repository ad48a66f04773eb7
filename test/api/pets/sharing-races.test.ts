import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { type Answer, startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { type Desk, openDesk, told } from '../hours/desk.ts'
import { accept, invitationTo, invite, petPath, shareWith } from './household.ts'

const test = suite('sharing a pet while others write')
let api: TestApi
let desk: Desk
let owner: TestOwner
let other: TestOwner
let petId: string

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())
test.before.each(async () => {
	owner = await ownerAt(api, desk.clinic)
	other = await ownerAt(api, desk.clinic, { pets: [], client: { name: 'Kim Reed' } })
	petId = owner.pets[0] ?? ''
})

const ofClinic = (id: string) => ({ clinic_id: desk.clinic.id, id })
const holdPet = (trx: Knex.Transaction) => trx('pets').where(ofClinic(petId)).forNoKeyUpdate()
const invitation = async () => {
	const { invitations } = (await owner.ask('GET', petPath(petId, '/sharing'))).body
	return ofClinic(invitations[0].id)
}
const ownersOf = () =>
	desk.clinic.run((trx) =>
		trx('pet_owners')
			.where({ clinic_id: desk.clinic.id, pet_id: petId })
			.whereNull('owned_until')
			.pluck('client_id'),
	)

/** What calls are answered that have to wait for somebody who writes meanwhile. */
async function during(
	writes: (trx: Knex.Transaction) => PromiseLike<unknown>,
	...calls: (() => Promise<Answer>)[]
): Promise<string[]> {
	const { answers } = await desk.clinic.run(async (trx: Knex.Transaction) => {
		await writes(trx)
		const sent = Promise.all(calls.map((call) => call()))
		await untilWaiting(api, trx, calls.length)
		return { answers: sent }
	})
	return (await answers).map(told).sort()
}

async function invited(): Promise<string> {
	await invite(owner, other.email)
	return invitationTo(api, desk.clinic, other.email)
}

test('accepts nothing that is taken back at that moment', async () => {
	const token = await invited()
	const row = await invitation()
	const answers = await during(
		async (trx) => {
			await holdPet(trx)
			await trx('pet_invitations').where(row).update({ revoked_at: trx.fn.now() })
		},
		() => accept(other, token),
	)
	assert.equal(answers, ['410 link_ended'])
	assert.equal(await ownersOf(), [owner.clientId])
})

test('takes nothing back that is accepted at that moment', async () => {
	await invited()
	const row = await invitation()
	const path = petPath(petId, `/invitations/${row.id}`)
	const answers = await during(
		async (trx) => {
			await holdPet(trx)
			const accepted = { accepted_at: trx.fn.now(), accepted_by: other.clientId }
			await trx('pet_invitations').where(row).update(accepted)
		},
		() => owner.ask('DELETE', path),
	)
	assert.equal(answers, ['404 invitation_not_found'])
})

test('lets nobody in whom the clinic erases or matches at that moment', async () => {
	const ends = [
		{ erased_at: new Date(), name: null, email: null },
		{ match_status: 'merged', merged_into_id: owner.clientId },
	]
	for (const end of ends) {
		other = await ownerAt(api, desk.clinic, { pets: [] })
		const token = await invited()
		const client = ofClinic(other.clientId)
		const answers = await during(
			(trx) => trx('clients').where(client).update(end),
			() => accept(other, token),
		)
		assert.equal(answers, ['410 link_ended'], Object.keys(end)[0])
		assert.equal(await ownersOf(), [owner.clientId])
	}
})

test('of two who invite the last one at once, one is told that there are enough', async () => {
	for (const n of [1, 2, 3]) await invite(owner, `guest.${n}@example.com`)
	const answers = await during(
		holdPet,
		() => invite(owner, 'guest.4@example.com'),
		() => invite(owner, 'guest.5@example.com'),
	)
	assert.equal(answers, ['200', '409 conflict'])
})

test('of the first owner and the next who leave at once, one stays and is the first', async () => {
	await shareWith(api, desk.clinic, owner, other)
	const leave = (who: TestOwner) => who.ask('DELETE', petPath(petId, `/owners/${who.clientId}`))
	const answers = await during(
		holdPet,
		() => leave(owner),
		() => leave(other),
	)
	assert.equal(answers, ['200', '409 conflict'])
	assert.is((await ownersOf()).length, 1)
})

test('who is taken out at that moment takes nobody else out', async () => {
	await shareWith(api, desk.clinic, owner, other)
	const row = { clinic_id: desk.clinic.id, pet_id: petId, client_id: other.clientId }
	const answers = await during(
		async (trx) => {
			await holdPet(trx)
			await trx('pet_owners').where(row).update({ owned_until: '2026-01-01' })
		},
		() => other.ask('DELETE', petPath(petId, `/owners/${other.clientId}`)),
	)
	assert.equal(answers, ['404 pet_not_found'])
})

test.run()
