import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { book, startApi, startIn, type TestApi } from '../api.ts'
import { at, type Desk, dayIn, issuesOf, openDesk, told } from './desk.ts'

const test = suite('why a start is offered or not')
const PATH = '/api/clinic/explain'
const day = dayIn(5)
let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

interface Rule {
	code: string
	passed: boolean
	veterinarianId: string | null
	message: string
	data: Record<string, unknown>
}

async function explain(desk: Desk, differences: Record<string, string | undefined> = {}) {
	const query = new URLSearchParams({ start: at(day, '10:00'), species: 'dog' })
	const wish = { appointmentTypeId: desk.clinic.types.check, ...differences }
	for (const [name, value] of Object.entries(wish)) if (value) query.set(name, value)
	const answer = await desk.ask('GET', `${PATH}?${query}`)
	const rules: Rule[] = answer.body.rules ?? []
	const failed = rules.filter((rule) => !rule.passed).map((rule) => rule.code)
	return { answer, body: answer.body, rules, failed: [...new Set(failed)] }
}

test('names every bad field', async () => {
	const desk = await openDesk(api)
	const ask = async (query: string) => issuesOf(await desk.ask('GET', `${PATH}?${query}`)).sort()
	assert.equal(await ask(''), ['start required'])
	assert.equal(await ask('start=2027-01-01T10:00:00Z'), ['appointmentTypeId invalid'])
	const type = `appointmentTypeId=${desk.clinic.types.check}`
	assert.equal(await ask(`${type}&start=tomorrow`), ['start invalid_format'])
	assert.equal(await ask(`${type}&start=2027-01-01T10:00:30Z`), ['start off_grid'])
	assert.equal(await ask(`${type}&start=1999-01-01T10:00:00Z`), ['start out_of_range'])
	assert.equal(await ask(`${type}&start=2027-01-01T10:00:00Z&pets=9&asker=me&x=1`), [
		'asker invalid_value',
		'pets too_large',
		'x unknown_field',
	])
	const other = await openDesk(api)
	const foreign = await explain(desk, { appointmentTypeId: other.clinic.types.check })
	assert.is(told(foreign.answer), '404 appointment_type_not_found')
	const vet = await explain(desk, { veterinarianId: other.clinic.vets[0] })
	assert.is(told(vet.answer), '404 veterinarian_not_found')
})

test('a start that is free passes every rule, with someone who can take it', async () => {
	const desk = await openDesk(api, { vets: 2 })
	const { body, rules, failed } = await explain(desk)
	assert.equal(failed, [])
	assert.is(body.bookable, true)
	assert.equal([...body.veterinarianIds].sort(), [...desk.clinic.vets].sort())
	assert.ok(rules.length > 10)
	for (const rule of rules) assert.ok(rule.message.length > 5, rule.code)
	assert.ok(rules.some((rule) => rule.code === 'vet_busy' && rule.veterinarianId))
})

test('says what stands in the way, in words and data with local times', async () => {
	const desk = await openDesk(api, { vets: 1 })
	const visit = await book(api, desk.clinic, { start: at(day, '10:00') })
	const { body, rules, failed } = await explain(desk)
	assert.is(body.bookable, false)
	assert.equal(body.veterinarianIds, [])
	assert.ok(failed.includes('vet_busy'))
	const busy = rules.find((rule) => rule.code === 'vet_busy')
	assert.is(busy?.data.busyFrom, visit.start)
	assert.is(busy?.data.busyUntil, visit.end)
	assert.is(body.start, visit.start)
})

test('tells a vet without hours from one who is busy, and a closed day from a short notice', async () => {
	const desk = await openDesk(api, { vets: 2, type: { min_notice_minutes: 120, horizon_days: 30 } })
	const [first, second] = desk.clinic.vets
	const closed = { resourceId: first, type: 'unavailable', date: day }
	await desk.ask('POST', '/api/clinic/overrides', { body: closed })
	const one = await explain(desk, { veterinarianId: first })
	assert.equal(one.failed, ['closed'])
	const both = await explain(desk)
	assert.equal(both.body.veterinarianIds, [second])
	assert.equal((await explain(desk, { start: startIn(0, 1) })).failed, ['notice_too_short'])
	assert.equal((await explain(desk, { start: startIn(40) })).failed, ['beyond_horizon'])
	assert.equal((await explain(desk, { start: at(day, '10:07'), veterinarianId: second })).failed, [
		'off_grid',
	])
	assert.ok((await explain(desk, { species: 'bird' })).failed.includes('species_not_offered'))
})

test('staff are not bound by what binds owners', async () => {
	const desk = await openDesk(api, { vets: 1, type: { min_notice_minutes: 120 } })
	const [vet] = desk.clinic.vets
	await desk.ask('PATCH', `/api/clinic/resources/${vet}`, { body: { bookableOnline: false } })
	const soon = { start: startIn(0, 1) }
	const owner = await explain(desk, soon)
	assert.equal(owner.failed.sort(), ['notice_too_short', 'vet_not_online'])
	const staff = await explain(desk, { ...soon, asker: 'staff' })
	assert.equal(staff.failed, [])
	assert.is(staff.body.bookable, true)
})

test('free times of the staff go beyond those of owners', async () => {
	const desk = await openDesk(api, { vets: 1, type: { horizon_days: 3 } })
	const kept = { resourceId: null, type: 'emergency_only', date: day }
	await desk.ask('POST', '/api/clinic/overrides', { body: kept })
	const query = `date=${day}&appointmentTypeId=${desk.clinic.types.check}`
	const owners = `/api/customer/clinics/${desk.clinic.id}/availability?${query}`
	assert.equal((await api.call(desk.clinic, 'GET', owners)).body.days[0].veterinarians, [])
	const { body } = await desk.ask('GET', `/api/clinic/availability?${query}`)
	assert.is(body.days[0].veterinarians[0].starts.length, 48)
	const bare = await desk.ask('GET', '/api/clinic/availability')
	assert.equal(issuesOf(bare), ['appointmentTypeId invalid', 'from invalid', 'to invalid'])
	const other = await openDesk(api)
	const foreign = `/api/clinic/availability?date=${day}&appointmentTypeId=${other.clinic.types.check}`
	assert.is(told(await desk.ask('GET', foreign)), '404 appointment_type_not_found')
})

test('a pause closes the start to owners, though every rule passes', async () => {
	const desk = await openDesk(api, {
		vets: 1,
		clinic: { booking_paused_until: new Date(Date.now() + 3_600_000) },
	})
	const owner = await explain(desk)
	assert.equal([owner.body.paused, owner.body.bookable, owner.failed], [true, false, []])
	assert.is((await explain(desk, { asker: 'staff' })).body.bookable, true)
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
