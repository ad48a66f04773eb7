import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, book, bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('races for one time')
const PATH = '/api/customer/appointments/book'

let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

const post = (clinic: BookableClinic, differences: Record<string, unknown>) =>
	api.call(clinic, 'POST', PATH, { body: bookBody(clinic, differences) })

function statuses(answers: Answer[]): Record<string, number> {
	const counts: Record<string, number> = {}
	for (const { status, body } of answers) {
		const name = status < 300 ? String(status) : `${status} ${body.code}`
		counts[name] = (counts[name] ?? 0) + 1
	}
	return counts
}

async function deadlocks(): Promise<number> {
	const { rows } = await api.database.owner.raw(
		'select deadlocks from pg_stat_database where datname = current_database()',
	)
	return rows[0].deadlocks
}

test('books one time once, whoever asks: a hundred at once', async () => {
	const clinic = await makeBookableClinic(api.db, { vets: 1 })
	const start = startIn(3)
	const answers = await Promise.all(Array.from({ length: 100 }, () => post(clinic, { start })))
	assert.equal(statuses(answers), { '201': 1, '409 slot_taken': 99 })
	const rows = await clinic.run((trx) =>
		trx('reservations').where({ clinic_id: clinic.id, resource_id: clinic.vets[0] }),
	)
	assert.is(rows.length, 1)
	for (const table of ['appointments', 'clients', 'pets', 'notifications', 'appointment_events']) {
		const found = await clinic.run((trx) => trx(table).where({ clinic_id: clinic.id }))
		assert.is(found.length, 1, table)
	}
})

test('gives every place away and no place twice, when all vets may take it', async () => {
	const clinic = await makeBookableClinic(api.db, { vets: 3, rooms: 3 })
	const start = startIn(3)
	const answers = await Promise.all(Array.from({ length: 20 }, () => post(clinic, { start })))
	const counts = statuses(answers)
	assert.equal(Object.keys(counts).sort(), ['201', '409 slot_taken'])
	// Whoever loses three times in a row gives up; the places are still there for the next.
	while ((await post(clinic, { start })).status === 201) counts['201']!++
	assert.is(counts['201'], 3)
})

test('never deadlocks over vet and room', async () => {
	const clinic = await makeBookableClinic(api.db, { vets: 4, rooms: 4 })
	const before = await deadlocks()
	const starts = [0, 1, 2, 3].map((halfHour) => startIn(4, halfHour))
	const wishes = starts.flatMap((start) =>
		clinic.vets.flatMap((veterinarianId) => [
			{ start, veterinarianId },
			{ start, veterinarianId: null },
			{ start, veterinarianId },
		]),
	)
	const answers = await Promise.all(wishes.map((wish) => post(clinic, wish)))
	assert.equal(
		Object.keys(statuses(answers)).filter((name) => name !== '201' && name !== '409 slot_taken'),
		[],
	)
	assert.is(await deadlocks(), before)
	const { rows } = await clinic.run((trx) =>
		trx.raw(
			`select count(*)::int as n from reservations a join reservations b
				on a.clinic_id = b.clinic_id and a.resource_id = b.resource_id and a.lane = b.lane
					and a.id < b.id and a.during && b.during
			where a.clinic_id = ? and b.clinic_id = ?`,
			[clinic.id, clinic.id],
		),
	)
	assert.is(rows[0].n, 0)
})

test('takes the other room when one is gone, and refuses when none is left', async () => {
	const clinic = await makeBookableClinic(api.db, { vets: 3, rooms: 2 })
	const start = startIn(3)
	const answers = []
	for (const veterinarianId of clinic.vets)
		answers.push(await post(clinic, { start, veterinarianId }))
	assert.equal(statuses(answers), { '201': 2, '409 slot_taken': 1 })
	assert.equal(
		answers[2]?.body.issues.map((issue: { code: string }) => issue.code),
		['room_not_free'],
	)
})

test('swaps of two visits that race end with both at one time each', async () => {
	const clinic = await makeBookableClinic(api.db, { vets: 2, rooms: 2 })
	const [first, second] = await Promise.all(
		clinic.vets.map((veterinarianId) => book(api, clinic, { veterinarianId, start: startIn(3) })),
	)
	const before = await deadlocks()
	const move = (visit = first, veterinarianId = '', halfHour = 0) =>
		api.call(clinic, 'PUT', `/api/customer/appointments/${visit?.id}/reschedule`, {
			body: { start: startIn(3, halfHour), veterinarianId },
			manage: visit?.manageToken ?? '',
		})
	const answers = await Promise.all([
		move(first, clinic.vets[1], 0),
		move(second, clinic.vets[0], 0),
	])
	// Each stands in the other's way; neither may lose its own time over it.
	assert.equal(statuses(answers), { '409 slot_taken': 2 })
	assert.is(await deadlocks(), before)
	const rows = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 4)
})

test('a retry that overtakes its own first try is told to wait', async () => {
	const clinic = await makeBookableClinic(api.db)
	const headers = { 'Idempotency-Key': 'the-same-intent-of-one-owner' }
	const body = bookBody(clinic)
	const answers = await Promise.all(
		Array.from({ length: 8 }, () => api.call(clinic, 'POST', PATH, { body, headers })),
	)
	for (const { status, body: told } of answers) {
		assert.ok(status === 201 || told.code === 'in_progress', `${status} ${told.code}`)
	}
	const rows = await clinic.run((trx) => trx('appointments').where({ clinic_id: clinic.id }))
	assert.is(rows.length, 1)
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
