import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { beganAgo, detailsOf, PATH, step } from './visits.ts'

const test = suite('a visit and its day')
const day = dayIn(5)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 3 })
})
test.after(() => api.close())

const edit = (id: string, body: object) => desk.ask('PATCH', `${PATH}/${id}`, { body })

test('is closed to who is not signed in, and to other clinics', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '08:00') })
	const paths = [
		['GET', `${PATH}/${visit.id}`, undefined],
		['POST', `${PATH}/${visit.id}/status`, { to: 'checked_in' }],
		['PATCH', `${PATH}/${visit.id}`, { version: 'x', reason: 'Cough' }],
	] as const
	const other = await openDesk(api)
	for (const [method, path, body] of paths) {
		assert.is(told(await desk.ask(method, path, { body, key: null })), '401 key_missing', path)
		const foreign = await other.ask(method, path, { body })
		assert.is(told(foreign), '404 appointment_not_found', path)
	}
	const nobody = await desk.ask('GET', `${PATH}/${randomUUID()}`)
	assert.is(told(nobody), '404 appointment_not_found')
	assert.is(told(await desk.ask('GET', `${PATH}/x`)), '400 invalid_request')
})

test('names every bad field', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '08:30') })
	assert.equal(issuesOf(await step(desk, visit.id, 'reminded')), ['to invalid_value'])
	assert.equal(issuesOf(await step(desk, visit.id, 'checked_in', { finalCost: '5.00' })), [
		'finalCost invalid',
	])
	for (const finalCost of ['-1', '1.234', '1e3', 'NaN', 58, '12345678']) {
		const answer = await step(desk, visit.id, 'completed', { finalCost })
		assert.is(answer.status, 400, String(finalCost))
	}
	assert.equal(issuesOf(await edit(visit.id, {})), ['version required'])
	assert.equal(issuesOf(await edit(visit.id, { version: 'x' })), ['internalNotes invalid'])
	const unknown = await edit(visit.id, { version: 'x', status: 'completed' })
	assert.ok(issuesOf(unknown).includes('status unknown_field'))
})

test('goes from the door to the bill, with the times and the names of who did it', async () => {
	const nurse = await signedIn(api, desk.clinic, ['nurse'], { name: 'Kit Marlow' })
	const visit = await book(api, desk.clinic, { start: at(day, '09:00') })
	const post = (to: string, more: object = {}) =>
		nurse.ask('POST', `${PATH}/${visit.id}/status`, { body: { to, ...more } })
	assert.is((await post('checked_in')).body.status, 'checked_in')
	const begun = (await post('in_progress')).body
	assert.ok(begun.actualStart)
	assert.is(begun.actualEnd, null)
	const done = (await post('completed', { finalCost: '61.5' })).body
	assert.equal(done.finalCost, { amount: '61.50', currency: 'GBP' })
	assert.ok(done.actualEnd >= done.actualStart)
	const { events, actions } = await detailsOf(desk, visit.id)
	assert.equal(
		events.map((event: { to: string; actor: { name: string | null } }) => [
			event.to,
			event.actor.name,
		]),
		[
			['confirmed', null],
			['checked_in', 'Kit Marlow'],
			['in_progress', 'Kit Marlow'],
			['completed', 'Kit Marlow'],
		],
	)
	assert.equal(actions, ['undo', 'edit'])
})

test('takes no step that the state machine does not have', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const refused = async (...all: string[]) => {
		for (const to of all) {
			assert.is(told(await step(desk, visit.id, to)), '409 transition_refused', to)
		}
	}
	await refused('in_progress', 'completed')
	await step(desk, visit.id, 'checked_in')
	await refused('completed', 'no_show')
	await step(desk, visit.id, 'in_progress')
	await refused('checked_in', 'no_show')
	await step(desk, visit.id, 'completed')
	await refused('checked_in', 'in_progress', 'no_show')
})

test('is missed only once it was to begin, and a late arrival is let in', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '10:30') })
	assert.is(told(await step(desk, visit.id, 'no_show')), '409 transition_refused')
	assert.not.ok((await detailsOf(desk, visit.id)).actions.includes('no_show'))
	await beganAgo(desk, visit.id, 12)
	assert.ok((await detailsOf(desk, visit.id)).actions.includes('no_show'))
	assert.is((await step(desk, visit.id, 'no_show', { reason: 'Did not ring' })).status, 200)
	assert.is((await step(desk, visit.id, 'checked_in')).body.status, 'checked_in')
})

test('is checked in once, however many press at once', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '11:00') })
	const answers = await Promise.all(
		Array.from({ length: 12 }, () => step(desk, visit.id, 'checked_in')),
	)
	assert.ok(answers.every(({ status }) => status === 200))
	const { events } = await detailsOf(desk, visit.id)
	assert.is(events.filter((event: { to: string }) => event.to === 'checked_in').length, 1)
})

