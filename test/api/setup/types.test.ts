import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, book, bookBody, startApi, startIn, type TestApi } from '../api.ts'
import { type Desk, issuesOf, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('appointment types of a clinic')
const PATH = '/api/clinic/types'
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api)
})
test.after(() => api.close())

const plain = { name: 'Nail clip', durationMinutes: 15 }
const create = (body: object, at = desk): Promise<Answer> => at.ask('POST', PATH, { body })
const typeOf = async (id: string, at = desk) => (await at.ask('GET', `${PATH}/${id}`)).body

/** The body that would leave a type as it is. */
async function asItIs(id: string, at = desk) {
	const { id: _, ...body } = await typeOf(id, at)
	return body
}
const change = async (id: string, differences: object, at = desk) =>
	at.ask('PUT', `${PATH}/${id}`, { body: { ...(await asItIs(id, at)), ...differences } })

test('is for whoever sets the clinic up', async () => {
	const { clinic } = desk
	assert.is(told(await desk.ask('POST', PATH, { body: plain, key: null })), '401 key_missing')
	const reads = await secretKey(api, clinic, ['read'])
	assert.is(told(await desk.ask('POST', PATH, { body: plain, key: reads })), '403 forbidden')
	assert.is(told(await desk.ask('GET', PATH, { key: reads })), '200')
	const vet = await signedIn(api, clinic, ['veterinarian'])
	assert.is(told(await vet.ask('POST', PATH, { body: plain })), '403 forbidden')
	assert.is(told(await vet.ask('GET', PATH)), '200')
	const other = await openDesk(api)
	const foreign = `${PATH}/${other.clinic.types.check}`
	assert.is(told(await desk.ask('GET', foreign)), '404 appointment_type_not_found')
	const put = await desk.ask('PUT', foreign, { body: plain })
	assert.is(told(put), '404 appointment_type_not_found')
})

const badBodies: [body: object, issues: string[]][] = [
	[{}, ['name required', 'durationMinutes required']],
	[{ ...plain, name: ' ', durationMinutes: 4 }, ['name invalid', 'durationMinutes too_small']],
	[{ ...plain, colour: 'red' }, ['colour unknown_field']],
	[{ ...plain, slug: 'A B' }, ['slug invalid_format']],
	[{ ...plain, slug: 'check' }, ['slug taken']],
	[{ ...plain, maxPets: 6, extraPetMinutes: 200 }, ['durationMinutes too_long']],
	[{ ...plain, horizonDays: 1, minNoticeMinutes: 1440 }, ['minNoticeMinutes too_large']],
	[{ ...plain, sameDayOnly: true, minNoticeMinutes: 1440 }, ['minNoticeMinutes too_large']],
	[{ ...plain, species: ['dog'], excludedSpecies: ['dog'] }, ['excludedSpecies nothing_left']],
	[{ ...plain, ageLimits: [{ minMonths: 12, maxWeeks: 8 }] }, ['ageLimits.0 nothing_left']],
	[{ ...plain, weightLimits: [{ minGrams: 9, maxGrams: 8 }] }, ['weightLimits.0.maxGrams invalid']],
	[{ ...plain, price: { kind: 'fixed' } }, ['price.amount required']],
	[{ ...plain, price: { kind: 'free', amount: '1.00' } }, ['price.amount unwanted']],
	[{ ...plain, mode: 'triage_only' }, ['triage required']],
	[{ ...plain, isDefault: true, mode: 'request' }, ['isDefault not_plain']],
	[{ ...plain, requiredSkills: ['magic'] }, ['requiredSkills.0 unknown_skill']],
	[{ ...plain, roomTypes: ['spa'] }, ['roomTypes.0 resource_not_found']],
	[{ ...plain, equipment: ['laser'] }, ['equipment.0 resource_not_found']],
	[{ ...plain, ownPart: { from: 10, until: 5 } }, ['ownPart.until too_small']],
	[{ ...plain, ownPart: { from: 0, until: 20 } }, ['ownPart.until too_large']],
	[
		{ ...plain, parts: [{ need: 'room', wanted: ['consult'], from: 10, until: 10 }] },
		['parts.0.until too_small'],
	],
	[
		{ ...plain, parts: [{ need: 'person', wanted: ['consult'] }] },
		['parts.0.wanted.0 resource_not_found'],
	],
	[
		{
			...plain,
			dayProcedure: {
				admission: { from: '08:00', until: '09:00' },
				discharge: { from: '08:30', until: '18:00' },
			},
		},
		['dayProcedure.discharge.from too_small'],
	],
]

test('names every bad field', async () => {
	for (const [body, expected] of badBodies) {
		assert.equal(issuesOf(await create(body)), expected, JSON.stringify(body))
	}
	const none = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
	const foreign = {
		...plain,
		namedResourceIds: [desk.clinic.rooms[0], none],
		caps: [{ resourceId: desk.clinic.vets[0] }],
		earlierVisit: { appointmentTypeIds: [none], maxDays: 30 },
	}
	assert.equal(issuesOf(await create(foreign)), [
		'namedResourceIds.0 resource_not_found',
		'namedResourceIds.1 resource_not_found',
		'caps.0.resourceId resource_not_found',
		'earlierVisit.appointmentTypeIds.0 appointment_type_not_found',
	])
})

