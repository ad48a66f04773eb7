import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { ownerAt, type TestOwner } from '../accounts/owner.ts'
import { startApi, type TestApi } from '../api.ts'
import { untilWaiting } from '../appointments/waiting.ts'
import { told } from '../hours/desk.ts'
import { PDF } from './pictures.ts'
import { sendOwn } from './send.ts'

const test = suite('an owner’s file while others write')
let api: TestApi
let clinic: BookableClinic
let sam: TestOwner

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())
test.before.each(async () => {
	sam = await ownerAt(api, clinic)
})

/** What sending one is answered that has to wait for somebody who writes meanwhile. */
async function during(writes: (trx: Knex.Transaction) => Promise<unknown>): Promise<string> {
	const { answer } = await clinic.run(async (trx: Knex.Transaction) => {
		await trx('client_accounts').where({ id: sam.accountId }).forNoKeyUpdate()
		await writes(trx)
		const path = `/api/customer/pets/${sam.pets[0]}/documents?name=a.pdf`
		const sent = sendOwn(sam, clinic, api, path, { content: PDF })
		await untilWaiting(api, trx)
		return { answer: sent }
	})
	return told(await answer)
}

const files = () => clinic.run((trx) => trx('files').where({ uploaded_by_id: sam.accountId }))

test('is counted after the one before it, whichever animal that is about', async () => {
	api.services.fileLimits.most = 1
	const answer = await during((trx) =>
		trx('files').insert({
			...{ clinic_id: clinic.id, id: newId(), pet_id: sam.pets[0], kind: 'document', name: 'a' },
			...{ content_type: 'application/pdf', bytes: 3, sha256: 'a'.repeat(64), storage_key: 'x' },
			...{ uploaded_by_kind: 'owner', uploaded_by_id: sam.accountId, visibility: 'shared' },
		}),
	)
	api.services.fileLimits.most = 500
	assert.is(answer, '409 storage_full')
	assert.is((await files()).length, 1)
})

test('does not come after the erasure of who sent it', async () => {
	const answer = await during(async (trx) => {
		await trx('client_sessions').where({ account_id: sam.accountId }).delete()
		await trx('client_accounts').where({ id: sam.accountId }).delete()
	})
	assert.is(answer, '401 session_ended')
	assert.equal(await files(), [])
})

test.run()
