import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fromDay, toDay } from '../../../api/clinics/demo/calendar.ts'
import { ensureDemo } from '../../../api/clinics/demo/ensure.ts'
import { inTenant } from '../../../api/database/tenant.ts'
import type { BookableClinic } from '../../factories.ts'
import { SITE } from '../../factories.ts'
import { startApi, type TestApi } from '../api.ts'

const test = suite('day procedures of the demonstration clinics')

let api: TestApi
const clinics = new Map<string, BookableClinic>()

test.before(async () => {
	api = await startApi()
	const made = await ensureDemo(api.db, { now: new Date(), allowedOrigins: [SITE], signIns: true })
	for (const { id, key, slug } of made.clinics) {
		clinics.set(slug, { id, key } as BookableClinic)
	}
})
test.after(() => api.close())

const today = toDay(new Date().toISOString().slice(0, 10))

interface Told {
	date: string
	status: string
	veterinarians: { id: string; starts: string[] }[]
}

async function offered(slug: string, type: string, species: string) {
	const clinic = clinics.get(slug)!
	const { body: profile } = await api.call(clinic, 'GET', '/api/customer/clinic')
	const found = profile.appointmentTypes.find((one: { slug: string }) => one.slug === type)
	assert.ok(found, `${slug} does not offer ${type} to owners`)
	const visit = {
		species,
		client: 'existing',
		ageMonths: 30,
		lastVisit: fromDay(today - 14),
		pets: 1,
		problems: 1,
	}
	const query = new URLSearchParams({
		...Object.fromEntries(Object.entries(visit).map(([name, value]) => [name, String(value)])),
		appointmentTypeId: found.id,
		from: fromDay(today + 2),
		to: fromDay(today + 21),
	})
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	const { status, body } = await api.call(clinic, 'GET', path)
	assert.is(status, 200, JSON.stringify(body))
	const days: Told[] = body.days
	return { clinic, type: found, visit, days: days.filter((day) => day.status === 'free') }
}

const clocks = (starts: readonly string[]) => starts.map((start) => start.slice(11, 16)).join(' ')

test('offer neutering on the mornings of operations, one admission each ten minutes', async () => {
	for (const slug of ['wrenfold', 'quillmere']) {
		const { type, days } = await offered(slug, 'neuter_day', 'dog')
		assert.is(type.mode, 'request')
		assert.equal(type.dayStay, {
			bringFrom: '08:15',
			bringUntil: '09:00',
			collectFrom: '15:30',
			collectUntil: '18:00',
		})
		assert.ok(days.length >= 5, `${slug}: ${days.length} days`)
		for (const { date, veterinarians } of days) {
			for (const { starts } of veterinarians) {
				assert.is(clocks(starts), '08:15 08:25 08:35 08:45', `${slug} ${date}`)
			}
		}
	}
})

test('offer drop-offs each quarter of an hour until they open for visits', async () => {
	const { type, days } = await offered('quillmere', 'drop_off', 'cat')
	assert.is(type.mode, 'request')
	assert.ok(days.length >= 10, `${days.length} days`)
	assert.is(clocks(days[0]!.veterinarians[0]!.starts), '07:45 08:00 08:15 08:30 08:45')
})

test('sell a day of operations: two dogs and two cats, and then it is full', async () => {
	const { clinic, type, visit, days } = await offered('wrenfold', 'neuter_day', 'dog')
	const [day] = days
	const start = day!.veterinarians[0]!.starts[0]
	const post = (species: string) =>
		api.call(clinic, 'POST', '/api/customer/holds', {
			body: {
				appointmentTypeId: type.id,
				visit: { ...visit, species },
				start,
				veterinarianId: null,
			},
		})
	const animals = ['dog', 'dog', 'dog', 'cat', 'cat', 'cat']
	const told = []
	for (const species of animals) {
		const { status, body } = await post(species)
		told.push(status === 201 ? species : body.issues[0].code)
	}
	// Four hands admit at once, whatever is left of the day's eight places.
	assert.equal(told, ['dog', 'dog', 'day_full', 'cat', 'cat', 'day_full'])
	const lanes = await inTenant(api.db, clinic.id, (trx) =>
		trx('reservations').where({ clinic_id: clinic.id }).whereNotNull('hold_id'),
	)
	assert.is(lanes.length, 4 + 4 + 8)
	const again = await offered('wrenfold', 'neuter_day', 'cat')
	assert.not(again.days.some(({ date }) => date === day!.date))
})

test.run()