test('shows answers by their labels, signs, alerts and what came before', async () => {
	const { form, check } = desk.clinic.types
	const first = await book(api, desk.clinic, { appointmentTypeId: check, start: at(day, '07:00') })
	const visit = await book(api, desk.clinic, {
		appointmentTypeId: form,
		start: at(day, '12:00'),
		answers: [
			{ fieldId: 'well', value: false },
			{ fieldId: 'reason', value: 'Limps' },
		],
		triage: { questionIds: [], answeredAt: new Date().toISOString() },
	})
	const petId = (await detailsOf(desk, visit.id)).pets[0].id
	await desk.clinic.run(async (trx) => {
		const row = { clinic_id: desk.clinic.id, pet_id: petId }
		const record = (kind: string, title: string, on: string, due: string | null = null) =>
			trx('medical_records').insert({
				...row,
				id: newId(),
				kind,
				title,
				occurred_on: on,
				next_due_on: due,
			})
		await record('allergy', 'Penicillin', '2025-02-03')
		await record('vaccination', 'Rabies', '2023-01-10', '2024-01-10')
		await record('vaccination', 'rabies', '2024-01-08', '2190-01-08')
		await record('vaccination', 'Lepto', '2024-03-01', '2025-03-01')
		await trx('appointment_pets').insert({
			clinic_id: desk.clinic.id,
			appointment_id: first.id,
			pet_id: petId,
		})
	})
	const shown = await detailsOf(desk, visit.id)
	assert.equal(
		shown.answers.map(({ label, value }: { label: string; value: unknown }) => [label, value]),
		[
			['What is it about?', 'Limps'],
			['Well today?', false],
		],
	)
	assert.equal(shown.triage.signs, [])
	assert.equal(shown.pets[0].alerts, [
		{ kind: 'allergy', text: 'Penicillin', since: '2025-02-03' },
		{ kind: 'vaccine_due', text: 'Lepto', since: '2025-03-01' },
	])
	// The pet's own page and its panel say the same, and nothing once nobody is to be reminded.
	const pet = (await desk.ask('GET', `/api/clinic/pets/${shown.pets[0].id}`)).body
	assert.equal(
		pet.due.map((one: { title: string; overdue: boolean }) => [one.title, one.overdue]),
		[
			['Lepto', true],
			['rabies', false],
		],
	)
	await desk.clinic.run((trx) =>
		trx('pets')
			.where({ clinic_id: desk.clinic.id, id: pet.id })
			.update({ silenced_at: new Date() }),
	)
	assert.equal((await detailsOf(desk, visit.id)).pets[0].alerts, [
		{ kind: 'allergy', text: 'Penicillin', since: '2025-02-03' },
	])
	assert.equal(
		shown.pets[0].earlierVisits.map((one: { id: string }) => one.id),
		[first.id],
	)
	assert.equal(
		shown.messages.map((one: { kind: string }) => one.kind),
		['booking_confirmed'],
	)
})

test('leads from an earlier id to where the visit is now', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '13:00') })
	const other = await book(api, desk.clinic, { start: at(day, '14:00') })
	const swap = { body: { a: visit.id, b: other.id } }
	const { body } = await desk.ask('POST', `${PATH}/swap`, swap)
	const former = await desk.ask('GET', `${PATH}/${visit.id}`)
	assert.is(told(former), '409 appointment_moved')
	assert.is(former.body.movedTo, body.a.id)
	assert.is(told(await step(desk, visit.id, 'checked_in')), '409 appointment_moved')
	const { events } = await detailsOf(desk, body.a.id)
	assert.equal(
		events.map((event: { to: string }) => event.to),
		['confirmed', 'rescheduled', 'confirmed'],
	)
})

test('keeps what one editor wrote from another who read before', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '15:00') })
	const { version } = (await detailsOf(desk, visit.id)).notes
	const one = await edit(visit.id, { version, internalNotes: 'Bites', estimatedCost: '70' })
	assert.is(one.status, 200)
	assert.equal(one.body.price, { amount: '70.00', currency: 'GBP' })
	const two = await edit(visit.id, { version, internalNotes: 'Calm' })
	assert.is(told(two), '409 conflict')
	// The same words again are no change, whatever was read before.
	assert.is((await edit(visit.id, { version, internalNotes: 'Bites' })).status, 200)
	const { notes, events } = await detailsOf(desk, visit.id)
	assert.is(notes.internal, 'Bites')
	assert.is.not(notes.version, version)
	const last = events.at(-1)
	assert.equal([last.kind, last.data.fields], ['details', ['internalNotes', 'estimatedCost']])
	assert.not.match(JSON.stringify(events), /Bites/)
	const cleared = await edit(visit.id, { version: notes.version, internalNotes: null })
	assert.is(cleared.status, 200)
	assert.is((await detailsOf(desk, visit.id)).notes.internal, null)
})

test('of many editors at once takes one', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '16:00') })
	const { version } = (await detailsOf(desk, visit.id)).notes
	const answers = await Promise.all(
		Array.from({ length: 8 }, (_, i) => edit(visit.id, { version, reason: `Reason ${i}` })),
	)
	assert.is(answers.filter(({ status }) => status === 200).length, 1)
	assert.is(answers.filter((answer) => told(answer) === '409 conflict').length, 7)
})

test('does a step once for a retry', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '17:00') })
	const headers = { 'Idempotency-Key': randomUUID() }
	const send = () =>
		desk.ask('POST', `${PATH}/${visit.id}/status`, { body: { to: 'checked_in' }, headers })
	assert.is((await send()).status, 200)
	await step(desk, visit.id, 'in_progress')
	const again = await send()
	assert.is(again.headers.get('Idempotency-Replayed'), 'true')
	assert.is(again.body.status, 'in_progress')
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
