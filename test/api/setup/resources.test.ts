import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, book, startApi, startIn, type TestApi } from '../api.ts'
import { type Desk, dayIn, issuesOf, openDesk, secretKey, told } from '../hours/desk.ts'
import { signedIn } from '../staff/staff.ts'

const test = suite('adding people, rooms and equipment')
const PATH = '/api/clinic/resources'
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 1 })
})
test.after(() => api.close())

const create = (body: object, more = {}): Promise<Answer> =>
	desk.ask('POST', PATH, { body, ...more })
const room = { kind: 'room', name: 'Quiet room', roomType: 'quiet' }

test('is for whoever may change them', async () => {
	assert.is(told(await create(room, { key: null })), '401 key_missing')
	const key = await secretKey(api, desk.clinic, ['read'])
	assert.is(told(await create(room, { key })), '403 forbidden')
	const vet = await signedIn(api, desk.clinic, ['veterinarian'])
	assert.is(told(await vet.ask('POST', PATH, { body: room })), '403 forbidden')
})

test('names every bad field', async () => {
	const bad: [body: object, issues: string[]][] = [
		[{}, ['kind invalid_value', 'name required']],
		[{ kind: 'desk', name: 'x' }, ['kind invalid_value']],
		[{ kind: 'room', name: 'x' }, ['roomType required']],
		[{ kind: 'nurse', name: 'x', roomType: 'quiet' }, ['roomType unwanted']],
		[{ ...room, code: 'A b' }, ['code invalid_format']],
		[{ ...room, capacity: 0, species: ['cow'] }, ['capacity too_small', 'species.0 invalid_value']],
		[{ ...room, color: 'red' }, ['color invalid_format']],
		[{ ...room, name: 'http://x.example' }, ['name not_a_name']],
	]
	for (const [body, issues] of bad) {
		const found = issuesOf(await create(body)).map((line) =>
			line === 'kind required' ? 'kind invalid_value' : line,
		)
		assert.equal(found, issues, JSON.stringify(body))
	}
	assert.is(told(await create({ ...room, code: 'quiet' })), '201')
	assert.equal(issuesOf(await create({ ...room, code: 'quiet' })), ['code taken'])
})

test('equipment and places go by a code made of their name, for types to point to', async () => {
	const scanner = (await create({ kind: 'equipment', name: 'X-ray unit' })).body.resource
	assert.is(scanner.code, 'x_ray_unit')
	const again = (await create({ kind: 'equipment', name: 'X-ray unit' })).body.resource
	assert.is(again.code, 'x_ray_unit_2')
	const body = { name: 'Imaging', durationMinutes: 30, equipment: [scanner.code] }
	assert.is(told(await desk.ask('POST', '/api/clinic/types', { body })), '201')
})

test('a person who was added works, is booked, and is called the same everywhere', async () => {
	const own = await openDesk(api, { vets: 1, rooms: 1 })
	const person = { kind: 'veterinarian', name: 'Maren Lind', title: 'Vet', skills: ['surgery'] }
	const { resource } = (await own.ask('POST', PATH, { body: person })).body
	assert.equal([resource.name, resource.skills, resource.code], ['Maren Lind', ['surgery'], null])
	const hours = {
		...{ resourceId: resource.id, rrule: 'FREQ=DAILY', effectiveFrom: dayIn(0) },
		...{ startTime: '00:00', endTime: '00:00' },
	}
	assert.is(told(await own.ask('POST', '/api/clinic/schedules', { body: hours })), '201')
	await book(api, own.clinic, { start: startIn(4), veterinarianId: resource.id })
	const change = { name: 'Dr Maren Lind', languages: ['en', 'de'], color: '#2f7d6b', sortOrder: 3 }
	const changed = await own.ask('PATCH', `${PATH}/${resource.id}`, { body: change })
	assert.is(told(changed), '200')
	assert.equal(changed.body.resource, { ...resource, ...change, shortName: change.name })
	const { staff } = (await own.ask('GET', '/api/clinic/staff')).body
	const one = staff.find(({ id }: { id: string }) => id === resource.id)
	assert.equal([one.name, one.roles], ['Dr Maren Lind', ['veterinarian']])
	const { veterinarians } = (await api.call(own.clinic, 'GET', '/api/customer/clinic')).body
	assert.ok(veterinarians.some(({ name }: { name: string }) => name === 'Dr Maren Lind'))
})

test('a room of another kind strands the visits in it', async () => {
	const own = await openDesk(api, { vets: 1, rooms: 1 })
	const visit = await book(api, own.clinic, { start: startIn(4) })
	const path = `${PATH}/${own.clinic.rooms[0]}`
	const refused = await own.ask('PATCH', path, { body: { roomType: 'ward' } })
	assert.is(told(refused), '409 visits_stranded')
	assert.is(refused.body.stranded[0].id, visit.id)
	assert.is(told(await own.ask('PATCH', path, { body: { name: 'Room A' } })), '200')
})

test('is told in the log, and never deleted', async () => {
	const { id } = (await create({ ...room, name: 'Passing' })).body.resource
	assert.is(told(await desk.ask('PATCH', `${PATH}/${id}`, { body: { active: false } })), '200')
	assert.is(told(await desk.ask('DELETE', `${PATH}/${id}`)), '405 method_not_allowed')
	const log = await desk.clinic.run((trx) =>
		trx('audit_log').where({ clinic_id: desk.clinic.id, subject_id: id }).orderBy('id'),
	)
	assert.equal(
		log.map(({ action, data }) => [action, data]),
		[
			['resource.created', { kind: 'room' }],
			['resource.changed', { fields: ['active'] }],
		],
	)
})

test.run()