const field = { id: 'a', label: 'A?', type: 'text' }
const badFields: [field: object, issue: string][] = [
	[{ ...field, id: 'A.b' }, 'id invalid_format'],
	[{ ...field, type: 'photo' }, 'type invalid_value'],
	[{ ...field, type: 'choice' }, 'options required'],
	[{ ...field, type: 'choice', options: ['x', 'x'] }, 'options repeated'],
	[{ ...field, options: ['x'] }, 'options unwanted'],
	[{ ...field, min: 1 }, 'min unwanted'],
	[{ ...field, type: 'number', min: 2, max: 1 }, 'max too_small'],
	[{ ...field, type: 'number', maxLength: 2 }, 'maxLength unwanted'],
	[{ ...field, pattern: '^(a+)+$', maxLength: 100 }, 'pattern invalid_format'],
	[{ ...field, pattern: '^[0-9]{15}' }, 'pattern invalid_format'],
	[{ ...field, pattern: '^[b-a]$' }, 'pattern invalid_format'],
	[{ ...field, pattern: '^a*b?c+d{1,9}$', maxLength: 100 }, 'pattern invalid_format'],
	[{ ...field, pattern: '^[a-z]+$' }, 'maxLength required'],
	[{ ...field, advice: { when: 'yes', suggest: 'call' } }, 'advice unwanted'],
	[
		{ ...field, type: 'yesno', advice: { when: 'maybe', suggest: 'call' } },
		'advice.when invalid_value',
	],
	[
		{ ...field, type: 'yesno', advice: { when: 'no', suggest: 'offer' } },
		'advice.appointmentTypeId required',
	],
]

test('builds forms of questions that can be answered', async () => {
	for (const [one, issue] of badFields) {
		const answer = await create({ ...plain, formFields: [one] })
		assert.equal(issuesOf(answer), [`formFields.0.${issue}`], JSON.stringify(one))
	}
	const twice = await create({ ...plain, formFields: [field, field] })
	assert.equal(issuesOf(twice), ['formFields.1.id repeated'])
	const formFields = [
		{ ...field, id: 'chip', pattern: '^[0-9]{15}$', required: true },
		{ id: 'days', label: 'Days', type: 'number', min: 0, max: 9 },
		{ id: 'where', label: 'Where?', type: 'choice', options: ['Here', 'There'], species: ['cat'] },
		{
			id: 'well',
			label: 'Well?',
			type: 'yesno',
			advice: { when: 'no', suggest: 'offer', appointmentTypeId: desk.clinic.types.check },
		},
	]
	const { body } = await create({
		...plain,
		name: 'With a form',
		roomTypes: ['consult'],
		formFields,
	})
	assert.equal(
		body.type.formFields.map((one: { id: string }) => one.id),
		['chip', 'days', 'where', 'well'],
	)
	const visit = { ...bookBody(desk.clinic), appointmentTypeId: body.type.id }
	const answers = [{ fieldId: 'chip', value: '123' }]
	const send = (differences: object) =>
		api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
			body: { ...visit, ...differences },
		})
	assert.equal(issuesOf(await send({ answers })), ['answers.chip invalid_format'])
	const good = [{ fieldId: 'chip', value: '123456789012345' }]
	assert.is(told(await send({ answers: good })), '201')
})

test('owners book what was added, by its rules', async () => {
	const { body, status } = await create({ ...plain, name: 'Ünique  check', maxPets: 2 })
	assert.is(status, 201)
	assert.equal(body.stranded, [])
	assert.is(body.type.slug, 'unique_check')
	const { appointmentTypes } = (await api.call(desk.clinic, 'GET', '/api/customer/clinic')).body
	const shown = appointmentTypes.find((type: { id: string }) => type.id === body.type.id)
	assert.is(shown.durationMinutes, 15)
	const again = await create({ ...plain, name: 'Ünique check' })
	assert.is(again.body.type.slug, 'unique_check_2')
	assert.ok(again.body.type.sortOrder > body.type.sortOrder)
	const visit = await book(api, desk.clinic, { appointmentTypeId: body.type.id, start: startIn(6) })
	assert.is(Date.parse(visit.end) - Date.parse(visit.start), 15 * 60_000)
})

