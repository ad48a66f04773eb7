import fc from 'fast-check'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { clinicOf } from '../../../api/availability/catalogue.ts'
import { explainStart } from '../../../api/availability/explain.ts'
import type { Question } from '../../../api/availability/model.ts'
import { rulesOf } from '../../../api/availability/rules.ts'
import { checkStart, findSlots } from '../../../api/availability/slots.ts'
import { clinicRows } from '../../../api/clinics/demo/clinic-rows.ts'
import { demoClinics } from '../../../api/clinics/demo/read.ts'
import type { ClinicRows, ResourceRow, TypeRow } from '../../../api/clinics/queries.ts'
import { checkType } from '../../../api/clinics/setup/check-type.ts'
import { presentClinicType, typeColumns } from '../../../api/clinics/setup/type-columns.ts'
import { type TypeBody, typeBody } from '../../../api/contract/clinic-types.ts'
import { species } from '../../../api/contract/primitives.ts'
import { at } from '../availability/clinic.ts'

const test = suite('rules of a type, written and read')

const blank = {
	code: null,
	title: null,
	photo_url: null,
	initials: null,
	capacity: 1,
	room_type: null,
	skills: [],
	species: [],
	languages: [],
	excluded_type_slugs: [],
	bookable_online: true,
	is_active: true,
	booking_paused_until: null,
}
const id = (n: number) => `01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b${String(n).padStart(2, '0')}`
const resource = (n: number, row: Partial<ResourceRow>): ResourceRow => ({
	...blank,
	id: id(n),
	kind: 'veterinarian',
	name: `No ${n}`,
	...row,
})
const resources = [
	resource(1, { skills: ['surgery', 'exotics'] }),
	resource(2, { kind: 'nurse', skills: ['surgery'] }),
	resource(3, { kind: 'room', room_type: 'consult', code: 'c1' }),
	resource(4, { kind: 'room', room_type: 'ward', capacity: 3, code: 'w1' }),
	resource(5, { kind: 'equipment', code: 'scales' }),
	resource(6, { kind: 'cap', code: 'theatre', capacity: 8 }),
]
const schedules = [1, 2].map((n) => ({
	resource_id: id(n),
	kind: 'consult',
	rrule: 'FREQ=DAILY',
	anchor_date: '2027-01-01',
	start_time: '07:00',
	end_time: '20:00',
	effective_from: '2027-01-01',
	effective_until: null,
	step_minutes: null,
	buffer_minutes: 0,
	lanes: 1,
	break_times: [],
	appointment_type_ids: null,
	keep_back: [],
}))
const rows = {
	clinic: { time_zone: 'Europe/London', opening_hours: {} },
	types: [],
	resources,
	schedules,
	overrides: [],
	triage: [],
	foreign: [],
} as unknown as ClinicRows

/** As the database gives it back. */
const stored = (body: TypeBody, old?: TypeRow): TypeRow =>
	JSON.parse(JSON.stringify({ id: id(90), slug: 'made', ...typeColumns(body, old) }))

const whole = (min: number, max: number) => fc.integer({ min, max })
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const animals = fc.uniqueArray(fc.constantFrom(...species.options), { minLength: 1, maxLength: 3 })
const forAnimals = fc.option(animals)
const weeks = fc.option(whole(0, 1040))
const months = fc.option(whole(0, 600))
const grams = fc.option(whole(1, 1_000_000))
const time = fc
	.tuple(whole(0, 23), whole(0, 59))
	.map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const edge = fc.oneof(
	whole(-600, 600),
	whole(-600, 600).map((beforeEnd) => ({ beforeEnd })),
	time.map((at) => ({ at })),
)
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 })

const rules = fc.record(
	{
		durationMinutes: whole(5, 480),
		extraPetMinutes: whole(0, 120),
		extraProblemMinutes: whole(0, 60),
		newClientMinutes: whole(0, 60),
		ageMinutes: few(
			fc.record({
				species: forAnimals,
				fromWeeks: weeks,
				fromMonths: months,
				underWeeks: weeks,
				underMonths: months,
				minutes: whole(1, 60),
			}),
		),
		maxPets: whole(1, 6),
		bufferBeforeMinutes: whole(0, 240),
		bufferAfterMinutes: whole(0, 240),
		stepMinutes: whole(5, 240),
		starts: fc.constantFrom('grid', 'flush'),
		minNoticeMinutes: whole(0, 2000),
		horizonDays: whole(1, 730),
		sameDayOnly: fc.boolean(),
		urgent: fc.boolean(),
		mode: fc.constantFrom('instant', 'request', 'triage_only', 'callback', 'staff_only'),
		triage: fc.constantFrom('none', 'required', 'amber_required'),
		roles: fc.constantFrom(['veterinarian'], ['nurse'], ['veterinarian', 'nurse']),
		namedResourceIds: fc.option(fc.constantFrom([id(1)], [id(2)], [id(1), id(2)])),
		requiredSkills: fc.constantFrom([], ['surgery'], ['exotics']),
		exotic: fc.option(fc.record({ skill: fc.constant('exotics'), species: forAnimals })),
		roomTypes: fc.constantFrom([], ['consult'], ['ward', id(3)]),
		equipment: fc.constantFrom([], ['scales'], [id(5)]),
		species: fc.oneof(fc.constant([]), animals),
		excludedSpecies: fc.oneof(fc.constant([]), animals),
		clientType: fc.constantFrom('new', 'existing', 'both'),
		suppressMessages: fc.boolean(),
		inEmergency: fc.constantFrom(null, 'first', 'after', 'never'),
	},
	{ requiredKeys: ['durationMinutes'] },
)
const limits = fc.record(
	{
		ageLimits: few(
			fc.record({
				species: forAnimals,
				minWeeks: weeks,
				minMonths: months,
				maxWeeks: weeks,
				maxMonths: months,
			}),
		),
		weightLimits: few(fc.record({ species: forAnimals, minGrams: grams, maxGrams: grams })),
		earlierVisit: fc.option(
			fc.record({
				appointmentTypeIds: fc.constant(null),
				minDays: whole(0, 100),
				maxDays: whole(0, 36_500),
			}),
		),
		caps: few(
			fc.record({
				resourceId: fc.constant(id(6)),
				per: fc.constantFrom('day', 'hour'),
				points: fc.oneof(
					whole(0, 9),
					fc.array(
						fc.record({
							species: forAnimals,
							sex: fc.option(fc.constantFrom('male', 'female')),
							fromGrams: grams,
							points: whole(0, 9),
						}),
						{ minLength: 1, maxLength: 3 },
					),
				),
			}),
		),
		parts: few(
			fc.record({
				need: fc.constant('room'),
				wanted: fc.constantFrom(['ward'], ['consult', 'w1']),
				from: edge,
				until: fc.option(edge),
			}),
		),
		ownPart: fc.option(
			fc.record({
				from: whole(0, 100),
				until: fc.oneof(
					whole(1, 200),
					whole(-100, 100).map((beforeEnd) => ({ beforeEnd })),
				),
			}),
		),
		dayProcedure: fc.option(
			fc.record({
				admission: fc.record({ from: time, until: time, everyMinutes: whole(5, 60) }),
				discharge: fc.record({ from: time, until: time }),
			}),
		),
	},
	{ requiredKeys: [] },
)
const bodies = fc
	.tuple(rules, limits)
	.map(([some, more]) => ({ name: 'Made up', ...some, ...more }))
