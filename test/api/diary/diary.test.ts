import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Diary } from '../../../api/contract/diary.ts'
import { createClinicClient } from '../../../sdk/clinic.ts'
import { clinicChanges } from '../../../sdk/clinic-diary.ts'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from '../hours/desk.ts'
import { type Colleague, signedIn } from '../staff/staff.ts'

const test = suite('the diary')
const day = dayIn(5)
const next = dayIn(6)
let api: TestApi
let desk: Desk
let other: Desk
let nurse: Colleague

test.before(async () => {
	api = await startApi()
	desk = await openDesk(api, { vets: 2 })
	other = await openDesk(api, { vets: 1 })
	nurse = await signedIn(api, desk.clinic, ['nurse'])
})
test.after(() => api.close())

const read = async (from = day, to = day): Promise<Diary> => {
	const answer = await nurse.ask('GET', `/api/clinic/diary?from=${from}&to=${to}`)
	assert.is(answer.status, 200, JSON.stringify(answer.body))
	return answer.body
}
const column = (diary: Diary, id: string | undefined) => diary.columns.find((one) => one.id === id)!

test('is for those who work there', async () => {
	const path = `/api/clinic/diary?from=${day}&to=${day}`
	assert.is(told(await desk.ask('GET', path, { key: null })), '401 key_missing')
	assert.is(told(await desk.ask('GET', path, { key: 'sk_nobody' })), '401 key_unknown')
	assert.is(told(await desk.ask('GET', path)), '200')
	assert.is(told(await desk.ask('GET', '/api/clinic/stream', { key: null })), '401 key_missing')
})

test('names what is wrong with the days', async () => {
	const ask = (query: string) => desk.ask('GET', `/api/clinic/diary?${query}`).then(issuesOf)
	assert.equal(await ask('from=2027-02-30'), ['from invalid_format', 'to required'])
	assert.equal(await ask('from=2027-02-02&to=2027-02-01'), ['to invalid'])
	assert.equal(await ask('from=2027-01-01&to=2027-02-01'), ['to invalid'])
})

test('shows a visit where it takes place, with its people, and none of another clinic', async () => {
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	await book(api, other.clinic, { start: at(day, '10:00') })
	const diary = await read()
	assert.equal(
		diary.visits.map(({ id }) => id),
		[visit.id],
	)
	const [shown] = diary.visits
	assert.is(shown?.reference, visit.reference)
	assert.is(shown?.typeName, 'check')
	assert.equal(shown?.pets.length, 1)
	const places = shown?.places.map(({ id }) => id) ?? []
	assert.ok(places.includes(shown!.veterinarianId))
	assert.ok(places.some((id) => desk.clinic.rooms.includes(id)))
	for (const place of shown!.places) assert.is(place.start, shown!.start)
	assert.equal((await read(next, next)).visits, [])
})

test('shows on both days a visit that goes on past midnight', async () => {
	const [eve, morning] = [dayIn(8), dayIn(9)]
	const { id } = await book(api, other.clinic, { start: at(eve, '23:30') })
	const later = `scheduled_end + interval '15 minutes'`
	await other.clinic.run(async (trx) => {
		await trx('appointments')
			.where({ id })
			.update({ scheduled_end: trx.raw(later) })
	})
	for (const date of [eve, morning]) {
		const { body } = await other.ask('GET', `/api/clinic/diary?from=${date}&to=${date}`)
		assert.equal(
			body.visits.map((one: { id: string }) => one.id),
			[id],
		)
	}
})

test('tells hours, breaks, other work and exceptions of everyone', async () => {
	const [vet] = desk.clinic.vets
	const { schedules } = (await desk.ask('GET', `/api/clinic/schedules?resourceId=${vet}`)).body
	const { id, kind: _, ...schedule } = schedules[0]
	const body = {
		...schedule,
		startTime: '08:00',
		endTime: '18:00',
		breaks: [{ start: '12:30', end: '13:00', description: 'Lunch' }],
	}
	assert.is(told(await desk.ask('PUT', `/api/clinic/schedules/${id}`, { body })), '200')
	const away = { resourceId: vet, type: 'unavailable', date: day }
	const block = { ...away, startTime: '15:00', endTime: '16:00', reason: 'Meeting' }
	assert.is(told(await desk.ask('POST', '/api/clinic/overrides', { body: block })), '201')
	const { open, closed } = column(await read(), vet)
	const wall = ({ start, end }: { start: string; end: string }) =>
		`${start.slice(11, 16)}-${end.slice(11, 16)}`
	assert.equal(open.map(wall), ['08:00-12:30', '13:00-15:00', '16:00-18:00'])
	assert.equal(
		closed.map((one) => `${wall(one)} ${one.kind} ${one.label} ${one.overrideId !== null}`),
		['12:30-13:00 break Lunch false', '15:00-16:00 unavailable Meeting true'],
	)
	const { columns } = await read(day, next)
	assert.is(columns.find((one) => one.id === vet)?.open.length, 5)
})

test('still knows the exceptions of days that are over', async () => {
	const [, vet] = desk.clinic.vets
	const past = dayIn(-10)
	await desk.clinic.run((trx) =>
		trx('vet_availability_overrides').insert({
			clinic_id: desk.clinic.id,
			id: crypto.randomUUID(),
			resource_id: vet,
			override_type: 'unavailable',
			override_date: past,
			reason: 'Ill',
		}),
	)
	const { open, closed } = column(await read(past, past), vet)
	assert.equal(open, [])
	assert.equal(
		closed.map(({ label }) => label),
		['Ill'],
	)
})

test('has a room open when the clinic is, unless it has hours of its own', async () => {
	const [room] = other.clinic.rooms
	const openOf = async () => {
		const { body } = await other.ask('GET', `/api/clinic/diary?from=${day}&to=${next}`)
		const { open } = column(body, room)
		return open.map(({ start, end }) => `${start.slice(8, 16)}-${end.slice(11, 16)}`)
	}
	assert.is((await openOf()).length, 1, 'where nothing is known of the hours, it is always')
	const weekday = (new Date(day).getUTCDay() + 6) % 7
	const body = { hours: [{ weekday, opens: '08:15', closes: '19:00' }] }
	assert.is(told(await other.ask('PATCH', '/api/clinic/profile', { body })), '200')
	assert.equal(await openOf(), [`${day.slice(8)}T08:15-19:00`])
})

test('tells a change to whoever listens', async () => {
	const leave = new AbortController()
	const options = {
		baseUrl: api.url,
		fetch: ((url, init) =>
			fetch(url, {
				...init,
				headers: { ...init?.headers, authorization: `Bearer ${nurse.token}` },
			})) as typeof fetch,
	}
	const news = clinicChanges(options, { signal: leave.signal })
	const { value: before } = await news.next()
	assert.is(before?.version, (await read()).version)
	await book(api, desk.clinic, { start: at(day, '11:00') })
	const { value: after } = await news.next()
	assert.ok(after!.version! > before!.version!)
	leave.abort()
	const client = createClinicClient({ secretKey: desk.secret, baseUrl: api.url })
	assert.is((await client.diary({ from: day, to: day })).version, after!.version)
})

test.run()