test('owners are told what to prepare for their animal at its age', async () => {
	const preparation = [
		{ text: 'All' },
		{ text: 'Cats', species: ['cat'] },
		{ text: 'Dogs', species: ['dog'] },
		{ text: 'Puppies', species: ['dog'], underWeeks: 16 },
		{ text: 'Seniors', fromWeeks: 416 },
	]
	const { body } = await create({ ...plain, name: 'Prepared', preparation })
	const told = async (age: object, days: number) => {
		const visit = { species: 'dog', pets: 1, problems: 1, ...age }
		const wish = { appointmentTypeId: body.type.id, start: startIn(days), visit }
		return (await book(api, desk.clinic, wish)).preparation.map(({ text }) => text)
	}
	assert.equal(await told({ ageWeeks: 15 }, 10), ['All', 'Dogs', 'Puppies'])
	assert.equal(await told({ ageWeeks: 16 }, 11), ['All', 'Dogs'])
	assert.equal(await told({ ageMonths: 120 }, 12), ['All', 'Dogs', 'Seniors'])
	assert.equal(await told({}, 13), ['All', 'Dogs'])
})

test('what is read can be sent back, and changes nothing', async () => {
	for (const type of (await desk.ask('GET', PATH)).body.types) {
		const before = await typeOf(type.id)
		const answer = await change(type.id, {})
		assert.is(told(answer), '200', type.slug)
		assert.equal(answer.body.type, before)
	}
})

test('a type goes out of use, and is never deleted', async () => {
	const { body } = await create({ ...plain, name: 'Passing', roomTypes: ['consult'] })
	const { id } = body.type
	const visit = await book(api, desk.clinic, { appointmentTypeId: id, start: startIn(9) })
	assert.equal((await change(id, { active: false })).body.stranded, [])
	const { appointmentTypes } = (await api.call(desk.clinic, 'GET', '/api/customer/clinic')).body
	assert.not.ok(appointmentTypes.some((type: { id: string }) => type.id === id))
	assert.is((await typeOf(id)).active, false)
	const { appointments } = (
		await desk.ask('GET', `/api/clinic/appointments?from=${day(9)}&to=${day(9)}`)
	).body
	assert.is(appointments.find((one: { id: string }) => one.id === visit.id).status, 'confirmed')
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '405 method_not_allowed')
})

const day = (days: number) =>
	new Date(startIn(days)).toLocaleDateString('en-CA', { timeZone: 'Europe/London' })

test('one type is the default, and another takes its place', async () => {
	const own = await openDesk(api)
	const { check } = own.clinic.types
	assert.equal(issuesOf(await change(check, { isDefault: false }, own)), [
		'isDefault default_needed',
	])
	assert.equal(issuesOf(await change(check, { active: false }, own)), ['isDefault not_plain'])
	const { body } = await create({ ...plain, isDefault: true }, own)
	const { types } = (await own.ask('GET', PATH)).body
	const defaults = types.filter((type: { isDefault: boolean }) => type.isDefault)
	assert.equal(
		defaults.map((type: { id: string }) => type.id),
		[body.type.id],
	)
})

test('visits are given what their type takes from now on, or are listed', async () => {
	const own = await openDesk(api, { vets: 2, rooms: 2 })
	const { check } = own.clinic.types
	const [first, second] = [
		await book(api, own.clinic, { start: startIn(4) }),
		await book(api, own.clinic, { start: startIn(4) }),
	]
	const scanner = { kind: 'equipment', code: 'scanner', name: 'Scanner' }
	await own.clinic.run((trx) =>
		trx('resources').insert({ clinic_id: own.clinic.id, id: crypto.randomUUID(), ...scanner }),
	)
	await own.ask('PATCH', `/api/clinic/resources/${own.clinic.rooms[0]}`, { body: { capacity: 1 } })
	const refused = await change(check, { equipment: ['scanner'] }, own)
	assert.is(told(refused), '409 visits_stranded')
	assert.equal(
		refused.body.stranded.map((one: { id: string; reasons: { code: string }[] }) => [
			one.id,
			...one.reasons.map(({ code }) => code),
		]),
		[[second.id, 'equipment_not_free']],
	)
	const allowed = await change(check, { equipment: ['scanner'], allowStranded: true }, own)
	assert.is(told(allowed), '200')
	const kinds = await own.clinic.run((trx) =>
		trx('reservations as r')
			.join('resources as o', { 'o.clinic_id': 'r.clinic_id', 'o.id': 'r.resource_id' })
			.where({ 'r.clinic_id': own.clinic.id, 'o.clinic_id': own.clinic.id })
			.where({ 'o.kind': 'equipment' })
			.pluck('r.appointment_id'),
	)
	assert.equal(kinds, [first.id])
})

test('says in the log who changed which fields', async () => {
	const own = await openDesk(api)
	const admin = await signedIn(api, own.clinic, ['admin'])
	const { id: _, ...body } = (await admin.ask('GET', `${PATH}/${own.clinic.types.check}`)).body
	const sent = { ...body, name: 'Check-up', maxPets: 2 }
	assert.is(
		told(await admin.ask('PUT', `${PATH}/${own.clinic.types.check}`, { body: sent })),
		'200',
	)
	const rows = await own.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: own.clinic.id, action: 'type.changed' }),
	)
	assert.is(rows[0].actor_id, admin.id)
	assert.ok(rows[0].data.fields.includes('name'))
	assert.not.ok(JSON.stringify(rows[0].data).includes('Check-up'))
})

test.run()
