import { setTimeout } from 'node:timers/promises'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { AnswerCache } from '../../../api/availability/answers.ts'
import { bumpPlan } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { book, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('free times over HTTP')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db)
})
test.after(() => api.close())

const DAY = 86_400_000
const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
const today = london.format(Date.now())
const dayIn = (days: number) => new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10)

const ask = (query: Record<string, string | number>, options = {}, path = '') => {
	const parameters = new URLSearchParams(
		Object.entries({ appointmentTypeId: clinic.types.check, ...query }).map(([key, value]) => [
			key,
			String(value),
		]),
	)
	for (const [key, value] of [...parameters]) if (value === '') parameters.delete(key)
	return api.call(
		clinic,
		'GET',
		`/api/customer/clinics/${clinic.id}/availability${path}?${parameters}`,
		options,
	)
}

interface Day {
	date: string
	status: string
	veterinarians: { id: string; starts: string[] }[]
}
const startsOf = (day: Day | undefined, vetId?: string) =>
	(day?.veterinarians ?? [])
		.filter((vet) => vetId === undefined || vet.id === vetId)
		.flatMap((vet) => vet.starts)

test('refuses a call without a key, of a key of another clinic, of another origin', async () => {
	assert.is((await ask({ date: dayIn(3) }, { key: null })).status, 401)
	const other = await makeBookableClinic(api.db)
	const answer = await ask({ date: dayIn(3) }, { key: other.key })
	assert.is(answer.status, 403)
	assert.is(answer.body.code, 'key_not_for_clinic')
	const headers = { Origin: 'https://elsewhere.example' }
	const foreign = await ask({ date: dayIn(3) }, { headers })
	assert.is(foreign.status, 403)
	assert.is(foreign.body.code, 'origin_not_allowed')
})

test('names what is wrong with a question', async () => {
	const codes = async (query: Record<string, string | number>) => {
		const { status, body } = await ask(query)
		return [status, ...body.issues.map((one: { path: string }) => one.path).sort()]
	}
	assert.equal(await codes({}), [400, 'from', 'to'])
	assert.equal(await codes({ date: '2026-02-30' }), [400, 'date'])
	assert.equal(await codes({ date: 'soon' }), [400, 'date'])
	assert.equal(await codes({ date: dayIn(-2) }), [400, 'date'])
	assert.equal(await codes({ from: dayIn(-9), to: dayIn(-2) }), [400, 'to'])
	assert.equal(await codes({ from: dayIn(0), to: dayIn(365) }), [400, 'to'])
	assert.equal(await codes({ from: dayIn(3), to: dayIn(2) }), [400, 'to'])
	assert.equal(await codes({ date: '9999-12-31' }), [400, 'date'])
	assert.equal(await codes({ date: dayIn(3), appointmentTypeId: '', duration: -5 }), [
		400,
		'duration',
	])
	assert.equal(await codes({ date: dayIn(3), duration: 30 }), [400, 'appointmentTypeId'])
	assert.equal(await codes({ date: dayIn(3), zone: 'Mars/Olympus' }), [400, 'zone'])
	assert.equal(await codes({ date: dayIn(3), pets: '1e3' }), [400, 'pets'])
	const other = await makeBookableClinic(api.db)
	const type = await ask({ date: dayIn(3), appointmentTypeId: other.types.check })
	assert.is(type.status, 404)
	assert.equal(type.body.issues[0].path, 'appointmentTypeId')
	const vet = await ask({ date: dayIn(3), veterinarianId: other.vets[0] ?? '' })
	assert.is(vet.status, 404)
	assert.equal(vet.body.issues[0].in, 'query')
})

test('lists a day by vet, on the grid, with the offset of the clinic', async () => {
	const { status, body } = await ask({ date: dayIn(3) })
	assert.is(status, 200)
	assert.is(body.durationMinutes, 30)
	assert.is(body.lastBookableDay, dayIn(60))
	assert.is(body.days.length, 1)
	assert.is(body.days[0].status, 'free')
	assert.equal(
		body.days[0].veterinarians.map((vet: { id: string }) => vet.id).sort(),
		[...clinic.vets].sort(),
	)
	for (const start of startsOf(body.days[0])) {
		assert.match(start, new RegExp(`^${dayIn(3)}T\\d\\d:[03]0:00\\+0[01]:00$`))
	}
	assert.ok(startsOf(body.days[0]).length >= 2 * 46)
})

test('takes a bare length as the default type of that length', async () => {
	const { body } = await ask({ date: dayIn(3), appointmentTypeId: '', duration: 60 })
	assert.is(body.durationMinutes, 60)
	assert.is(body.appointmentTypeId, clinic.types.check)
	const pets = await ask({ date: dayIn(3), pets: 2 })
	assert.is(pets.body.durationMinutes, 45)
})

