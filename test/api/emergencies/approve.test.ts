import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Answer } from '../api.ts'
import { startApi, type TestApi } from '../api.ts'
import { told } from '../hours/desk.ts'
import { type Morning, morning } from './clinic.ts'

const test = suite('a plan that is approved')
let api: TestApi
let desk: Morning

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await morning(api)
})
test.after(() => api.close())

/** Two visits in a row, an emergency at the first one's time, and the best plan for it. */
async function twoInARow() {
	const visits = [await desk.book(0, 0), await desk.book(1, 0)] as const
	const id = await desk.record()
	const [best] = (await desk.plan(id)).proposals
	if (!best) throw new Error('No place was found')
	return { visits, id, best }
}

const change = (
	method: string,
	visit: { id: string; manageToken: string },
	act = '',
	body?: object,
) =>
	api.call(desk.clinic, method, `/api/customer/appointments/${visit.id}${act}`, {
		manage: visit.manageToken,
		body,
	})

const starts = ({ body }: Answer): string[] =>
	body.moved.map(({ start }: { start: string }) => new Date(start).toISOString())

async function letters() {
	return desk.clinic.run((trx) =>
		trx('notifications')
			.where({ clinic_id: desk.clinic.id, kind: 'booking_delayed' })
			.orderBy('scheduled_for')
			.select('appointment_id', 'variables', 'scheduled_for'),
	)
}

test('moves two visits, books the emergency, and writes to both owners', async () => {
	const { visits, id, best } = await twoInARow()
	const [first, second] = visits
	assert.equal(
		best.moves.map((move) => [move.appointmentId, move.minutesLater]),
		[
			[first.id, 30],
			[second.id, 30],
		],
	)
	assert.equal(
		best.before.map((line) => line.change),
		['leaves', 'leaves'],
	)
	assert.equal(
		best.after.map((line) => line.change),
		['emergency', 'comes', 'comes'],
	)
	const done = await desk.approve(id, best.approve)
	assert.is(told(done), '200')
	assert.is(new Date(done.body.appointment.start).toISOString(), desk.at(0))
	assert.equal(starts(done), [desk.at(1), desk.at(2)])
	assert.is(done.body.appointment.isEmergency, true)
	assert.is(done.body.moved[0].isEmergency, false)
	const day = desk.at(0).slice(0, 10)
	const { visits: shown } = (await desk.ask('GET', `/api/clinic/diary?from=${day}&to=${day}`)).body
	assert.equal(
		shown.map((one: { isEmergency: boolean }) => one.isEmergency),
		[true, false, false],
	)
	const rows = await desk.visits()
	assert.equal(
		rows
			.filter(({ status }) => status !== 'rescheduled')
			.map(({ scheduledStart }) => scheduledStart.toISOString()),
		[desk.at(0), desk.at(1), desk.at(2)],
	)
	const { moved } = done.body
	assert.equal(
		moved.map((one: { reference: string }) => one.reference),
		[first.reference, second.reference],
	)
	assert.equal(new Date(moved[0].delayedFrom).toISOString(), desk.at(0))
	const told2 = await letters()
	assert.equal(
		told2.map((one) => one.appointment_id),
		moved.map((one: { id: string }) => one.id),
	)
	assert.equal(
		told2.map((one) => one.variables.previousStart),
		[desk.at(0), desk.at(1)],
	)
	const trace = await desk.clinic.run((trx) =>
		trx('appointment_events').where({ clinic_id: desk.clinic.id, kind: 'delayed' }).pluck('data'),
	)
	assert.equal(
		trace.map((data) => data.emergencyId),
		[id, id],
	)
})

test('writes first to whoever has not left home, and to the next to leave before the others', async () => {
	const [away, later, last] = [await desk.book(0, 0), await desk.book(1, 0), await desk.book(2, 0)]
	const id = await desk.record()
	// A visit so soon can't be booked by tests at every hour: its start is put there.
	const soon = new Date(Date.now() + 20 * 60_000)
	const { tellDelayed } = await import('../../../api/emergencies/tell.ts')
	const rows = await desk.clinic.run((trx) =>
		trx('appointments').where({ clinic_id: desk.clinic.id }).orderBy('scheduled_start'),
	)
	const row = (i: number, scheduledStart: Date) => ({
		...{ clinicId: desk.clinic.id, clientId: rows[i].client_id, icsSequence: 0, scheduledStart },
	})
	const put = [
		{ id: last.id, row: row(2, new Date(desk.at(2))) },
		{ id: away.id, row: row(0, soon) },
		{ id: later.id, row: row(1, new Date(desk.at(1))) },
	] as unknown as Parameters<typeof tellDelayed>[3]
	await desk.clinic.run((trx) => tellDelayed(trx, api.services, { now: new Date() }, put))
	assert.ok(id)
	const sent = await letters()
	assert.equal(
		sent.map((one) => one.appointment_id),
		[later.id, last.id, away.id],
	)
	const [one, two, three] = sent.map((letter) => letter.scheduled_for.getTime())
	assert.equal(
		[two - one, three - two].map((ms) => Math.round(ms / 1000)),
		[2, 2],
	)
})

