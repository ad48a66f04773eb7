import { randomUUID } from 'node:crypto'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { roles } from '../../../api/contract/staff.ts'
import { startApi, type TestApi } from '../api.ts'
import { issuesOf, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'
import { type Morning, morning, PATH } from './clinic.ts'

const test = suite('emergencies')
let api: TestApi
let desk: Morning

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	desk = await morning(api)
})
test.after(() => api.close())

const open = async () => (await desk.ask('GET', PATH)).body.emergencies
const minimal = { severity: 'urgent', species: 'cat' }

test('are refused without a credential, and name every bad field', async () => {
	assert.is(told(await desk.ask('POST', PATH, { body: minimal, key: null })), '401 key_missing')
	const cases: [object, string[]][] = [
		[{}, ['severity required', 'species required']],
		[
			{ ...minimal, severity: 'mild', species: 'unicorn' },
			['severity invalid_value', 'species invalid_value'],
		],
		[
			{ ...minimal, arrivesInMinutes: -1, minutes: 4, paid: 1 },
			['arrivesInMinutes too_small', 'minutes too_small', 'paid unknown_field'],
		],
		[{ ...minimal, caller: { phone: '12345' } }, ['caller.phone invalid_phone']],
		[{ ...minimal, caller: { name: 'https://x.example' } }, ['caller.name not_a_name']],
		[{ ...minimal, complaint: 'x'.repeat(301) }, ['complaint invalid']],
	]
	for (const [body, expected] of cases) {
		assert.equal(
			issuesOf(await desk.ask('POST', PATH, { body })).sort(),
			expected,
			JSON.stringify(body),
		)
	}
	const id = await desk.record()
	const both = { veterinarianId: desk.clinic.vets[0], appointmentId: randomUUID() }
	assert.equal(issuesOf(await desk.ask('POST', `${PATH}/${id}/assign`, { body: both })), [
		'veterinarianId invalid',
	])
	assert.equal(issuesOf(await desk.ask('POST', `${PATH}/${id}/close`, { body: {} })), [
		'outcome required',
	])
	assert.equal(issuesOf(await desk.approve(id, {})).sort(), [
		'appointmentTypeId required',
		'minutes required',
		'moves required',
		'start required',
		'veterinarianId required',
	])
})

test('stand on every console, lives first, then the newest, until somebody takes them', async () => {
	const ids: Record<string, string> = {}
	for (const [name, severity] of [
		['a', 'urgent'],
		['b', 'life_threatening'],
		['c', 'urgent'],
		['d', 'life_threatening'],
	] as const) {
		ids[name] = await desk.record({ severity })
	}
	const order = async () => (await open()).map((one: { id: string }) => one.id)
	assert.equal(await order(), [ids.d, ids.b, ids.c, ids.a])
	const [first] = await open()
	assert.equal(first.caller, { name: 'Jo Moss', phone: '+447700900310' })
	assert.equal([first.status, first.minutes, first.complaint], ['open', 30, 'Collapsed'])
	const vet = desk.clinic.vets[0]
	const assigned = await desk.ask('POST', `${PATH}/${ids.d}/assign`, {
		body: { veterinarianId: vet },
	})
	assert.equal([assigned.body.status, assigned.body.veterinarianId], ['assigned', vet])
	const closed = await desk.ask('POST', `${PATH}/${ids.b}/close`, { body: { outcome: 'referred' } })
	assert.equal([closed.body.status, closed.body.outcome], ['closed', 'referred'])
	assert.equal(await order(), [ids.c, ids.a])
	for (const [id, act, body] of [
		[ids.d, 'close', { outcome: 'seen' }],
		[ids.b, 'assign', { veterinarianId: vet }],
	] as const) {
		assert.is(told(await desk.ask('POST', `${PATH}/${id}/${act}`, { body })), '409 conflict')
	}
	const taken = (await desk.ask('GET', `${PATH}?status=assigned`)).body.emergencies
	assert.equal(
		taken.map((one: { id: string }) => one.id),
		[ids.d],
	)
})

