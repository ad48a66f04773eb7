import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { createClinicClient, VetslotError } from '../../sdk/clinic.ts'
import { book, startApi, type TestApi } from '../api/api.ts'
import { at, type Desk, dayIn, openDesk } from '../api/hours/desk.ts'

const test = suite("a clinic's own client")
const day = dayIn(5)
let api: TestApi
let desk: Desk

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 1 })
})
test.after(() => api.close())

function clientOf(secretKey = desk.secret) {
	const asked: string[] = []
	const client = createClinicClient({
		secretKey,
		baseUrl: api.url,
		retries: 0,
		fetch: (url, init) => {
			asked.push(`${init?.method} ${url}`)
			return fetch(url, init)
		},
	})
	return { client, asked }
}

test('asks what a change would do, is refused, and does it on purpose', async () => {
	const { client, asked } = clientOf()
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const closed = { resourceId: null, type: 'unavailable', date: day } as const
	const dry = await client.overrides.create(closed, { dryRun: true })
	assert.equal(
		dry.stranded.map((one) => one.id),
		[visit.id],
	)
	const refused = await client.overrides.create(closed).catch((error) => error)
	assert.instance(refused, VetslotError)
	assert.is(refused.code, 'visits_stranded')
	assert.is(refused.stranded[0].reference, visit.reference)
	const { override } = await client.overrides.create({ ...closed, allowStranded: true })
	const { overrides } = await client.overrides.list({ from: day, to: day })
	assert.equal(
		overrides.map((one) => one.id),
		[override.id],
	)
	assert.equal(await client.overrides.remove(override.id), { stranded: [] })
	assert.not.ok(asked.some((line) => line.includes('sk_')))
})

test('reaches hours, rooms, visits and the explanation', async () => {
	const { client } = clientOf()
	const { schedules } = await client.schedules.list()
	const { id, kind: _, ...schedule } = schedules[0]!
	const changed = await client.schedules.replace(id, {
		...schedule,
		breaks: [],
		label: 'All day',
		appointmentTypeIds: null,
	})
	assert.is(changed.schedule.label, 'All day')
	const { resources } = await client.resources.list()
	const room = resources.find((one) => one.kind === 'room')!
	const { resource } = await client.resources.change(room.id, { capacity: 2 })
	assert.is(resource.capacity, 2)
	const { appointments } = await client.appointments.list({ from: day, to: day })
	assert.is(appointments.length, 1)
	const start = at(day, '10:00')
	const wish = { appointmentTypeId: desk.clinic.types.check, start }
	const { bookable, rules } = await client.explain(wish)
	assert.is(bookable, false)
	assert.ok(rules.some((rule) => rule.code === 'vet_busy' && !rule.passed))
	const ended = await client.schedules.end(id, { from: dayIn(30) })
	assert.is(ended.schedule?.effectiveUntil, dayIn(29))
})

test('sets the clinic up: its profile, what can be booked, rooms and keys', async () => {
	const { client } = clientOf()
	const { name } = await client.profile.change({ name: 'Renamed Vets' })
	assert.is(name, (await client.profile.get()).name)
	const { type } = await client.types.create({ name: 'Nail clip', durationMinutes: 15 })
	const { id, ...body } = await client.types.get(type.id)
	const { type: changed } = await client.types.replace(id, { ...body, durationMinutes: 20 })
	assert.is(changed.durationMinutes, 20)
	assert.ok((await client.types.list()).types.some((one) => one.id === id))
	const room = { kind: 'room', name: 'Theatre', roomType: 'theatre' } as const
	assert.is((await client.resources.create(room)).resource.roomType, 'theatre')
	const { key } = await client.keys.create({ kind: 'publishable', label: 'Website' })
	const allowedOrigins = ['https://clinic.example']
	assert.equal(
		(await client.keys.change(key.id, { allowedOrigins })).allowedOrigins,
		allowedOrigins,
	)
	await client.keys.revoke(key.id)
	assert.not.ok((await client.keys.list()).keys.some((one) => one.id === key.id))
})

test('tells an unknown key from everything else', async () => {
	const { client } = clientOf(`sk_${'x'.repeat(43)}`)
	const error = await client.resources.list().catch((thrown) => thrown)
	assert.is(error.code, 'key_unknown')
	assert.equal(error.stranded, [])
})

test.run()