test('is refused once the day is another one, and a new plan fits again', async () => {
	const { visits, id, best } = await twoInARow()
	const [, second] = visits
	const elsewhere = { start: desk.at(6), veterinarianId: null }
	assert.is(told(await change('PUT', second, '/reschedule', { ...elsewhere })), '409 cutoff_passed')
	assert.is(
		told(await desk.ask('POST', `/api/clinic/appointments/${second.id}/cancel`, { body: {} })),
		'200',
	)
	assert.is(told(await desk.approve(id, best.approve)), '409 conflict')
	assert.equal((await letters()).length, 0)
	const [next] = (await desk.plan(id)).proposals
	assert.equal(next?.moves.length, 1)
	assert.is(told(await desk.approve(id, next?.approve)), '200')
})

test('is refused when somebody has booked where a visit was to go', async () => {
	const { id, best } = await twoInARow()
	await desk.book(2, 0)
	assert.is(told(await desk.approve(id, best.approve)), '409 conflict')
	const rows = await desk.visits()
	assert.ok(rows.every(({ status }) => status === 'confirmed'))
})

test('is refused for visits that have arrived, and for one that would come earlier', async () => {
	const { visits, id, best } = await twoInARow()
	const checkIn = `/api/clinic/appointments/${visits[1].id}/status`
	assert.is(told(await desk.ask('POST', checkIn, { body: { to: 'checked_in' } })), '200')
	assert.is(told(await desk.approve(id, best.approve)), '409 conflict')
	const early = structuredClone(best.approve)
	early.moves = [{ ...early.moves[0]!, to: { ...early.moves[0]!.to, start: desk.at(-1) } }]
	assert.is(told(await desk.approve(id, early)), '409 conflict')
})

test('happens once, however often it is sent', async () => {
	const { id, best } = await twoInARow()
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await desk.approve(id, best.approve, headers)
	const again = await desk.approve(id, best.approve, headers)
	assert.is(again.headers.get('idempotency-replayed'), 'true')
	assert.equal(again.body, first.body)
	assert.is((await desk.visits()).length, 5)
	assert.is((await letters()).length, 2)
	assert.is(told(await desk.approve(id, best.approve)), '409 conflict')
})

test('of two receptionists who approve at once one is told that the other was faster', async () => {
	const { id, best } = await twoInARow()
	const answers = await Promise.all([1, 2, 3].map(() => desk.approve(id, best.approve)))
	assert.equal(answers.map(told).sort(), ['200', '409 conflict', '409 conflict'])
	assert.is((await letters()).length, 2)
})

test('and two emergencies that want one place do not both get it', async () => {
	const two = await Promise.all([desk.record(), desk.record()])
	const plans = await Promise.all(two.map((id) => desk.plan(id)))
	const answers = await Promise.all(
		two.map((id, i) => desk.approve(id, plans[i]!.proposals[0]!.approve)),
	)
	assert.equal(answers.map(told).sort(), ['200', '409 conflict'])
})

test('leaves the last word to the owner: to accept, to choose again after the cut-off, to cancel', async () => {
	const { visits, id, best } = await twoInARow()
	const done = await desk.approve(id, best.approve)
	const [first, second] = visits.map((visit, i) => ({ ...visit, id: done.body.moved[i].id }))
	assert.is(told(await change('POST', visits[0], '/accept')), '409 appointment_moved')
	const seen = await api.call(desk.clinic, 'GET', '/api/customer/visit', {
		manage: first!.manageToken,
	})
	assert.equal(
		[
			seen.body.canMove,
			seen.body.attendanceConfirmedAt,
			new Date(seen.body.delayedFrom).toISOString(),
		],
		[true, null, desk.at(0)],
	)
	assert.is(seen.body.freeUntil, seen.body.start)
	const accepted = await change('POST', first!, '/accept')
	assert.is(told(accepted), '200')
	const at = accepted.body.attendanceConfirmedAt
	assert.ok(at)
	assert.is((await change('POST', first!, '/accept')).body.attendanceConfirmedAt, at)
	const other = { start: desk.at(8), veterinarianId: null }
	const chosen = await change('PUT', second!, '/reschedule', other)
	assert.equal([told(chosen), chosen.body.delayedFrom], ['200', null])
	const third = await desk.book(4, 0)
	await desk.ask('POST', `/api/clinic/appointments/${third.id}/cancel`, { body: {} })
	assert.is(told(await change('POST', third, '/accept')), '409 transition_refused')
	const cancelled = await change('DELETE', first!)
	assert.equal([told(cancelled), cancelled.body.cancelledLate], ['200', false])
})

test('goes on while online booking is paused', async () => {
	await desk.ask('PUT', '/api/clinic/pause', { body: { resourceId: null, hours: 1 } })
	const id = await desk.record()
	const [best] = (await desk.plan(id)).proposals
	assert.is(told(await desk.approve(id, best?.approve)), '200')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
