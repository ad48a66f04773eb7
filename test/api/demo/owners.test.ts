import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ensureDemo } from '../../../api/clinics/demo/ensure.ts'
import { demoOwnerSignIn, demoPassword } from '../../../api/clinics/demo/sign-ins.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { startApi, type TestApi } from '../api.ts'

const SITE = 'http://localhost:8081'
const test = suite('owners of the demonstration clinics')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

test('two at each clinic can sign in, with pets and something due, as often as it is loaded', async () => {
	const options = { now: new Date(), allowedOrigins: [SITE], signIns: true }
	const { clinics } = await ensureDemo(api.services.db, options)
	await ensureDemo(api.services.db, options)
	for (const { id, slug, key } of clinics) {
		const read = (trx: Knex) => trx('client_accounts').where({ clinic_id: id })
		const owners = await inTenant(api.services.db, id, read)
		assert.is(owners.length, 2)
		for (const { email } of owners) {
			const headers = { Origin: SITE, 'Vetslot-Key': key, 'Content-Type': 'application/json' }
			const answer = await fetch(new URL(`/api/customer/sessions/${id}`, api.url), {
				method: 'POST',
				headers: { ...headers, 'Vetslot-Client': 'portal' },
				body: JSON.stringify({ email, password: demoPassword(slug) }),
			})
			const { accessToken } = await answer.json()
			assert.ok(answer.ok, `${email}: ${answer.status}`)
			const signed = { Origin: SITE, Authorization: `Bearer ${accessToken}` }
			const pets = await fetch(new URL(`/api/customer/pets?key=${key}`, api.url), {
				headers: signed,
			})
			assert.ok((await pets.json()).pets.length > 0)
			const due = await fetch(new URL(`/api/customer/due?key=${key}`, api.url), { headers: signed })
			assert.ok((await due.json()).due.length > 0)
		}
	}
	assert.match(demoOwnerSignIn(), '@mail.example, password wrenfold-demo')
})

test.run()
