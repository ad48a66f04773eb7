import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { planOf, rulesOf } from '../../../api/availability/rules.ts'
import { findSlots } from '../../../api/availability/slots.ts'
import { fromDay, toDay } from '../../../api/clinics/demo/calendar.ts'
import {
	datedOverrideRows,
	recurringOverrideRows,
	scheduleRows,
} from '../../../api/clinics/demo/calendar-rows.ts'
import type { DemoData } from '../../../api/clinics/demo/check.ts'
import { clinicRows, idsOf } from '../../../api/clinics/demo/clinic-rows.ts'
import type { Row } from '../../../api/clinics/demo/insert.ts'
import { peopleRows } from '../../../api/clinics/demo/people.ts'
import { demoClinics } from '../../../api/clinics/demo/read.ts'
import { bookableMinutes, visitsOfDay, type World } from '../../../api/clinics/demo/visits.ts'
import type { ClinicRows } from '../../../api/clinics/queries.ts'
import { zoneOf } from '../../../api/time/zone.ts'

const visits = suite('demo visits')

// Both changes of the clocks on either side of the ocean, a leap day, and Christmas to New Year.
const TODAYS = [
	'2026-03-06',
	'2026-03-27',
	'2026-10-23',
	'2026-10-30',
	'2026-12-20',
	'2026-12-31',
	'2028-02-29',
	'2033-07-01',
]

const WITH_DEFAULTS: Row = {
	effective_until: null,
	step_minutes: null,
	buffer_minutes: 0,
	lanes: 1,
	is_active: true,
	excluded_type_slugs: [],
	excluded_species: [],
	named_resource_ids: null,
	room_type: null,
	override_date: null,
	rrule: null,
	anchor_date: null,
}

/** A clinic as it is read back after loading on that day. */
function worldOn(data: DemoData, today: number): World {
	const ids = idsOf(data.clinic.slug)
	const made = clinicRows(data)
	const full = (rows: Row[] = []) => rows.map((row) => ({ ...WITH_DEFAULTS, ...row }))
	const rows = {
		clinic: made.clinics?.[0],
		types: full(made.appointment_types),
		resources: full(made.resources),
		schedules: full(scheduleRows(data.clinic, today, ids)),
		overrides: full([
			...recurringOverrideRows(data.clinic, today, ids),
			...datedOverrideRows(data.clinic, today, ids),
		]),
		triage: [],
		foreign: [],
	} as unknown as ClinicRows
	return {
		slug: data.clinic.slug,
		plan: planOf(rows),
		types: rows.types.map((row) => ({ row, rules: rulesOf(row, rows) })),
		patients: peopleRows(data.clinic, today, ids).patients,
	}
}

const clinics = demoClinics()

for (const date of TODAYS) {
	for (const data of clinics) {
		visits(`book about sixty percent in ${data.clinic.slug} from ${date} on`, () => {
			const today = toDay(date)
			const world = worldOn(data, today)
			const zone = zoneOf(world.plan.zone)
			let open = 0
			let booked = 0
			for (let day = today; day < today + 14; day++) {
				for (const person of world.plan.resources) {
					const sees = person.kind === 'veterinarian' || person.kind === 'nurse'
					if (sees && person.bookableOnline) {
						open += bookableMinutes(world, person.id, day, zone)
					}
				}
				for (const visit of visitsOfDay(world, day, [], false)) {
					if (!visit.cancelled) booked += visit.endsAt - visit.startsAt
				}
			}
			const share = booked / open
			assert.ok(share > 0.5 && share < 0.7, `${booked} of ${open} minutes`)
		})

		visits(`leave every visit free for owners in ${data.clinic.slug} from ${date} on`, () => {
			const today = toDay(date)
			const world = worldOn(data, today)
			const busy = Array.from({ length: 15 }, (_, i) => today + i).flatMap((day) =>
				visitsOfDay(world, day, [], false).flatMap((visit) => visit.reservations),
			)
			for (const { row, rules } of world.types) {
				if (rules.mode !== 'instant' && rules.mode !== 'request') continue
				for (const species of row.species) {
					const { days } = findSlots({
						plan: world.plan,
						busy,
						now: zoneOf(world.plan.zone).toInstant(today, 12 * 60),
						from: date,
						to: fromDay(today + rules.horizonDays),
						type: rules,
						visit: { species, client: 'existing', pets: 1, problems: 1 },
						vetId: null,
					})
					assert.ok(days.length > 0, `${row.slug} for a ${species}`)
				}
			}
		})
	}
}

visits('come out the same for the same day', () => {
	const today = toDay('2026-11-23')
	for (const data of clinics) {
		const once = () => visitsOfDay(worldOn(data, today), today + 3, [], false)
		assert.equal(once(), once())
	}
})

visits('keep away from what is taken already', () => {
	const today = toDay('2026-11-23')
	for (const data of clinics) {
		const world = worldOn(data, today)
		const zone = zoneOf(world.plan.zone)
		const [startsAt, endsAt] = [zone.toInstant(today, 0), zone.toInstant(today, 12 * 60)]
		const busy = world.plan.resources.map(({ id }) => ({
			resourceId: id,
			lane: 0,
			startsAt,
			endsAt,
		}))
		const made = visitsOfDay(world, today, busy, false)
		assert.ok(made.length > 0)
		assert.ok(made.every((visit) => visit.startsAt >= endsAt))
	}
})

visits('leave the time for emergencies alone, except on days that are over', () => {
	const today = toDay('2026-11-23')
	for (const data of clinics) {
		const world = worldOn(data, today)
		const days = Array.from({ length: 14 }, (_, i) => today + i)
		const urgent = (past: boolean) =>
			days.flatMap((day) => visitsOfDay(world, day, [], past)).filter((visit) => visit.urgent)
		assert.is(urgent(false).length, 0)
		assert.ok(urgent(true).length > 3)
	}
})

visits('make up no day on which the clinic is closed', () => {
	for (const data of clinics) {
		const day = toDay('2026-12-25')
		assert.equal(visitsOfDay(worldOn(data, day - 7), day, [], true), [])
	}
})

visits.run()
