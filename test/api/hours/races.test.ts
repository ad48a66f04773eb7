import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Answer, bookBody, startApi, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, openDesk, told } from './desk.ts'

const test = suite('a booking and a change of hours at once')
const day = dayIn(5)
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const booking = (desk: Desk) =>
	api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
		body: bookBody(desk.clinic, { start: at(day, '10:00') }),
	})
const closing = (desk: Desk) =>
	desk.ask('POST', '/api/clinic/overrides', {
		body: { resourceId: null, type: 'unavailable', date: day },
	})

/** How many connections to this database wait for somebody's lock. */
async function waiting(): Promise<number> {
	const { rows } = await api.database.owner.raw(
		`select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a using (pid)
		where not l.granted and a.datname = current_database()`,
	)
	return rows[0].n
}

async function untilWaiting(count: number): Promise<void> {
	for (let tries = 0; (await waiting()) < count; tries++) {
		if (tries > 200) throw new Error(`${await waiting()} wait, not ${count}`)
		await setTimeout(10)
	}
}

/**
 * Runs the first call up to its last statement, which waits for the row of the clinic's version, then
 * the second beside it; then lets both end.
 */
async function meet(
	desk: Desk,
	first: () => Promise<Answer>,
	second: () => Promise<Answer>,
): Promise<[Answer, Answer]> {
	let answers: Promise<Answer>[] = []
	await desk.clinic.run(async (trx) => {
		const where = { clinic_id: desk.clinic.id }
		await trx('availability_versions').where(where).forUpdate()
		const one = first()
		await untilWaiting(1)
		const two = second()
		await untilWaiting(2)
		answers = [one, two]
	})
	return (await Promise.all(answers)) as [Answer, Answer]
}

test('a booking that meets a change of hours waits for it, and is refused', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [change, visit] = await meet(
		desk,
		() => closing(desk),
		() => booking(desk),
	)
	assert.is(told(change), '201')
	assert.equal(change.body.stranded, [])
	assert.is(told(visit), '422 slot_not_offered')
	const rows = await desk.clinic.run((trx) =>
		trx('reservations').where({ clinic_id: desk.clinic.id }),
	)
	assert.equal(rows, [])
})

test('a change of hours that meets a booking waits for it, and lists it', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [visit, change] = await meet(
		desk,
		() => booking(desk),
		() => closing(desk),
	)
	assert.is(told(visit), '201')
	assert.is(told(change), '409 visits_stranded')
	assert.equal(
		change.body.stranded.map((one: { id: string }) => one.id),
		[visit.body.id],
	)
})

test('two changes of hours come one after the other', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const [first, second] = await meet(
		desk,
		() => closing(desk),
		() => closing(desk),
	)
	assert.equal([told(first), told(second)], ['201', '201'])
})

test('never deadlocks over many bookings and changes', async () => {
	const desk = await openDesk(api, { vets: 3 })
	const range = (hour: number) => ({
		resourceId: desk.clinic.vets[hour % 3],
		type: 'unavailable',
		date: day,
		startTime: `${10 + hour}:00`,
		endTime: `${10 + hour}:30`,
		allowStranded: true,
	})
	const bookings = Array.from({ length: 24 }, (_, i) =>
		api.call(desk.clinic, 'POST', '/api/customer/appointments/book', {
			body: bookBody(desk.clinic, { start: at(day, `${10 + (i % 8)}:00`) }),
		}),
	)
	const changes = Array.from({ length: 8 }, (_, i) =>
		desk.ask('POST', '/api/clinic/overrides', { body: range(i) }),
	)
	const visits = await Promise.all(bookings)
	const stranded = new Set(
		(await Promise.all(changes)).flatMap((answer) => {
			assert.is(told(answer), '201')
			return answer.body.stranded.map((one: { id: string }) => one.id)
		}),
	)
	// Whoever was booked and not listed is still within the hours.
	for (const { status, body } of visits) {
		if (status !== 201 || stranded.has(body.id)) continue
		const hour = Number(body.start.slice(11, 13)) - 10
		assert.is.not(body.veterinarian.id, desk.clinic.vets[hour % 3], body.start)
	}
	const { rows } = await api.database.owner.raw(
		'select deadlocks from pg_stat_database where datname = current_database()',
	)
	assert.is(rows[0].deadlocks, 0)
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
