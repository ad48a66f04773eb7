import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { BookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { holdVet, untilWaiting } from '../appointments/waiting.ts'
import { morning } from '../emergencies/clinic.ts'
import { openDesk, told } from '../hours/desk.ts'

const test = suite('changes that somebody else overtakes')
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

/** Somebody is in the middle of cancelling a visit. */
async function cancelling(clinic: BookableClinic, id: string) {
	const other = await api.db.transaction()
	try {
		await other.raw('select set_tenant(?)', [clinic.id])
		await other('appointments').where({ clinic_id: clinic.id, id }).update({
			status: 'cancelled',
			cancelled_at: other.fn.now(),
			cancelled_by_kind: 'owner',
		})
		return other
	} catch (error) {
		await other.rollback()
		throw error
	}
}

test('nobody accepts a time that is being cancelled', async () => {
	const desk = await openDesk(api)
	const visit = await book(api, desk.clinic, { start: startIn(5) })
	const other = await cancelling(desk.clinic, visit.id)
	const path = `/api/customer/appointments/${visit.id}/accept`
	const answer = api.call(desk.clinic, 'POST', path, { manage: visit.manageToken })
	await untilWaiting(api, other)
	await other.commit()
	assert.is(told(await answer), '409 transition_refused')
})

test('nobody is told of a delay whose visit is being cancelled', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const [veterinarianId] = desk.clinic.vets
	// Past, so that it does not depend on how near midnight is; it has only not ended yet.
	const visit = await book(api, desk.clinic, { start: startIn(1) })
	await desk.clinic.run((trx) =>
		trx('appointments')
			.where({ clinic_id: desk.clinic.id, id: visit.id })
			.update({
				scheduled_start: trx.raw(`now() - interval '5 minutes'`),
				scheduled_end: trx.raw(`now() + interval '10 minutes'`),
			}),
	)
	const other = await cancelling(desk.clinic, visit.id)
	const body = { veterinarianId, minutes: 30 }
	const answer = desk.ask('POST', '/api/clinic/running-late', { body })
	await untilWaiting(api, other)
	await other.commit()
	assert.is(told(await answer), '200')
	assert.equal((await answer).body.visits, [])
	const late = await desk.clinic.run((trx) =>
		trx('notifications').where({ appointment_id: visit.id, kind: 'running_late' }),
	)
	assert.equal(late, [])
})

test('a plan for an emergency is stale once a visit of it is being cancelled', async () => {
	const desk = await morning(api)
	const visit = await desk.book(0, 0)
	const id = await desk.record()
	const [best] = (await desk.plan(id)).proposals
	const other = await cancelling(desk.clinic, visit.id)
	const answer = desk.approve(id, best?.approve)
	await untilWaiting(api, other)
	await other.commit()
	assert.is(told(await answer), '409 conflict')
})

test('a plan for an emergency waits for whoever books anything at all', async () => {
	const desk = await morning(api, { vets: 2 })
	await desk.book(0, 0)
	const id = await desk.record()
	const [best] = (await desk.plan(id)).proposals
	const vets = desk.clinic.vets.filter((vet) => vet !== best?.approve.veterinarianId)
	const other = await holdVet(api, { ...desk.clinic, vets })
	const answer = desk.approve(id, best?.approve)
	await untilWaiting(api, other)
	await other.commit()
	assert.is(told(await answer), '200')
})

test('a pause and another time zone wait for bookings under way', async () => {
	const desk = await openDesk(api)
	for (const [method, path, body] of [
		['PUT', '/api/clinic/pause', { resourceId: null, hours: 2 }],
		['PATCH', '/api/clinic/profile', { timeZone: 'Europe/Lisbon' }],
	] as const) {
		const other = await holdVet(api, desk.clinic)
		const answer = desk.ask(method, path, { body })
		await untilWaiting(api, other)
		await other.commit()
		assert.match(told(await answer), /^20[01]$/, path)
	}
})

test('stranded visits are settled after whoever is cancelling one', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: startIn(5) })
	const other = await cancelling(desk.clinic, visit.id)
	const resolutions = [{ appointmentId: visit.id, do: 'message' }]
	const answer = desk.ask('POST', '/api/clinic/stranded', { body: { resolutions } })
	await untilWaiting(api, other)
	await other.commit()
	assert.match(told(await answer), /^409/)
})

test.run()
