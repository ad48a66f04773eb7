import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { openMinutesLater } from '../../../api/clinics/opening.ts'
import type { ClinicRows } from '../../../api/clinics/queries.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('people who want to be called')
const ASK = '/api/customer/callbacks'
const PATH = '/api/clinic/callbacks'
const sam = { name: 'Sam Rowe', phone: '07700 900 111', petName: 'Moss', species: 'dog' }
const ALWAYS = Object.fromEntries(
	['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, ['00:00', '23:59']]),
)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await openDesk(api, { clinic: { opening_hours: JSON.stringify(ALWAYS) } })
})
test.after(() => api.close())

const ask = (body: object = sam) => api.call(desk.clinic, 'POST', ASK, { body })
const waiting = async () => (await desk.ask('GET', PATH)).body.callbacks
const work = (id: string, what: string, body?: object) =>
	desk.ask('POST', `${PATH}/${id}/${what}`, { body })
const minutesUntil = (instant: string) => (Date.parse(instant) - Date.now()) / 60_000

test('are asked for with a key, a name and a phone', async () => {
	assert.is(
		told(await api.call(desk.clinic, 'POST', ASK, { body: sam, key: '' })),
		'401 key_missing',
	)
	const wrong = { name: 'www.x.example', phone: '1', kind: 'sales', email: 'x' }
	assert.equal(issuesOf(await ask(wrong)).sort(), [
		'email unknown_field',
		'kind invalid_value',
		'name not_a_name',
		'phone invalid',
	])
	assert.equal(issuesOf(await ask({ ...sam, phone: 'call me' })), ['phone invalid_phone'])
	const other = await openDesk(api)
	const theirs = { ...sam, appointmentTypeId: other.clinic.types.callback }
	assert.is(told(await ask(theirs)), '404 appointment_type_not_found')
	assert.equal(await waiting(), [])
})

test('are promised a call within two open hours, once for each intent', async () => {
	const headers = { 'Idempotency-Key': 'once-and-for-all-0123456789' }
	const first = await api.call(desk.clinic, 'POST', ASK, { body: sam, headers })
	assert.is(told(first), '201')
	assert.ok(Math.abs(minutesUntil(first.body.promisedBy) - 120) < 2)
	assert.is(first.body.open, true)
	const again = await api.call(desk.clinic, 'POST', ASK, { body: sam, headers })
	assert.is(again.body.id, first.body.id)
	const [one, ...more] = await waiting()
	assert.equal(more, [])
	assert.equal([one.name, one.phone, one.petName], ['Sam Rowe', '+447700900111', 'Moss'])
})

test('are told the truth about a clinic whose hours nobody knows', async () => {
	desk = await openDesk(api)
	const { body } = await ask()
	assert.equal([body.promisedBy, body.open], [null, false])
})

test('count hours only while somebody is there', () => {
	const rows = {
		clinic: {
			time_zone: 'Europe/London',
			opening_hours: { mon: ['09:00', '12:00'], tue: ['09:00', '12:00'] },
		},
		overrides: [
			{
				resource_id: null,
				override_type: 'unavailable',
				override_date: '2026-11-10',
				start_time: '09:00',
				end_time: '11:00',
			},
		],
	} as unknown as ClinicRows
	const later = (from: string, minutes: number) => {
		const at = openMinutesLater(rows, new Date(from), minutes)
		return at === null ? null : new Date(at * 60_000).toISOString().slice(0, 16)
	}
	assert.is(later('2026-11-09T09:30:00Z', 60), '2026-11-09T10:30')
	assert.is(later('2026-11-09T11:30:00Z', 60), '2026-11-10T11:30')
	assert.is(later('2026-11-10T10:00:00Z', 60), '2026-11-10T12:00')
	assert.is(later('2026-11-10T12:00:00Z', 30), '2026-11-16T09:30')
	assert.is(later('2026-11-09T09:00:00Z', 10_000), null)
})

test('about a farewell come first, sooner, and end every reminder of the pet', async () => {
	const type = desk.clinic.types.callback
	const where = `/api/clinic/types/${type}`
	const { body: before } = await desk.ask('GET', where)
	const { id: _, ...fields } = before
	const saved = await desk.ask('PUT', where, { body: { ...fields, suppressMessages: true } })
	assert.is(told(saved), '200', JSON.stringify(saved.body))
	await ask()
	const { body } = await ask({ ...sam, phone: '07700 900 112', appointmentTypeId: type })
	assert.ok(minutesUntil(body.promisedBy) < 63)
	const [first] = await waiting()
	assert.equal([first.id, first.kind], [body.id, 'end_of_life'])
	const pets = [{ name: 'Moss', species: 'dog' }]
	const made = await desk.ask('POST', '/api/clinic/clients', { body: { name: 'Sam Rowe', pets } })
	const [{ id: petId }] = made.body.pets
	const { body: linked } = await work(first.id, 'link', { clientId: made.body.id, petId })
	assert.equal([linked.client.name, linked.pet.name], ['Sam Rowe', 'Moss'])
	assert.is((await desk.ask('GET', `/api/clinic/pets/${petId}`)).body.silenced, true)
})

