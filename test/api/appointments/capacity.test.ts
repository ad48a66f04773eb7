import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { newId } from '../../../api/database/ids.ts'
import { type BookableClinic, makeBookableClinic } from '../../factories.ts'
import { type Answer, book, bookBody, startApi, startIn, type TestApi } from '../api.ts'

const test = suite('places of a day, and several resources at once')
const BOOK = '/api/customer/appointments/book'

let api: TestApi

test.before(async () => {
	api = await startApi()
})
test.after(() => api.close())

interface Furnished extends BookableClinic {
	/** Ids by the code they were given. */
	ids: Record<string, string>
}

type Furniture = Record<string, Record<string, unknown>>

/** A clinic with more resources, and types whose rules point to them by code. */
async function furnish(
	options: { vets?: number; rooms?: number },
	resources: Furniture,
	types: Furniture,
): Promise<Furnished> {
	const clinic = await makeBookableClinic(api.db, options)
	const ids: Record<string, string> = {}
	await clinic.run(async (trx) => {
		for (const [code, columns] of Object.entries(resources)) {
			ids[code] = newId()
			const own = { clinic_id: clinic.id, id: ids[code] }
			if (columns.kind === 'nurse') await trx('users').insert({ ...own, name: code })
			await trx('resources').insert({ ...own, code, name: code, ...columns })
			if (columns.kind === 'nurse') await trx('vet_schedules').insert(aroundTheClock(own))
		}
		for (const [slug, { rules, ...columns }] of Object.entries(types)) {
			ids[slug] = newId()
			await trx('appointment_types').insert({
				clinic_id: clinic.id,
				id: ids[slug],
				slug,
				name: slug,
				booking_mode: 'instant',
				duration_minutes: 30,
				step_minutes: 30,
				min_notice_minutes: 0,
				horizon_days: 60,
				rules: JSON.stringify(rules ?? {}),
				...columns,
			})
		}
	})
	return { ...clinic, ids }
}

const aroundTheClock = (own: { clinic_id: string; id: string }) => ({
	clinic_id: own.clinic_id,
	id: newId(),
	resource_id: own.id,
	rrule: 'FREQ=DAILY',
	anchor_date: '2026-01-01',
	effective_from: '2026-01-01',
	start_time: '00:00',
	end_time: '00:00',
})

const post = (clinic: BookableClinic, differences: Record<string, unknown>) =>
	api.call(clinic, 'POST', BOOK, { body: bookBody(clinic, differences) })

function statuses(answers: readonly Answer[]): Record<string, number> {
	const counts: Record<string, number> = {}
	for (const { status, body } of answers) {
		const name = status < 300 ? String(status) : `${status} ${body.code}`
		counts[name] = (counts[name] ?? 0) + 1
	}
	return counts
}

async function taken(clinic: Furnished, code?: string) {
	const rows = await clinic.run((trx) => trx('reservations').where({ clinic_id: clinic.id }))
	return code === undefined ? rows : rows.filter((row) => row.resource_id === clinic.ids[code])
}

/** Half hours of the local day in four days, all on one date in London. */
const DAY = new Date(Date.parse(startIn(4))).toISOString().slice(0, 10)
const on = (halfHour: number) =>
	new Date(Date.parse(`${DAY}T08:00:00Z`) + halfHour * 1_800_000).toISOString()
const animal = (species: string) => ({
	visit: { species, pets: 1, problems: 1, amber: false },
	pets: [{ name: 'Pickle', species }],
})

const dayCap = (points: unknown) => ({ caps: [{ resource: 'places', per: 'day', points }] })

test('sells five places of a day five times, whoever asks: forty at once', async () => {
	const clinic = await furnish(
		{ vets: 8 },
		{ places: { kind: 'cap', capacity: 5 } },
		{ capped: { rules: dayCap(1) } },
	)
	const one = (i: number) =>
		post(clinic, {
			appointmentTypeId: clinic.ids.capped,
			start: on(i % 16),
			veterinarianId: clinic.vets[i % 8],
		})
	const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => one(i)))
	const counts = statuses(answers)
	assert.equal(Object.keys(counts).sort(), ['201', '409 slot_taken'])
	// Whoever loses too often gives up; what is left is there for the next.
	for (let i = 0; i < 40; i++) answers.push(await one(i))
	assert.is(statuses(answers)['201'], 5)
	const places = await taken(clinic, 'places')
	assert.equal(places.map((row) => row.lane).sort(), [0, 1, 2, 3, 4])
	assert.is((await taken(clinic)).length, 10)
	const full = answers.at(-1)?.body
	assert.is(full.code, 'slot_taken')
	assert.ok(full.issues.some((issue: { code: string }) => issue.code === 'day_full'))
})

