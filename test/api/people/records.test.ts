import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { unlikelyWeight } from '../../../api/records/plausible.ts'
import { book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'

const test = suite('medical records')
let api: TestApi
let desk: Desk
let vet: Colleague

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
	vet = await signedIn(api, desk.clinic, ['veterinarian'])
})
test.after(() => api.close())

async function makePet(more: object = {}): Promise<string> {
	const pets = [{ name: 'Pickle', species: 'dog', ...more }]
	const { body } = await desk.ask('POST', '/api/clinic/clients', { body: { name: 'Ann', pets } })
	return body.pets[0].id
}

const path = (petId: string) => `/api/clinic/pets/${petId}/records`
const write = (petId: string, content: object, more: object = {}) =>
	vet.ask('POST', path(petId), { body: { content, ...more } })
const written = async (petId: string, content: object, more: object = {}) => {
	const answer = await write(petId, content, more)
	assert.is(told(answer), '200', JSON.stringify(answer.body))
	return answer.body.records[0]
}
const read = async (petId: string, query = '') =>
	(await vet.ask('GET', `${path(petId)}${query}`)).body.records
const allergy = { kind: 'allergy', substance: 'Penicillin' }

test('is written by vets and nurses, and read by everyone', async () => {
	const petId = await makePet()
	for (const [role, status] of [
		['veterinarian', '200'],
		['nurse', '200'],
		['receptionist', '403 forbidden'],
		['admin', '403 forbidden'],
	] as const) {
		const who = await signedIn(api, desk.clinic, [role])
		const answer = await who.ask('POST', path(petId), { body: { content: allergy } })
		assert.is(told(answer), status, role)
		assert.is(told(await who.ask('GET', path(petId))), '200', role)
	}
})

test('names every bad field', async () => {
	const petId = await makePet()
	assert.equal(issuesOf(await write(petId, { kind: 'poem' })), ['content.kind invalid_union'])
	const bad = { kind: 'vaccination', product: '', batch: 'B1', intervalDays: 0, price: 4 }
	assert.equal(issuesOf(await write(petId, bad)).sort(), [
		'content.intervalDays too_small',
		'content.price unknown_field',
		'content.product invalid',
	])
	assert.equal(issuesOf(await write(petId, allergy, { occurredOn: dayIn(1) })), [
		'occurredOn future_date',
	])
	const day = await write(petId, allergy, { occurredOn: '2026-02-30' })
	assert.equal(issuesOf(day), ['occurredOn invalid_format'])
	assert.equal(issuesOf(await vet.ask('GET', `${path(petId)}?cursor=x`)), ['cursor invalid'])
})

test('finds the next dose from the interval of the product and the day of this one', async () => {
	const petId = await makePet()
	const dose = { kind: 'vaccination', product: 'Canivax L4', batch: 'A12', expiresOn: '2027-08-31' }
	const first = await written(
		petId,
		{ ...dose, site: 'left shoulder', intervalDays: 365 },
		{ occurredOn: '2024-02-29' },
	)
	assert.equal([first.title, first.nextDueOn], ['Canivax L4', '2025-02-28'])
	const told = await written(petId, { ...dose, nextDueOn: '2029-01-01', intervalDays: 365 })
	assert.is(told.nextDueOn, '2029-01-01')
	assert.is((await written(petId, dose, { occurredOn: '2020-01-01' })).nextDueOn, null)
	const { body } = await desk.ask('GET', `/api/clinic/pets/${petId}`)
	assert.equal(body.due, [{ title: 'Canivax L4', on: '2029-01-01', overdue: false }])
})

test('doubts a weight that looks like a slip, and takes it when it is right', async () => {
	const petId = await makePet({ bornOn: '2018-01-01' })
	const weigh = (value: number, more: object = {}) =>
		write(petId, { kind: 'weight', value, unit: 'kg', ...more })
	assert.is(told(await weigh(24.5)), '200')
	const slip = await weigh(245)
	assert.equal(issuesOf(slip), ['content.value unlikely_weight'])
	const half = await weigh(12)
	assert.match(half.body.issues[0].message, 'The last weight was 24.5 kg, the same day')
	assert.is(told(await weigh(12, { confirmed: true })), '200')
	assert.is(told(await weigh(24, { unit: 'lb' })), '200')
	const { body } = await desk.ask('GET', `/api/clinic/pets/${petId}`)
	assert.is(body.weightKg, 10.886)
})