test('that are overdue come before all others', async () => {
	await ask()
	const { body: late } = await ask({ ...sam, phone: '07700 900 113' })
	await desk.clinic.run((trx) =>
		trx('callback_requests')
			.where({ clinic_id: desk.clinic.id, id: late.id })
			.update({ promised_by: '2026-01-01T00:00:00Z' }),
	)
	const [first] = await waiting()
	assert.equal([first.id, first.overdue], [late.id, true])
	const { body } = await desk.ask('GET', '/api/clinic/queues')
	const none = { requests: 0, matches: 0, prescriptions: 0 }
	assert.equal(body, { ...none, callbacks: 2, callbacksOverdue: 1 })
})

test('are called by one colleague, tried again, and done', async () => {
	const { body } = await ask()
	const one = await signedIn(api, desk.clinic, ['receptionist'])
	const two = await signedIn(api, desk.clinic, ['nurse'])
	const claim = (who: typeof one) => who.ask('POST', `${PATH}/${body.id}/claim`)
	const both = await Promise.all([claim(one), claim(two)])
	assert.equal(both.map(told).sort(), ['200', '409 callback_taken'])
	const winner = told(both[0]!) === '200' ? one : two
	assert.is(told(await claim(winner)), '200')
	const { body: tried } = await work(body.id, 'no-answer')
	assert.equal([tried.attempts, tried.claimedBy, tried.status], [1, null, 'open'])
	assert.is(told(await claim(two)), '200')
	const done = await two.ask('POST', `${PATH}/${body.id}/done`, { body: { outcome: 'Booked' } })
	assert.equal(
		[done.body.status, done.body.outcome, done.body.claimedBy.id],
		['done', 'Booked', two.id],
	)
	assert.is(told(await claim(one)), '409 callback_taken')
	assert.is(told(await work(body.id, 'no-answer')), '409 callback_taken')
	assert.equal(await waiting(), [])
	assert.is((await desk.ask('GET', `${PATH}?status=done`)).body.callbacks.length, 1)
})

test('go back to the others when who took one has gone home', async () => {
	const { body } = await ask()
	const one = await signedIn(api, desk.clinic, ['receptionist'])
	const two = await signedIn(api, desk.clinic, ['receptionist'])
	await one.ask('POST', `${PATH}/${body.id}/claim`)
	await desk.clinic.run((trx) =>
		trx('callback_requests')
			.where({ clinic_id: desk.clinic.id, id: body.id })
			.update({ claimed_at: trx.raw(`now() - interval '31 minutes'`) }),
	)
	assert.is(told(await two.ask('POST', `${PATH}/${body.id}/claim`)), '200')
})

test('can not be had for one phone or from one address without end', async () => {
	const answers = []
	for (let i = 0; i < 4; i++) answers.push(told(await ask()))
	assert.equal(answers, ['201', '201', '201', '429 rate_limited'])
	for (let i = 0; i < 8; i++) answers.push(told(await ask({ ...sam, phone: `07700 900 20${i}` })))
	assert.equal(answers.slice(4), [...Array(7).fill('201'), '429 rate_limited'])
})

test("another clinic's are as good as none", async () => {
	const { body } = await ask()
	const other = await openDesk(api)
	assert.equal((await other.ask('GET', PATH)).body.callbacks, [])
	const id = crypto.randomUUID()
	for (const [what, sent] of [
		['claim'],
		['no-answer'],
		['done', {}],
		['link', { petId: id }],
	] as const) {
		const answer = await other.ask('POST', `${PATH}/${body.id}/${what}`, { body: sent })
		assert.is(told(answer), '404 callback_not_found', what)
	}
	const { body: theirs } = await other.ask('POST', '/api/clinic/clients', { body: { name: 'Eve' } })
	assert.is(told(await work(body.id, 'link', { clientId: theirs.id })), '404 client_not_found')
	assert.is(told(await work(body.id, 'link', { petId: id })), '404 pet_not_found')
})

test('are linked to nobody who was erased', async () => {
	const { body } = await ask()
	const made = await desk.ask('POST', '/api/clinic/clients', { body: { name: 'Sam Rowe' } })
	const clientId = made.body.id
	await desk.clinic.run((trx) =>
		trx('clients')
			.where({ clinic_id: desk.clinic.id, id: clientId })
			.update({ erased_at: trx.fn.now(), name: null }),
	)
	assert.is(told(await work(body.id, 'link', { clientId })), '404 client_not_found')
})

test('stand beside requests, which are listed by when an answer is due', async () => {
	const types = { appointmentTypeId: desk.clinic.types.request }
	const late = await book(api, desk.clinic, types)
	const soon = await book(api, desk.clinic, types)
	await desk.clinic.run((trx) =>
		trx('appointments')
			.where({ clinic_id: desk.clinic.id, id: soon.id })
			.update({ answer_by: trx.raw(`now() + interval '1 minute'`) }),
	)
	const { body } = await desk.ask('GET', '/api/clinic/requests')
	assert.equal(
		body.requests.map((one: { id: string }) => one.id),
		[soon.id, late.id],
	)
	await desk.ask('POST', `/api/clinic/appointments/${soon.id}/confirm`)
	assert.is((await desk.ask('GET', '/api/clinic/requests')).body.requests.length, 1)
})

test.run()