const visits = fc.record(
	{
		species: fc.option(fc.constantFrom(...species.options)),
		client: maybe(fc.constantFrom('new' as const, 'existing' as const)),
		pets: whole(1, 6),
		problems: whole(1, 4),
		amber: fc.boolean(),
		ageDays: maybe(whole(0, 6000)),
		weightGrams: maybe(whole(1, 90_000)),
		sex: maybe(fc.constantFrom('male', 'female')),
	},
	{ requiredKeys: ['species', 'pets', 'problems'] },
)

const accepted = (body: object) => {
	const { data } = typeBody.safeParse(body)
	if (data) checkType(clinicOf(rows), data)
	return data
}

test('whatever is accepted gives times, and each of them can be booked', () => {
	let asked = 0
	const ask = fc.property(bodies, visits, fc.boolean(), (body, visit, asStaff) => {
		const data = accepted(body)
		fc.pre(data !== undefined)
		const made = { ...rows, types: [stored(data)] }
		const { plan, types } = clinicOf(made)
		const type = types.get(id(90))?.rules
		if (!type) throw new Error('The type is not there')
		const question = {
			...{ plan, busy: [], now: at('2027-06-07 06:00'), from: '2027-06-07', to: '2027-06-09' },
			...{ type, visit, vetId: null, asker: asStaff ? 'staff' : 'owner' },
		} as Question
		const { days } = findSlots(question)
		explainStart(question, at('2027-06-08 10:00'), id(1))
		for (const start of days.flatMap(({ starts }) => starts.slice(0, 3))) {
			const check = checkStart(question, start)
			assert.ok(check.ok)
			for (const { startsAt, endsAt } of check.ok ? check.reservations : []) {
				assert.ok(startsAt < endsAt && endsAt - startsAt <= 36 * 60, `${endsAt - startsAt} minutes`)
			}
			asked++
		}
	})
	fc.assert(ask, { numRuns: 150 })
	assert.ok(asked > 20, `${asked} starts`)
})

test('what is read is what was written', () => {
	const ask = fc.property(bodies, (body) => {
		const data = accepted(body)
		fc.pre(data !== undefined)
		const row = stored(data)
		const { id: _, slug, ...read } = presentClinicType(row, rows)
		const again = typeBody.parse(read)
		assert.equal(stored(again, row), { ...row, sort_order: 0 })
	})
	fc.assert(ask, { numRuns: 80 })
})

test('the made-up clinics can edit each of their types', () => {
	for (const data of demoClinics()) {
		const { clinics, ...tables } = clinicRows(data)
		const types = (tables.appointment_types ?? []).map((row) => ({
			...{ named_resource_ids: null, excluded_species: [], is_active: true },
			...row,
		})) as unknown as TypeRow[]
		const people = (tables.resources ?? []).map((row) => ({ ...blank, ...row }))
		const all = { ...rows, clinic: clinics?.[0], types, resources: people } as unknown as ClinicRows
		assert.ok(types.length > 10)
		for (const row of JSON.parse(JSON.stringify(types)) as TypeRow[]) {
			const { id: _, ...read } = presentClinicType(row, all)
			const { data: body, error } = typeBody.safeParse(read)
			if (!body) throw new Error(`${row.slug}: ${error}`)
			checkType(clinicOf(all), body, row)
			const saved = JSON.parse(JSON.stringify({ ...row, ...typeColumns(body, row) }))
			assert.equal(rulesOf(saved, all), rulesOf(row, all), row.slug)
			const { inEmergency = null, suppressMessages = false } = row.rules
			assert.equal([read.inEmergency, read.suppressMessages], [inEmergency, suppressMessages])
			assert.is(saved.rules.inEmergency, inEmergency)
		}
	}
})

test.run()
