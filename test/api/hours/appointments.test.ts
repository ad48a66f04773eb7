import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite("the clinic's list of visits")
const PATH = '/api/clinic/appointments'
const day = dayIn(5)
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const list = async (desk: Desk, query: string) => (await desk.ask('GET', `${PATH}?${query}`)).body
const refs = (body: { appointments: { reference: string }[] }) =>
	body.appointments.map((one) => one.reference)

test('names every bad field', async () => {
	const desk = await openDesk(api)
	const ask = async (query: string) => issuesOf(await desk.ask('GET', `${PATH}?${query}`)).sort()
	assert.equal(await ask(''), ['from required', 'to required'])
	const range = `from=${day}&to=${day}`
	assert.equal(await ask(`from=${day}&to=${dayIn(4)}`), ['to invalid'])
	assert.equal(await ask(`from=${day}&to=${dayIn(99)}`), ['to invalid'])
	assert.equal(await ask(`${range}&limit=0&status=lost&x=1`), [
		'limit too_small',
		'status invalid_value',
		'x unknown_field',
	])
	for (const cursor of ['x', 'e30', Buffer.from("2027 ' or 1=1").toString('base64url')]) {
		assert.equal(await ask(`${range}&cursor=${cursor}`), ['cursor invalid'], cursor)
	}
})

test('lists nobody in days that no calendar reaches', async () => {
	const desk = await openDesk(api)
	for (const [from, to] of [
		['2199-12-30', '2199-12-31'],
		['2189-12-30', '2190-01-02'],
		['1900-01-01', '1900-01-02'],
		['1959-12-31', '1960-01-01'],
	]) {
		const answer = await desk.ask('GET', `${PATH}?from=${from}&to=${to}`)
		assert.is(answer.status, 200, from)
		assert.equal(answer.body.appointments, [])
	}
})

test('shows who comes, to whom, and what is occupied', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00'), notes: 'A nervous dog' })
	const { appointments, nextCursor } = await list(desk, `from=${day}&to=${day}`)
	assert.is(nextCursor, null)
	const [{ client, pets, ...rest }] = appointments
	assert.equal(
		[client.name, client.email, client.phone],
		['Ann Otter', 'ann@owner.example', '+442079460142'],
	)
	assert.equal(
		pets.map((pet: { name: string }) => pet.name),
		['Pickle'],
	)
	assert.is(rest.id, visit.id)
	assert.is(rest.start, visit.start)
	assert.is(rest.notes, 'A nervous dog')
	assert.equal(rest.resourceIds.sort(), [...desk.clinic.vets, ...desk.clinic.rooms].sort())
	assert.not.match(JSON.stringify(appointments), /manage|token|generation/i)
})

test('pages through a day without loss, though visits are booked meanwhile', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const made: string[] = []
	for (const time of ['09:00', '10:00', '10:00', '11:00', '12:00']) {
		made.push((await book(api, desk.clinic, { start: at(day, time) })).reference)
	}
	const seen: string[] = []
	let cursor: string | null = ''
	for (let pages = 0; cursor !== null && pages < 9; pages++) {
		const more: string = cursor ? `&cursor=${cursor}` : ''
		const body = await list(desk, `from=${day}&to=${day}&limit=2${more}`)
		seen.push(...refs(body))
		cursor = body.nextCursor
		if (pages === 0) await book(api, desk.clinic, { start: at(day, '08:00') })
	}
	assert.equal([...seen].sort(), [...made].sort())
	assert.is(new Set(seen).size, 5)
})

test('counts days in the zone of the clinic, and filters', async () => {
	const desk = await openDesk(api, { vets: 2, clinic: { time_zone: 'Pacific/Auckland' } })
	const [first, second] = desk.clinic.vets
	const start = new Date(`${day}T20:00:00Z`).toISOString()
	const visit = await book(api, desk.clinic, { start, veterinarianId: first })
	const local = visit.start.slice(0, 10)
	assert.is.not(local, day)
	assert.equal(refs(await list(desk, `from=${local}&to=${local}`)), [visit.reference])
	assert.equal(refs(await list(desk, `from=${day}&to=${day}`)), [])
	const range = `from=${local}&to=${local}`
	assert.is(refs(await list(desk, `${range}&veterinarianId=${first}&status=confirmed`)).length, 1)
	assert.is(refs(await list(desk, `${range}&veterinarianId=${second}`)).length, 0)
	assert.is(refs(await list(desk, `${range}&status=pending`)).length, 0)
})

test('shows a moved visit once, and another clinic nothing', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const moved = await api.call(
		desk.clinic,
		'PUT',
		`/api/customer/appointments/${visit.id}/reschedule`,
		{ body: { start: at(day, '14:00'), veterinarianId: null }, manage: visit.manageToken },
	)
	assert.is(told(moved), '200')
	const { appointments } = await list(desk, `from=${day}&to=${day}`)
	assert.equal(
		appointments.map((one: { id: string }) => one.id),
		[moved.body.id],
	)
	assert.is(appointments[0].previousAppointmentId, visit.id)
	const former = await list(desk, `from=${day}&to=${day}&status=rescheduled`)
	assert.is(former.appointments[0].id, visit.id)
	const other = await openDesk(api)
	assert.equal((await list(other, `from=${day}&to=${day}`)).appointments, [])
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