test('no longer lists what was booked or held, and lists again what was given back', async () => {
	const veterinarianId = clinic.vets[0] ?? ''
	const start = startIn(3)
	const day = london.format(Date.parse(start))
	const listed = async () => {
		const { body } = await ask({ date: day, veterinarianId })
		return startsOf(body.days[0], veterinarianId).some(
			(one) => Date.parse(one) === Date.parse(start),
		)
	}
	assert.is(await listed(), true)
	const visit = await book(api, clinic, { start, veterinarianId })
	assert.is(await listed(), false)
	const manage = visit.manageToken
	await book(api, clinic, { start: startIn(3, 1), veterinarianId })
	const own = await ask({ date: day, veterinarianId }, { manage })
	const free = startsOf(own.body.days[0]).map(Date.parse)
	assert.is(free.includes(Date.parse(start)), true, 'the visit does not stand in its own way')
	assert.is(free.includes(Date.parse(startIn(3, 1))), false, 'another one does')
	await api.call(clinic, 'DELETE', `/api/customer/appointments/${visit.id}`, { manage })
	assert.is(await listed(), true)
})

test('books whatever it lists, and nothing else of that day', async () => {
	const { body } = await ask({ date: dayIn(4) })
	const listed = startsOf(body.days[0], clinic.vets[0])
	const some = [listed[0], listed.at(-1), listed[Math.floor(listed.length / 2)]]
	for (const start of some) {
		await book(api, clinic, { start, veterinarianId: clinic.vets[0] })
	}
	const { body: after } = await ask({ date: dayIn(4) })
	for (const start of some) {
		assert.not.ok(startsOf(after.days[0], clinic.vets[0]).includes(start ?? ''))
	}
})

test('answers 304 until something changes', async () => {
	const first = await ask({ date: dayIn(5) })
	const etag = first.headers.get('etag') ?? ''
	assert.match(first.headers.get('cache-control') ?? '', /private/)
	const again = await ask({ date: dayIn(5) }, { headers: { 'If-None-Match': etag } })
	assert.is(again.status, 304)
	await book(api, clinic, { start: startIn(6) })
	const changed = await ask({ date: dayIn(5) }, { headers: { 'If-None-Match': etag } })
	assert.is(changed.status, 200)
	assert.is.not(changed.headers.get('etag'), etag)
})

test('shows an owner the own booking at once, whatever a poll saw before', async () => {
	const start = startIn(3)
	const date = london.format(Date.parse(start))
	const veterinarianId = clinic.vets[0] ?? ''
	const listed = async () => {
		const { body } = await ask({ date, veterinarianId })
		return startsOf(body.days[0]).some((one) => Date.parse(one) === Date.parse(start))
	}
	assert.is(await listed(), true)
	while (api.services.versions.seen(clinic.id) === undefined) await setTimeout(20)
	await book(api, clinic, { start, veterinarianId })
	assert.is(await listed(), false)
})

