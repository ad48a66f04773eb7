import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { told } from '../hours/desk.ts'
import { makePerson } from './person.ts'

const test = suite('erasing a person while others write')
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

test('takes along a guest who is matched with them at this very moment', async () => {
	const person = await makePerson(api, clinic, 0)
	const of = { clinic_id: clinic.id }
	const guestId = newId()
	await clinic.run((trx) => trx('clients').insert({ ...of, id: guestId, name: 'A Guest' }))
	const erasing = await clinic.run(async (trx: Knex.Transaction) => {
		const matched = { match_status: 'merged', merged_into_id: person.clientId }
		await trx('clients')
			.where({ ...of, id: guestId })
			.update(matched)
		const answer = person.ask('POST', '/api/customer/erasure', { body: {} })
		await untilWaiting(api, trx)
		return { answer }
	})
	assert.is(told(await erasing.answer), '200')
	const guest = await clinic.run((trx) => trx('clients').where({ id: guestId }).first())
	assert.is(guest.name, null)
	assert.ok(guest.erased_at)
})

test.run()
