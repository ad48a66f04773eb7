import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { makeManageToken } from '../../../api/http/manage-token.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, serverKey, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('move and cancel by manage link')
const VISITS = '/api/customer/appointments'

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

type Visit = { id: string; manageToken: string }

const move = (visit: Visit, body: Record<string, unknown>, options = {}) =>
	api.call(clinic, 'PUT', `${VISITS}/${visit.id}/reschedule`, {
		body: { veterinarianId: null, ...body },
		manage: visit.manageToken,
		...options,
	})
const cancel = (visit: Visit, query = '') =>
	api.call(clinic, 'DELETE', `${VISITS}/${visit.id}${query}`, { manage: visit.manageToken })
const read = (visit: Visit, path = `${VISITS}/${visit.id}`) =>
	api.call(clinic, 'GET', path, { manage: visit.manageToken })
const kinds = (id: string) =>
	clinic.run(async (trx) =>
		(await trx('notifications').where({ appointment_id: id }).orderBy('id')).map((row) => row.kind),
	)

test('opens nothing without a token, with a wrong one, or with one of another clinic', async () => {
	const visit = await book(api, clinic)
	const path = `${VISITS}/${visit.id}`
	assert.is((await api.call(clinic, 'GET', path)).body.code, 'manage_token_missing')
	const forged = `${visit.manageToken.slice(0, -2)}AA`
	assert.is((await api.call(clinic, 'GET', path, { manage: forged })).status, 401)
	const other = await makeBookableClinic(api.db)
	const disagree = await api.call(other, 'GET', path, { manage: visit.manageToken })
	assert.is(disagree.status, 401)
	assert.is(disagree.body.code, 'credentials_disagree')
})

test('opens its own visit only', async () => {
	const mine = await book(api, clinic)
	const theirs = await book(api, clinic, { start: startIn(4) })
	const stolen = { id: theirs.id, manageToken: mine.manageToken }
	for (const answer of [
		await read(stolen),
		await move(stolen, { start: startIn(5) }),
		await cancel(stolen),
		await read(stolen, `${VISITS}/${theirs.id}/calendar`),
	]) {
		assert.is(answer.status, 404)
		assert.is(answer.body.code, 'appointment_not_found')
	}
	assert.is((await read(theirs)).body.status, 'confirmed')
})

test('ends with a newer token, and thirty days after the visit', async () => {
	const visit = await book(api, clinic)
	const set = (columns: object) =>
		clinic.run((trx) => trx('appointments').where({ id: visit.id }).update(columns))
	await set({ manage_generation: 2 })
	assert.is((await read(visit)).body.code, 'manage_token_invalid')
	const claims = { clinicId: clinic.id, reference: visit.reference, generation: 2 }
	const newer = { id: visit.id, manageToken: makeManageToken(serverKey, claims) }
	assert.is((await read(newer)).status, 200)
	const days = (n: number) => new Date(Date.now() + n * 86_400_000)
	await set({ scheduled_start: days(-32), scheduled_end: days(-31) })
	const answer = await read(newer)
	assert.is(answer.status, 401)
	assert.is(answer.body.code, 'manage_token_expired')
})

test('moves a visit: same reference, new id, the old time free again', async () => {
	const visit = await book(api, clinic, { notes: 'Shy', veterinarianId: clinic.vets[1] })
	const start = startIn(5)
	const moved = await move(visit, { start })
	assert.is(moved.status, 200)
	assert.is.not(moved.body.id, visit.id)
	assert.is(moved.body.reference, visit.reference)
	assert.is(moved.body.rescheduleCount, 1)
	assert.is(moved.body.status, 'confirmed')
	assert.is(moved.body.veterinarian.id, clinic.vets[1], 'the usual vet comes first')
	assert.is((await read(visit, '/api/customer/visit')).body.id, moved.body.id)
	const old = await read(visit)
	assert.is(old.status, 409)
	assert.is(old.body.code, 'appointment_moved')
	assert.is(old.body.movedTo, moved.body.id)
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		assert.is((await trx('reservations').where(of)).length, 2)
		const rows = await trx('appointments').where(of).orderBy('id')
		assert.equal(
			rows.map((row) => [row.status, row.ics_sequence, row.customer_notes]),
			[
				['rescheduled', 0, 'Shy'],
				['confirmed', 1, 'Shy'],
			],
		)
		assert.is(rows[1].previous_appointment_id, visit.id)
		const events = await trx('appointment_events').where(of).orderBy('id')
		assert.equal(
			events.map((event) => [event.from_status, event.to_status]),
			[
				[null, 'confirmed'],
				['confirmed', 'rescheduled'],
				[null, 'confirmed'],
			],
		)
	})
	assert.equal(await kinds(moved.body.id), ['booking_moved'])
	const again = await api.call(clinic, 'POST', `${VISITS}/book`, {
		body: { ...bodyOf(visit), veterinarianId: clinic.vets[1] },
	})
	assert.is(again.status, 201)
})

const bodyOf = (visit: { start: string }) => ({
	appointmentTypeId: clinic.types.check,
	visit: { species: 'dog' },
	start: visit.start,
	pets: [{ name: 'Plum', species: 'dog' }],
	owner: { name: 'Bo Heron', phone: '07700 900142', email: 'bo@owner.example' },
})

test('moves a visit onto its own time, and onto part of it', async () => {
	const small = await makeBookableClinic(api.db, {
		vets: 1,
		type: { step_minutes: 15, duration_minutes: 30 },
	})
	const visit = await book(api, small)
	const again = (id: string, start: string) =>
		api.call(small, 'PUT', `${VISITS}/${id}/reschedule`, {
			body: { start, veterinarianId: null },
			manage: visit.manageToken,
		})
	const same = await again(visit.id, startIn(3))
	assert.is(same.status, 200)
	const later = new Date(Date.parse(startIn(3)) + 900_000).toISOString()
	assert.is((await again(same.body.id, later)).status, 200)
})

