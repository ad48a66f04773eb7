import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { cancelUnanswered } from '../../../api/appointments/unanswered.ts'
import { lockResources } from '../../../api/database/lock-resources.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from './waiting.ts'

const test = suite('locks of those who write time')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

type Visit = { id: string; manageToken: string; reference: string }
const cancel = ({ id, manageToken }: Visit) =>
	api.call(clinic, 'DELETE', `/api/customer/appointments/${id}`, { manage: manageToken })
const move = ({ id, manageToken }: Visit, start: string) =>
	api.call(clinic, 'PUT', `/api/customer/appointments/${id}/reschedule`, {
		manage: manageToken,
		body: { start, veterinarianId: null },
	})

test('a cancellation waits for whoever has the vet', async () => {
	const visit = await book(api, clinic)
	const blocker = await holdVet(api, clinic)
	const answer = cancel(visit)
	await untilWaiting(api, blocker)
	await blocker.commit()
	assert.is((await answer).status, 200)
})

test('two cancellations of one visit come one after the other: one event, one letter', async () => {
	const visit = await book(api, clinic)
	const answers = await Promise.all([cancel(visit), cancel(visit), cancel(visit)])
	assert.ok(answers.every((answer) => answer.status === 200))
	for (const [table, count] of [
		['appointment_events', 2],
		['notifications', 2],
	] as const) {
		const rows = await clinic.run((trx) => trx(table).where({ appointment_id: visit.id }))
		assert.is(rows.length, count, table)
	}
})

test('a cancellation and a move at once leave one of the two', async () => {
	const visit = await book(api, clinic)
	await Promise.all([cancel(visit), move(visit, startIn(5))])
	const living = await clinic.run((trx) =>
		trx('appointments').where({ clinic_id: clinic.id }).whereNot({ status: 'rescheduled' }),
	)
	assert.is(living.length, 1)
	const taken = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.is(taken.length, living[0].status === 'cancelled' ? 0 : 2)
})

test('locks on several resources are taken in one order, however they are named', async () => {
	const { owner } = api.database
	const deadlocks = async () =>
		(await owner.raw('select deadlocks from pg_stat_database where datname = current_database()'))
			.rows[0].deadlocks
	const many = await makeBookableClinic(api.db, { vets: 12, rooms: 12 })
	const ids = [...many.vets, ...many.rooms]
	// One finds the rows in the order of the index, the other in that of their last change.
	const ways = ['set local enable_seqscan = off', 'set local enable_indexscan = off']
	const turn = (way: string) =>
		inTenant(api.db, many.id, async (trx) => {
			await trx.raw(`${way}; set local enable_bitmapscan = off`)
			await lockResources(trx, many.id, ids)
		})
	const before = await deadlocks()
	for (const [round, one] of [...ids].sort().entries()) {
		await many.run((trx) =>
			trx('resources')
				.where({ id: one })
				.update({ name: `Turn ${round}` }),
		)
		await Promise.all([...ways, ...ways, ...ways].map(turn))
	}
	assert.is(await deadlocks(), before)
})

test('a request that nobody answered tells those who keep answers', async () => {
	const visit = await book(api, clinic, { appointmentTypeId: clinic.types.request })
	await clinic.run((trx) =>
		trx('appointments')
			.where({ id: visit.id })
			.update({ answer_by: trx.raw(`now() - interval '1 minute'`) }),
	)
	const version = async () =>
		(
			await clinic.run((trx) =>
				trx('availability_versions').where({ clinic_id: clinic.id }).first(),
			)
		).version
	const before = await version()
	await cancelUnanswered(api.db, api.services)
	assert.is(await version(), before + 1)
})

test('whoever lost the only room it looked at takes another', async () => {
	const many = await makeBookableClinic(api.db, { vets: 6, rooms: 6 })
	const answers = await Promise.all(
		many.vets.map((veterinarianId) =>
			api.call(many, 'POST', '/api/customer/appointments/book', {
				body: bookBody(many, { veterinarianId }),
			}),
		),
	)
	assert.equal(
		answers.map((answer) => answer.status),
		[201, 201, 201, 201, 201, 201],
	)
})

test.run()
