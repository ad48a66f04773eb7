import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { confirmAppointment, declineAppointment } from '../../../api/appointments/answer-request.ts'
import { swapAppointments } from '../../../api/appointments/swap.ts'
import { usualVetOf } from '../../../api/appointments/usual-vet.ts'
import { queryOf } from '../../../api/database/query.ts'
import { Problem } from '../../../api/http/problem.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { untilWaiting } from './waiting.ts'

const test = suite('what a clinic does with visits')
const actor = { kind: 'key', id: null } as const

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const request = () => book(api, clinic, { appointmentTypeId: clinic.types.request })
const input = (appointmentId: string) => ({ clinicId: clinic.id, appointmentId, actor })
const confirm = (id: string) =>
	clinic.run((trx) => confirmAppointment(trx, api.services, input(id)))
const decline = (id: string) =>
	clinic.run((trx) => declineAppointment(trx, api.services, { ...input(id), reason: 'no_theatre' }))
const swap = (a: string, b: string) =>
	clinic.run((trx) => swapAppointments(trx, api.services, { clinicId: clinic.id, a, b, actor }))
const rowOf = (id: string) => clinic.run((trx) => trx('appointments').where({ id }).first())
const kinds = (id: string) =>
	clinic.run((trx) =>
		trx('notifications').where({ appointment_id: id }).orderBy('id').pluck('kind'),
	)
const codeOf = async (work: Promise<unknown>) => {
	try {
		await work
	} catch (error) {
		return error instanceof Problem ? error.code : error
	}
	return 'no problem'
}

test('a request is confirmed once, with an event, a letter and its calendar entry', async () => {
	const visit = await request()
	assert.is(await confirm(visit.id), true)
	assert.is(await confirm(visit.id), false)
	const row = await rowOf(visit.id)
	assert.is(row.status, 'confirmed')
	assert.is(row.ics_sequence, 1)
	assert.equal(await kinds(visit.id), ['booking_requested', 'booking_confirmed'])
	const events = await clinic.run((trx) =>
		trx('appointment_events').where({ appointment_id: visit.id }).orderBy('id'),
	)
	assert.equal(
		events.map((event) => [event.from_status, event.to_status, event.actor_kind]),
		[
			[null, 'pending', 'owner'],
			['pending', 'confirmed', 'key'],
		],
	)
})

test('a request is declined once: its time is free, its owner told', async () => {
	const visit = await request()
	assert.is(await decline(visit.id), true)
	assert.is(await decline(visit.id), false)
	const row = await rowOf(visit.id)
	assert.equal(
		[row.status, row.cancelled_by_kind, row.cancellation_reason],
		['cancelled', 'key', 'no_theatre'],
	)
	assert.equal(await kinds(visit.id), ['booking_requested', 'booking_declined'])
	const rows = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 0)
})

test('what is no request can neither be confirmed after its end nor declined', async () => {
	const visit = await request()
	await decline(visit.id)
	assert.is(await codeOf(confirm(visit.id)), 'transition_refused')
	const booked = await book(api, clinic, { start: startIn(4) })
	assert.is(await codeOf(decline(booked.id)), 'transition_refused')
	assert.is(await codeOf(confirm(crypto.randomUUID())), 'appointment_not_found')
})

test('two answers at once: one counts', async () => {
	const visit = await request()
	// Whoever has the visit makes both read it before either writes, had they no lock of their own.
	const blocker = await api.db.transaction()
	await blocker.raw('select set_tenant(?)', [clinic.id])
	await blocker.raw('select 1 from appointments where id = ? for update', [visit.id])
	const answers = [confirm(visit.id), decline(visit.id)]
	const settled = Promise.allSettled(answers)
	await untilWaiting(api, blocker, 2)
	await blocker.commit()
	const both = await settled
	assert.is(both.filter((one) => one.status === 'fulfilled').length, 1)
	assert.is((await kinds(visit.id)).length, 2)
})

test('two visits swap times and vets, and nothing is lost', async () => {
	const [a, b] = [
		await book(api, clinic, { veterinarianId: clinic.vets[0], start: startIn(3) }),
		await book(api, clinic, { veterinarianId: clinic.vets[1], start: startIn(4) }),
	]
	const moved = await swap(a.id, b.id)
	const rows = await Promise.all([rowOf(moved.a.id), rowOf(moved.b.id)])
	assert.equal(
		rows.map((row) => [row.scheduled_start.toISOString(), row.veterinarian_id, row.status]),
		[
			[startIn(4), clinic.vets[1], 'confirmed'],
			[startIn(3), clinic.vets[0], 'confirmed'],
		],
	)
	assert.equal(
		rows.map((row) => row.booking_reference),
		[a.reference, b.reference],
	)
	assert.equal(await kinds(moved.a.id), ['booking_moved'])
	assert.equal(await kinds(moved.b.id), ['booking_moved'])
	const taken = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.is(taken.length, 4)
	assert.is(await codeOf(swap(a.id, b.id)), 'appointment_moved')
})