test('shows a day as full, and the next one as free', async () => {
	const clinic = await furnish(
		{ vets: 2 },
		{ places: { kind: 'cap', capacity: 1 } },
		{ capped: { rules: dayCap(1) } },
	)
	await book(api, clinic, { appointmentTypeId: clinic.ids.capped, start: on(3) })
	const to = new Date(Date.parse(on(0)) + 86_400_000).toISOString().slice(0, 10)
	const query = `from=${DAY}&to=${to}&appointmentTypeId=${clinic.ids.capped}&species=dog`
	const path = `/api/customer/clinics/${clinic.id}/availability?${query}`
	const { body } = await api.call(clinic, 'GET', path)
	assert.equal(
		body.days.map((day: { status: string }) => day.status),
		['full', 'free'],
	)
})

test('never sells more points than the day has, to dogs of three and cats of one', async () => {
	const points = [
		{ species: ['dog'], points: 3 },
		{ species: ['cat'], points: 1 },
	]
	const clinic = await furnish(
		{ vets: 6 },
		{ places: { kind: 'cap', capacity: 8 } },
		{ capped: { rules: dayCap(points) } },
	)
	const one = (i: number, species: string) =>
		post(clinic, {
			...animal(species),
			appointmentTypeId: clinic.ids.capped,
			start: on(i % 12),
			veterinarianId: clinic.vets[i % 6],
		})
	const wishes = Array.from({ length: 24 }, (_, i) => ({ i, species: i % 2 ? 'dog' : 'cat' }))
	const answers = await Promise.all(wishes.map(({ i, species }) => one(i, species)))
	const booked = wishes.filter((_, i) => answers[i]?.status === 201)
	const sold = booked.reduce((sum, { species }) => sum + (species === 'dog' ? 3 : 1), 0)
	assert.ok(sold <= 8, String(sold))
	assert.is((await taken(clinic, 'places')).length, sold)
	for (let i = 0; i < 24; i++) await one(i, 'cat')
	assert.is((await taken(clinic, 'places')).length, 8)
	const rows = await clinic.run((trx) =>
		trx('appointment_resources')
			.where({ clinic_id: clinic.id, resource_id: clinic.ids.places })
			.sum('lanes as lanes'),
	)
	assert.is(Number(rows[0]?.lanes), 8)
})

const SURGERY = {
	rules: {
		parts: [
			{ need: 'room', wanted: ['theatre'] },
			{ need: 'person', wanted: ['nurse'], from: -30 },
			{ need: 'equipment', wanted: ['laser'], until: 15 },
		],
	},
}
const theatre = (code: string) => ({ [code]: { kind: 'room', room_type: 'theatre' } })
const nurse = { ned: { kind: 'nurse' }, laser: { kind: 'equipment' } }

/** Somebody who takes a lane without asking anyone, and commits after the booking has looked. */
async function takeMeanwhile<T>(clinic: Furnished, code: string, work: () => Promise<T>) {
	const visit = await book(api, clinic, { start: on(30) })
	let result: Promise<T> | undefined
	await clinic.run(async (trx) => {
		await trx('reservations').insert({
			clinic_id: clinic.id,
			id: newId(),
			resource_id: clinic.ids[code],
			starts_at: on(0),
			ends_at: on(2),
			appointment_id: visit.id,
		})
		result = work()
		await new Promise((resolve) => setTimeout(resolve, 300))
	})
	return result
}

test('takes all or none: with the theatre lost at the last moment, nobody stays reserved', async () => {
	const clinic = await furnish(
		{ vets: 1 },
		{ ...theatre('theatre'), ...nurse },
		{ surgery: SURGERY },
	)
	const before = (await taken(clinic)).length
	const answer = await takeMeanwhile(clinic, 'theatre', () =>
		post(clinic, { appointmentTypeId: clinic.ids.surgery, start: on(0) }),
	)
	assert.is(answer?.status, 409, JSON.stringify(answer?.body))
	assert.equal(
		answer?.body.issues?.map((issue: { code: string }) => issue.code),
		['room_not_free'],
	)
	// The visit that was booked beforehand with its vet and room, and the stolen theatre.
	assert.is((await taken(clinic)).length, before + 3)
	assert.equal(await taken(clinic, 'ned'), [])
	assert.equal(await taken(clinic, 'laser'), [])
})

test('takes the other theatre when one is lost at the last moment', async () => {
	const resources = { ...theatre('theatre'), ...theatre('second'), ...nurse }
	const rules = { parts: [{ need: 'room', wanted: ['theatre'] }, ...SURGERY.rules.parts.slice(1)] }
	const clinic = await furnish({ vets: 1 }, resources, { surgery: { rules } })
	const ask = { appointmentTypeId: clinic.ids.surgery, start: on(0) }
	const answer = await takeMeanwhile(clinic, 'theatre', () => post(clinic, ask))
	assert.is(answer?.status, 201, JSON.stringify(answer?.body))
	assert.is((await taken(clinic, 'second')).length, 1)
	const [nurseRow] = await taken(clinic, 'ned')
	assert.is(nurseRow.starts_at.toISOString(), on(-1))
	const [laser] = await taken(clinic, 'laser')
	assert.is((laser.ends_at - laser.starts_at) / 60_000, 15)
})

