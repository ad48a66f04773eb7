import { setTimeout as sleep } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { ChangeServices } from '../../../api/appointments/book.ts'
import { cancelUnanswered } from '../../../api/appointments/unanswered.ts'
import { purge } from '../../../api/database/purge.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('clean up')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const hold = async (start: string): Promise<string> => {
	const visit = { species: 'dog' }
	const body = { appointmentTypeId: clinic.types.check, visit, start, veterinarianId: null }
	return (await api.call(clinic, 'POST', '/api/customer/holds', { body })).body.id
}

test('removes holds that have ended and reservations long past, and nothing else', async () => {
	const [ended, live] = [await hold(startIn(3)), await hold(startIn(4))]
	const [past, ahead] = [
		await book(api, clinic, { start: startIn(5) }),
		await book(api, clinic, { start: startIn(6) }),
	]
	await clinic.run(async (trx) => {
		const minuteAgo = { expires_at: trx.raw(`now() - interval '1 minute'`) }
		await trx('holds').where({ id: ended }).update(minuteAgo)
		await trx('reservations').where({ hold_id: ended }).update(minuteAgo)
		await trx.raw(
			`update reservations set starts_at = starts_at - interval '9 days',
				ends_at = ends_at - interval '9 days' where appointment_id = ?`,
			[past.id],
		)
	})
	assert.equal(await purge(api.db), { holds: 1, reservations: 2, messages: 0 })
	await clinic.run(async (trx) => {
		const rows = await trx('reservations').where({ clinic_id: clinic.id })
		const owners = new Set(rows.map((row) => row.hold_id ?? row.appointment_id))
		assert.equal(owners, new Set([live, ahead.id]))
		assert.is((await trx('appointments').where({ clinic_id: clinic.id })).length, 2)
		assert.is((await trx('appointment_resources').where({ appointment_id: past.id })).length, 2)
	})
})

test('lets go of a hold that someone else has locked first', async () => {
	const id = await hold(startIn(3, 2))
	const ended = { expires_at: api.db.raw(`now() - interval '1 minute'`) }
	await clinic.run(async (trx) => {
		await trx('holds').where({ id }).update(ended)
		await trx('reservations').where({ hold_id: id }).update(ended)
	})
	let purging: Promise<unknown> = Promise.resolve()
	// As an extension does: the hold, then its reservations.
	await clinic.run(async (trx) => {
		await trx('holds').where({ id }).forUpdate()
		purging = purge(api.db)
		purging.catch(() => {})
		await sleep(200)
		await trx('reservations').where({ hold_id: id }).update(ended)
	})
	await purging
	assert.equal(await clinic.run((trx) => trx('reservations').where({ hold_id: id })), [])
})

test('removes local mail after thirty days', async () => {
	const keep = (id: string, age: string) =>
		clinic.run((trx) =>
			trx('local_messages').insert({
				clinic_id: clinic.id,
				id,
				recipient: 'ann@owner.example',
				created_at: trx.raw('now() - ?::interval', [age]),
			}),
		)
	const [old, recent] = [crypto.randomUUID(), crypto.randomUUID()]
	await keep(old, '30 days 1 minute')
	await keep(recent, '29 days 23 hours')
	assert.is((await purge(api.db)).messages, 1)
	const left = await clinic.run((trx) => trx('local_messages').where({ clinic_id: clinic.id }))
	assert.equal(
		left.map((row) => row.id),
		[recent],
	)
})

/** Lets the time pass by which the clinic promised to answer. */
const overdue = (id: string) =>
	clinic.run((trx) =>
		trx('appointments')
			.where({ id })
			.update({ answer_by: trx.raw('now()') }),
	)

test('cancels a request that was not answered in time, and tells the owner', async () => {
	const ask = { appointmentTypeId: clinic.types.request }
	const [due, waiting, sure] = [
		await book(api, clinic, { ...ask, start: startIn(7) }),
		await book(api, clinic, { ...ask, start: startIn(8) }),
		await book(api, clinic, { start: startIn(7, 2) }),
	]
	assert.is(await cancelUnanswered(api.db, api.services), 0)
	await overdue(due.id)
	assert.is(await cancelUnanswered(api.db, api.services), 1)
	assert.is(await cancelUnanswered(api.db, api.services), 0)
	const statusOf = async (id: string) =>
		(await clinic.run((trx) => trx('appointments').where({ id }).first())).status
	assert.is(await statusOf(due.id), 'cancelled')
	assert.is(await statusOf(waiting.id), 'pending')
	assert.is(await statusOf(sure.id), 'confirmed')
	await clinic.run(async (trx) => {
		const of = { appointment_id: due.id }
		assert.is((await trx('reservations').where(of)).length, 0)
		const kinds = (await trx('notifications').where(of).orderBy('id')).map((row) => row.kind)
		assert.equal(kinds, ['booking_requested', 'booking_cancelled'])
		const event = await trx('appointment_events')
			.where({ ...of, to_status: 'cancelled' })
			.first()
		assert.equal([event.actor_kind, event.reason], ['system', 'not_answered'])
	})
})

test('one request that can not be cancelled keeps no other from it', async () => {
	const ask = { appointmentTypeId: clinic.types.request }
	const [bad, good] = [
		await book(api, clinic, { ...ask, start: startIn(9) }),
		await book(api, clinic, { ...ask, start: startIn(10) }),
	]
	for (const { id } of [bad, good]) await overdue(id)
	const services: ChangeServices = {
		...api.services,
		queueNotification: async (trx, notification) => {
			if ('appointmentId' in notification && notification.appointmentId === bad.id)
				throw new Error('No queue')
			return api.services.queueNotification(trx, notification)
		},
	}
	const failure = await cancelUnanswered(api.db, services).catch((error) => error)
	assert.instance(failure, AggregateError)
	assert.is(failure.cause.message, 'No queue')
	const rows = await clinic.run((trx) =>
		trx('appointments').whereIn('id', [bad.id, good.id]).orderBy('id'),
	)
	assert.equal(
		rows.map((row) => row.status),
		['pending', 'cancelled'],
	)
	assert.is(await cancelUnanswered(api.db, api.services), 1)
})

test.run()
