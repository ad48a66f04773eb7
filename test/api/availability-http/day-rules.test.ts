import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { bumpPlan } from '../../../api/database/versions.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'

const test = suite('limits and releases over HTTP')

let api: TestApi
let clinic: BookableClinic

test.before(async () => {
	api = await startApi()
})
test.before.each(async () => {
	clinic = await makeBookableClinic(api.db, { vets: 1 })
})
test.after(() => api.close())

const london = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })
const today = london.format(Date.now())
const dayIn = (days: number) =>
	new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10)

/** Days in 3 to 6 days' time that have free times, counted from today. */
async function freeDays(visit: Record<string, string>): Promise<number[]> {
	const query = { appointmentTypeId: clinic.types.check, from: dayIn(3), to: dayIn(6), ...visit }
	const path = `/api/customer/clinics/${clinic.id}/availability?${new URLSearchParams(query)}`
	const { status, body } = await api.call(clinic, 'GET', path)
	assert.is(status, 200, JSON.stringify(body))
	const free = body.days.filter((day: { status: string }) => day.status === 'free')
	return free.map(
		(day: { date: string }) => (Date.parse(day.date) - Date.parse(today)) / 86_400_000,
	)
}

const change = (table: string, values: Record<string, unknown>) =>
	clinic.run(async (trx) => {
		await trx(table).where({ clinic_id: clinic.id }).update(values)
		await bumpPlan(trx, clinic.id)
	})

test('shows a visit on the days on which the animal is old enough', async () => {
	await change('appointment_types', {
		rules: JSON.stringify({ ageLimits: [{ species: ['dog'], minWeeks: 9 }], maxPets: 2 }),
	})
	assert.equal(await freeDays({ species: 'dog', ageWeeks: '8' }), [])
	assert.equal(await freeDays({ species: 'dog', ageWeeks: '9' }), [3, 4, 5, 6])
	// Two completed months are 60 days, and 63 of them in three days' time.
	assert.equal(await freeDays({ species: 'dog', ageMonths: '2' }), [3, 4, 5, 6])
	assert.equal(await freeDays({ species: 'cat', ageWeeks: '8' }), [3, 4, 5, 6])
	assert.equal(await freeDays({ species: 'dog' }), [3, 4, 5, 6])
})

test('shows a visit within days of the earlier one, and tells that it asks for it', async () => {
	const prior = { types: ['form'], minDays: 4, maxDays: 5 }
	await change('appointment_types', { rules: JSON.stringify({ requiresPrior: prior }) })
	assert.equal(await freeDays({ lastVisit: today }), [4, 5])
	const { body } = await api.call(clinic, 'GET', '/api/customer/clinic')
	const type = body.appointmentTypes.find((one: { id: string }) => one.id === clinic.types.check)
	assert.ok(type.asks.includes('lastVisit'))
	assert.is(type.earlierVisit.maxDays, 5)
})

test('gives emergency time free at its step', async () => {
	const keep = (release_hours_before: number | null) =>
		clinic.run(async (trx) => {
			const of = { clinic_id: clinic.id, override_type: 'emergency_only' }
			await trx('vet_availability_overrides').where({ clinic_id: clinic.id }).delete()
			await trx('vet_availability_overrides').insert(
				[4, 5].map((days) => ({
					...of,
					id: crypto.randomUUID(),
					override_date: dayIn(days),
					release_hours_before,
				})),
			)
			await bumpPlan(trx, clinic.id)
		})
	await keep(null)
	assert.equal(await freeDays({}), [3, 6])
	// Four days before: that was last midnight for the fourth day, and is the next one for the fifth.
	await keep(96)
	assert.equal(await freeDays({}), [3, 4, 6])
})

test('refuses a kept share or a release that nobody could understand', async () => {
	const refused = async (work: Promise<unknown>) => {
		const error = await work.then(
			() => null,
			(thrown: { code?: string; nativeError?: { code?: string } }) => thrown,
		)
		return error?.nativeError?.code ?? error?.code
	}
	const CHECK = '23514'
	const share = (step: unknown) =>
		refused(change('vet_schedules', { keep_back: JSON.stringify([step]) }))
	assert.is(await share({ share: 1.5, hoursBefore: 2 }), CHECK)
	assert.is(await share({ share: '0.5', hoursBefore: 2 }), CHECK)
	assert.is(await share({ share: 0.5 }), CHECK)
	assert.is(await share({ share: 0.5, at: '25:00' }), CHECK)
	assert.is(await share({ share: 0.5, at: '08:00', hoursBefore: 2 }), CHECK)
	assert.is(await share({ share: 0.5, at: '08:00' }), undefined)
	const insert = clinic.run((trx) =>
		trx('vet_availability_overrides').insert({
			clinic_id: clinic.id,
			id: crypto.randomUUID(),
			override_type: 'unavailable',
			override_date: dayIn(3),
			release_hours_before: 3,
		}),
	)
	assert.is(await refused(insert), CHECK)
})

test.run()
