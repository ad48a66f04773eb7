import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { secretKey } from '../hours/desk.ts'

const test = suite('the age of an animal whose visit was moved before')
const VISITS = '/api/customer/appointments'
const puppy = { species: 'dog', pets: 1, problems: 1, amber: false, ageWeeks: 11 }

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	const rules = JSON.stringify({ ageLimits: [{ species: ['dog'], minWeeks: 12 }] })
	clinic = await makeBookableClinic(api.db, { type: { rules } })
})
test.after(() => api.close())

/** A visit whose owner told of eleven weeks twenty days ago: too young then, old enough now. */
async function bookLongAgo(days: number) {
	const visit = await book(api, clinic, { start: startIn(days), visit: puppy })
	const told = new Date(Date.now() - 20 * 86_400_000)
	await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id, id: visit.id }).update({ created_at: told }),
	)
	return visit
}
type Booked = Awaited<ReturnType<typeof bookLongAgo>>

const move = (visit: Booked, id: string, days: number) =>
	api.call(clinic, 'PUT', `${VISITS}/${id}/reschedule`, {
		body: { start: startIn(days), veterinarianId: null },
		manage: visit.manageToken,
	})

test('is counted from the booking, however often the visit moves', async () => {
	const visit = await bookLongAgo(30)
	const once = await move(visit, visit.id, 2)
	assert.is(once.status, 200)
	const twice = await move(visit, once.body.id, 3)
	assert.is(twice.status, 200, JSON.stringify(twice.body))
	assert.is((await move(visit, twice.body.id, 4)).status, 200)
})

test('is the same for the times that are shown', async () => {
	const visit = await bookLongAgo(30)
	assert.is((await move(visit, visit.id, 2)).status, 200)
	const day = startIn(3).slice(0, 10)
	const ask = { appointmentTypeId: clinic.types.check, from: day, to: day }
	const path = `/api/customer/clinics/${clinic.id}/availability?${new URLSearchParams(ask)}`
	const { body } = await api.call(clinic, 'GET', path, { manage: visit.manageToken })
	assert.is(body.days[0].status, 'free')
})

test('is the same when two visits change places', async () => {
	const [first, second] = [await bookLongAgo(30), await bookLongAgo(31)]
	const a = (await move(first, first.id, 2)).body.id
	const b = (await move(second, second.id, 3)).body.id
	const key = await secretKey(api, clinic)
	const swapped = await api.call(clinic, 'POST', '/api/clinic/appointments/swap', {
		key,
		body: { a, b },
		headers: { Origin: '' },
	})
	assert.is(swapped.status, 200, JSON.stringify(swapped.body))
})

test.run()