test('compresses long answers for those who can read them, under a weak tag', async () => {
	const range = { from: dayIn(3), to: dayIn(5) }
	const as = (encoding: string) => ask(range, { headers: { 'Accept-Encoding': encoding } })
	const plain = await as('identity')
	assert.is(plain.headers.get('content-encoding'), null)
	assert.match(plain.headers.get('etag') ?? '', /^"/)
	for (const [accepted, given] of [
		['gzip, deflate, br', 'br'],
		['gzip;q=1, br;q=0', 'gzip'],
	] as const) {
		const answer = await as(accepted)
		assert.is(answer.headers.get('content-encoding'), given)
		assert.is(answer.headers.get('etag'), `W/${plain.headers.get('etag')}`)
		assert.match(answer.headers.get('vary') ?? '', /Origin, Accept-Encoding/)
		assert.equal(answer.body, plain.body)
		const headers = {
			'Accept-Encoding': accepted,
			'If-None-Match': `W/${plain.headers.get('etag')}`,
		}
		assert.is((await ask(range, { headers })).status, 304)
	}
})

test('gives answers that differ different tags, and equal ones the same', async () => {
	const tagOf = (json: string) => {
		const made = { json, validUntil: Infinity }
		return new AnswerCache().keep('days', { version: 1, now: 0 }, made).text.etag
	}
	const full = tagOf('{"status":"full"}')
	assert.is.not(tagOf('{"status":"too_soon"}'), full)
	assert.is(tagOf('{"status":"full"}'), full)
})

test('is valid until the first hold ends', async () => {
	const held = await api.call(clinic, 'POST', '/api/customer/holds', {
		body: {
			appointmentTypeId: clinic.types.check,
			visit: { species: 'dog' },
			start: startIn(3),
			veterinarianId: clinic.vets[0],
		},
	})
	const day = london.format(Date.parse(startIn(3)))
	const before = await ask({ date: day })
	assert.ok(Date.parse(before.body.validUntil) <= Date.parse(held.body.expiresAt))
})

test('says why a day has no times', async () => {
	const statuses = async (query: Record<string, string> = {}) => {
		const { body } = await ask({ from: dayIn(0), to: dayIn(61), ...query })
		return (n: number) => body.days[n]?.status
	}
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		await trx('appointment_types').where(of).update({ min_notice_minutes: 2880 })
		const off = (id: string, days: number, resource_id: string | null) => ({
			...of,
			id,
			resource_id,
			override_type: 'unavailable',
			override_date: dayIn(days),
		})
		await trx('vet_availability_overrides').insert([
			off(crypto.randomUUID(), 7, null),
			off(crypto.randomUUID(), 8, clinic.vets[0] ?? ''),
		])
		await bumpPlan(trx, clinic.id)
	})
	const any = await statuses()
	assert.equal(
		[any(0), any(4), any(7), any(8), any(60), any(61)],
		['too_soon', 'free', 'closed', 'free', 'free', 'too_far'],
	)
	const one = await statuses({ veterinarianId: clinic.vets[0] ?? '' })
	assert.equal([one(7), one(8), one(9)], ['closed', 'not_this_vet', 'free'])
	await fillDay(9)
	assert.is((await statuses())(9), 'full')
})

/** Takes both vets' whole day in one long visit each. */
async function fillDay(days: number): Promise<void> {
	const visit = await book(api, clinic, { start: startIn(20) })
	const from = new Date(Date.parse(`${dayIn(days)}T00:00:00Z`) - 3_600_000)
	await clinic.run(async (trx) => {
		const of = { clinic_id: clinic.id }
		await trx('reservations').insert(
			clinic.vets.map((resource_id) => ({
				...of,
				id: crypto.randomUUID(),
				resource_id,
				starts_at: from,
				ends_at: new Date(from.getTime() + 26 * 3_600_000),
				appointment_id: visit.id,
			})),
		)
		await bumpPlan(trx, clinic.id)
	})
}

test('shows nothing while paused', async () => {
	await clinic.run(async (trx) => {
		await trx('clinics')
			.where({ id: clinic.id })
			.update({ booking_paused_until: new Date(Date.now() + 3_600_000) })
		await bumpPlan(trx, clinic.id)
	})
	const { body } = await ask({ date: dayIn(3) })
	assert.equal(body.days, [{ date: dayIn(3), status: 'closed', veterinarians: [] }])
	assert.ok(Date.parse(body.validUntil) <= Date.now() + 3_600_000)
	assert.is((await ask({}, {}, '/next')).body.first, null)
})

test('takes a wish of any century for the edge of what can be booked', async () => {
	const near = async (start: string) => {
		const { status, body } = await ask({ start }, {}, '/nearest')
		assert.is(status, 200, start)
		return body.times.map((time: { start: string }) => Date.parse(time.start))
	}
	const soon = await near(new Date().toISOString())
	assert.is(soon.length, 3)
	for (const start of ['0001-01-01T00:00:00Z', '1900-01-01T00:00:00Z', '1970-01-01T00:00:00Z']) {
		assert.equal(await near(start), soon, start)
	}
	const late = await near('2190-01-01T00:00:00Z')
	assert.ok(late[0] > late[1] && late[2] > (soon[2] ?? 0))
	for (const start of ['9999-12-31T23:59:59Z', '2199-12-31T23:59:59-14:00']) {
		assert.equal(await near(start), late, start)
	}
})

test('finds the next free time of each vet, and the nearest to a wish', async () => {
	const first = await ask({}, {}, '/next')
	assert.is(first.status, 200)
	assert.is(first.body.veterinarians.length, 2)
	const starts = first.body.veterinarians.map((vet: { start: string }) => Date.parse(vet.start))
	assert.is(Date.parse(first.body.first.start), Math.min(...starts))
	const start = startIn(5)
	await book(api, clinic, { start })
	await book(api, clinic, { start })
	const near = await ask({ start }, {}, '/nearest')
	assert.equal(
		near.body.times.map((time: { start: string }) => Date.parse(time.start) - Date.parse(start)),
		[-1_800_000, 1_800_000, -3_600_000],
	)
	assert.is((await ask({ start, limit: 13 }, {}, '/nearest')).status, 400)
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