test('gives one machine to one of two types at a time', async () => {
	const clinic = await furnish(
		{ vets: 10 },
		{ xray: { kind: 'equipment' } },
		{ scan: { equipment: ['xray'] }, teeth: { equipment: ['xray'] } },
	)
	const answers = await Promise.all(
		clinic.vets.map((veterinarianId, i) =>
			post(clinic, {
				appointmentTypeId: i % 2 ? clinic.ids.scan : clinic.ids.teeth,
				veterinarianId,
				start: on(5),
			}),
		),
	)
	assert.equal(statuses(answers), { '201': 1, '409 slot_taken': 9 })
	assert.is((await taken(clinic)).length, 2)
})

const DAY_STAY = {
	duration_minutes: 15,
	rules: {
		admission: { from: '08:00', until: '09:00', everyMinutes: 10 },
		discharge: { from: '15:30', until: '18:00' },
		caps: [{ resource: 'places', per: 'day', points: [{ species: ['dog'], points: 3 }] }],
		parts: [{ need: 'room', wanted: ['ward'] }],
	},
}

test('holds and books a day procedure: admission, kennel and places', async () => {
	const resources = {
		places: { kind: 'cap', capacity: 8 },
		ward: { kind: 'room', room_type: 'ward', capacity: 2, species: ['dog'] },
	}
	const clinic = await furnish({ vets: 2 }, resources, { stay: DAY_STAY })
	const path = `/api/customer/clinics/${clinic.id}/availability?date=${DAY}&appointmentTypeId=${clinic.ids.stay}&species=dog`
	const { body: free } = await api.call(clinic, 'GET', path)
	const [vet] = free.days[0].veterinarians
	assert.equal(
		vet.starts.map((start: string) => start.slice(11, 16)),
		['08:00', '08:10', '08:20', '08:30', '08:40'],
	)
	const { visit, veterinarianId } = bookBody(clinic)
	const asked = { appointmentTypeId: clinic.ids.stay, visit, veterinarianId, start: vet.starts[1] }
	const held = await api.call(clinic, 'POST', '/api/customer/holds', { body: asked })
	assert.is(held.status, 201, JSON.stringify(held.body))
	assert.is((await taken(clinic)).length, 1 + 1 + 3)
	const hold = { id: held.body.id, token: held.body.token }
	const booked = await book(api, clinic, { ...asked, hold })
	assert.is((await taken(clinic)).length, 5)
	assert.is(Date.parse(booked.end) - Date.parse(booked.start), 15 * 60_000)
	const [kennel] = await taken(clinic, 'ward')
	assert.ok(kennel.ends_at.getTime() - Date.parse(booked.start) > 9 * 3_600_000)
	await book(api, clinic, asked)
	// Eight places less twice three are too few for a third dog, and both kennels are taken.
	const third = await post(clinic, { ...asked, start: vet.starts[3] })
	assert.is(third.body.code, 'slot_taken')
	assert.equal(
		third.body.issues.map((issue: { code: string }) => issue.code),
		['day_full'],
	)
})

test('moves a visit within a day that its own places fill', async () => {
	const clinic = await furnish(
		{ vets: 1 },
		{ places: { kind: 'cap', capacity: 2 } },
		{ capped: { rules: dayCap(2) } },
	)
	const visit = await book(api, clinic, { appointmentTypeId: clinic.ids.capped, start: on(0) })
	const answer = await api.call(
		clinic,
		'PUT',
		`/api/customer/appointments/${visit.id}/reschedule`,
		{
			body: { start: on(4), veterinarianId: clinic.vets[0] },
			manage: visit.manageToken ?? '',
		},
	)
	assert.is(answer.status, 200, JSON.stringify(answer.body))
	assert.is((await taken(clinic, 'places')).length, 2)
})

test('gives the places back when a visit is cancelled', async () => {
	const clinic = await furnish(
		{ vets: 1 },
		{ places: { kind: 'cap', capacity: 2 } },
		{ capped: { rules: dayCap(2) } },
	)
	const ask = { appointmentTypeId: clinic.ids.capped, start: on(0) }
	const visit = await book(api, clinic, ask)
	const path = `/api/customer/appointments/${visit.id}`
	const gone = await api.call(clinic, 'DELETE', path, { manage: visit.manageToken ?? '' })
	assert.ok(gone.status < 300, JSON.stringify(gone.body))
	assert.equal(await taken(clinic), [])
	await book(api, clinic, { ...ask, start: on(6) })
})

test('never answers with a failure of ours', () => {
	assert.not.match(api.logged(), /"status":5\d\d/)
})

test.run()