test('two visits swap that stand directly in each other’s way', async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
	const [a, b] = [
		await book(api, clinic, { start: startIn(3) }),
		await book(api, clinic, { start: startIn(3, 1) }),
	]
	const moved = await swap(a.id, b.id)
	assert.is((await rowOf(moved.a.id)).scheduled_start.toISOString(), startIn(3, 1))
})

test('a swap that one of the two can not make leaves both as they are', async () => {
	const [a, b] = [
		await book(api, clinic, { veterinarianId: clinic.vets[0], start: startIn(3) }),
		await book(api, clinic, {
			veterinarianId: clinic.vets[0],
			start: startIn(5),
			visit: { species: 'dog', pets: 2 },
			pets: [
				{ name: 'Pickle', species: 'dog' },
				{ name: 'Plum', species: 'dog' },
			],
		}),
	]
	await book(api, clinic, { veterinarianId: clinic.vets[0], start: startIn(3, 1) })
	assert.is(await codeOf(swap(a.id, b.id)), 'slot_taken')
	for (const { id } of [a, b]) {
		assert.is((await rowOf(id)).status, 'confirmed')
		const rows = await clinic.run((trx) => trx('reservations').where({ appointment_id: id }))
		assert.is(rows.length, 2)
		assert.equal(await kinds(id), ['booking_confirmed'])
	}
	assert.is(await codeOf(swap(a.id, a.id)), 'invalid_request')
})

test('swaps of the same two at once never deadlock, and one of them counts', async () => {
	const [a, b] = [
		await book(api, clinic, { start: startIn(3) }),
		await book(api, clinic, { start: startIn(4) }),
	]
	const codes = await Promise.all([codeOf(swap(a.id, b.id)), codeOf(swap(b.id, a.id))])
	assert.equal(codes.sort(), ['appointment_moved', 'no problem'])
})

/** Hours ago, on the grid as visits are. */
const hasBegun = (id: string) =>
	clinic.run((trx) =>
		trx('appointments')
			.where({ id })
			.update({ scheduled_start: startIn(0, -6), scheduled_end: startIn(0, -5) }),
	)

test('a visit that has begun swaps with none, whichever of the two it is', async () => {
	const [past, ahead] = [
		await book(api, clinic, { veterinarianId: clinic.vets[0], start: startIn(3) }),
		await book(api, clinic, { veterinarianId: clinic.vets[1], start: startIn(4) }),
	]
	await hasBegun(past.id)
	assert.is(await codeOf(swap(past.id, ahead.id)), 'slot_not_offered')
	assert.is(await codeOf(swap(ahead.id, past.id)), 'slot_not_offered')
	assert.is((await rowOf(ahead.id)).status, 'confirmed')
})

test('a request can not be confirmed after its start, nor when its owner waits no longer', async () => {
	const [begun, late] = [
		await request(),
		await book(api, clinic, { appointmentTypeId: clinic.types.request, start: startIn(4) }),
	]
	await hasBegun(begun.id)
	await clinic.run((trx) =>
		trx('appointments')
			.where({ id: late.id })
			.update({ answer_by: trx.raw(`now() - interval '1 second'`) }),
	)
	for (const { id } of [begun, late]) {
		assert.is(await codeOf(confirm(id)), 'transition_refused')
		assert.is((await rowOf(id)).status, 'pending')
		assert.equal(await kinds(id), ['booking_requested'])
	}
})

test('the usual vet is who saw the pet last, else its owner', async () => {
	const [mine, other] = [
		await book(api, clinic, { veterinarianId: clinic.vets[0] }),
		await book(api, clinic, { veterinarianId: clinic.vets[1], start: startIn(4) }),
	]
	const [row, second] = [await rowOf(mine.id), await rowOf(other.id)]
	const usual = () =>
		clinic.run((trx) =>
			usualVetOf(queryOf(trx), clinic.id, { petId: row.pet_id, clientId: row.client_id }),
		)
	assert.is(await usual(), null, 'both visits are still ahead')
	const past = (id: string, columns: object) =>
		clinic.run((trx) =>
			trx('appointments')
				.where({ id })
				.update({
					scheduled_start: trx.raw(`now() - interval '3 days'`),
					scheduled_end: trx.raw(`now() - interval '3 days' + interval '30 minutes'`),
					...columns,
				}),
		)
	await past(other.id, { client_id: row.client_id, status: 'completed' })
	assert.is(await usual(), clinic.vets[1], 'with another pet of the owner')
	await past(mine.id, { status: 'no_show' })
	assert.is(await usual(), clinic.vets[1], 'nobody saw who did not come')
	await past(mine.id, { status: 'completed' })
	assert.is(await usual(), clinic.vets[0])
	await clinic.run((trx) =>
		trx('resources').where({ id: clinic.vets[0] }).update({ is_active: false }),
	)
	assert.is(await usual(), clinic.vets[1], 'who has left sees nobody')
	assert.ok(second)
})

test.run()