test('knows that young animals grow, and grown ones hardly', () => {
	const last = { kilograms: 4, daysAgo: 30 }
	assert.is(unlikelyWeight(8, { species: 'dog', ageDays: 120, last }), null)
	assert.ok(unlikelyWeight(2, { species: 'dog', ageDays: 120, last }))
	assert.ok(unlikelyWeight(8, { species: 'dog', ageDays: 2000, last }))
	assert.ok(unlikelyWeight(8, { species: 'dog', ageDays: null, last }))
	assert.is(unlikelyWeight(5.2, { species: 'dog', ageDays: 2000, last }), null)
	assert.ok(unlikelyWeight(40, { species: 'cat', ageDays: null, last: null }))
	assert.is(unlikelyWeight(400, { species: 'other', ageDays: null, last: null }), null)
})

test('keeps an older weight from being the newest', async () => {
	const petId = await makePet()
	await written(petId, { kind: 'weight', value: 10, unit: 'kg' })
	await written(petId, { kind: 'weight', value: 9, unit: 'kg' }, { occurredOn: '2025-01-01' })
	assert.is((await desk.ask('GET', `/api/clinic/pets/${petId}`)).body.weightKg, 10)
})

test('knows no weight any more once the only one is withdrawn', async () => {
	const petId = await makePet()
	const weight = await written(petId, { kind: 'weight', value: 10, unit: 'kg' })
	const body = { version: 1, reason: 'Another dog' }
	const { status } = await vet.ask('POST', `/api/clinic/records/${weight.id}/withdraw`, { body })
	assert.is(status, 200)
	assert.is((await desk.ask('GET', `/api/clinic/pets/${petId}`)).body.weightKg, null)
})

test('warns of an allergy as long as it stands', async () => {
	const petId = await makePet()
	const record = await written(petId, allergy)
	const alerts = async () =>
		(await desk.ask('GET', `/api/clinic/pets/${petId}`)).body.alerts.map(
			(alert: { kind: string; note: string; recordId: string }) => [alert.note, alert.recordId],
		)
	assert.equal(await alerts(), [['Penicillin', record.id]])
	const content = { kind: 'allergy', substance: 'Amoxicillin' }
	const corrected = { content, version: 1, reason: 'Misread' }
	await vet.ask('PUT', `/api/clinic/records/${record.id}`, { body: corrected })
	assert.equal(await alerts(), [['Amoxicillin', record.id]])
	const body = { version: 2, reason: 'Another dog' }
	await vet.ask('POST', `/api/clinic/records/${record.id}/withdraw`, { body })
	assert.equal(await alerts(), [])
	assert.is((await read(petId))[0].withdrawn, true)
})

test('keeps what a record said before, with who corrected it and why', async () => {
	const petId = await makePet()
	const record = await written(petId, { kind: 'visit', summary: 'Left ear' })
	const nurse = await signedIn(api, desk.clinic, ['nurse'])
	const correct = (who: Colleague, version: number, summary: string) =>
		who.ask('PUT', `/api/clinic/records/${record.id}`, {
			body: {
				content: { kind: 'visit', summary },
				version,
				reason: 'Wrong ear',
				visibility: 'shared',
			},
		})
	assert.is(told(await correct(nurse, 1, 'Right ear')), '200')
	const [late, early] = await Promise.all([correct(vet, 2, 'Both'), correct(nurse, 2, 'None')])
	assert.equal([told(late), told(early)].sort(), ['200', '409 conflict'])
	const [now] = await read(petId)
	assert.is(now.version, 3)
	assert.equal(
		now.history.map((old: { version: number; content: { summary: string } }) => [
			old.version,
			old.content.summary,
		]),
		[
			[2, 'Right ear'],
			[1, 'Left ear'],
		],
	)
	const [second, first] = now.history
	assert.equal([second.reason, second.visibility], ['Wrong ear', 'shared'])
	assert.equal([first.reason, first.visibility, first.author.id], [null, 'internal', vet.id])
	assert.is(second.author.id, nurse.id)
	const other = await vet.ask('PUT', `/api/clinic/records/${record.id}`, {
		body: { content: allergy, version: 3, reason: 'x' },
	})
	assert.equal(issuesOf(other), ['content.kind kind_fixed'])
})

test('holds a lab result back until it is released, once', async () => {
	const petId = await makePet()
	const lab = { kind: 'lab_result', test: 'Thyroid panel', status: 'final', result: 'T4 low' }
	const hidden = await written(petId, lab)
	const release = (id: string) => vet.ask('POST', `/api/clinic/records/${id}/release`)
	assert.equal(issuesOf(await release(hidden.id)), ['id internal'])
	const shared = await written(petId, lab, { visibility: 'shared' })
	assert.is(shared.releasedAt, null)
	const { body } = await release(shared.id)
	assert.ok(body.records[0].releasedAt)
	const again = await release(shared.id)
	assert.is(again.body.records[0].releasedAt, body.records[0].releasedAt)
	const noLab = await written(petId, allergy)
	assert.is(told(await release(noLab.id)), '404 record_not_found')
	const events = await desk.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: desk.clinic.id, action: 'record.released' }),
	)
	assert.is(events.length, 1)
})