test('may be given to a visit that was booked for them', async () => {
	const visit = await desk.book(0, 0)
	const id = await desk.record()
	const body = { appointmentId: visit.id }
	const assigned = await desk.ask('POST', `${PATH}/${id}/assign`, { body })
	assert.equal(
		[assigned.body.appointmentId, assigned.body.veterinarianId],
		[visit.id, desk.clinic.vets[0]],
	)
})

test('are given to no visit that is over or has moved', async () => {
	const visit = await desk.book(1, 0)
	const id = await desk.record()
	await desk.ask('POST', `/api/clinic/appointments/${visit.id}/cancel`, { body: {} })
	const refused = await desk.ask('POST', `${PATH}/${id}/assign`, {
		body: { appointmentId: visit.id },
	})
	assert.is(told(refused), '409 transition_refused')
	await desk.ask('POST', `${PATH}/${id}/close`, { body: { outcome: 'advised' } })
})

test("are another clinic's secret", async () => {
	const other = await morning(api)
	const id = await other.record()
	const visit = await other.book(0, 0)
	assert.equal(await open(), [])
	assert.is(told(await desk.ask('GET', `${PATH}/${id}/plan`)), '404 emergency_not_found')
	const mine = await desk.record()
	const [proposal] = (await desk.plan(mine)).proposals
	const approve = proposal!.approve
	assert.is(told(await desk.approve(id, approve)), '404 emergency_not_found')
	const from = { start: approve.start, veterinarianId: approve.veterinarianId }
	const stolen = { ...approve, moves: [{ appointmentId: visit.id, from, to: from }] }
	assert.is(told(await desk.approve(mine, stolen)), '404 appointment_not_found')
	for (const body of [{ veterinarianId: other.clinic.vets[0] }, { appointmentId: visit.id }]) {
		const answer = await desk.ask('POST', `${PATH}/${mine}/assign`, { body })
		assert.match(told(answer), /^404 (veterinarian|appointment)_not_found$/)
	}
	const typed = `appointmentTypeId=${other.clinic.types.check}`
	assert.is(
		told(await desk.ask('GET', `${PATH}/${mine}/plan?${typed}`)),
		'404 appointment_type_not_found',
	)
})

test('may be recorded, planned and taken by everyone who works there, and nobody else', async () => {
	for (const role of roles) {
		const { ask, id: who } = await signedIn(api, desk.clinic, [role])
		const made = await ask('POST', PATH, { body: minimal })
		assert.is(told(made), '201', role)
		const { proposals } = (await ask('GET', `${PATH}/${made.body.id}/plan`)).body
		const done = await ask('POST', `${PATH}/${made.body.id}/approve`, {
			body: proposals[0].approve,
		})
		assert.is(told(done), '200', role)
		const trace = await desk.clinic.run((trx) =>
			trx('audit_log')
				.where({ clinic_id: desk.clinic.id, actor_id: who })
				.orderBy('at')
				.pluck('action'),
		)
		assert.equal(trace.sort(), ['emergency.assigned', 'emergency.recorded'])
	}
	const { ask } = await signedIn(api, desk.clinic, [])
	assert.is(told(await ask('POST', PATH, { body: minimal })), '403 forbidden')
})

test('take the soonest place: with a free vet nobody is put off', async () => {
	const two = await morning(api, { vets: 2 })
	await two.book(0, 0)
	const id = await two.record()
	const { proposals, complete } = await two.plan(id)
	assert.is(complete, true)
	assert.is(proposals[0]?.veterinarianId, two.clinic.vets[1])
	assert.equal([proposals[0]?.kind, proposals[0]?.waitMinutes, proposals[0]?.moves], ['gap', 0, []])
	const done = await two.approve(id, proposals[0]?.approve)
	assert.is(told(done), '200')
	const { emergency, appointment, moved } = done.body
	assert.equal([emergency.status, emergency.appointmentId, moved], ['assigned', appointment.id, []])
	assert.equal(
		[appointment.client.name, appointment.client.phone, appointment.reason],
		['Jo Moss', '+447700900310', 'Collapsed'],
	)
	assert.equal([appointment.bookingMethod, appointment.status], ['phone', 'confirmed'])
	const [client] = await two.clinic.run((trx) =>
		trx('clients').where({ id: appointment.client.id }).pluck('match_status'),
	)
	assert.is(client, 'unconfirmed')
})

test('never answer with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
