import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { dayIn, openDesk, told } from '../hours/desk.ts'
import { signedIn } from './staff.ts'

const test = suite('limits of those who are known')
let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi({ address: { most: 2, seconds: 3600 } })
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const closed = (days: number) => ({
	body: { resourceId: clinic.vets[0], type: 'unavailable', date: dayIn(days) },
})

test('count a desk by its people and a server by its key, guests by their address', async () => {
	const admin = await signedIn(api, clinic, ['admin'])
	for (const days of [20, 21, 22]) {
		const answer = await admin.ask('POST', '/api/clinic/overrides', closed(days))
		assert.is(told(answer), '201')
	}
	const desk = await openDesk(api)
	for (const days of [20, 21, 22]) {
		const body = { resourceId: null, type: 'unavailable', date: dayIn(days) }
		assert.is(told(await desk.ask('POST', '/api/clinic/overrides', { body })), '201')
	}
	const guests = []
	for (const half of [0, 1, 2]) {
		const body = bookBody(clinic, { start: startIn(3, half) })
		guests.push(told(await api.call(clinic, 'POST', '/api/customer/appointments/book', { body })))
	}
	assert.equal(guests, ['201', '201', '429 rate_limited'])
})

test.run()