test('writes what came of a visit, all of it or nothing', async () => {
	const visit = await book(api, desk.clinic)
	const where = `/api/clinic/appointments/${visit.id}/records`
	const vaccination = { kind: 'vaccination', product: 'Canivax', batch: 'B7', intervalDays: 365 }
	const good = [
		{ content: { kind: 'visit', summary: 'Well' }, visibility: 'shared' },
		{ content: { kind: 'weight', value: 12.4, unit: 'kg' } },
		{ content: vaccination, visibility: 'shared' },
		{
			content: { kind: 'prescription', product: 'Wormex', dose: '1 tablet', quantity: '2' },
		},
	]
	const slip = { content: { kind: 'weight', value: 1240, unit: 'kg' } }
	const refused = await vet.ask('POST', where, { body: { records: [...good, slip] } })
	assert.equal(issuesOf(refused), ['records.4.content.value unlikely_weight'])
	const { body } = await vet.ask('POST', where, { body: { records: good } })
	const petId = body.records[0].petId
	assert.equal((await read(petId)).map((record: { kind: string }) => record.kind).sort(), [
		'prescription',
		'vaccination',
		'visit',
		'weight',
	])
	assert.ok(body.records.every((one: { appointmentId: string }) => one.appointmentId === visit.id))
})

test('asks about which pet of a visit it is', async () => {
	const pets = ['Pickle', 'Plum'].map((name) => ({ name, species: 'dog' }))
	const { visit } = bookBody(desk.clinic)
	const booked = await book(api, desk.clinic, { pets, visit: { ...visit, pets: 2 } })
	const where = `/api/clinic/appointments/${booked.id}/records`
	const ask = (record: object) =>
		vet.ask('POST', where, { body: { records: [{ content: allergy, ...record }] } })
	assert.equal(issuesOf(await ask({})), ['records.0.petId required'])
	const stranger = await makePet()
	assert.equal(issuesOf(await ask({ petId: stranger })), ['records.0.petId not_of_visit'])
	const one = await vet.ask('POST', path(stranger), {
		body: { content: allergy, appointmentId: booked.id },
	})
	assert.is(told(one), '404 appointment_not_found')
})

test('pages through a long record, and filters by kind', async () => {
	const petId = await makePet()
	const rows = Array.from({ length: 120 }, (_, i) => ({
		clinic_id: desk.clinic.id,
		id: crypto.randomUUID(),
		pet_id: petId,
		kind: i % 2 ? 'visit' : 'weight',
		title: `R${i}`,
		occurred_on: `2025-0${1 + (i % 9)}-01`,
		data: i % 2 ? '{}' : '{"kilograms":5}',
	}))
	await desk.clinic.run((trx) => trx('medical_records').insert(rows))
	const seen: string[] = []
	let cursor: string | null = ''
	while (cursor !== null) {
		const { body } = await vet.ask('GET', `${path(petId)}${cursor ? `?cursor=${cursor}` : ''}`)
		seen.push(...body.records.map((one: { id: string }) => one.id))
		cursor = body.nextCursor
	}
	assert.equal([...seen].sort(), rows.map((row) => row.id).sort())
	assert.ok(
		(await read(petId, '?kind=weight')).every((one: { kind: string }) => one.kind === 'weight'),
	)
})

test("another clinic's records are as good as none", async () => {
	const petId = await makePet()
	const record = await written(petId, allergy)
	const other = await openDesk(api)
	const stranger = await signedIn(api, other.clinic, ['veterinarian'])
	const body = { content: allergy, version: 1, reason: 'x' }
	const where = `/api/clinic/records/${record.id}`
	assert.is(told(await stranger.ask('GET', path(petId))), '404 pet_not_found')
	assert.is(
		told(await stranger.ask('POST', path(petId), { body: { content: allergy } })),
		'404 pet_not_found',
	)
	assert.is(told(await stranger.ask('PUT', where, { body })), '404 record_not_found')
	const withdraw = { version: 1, reason: 'x' }
	assert.is(
		told(await stranger.ask('POST', `${where}/withdraw`, { body: withdraw })),
		'404 record_not_found',
	)
	assert.is(told(await stranger.ask('POST', `${where}/release`)), '404 record_not_found')
})

test('owners are told nothing of it by any of their routes', async () => {
	const visit = await book(api, desk.clinic, { start: startIn(4) })
	const content = { kind: 'visit', summary: 'Secret suspicion' }
	const body = { records: [{ content }] }
	await vet.ask('POST', `/api/clinic/appointments/${visit.id}/records`, { body })
	const shown = await api.call(desk.clinic, 'GET', `/api/customer/appointments/${visit.id}`, {
		manage: visit.manageToken,
	})
	assert.is(shown.status, 200)
	assert.not.match(JSON.stringify(shown.body), 'suspicion')
})

test.run()