test('loses nothing when the wished time is taken', async () => {
	const visit = await book(api, clinic, { veterinarianId: clinic.vets[0] })
	await book(api, clinic, { veterinarianId: clinic.vets[0], start: startIn(5) })
	const answer = await move(visit, { start: startIn(5), veterinarianId: clinic.vets[0] })
	assert.is(answer.status, 409)
	assert.is(answer.body.code, 'slot_taken')
	assert.is(answer.body.issues[0]?.code, 'vet_busy', 'the rules say so, not the constraint')
	assert.is((await read(visit)).body.status, 'confirmed')
	const rows = await clinic.run((trx) => trx('reservations').where({ appointment_id: visit.id }))
	assert.is(rows.length, 2)
	assert.equal(await kinds(visit.id), ['booking_confirmed'])
})

test('moves once for a retried intent', async () => {
	const visit = await book(api, clinic)
	const headers = { 'Idempotency-Key': randomUUID() }
	const first = await move(visit, { start: startIn(6) }, { headers })
	const again = await move(visit, { start: startIn(6) }, { headers })
	assert.is(again.status, 200)
	assert.is(again.body.id, first.body.id)
	const other = await move(visit, { start: startIn(7) })
	assert.is(other.body.code, 'appointment_moved')
})

test('after the cut-off refuses to move with the phone number, and cancels as late', async () => {
	const visit = await book(api, clinic, { start: startIn(0, 4) })
	assert.is((await read(visit)).body.canMove, false)
	const answer = await move(visit, { start: startIn(5) })
	assert.is(answer.status, 409)
	assert.is(answer.body.code, 'cutoff_passed')
	assert.match(answer.body.detail, '+442079460188')
	const cancelled = await cancel(visit, '?reason=cannot_make_it')
	assert.is(cancelled.status, 200)
	assert.is(cancelled.body.cancelledLate, true)
})

test('cancels once: frees the time, tells the owner, and stays cancelled', async () => {
	const visit = await book(api, clinic)
	const first = await cancel(visit, '?reason=feeling_better')
	assert.is(first.body.status, 'cancelled')
	assert.is(first.body.cancelledLate, false)
	assert.is(first.body.canCancel, false)
	const version = async () =>
		(
			await clinic.run((trx) =>
				trx('availability_versions').where({ clinic_id: clinic.id }).first(),
			)
		).version
	const before = await version()
	const second = await cancel(visit)
	assert.is(await version(), before, 'nothing changed, so cached answers hold')
	assert.is(second.status, 200)
	assert.is(second.body.status, 'cancelled')
	assert.equal(await kinds(visit.id), ['booking_confirmed', 'booking_cancelled'])
	const rows = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 0)
	const row = await clinic.run((trx) => trx('appointments').where({ id: visit.id }).first())
	assert.is(row.cancellation_reason, 'feeling_better')
	assert.is(row.cancelled_by_kind, 'owner')
	const events = await clinic.run((trx) =>
		trx('appointment_events').where({ appointment_id: visit.id }).orderBy('id'),
	)
	assert.equal(
		events.map((event) => [event.from_status, event.to_status, event.reason]),
		[
			[null, 'confirmed', null],
			['confirmed', 'cancelled', 'feeling_better'],
		],
	)
	const moved = await move(visit, { start: startIn(5) })
	assert.is(moved.body.code, 'transition_refused')
	assert.is((await cancel(visit, '?reason=bored')).status, 400)
})

test('leaves a visit that has begun to the clinic', async () => {
	const visit = await book(api, clinic)
	const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
	await clinic.run((trx) =>
		trx('appointments')
			.where({ id: visit.id })
			.update({ scheduled_start: ago(10), scheduled_end: ago(-20) }),
	)
	assert.is((await cancel(visit)).body.code, 'cutoff_passed')
	await clinic.run((trx) =>
		trx('appointments').where({ id: visit.id }).update({ status: 'completed' }),
	)
	assert.is((await cancel(visit)).body.code, 'transition_refused')
})

test('asks for approval anew when a visit that needs it moves', async () => {
	const visit = await book(api, clinic, { appointmentTypeId: clinic.types.request })
	await clinic.run((trx) =>
		trx('appointments').where({ id: visit.id }).update({ status: 'confirmed' }),
	)
	const moved = await move(visit, { start: startIn(6) })
	assert.is(moved.body.status, 'pending')
})

test('takes the answers of the form along', async () => {
	const visit = await book(api, clinic, {
		appointmentTypeId: clinic.types.form,
		answers: [
			{ fieldId: 'reason', value: 'Limping' },
			{ fieldId: 'well', value: true },
		],
		triage: { questionIds: [], answeredAt: new Date().toISOString() },
	})
	const moved = await move(visit, { start: startIn(6) })
	const fields = await clinic.run((trx) =>
		trx('appointment_form_data')
			.where({ appointment_id: moved.body.id })
			.orderBy('field_name')
			.select('field_name', 'field_value', 'field_type'),
	)
	assert.equal(
		fields.map((field) => [field.field_name, field.field_type]),
		[
			['reason', 'longtext'],
			['triage.signs', 'triage'],
			['well', 'yesno'],
		],
	)
})

test('hands out a calendar file', async () => {
	const visit = await book(api, clinic)
	const answer = await read(visit, `${VISITS}/${visit.id}/calendar`)
	assert.is(answer.status, 200)
	assert.match(answer.headers.get('content-type') ?? '', /^text\/calendar/)
	assert.match(answer.body, /^BEGIN:VCALENDAR/)
})

test.run()
