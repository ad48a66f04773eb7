import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bookAppointment } from '../../../api/appointments/book.ts'
import { guestParty } from '../../../api/appointments/party.ts'
import { bookBody as bookSchema } from '../../../api/contract/appointments.ts'
import { queryOf } from '../../../api/database/query.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from './waiting.ts'

const test = suite('one transaction')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

const jobs = () =>
	api.db('pgboss.job').whereRaw(`data->>'clinicId' = ?`, [clinic.id]) as Promise<unknown[]>

test('a booking that fails at the very end leaves neither row nor message nor job', async () => {
	const body = bookSchema.parse(bookBody(clinic))
	const broken = inTenant(api.db, clinic.id, async (trx) => {
		const party = guestParty(body)
		const booking = { clinicId: clinic.id, body, party, address: '203.0.113.7' }
		const { last = [] } = await bookAppointment(queryOf(trx), api.services, booking)
		await Promise.all(last)
		throw new Error('the machine stops here')
	})
	await broken.then(
		() => assert.unreachable(),
		(error) => assert.is(error.message, 'the machine stops here'),
	)
	for (const table of ['appointments', 'clients', 'pets', 'reservations', 'notifications']) {
		const rows = await clinic.run((trx) => trx(table).where({ clinic_id: clinic.id }))
		assert.is(rows.length, 0, table)
	}
	assert.is((await jobs()).length, 0)
	await book(api, clinic)
	assert.is((await jobs()).length, 1)
})

/** Holds the vet while a booking is under way, and changes something before it lets go. */
async function whileBooking(change: string) {
	const blocker = await holdVet(api, clinic)
	const answer = api.call(clinic, 'POST', '/api/customer/appointments/book', {
		body: bookBody(clinic),
	})
	await untilWaiting(api, blocker)
	await blocker.raw(change, [clinic.id])
	await blocker.raw(
		'update availability_versions set version = version + 1, plan_version = plan_version + 1 where clinic_id = ?',
		[clinic.id],
	)
	await blocker.commit()
	return answer
}

test('hours that close while a booking waits are not booked', async () => {
	const { status, body } = await whileBooking(
		'update vet_schedules set is_active = false where clinic_id = ?',
	)
	assert.is(status, 422)
	assert.is(body.code, 'slot_not_offered')
	assert.equal(
		body.issues.map((issue: { code: string }) => issue.code),
		['closed'],
	)
})

test('a pause that begins while a booking waits stops it', async () => {
	const { status, body } = await whileBooking(
		`update clinics set booking_paused_until = now() + interval '1 hour' where id = ?`,
	)
	assert.is(status, 409)
	assert.is(body.code, 'clinic_paused')
})

test('whoever takes a room without its lock leaves nobody with half a visit', async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1, rooms: 2 })
	const earlier = await book(api, clinic, { start: startIn(9) })
	const stranger = await api.db.transaction()
	await stranger.raw('select set_tenant(?)', [clinic.id])
	const [first] = [...clinic.rooms].sort()
	await stranger('reservations').insert({
		clinic_id: clinic.id,
		id: crypto.randomUUID(),
		resource_id: first,
		starts_at: startIn(3),
		ends_at: startIn(3, 1),
		appointment_id: earlier.id,
	})
	const answer = api.call(clinic, 'POST', '/api/customer/appointments/book', {
		body: bookBody(clinic),
	})
	await untilWaiting(api, stranger)
	await stranger.commit()
	const { status, body } = await answer
	assert.is(status, 201)
	const rows = await clinic.run((trx) => trx('reservations').where({ appointment_id: body.id }))
	assert.equal(
		rows.map((row) => row.resource_id).sort(),
		[clinic.vets[0], [...clinic.rooms].sort()[1]].sort(),
	)
})

test.run()
