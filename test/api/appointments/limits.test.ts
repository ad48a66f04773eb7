import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('limits of booking')

let api: TestApi

test.before(async () => {
	api = await startApi({ email: { most: 2, seconds: 86_400 } })
})
test.after(() => api.close())

test('caps the mails that anyone can cause to one address', async () => {
	const clinic = await makeBookableClinic(api.db)
	const statuses = []
	for (const [halfHour, email] of ['a@x.example', 'A@X.example', 'a@x.example'].entries()) {
		const owner = { name: 'Ann Otter', phone: '020 7946 0142', email }
		const body = bookBody(clinic, { owner, start: startIn(3, halfHour) })
		const answer = await api.call(clinic, 'POST', '/api/customer/appointments/book', { body })
		statuses.push(answer.status)
		if (answer.status === 429) assert.ok(Number(answer.headers.get('Retry-After')) > 0)
	}
	assert.equal(statuses, [201, 201, 429])
	const rows = await clinic.run((trx) => trx('notifications').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 2)
})

test.run()
