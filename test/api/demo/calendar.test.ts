import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
	closedDays,
	customDays,
	easter,
	fromDay,
	nthWeekday,
	placeAnchor,
	toDay,
	weekdayOf,
} from '../../../api/clinics/demo/calendar.ts'
import { datedOverrideRows, scheduleRows } from '../../../api/clinics/demo/calendar-rows.ts'
import { idsOf } from '../../../api/clinics/demo/clinic-rows.ts'
import { demoClinics } from '../../../api/clinics/demo/read.ts'
import { occurrences } from '../../../api/time/recurrence.ts'

const calendar = suite('demo calendar')

// Weeks in which clocks change, a leap day, both ends of a year, and years later.
const TODAYS = [
	'2026-03-08',
	'2026-03-29',
	'2026-10-25',
	'2026-11-01',
	'2026-12-31',
	'2027-01-01',
	'2028-02-29',
	'2031-06-15',
]

for (const date of TODAYS) {
	calendar(`keeps every rule's days when placed around ${date}`, () => {
		const today = toDay(date)
		for (const { clinic } of demoClinics()) {
			const rows = scheduleRows(clinic, today, idsOf(clinic.slug))
			const given = clinic.staff.flatMap((person) => person.schedule)
			assert.is(rows.length, given.length)
			for (const [i, shift] of given.entries()) {
				const anchor = String(rows[i]?.anchor_date)
				// In place long before the first past visit, whatever the day.
				assert.ok(toDay(anchor) <= today - 60, anchor)
				// Two years later both go on in the same rhythm: no week A has become a week B.
				const from = Math.max(toDay(shift.anchorDate), today) + 730
				const days = (at: string) => occurrences(shift.rrule, at, 0, from, from + 120)
				assert.equal(days(anchor), days(shift.anchorDate), `${shift.rrule} ${shift.anchorDate}`)
			}
		}
	})

	calendar(`knows a year of closed days and one-off hours on ${date}`, () => {
		const today = toDay(date)
		for (const { clinic } of demoClinics()) {
			const rows = datedOverrideRows(clinic, today, idsOf(clinic.slug))
			const ahead = rows.filter((row) => toDay(String(row.override_date)) >= today)
			const closed = ahead.filter((row) => row.override_type === 'unavailable')
			assert.ok(closed.some((row) => String(row.override_date).endsWith('-12-25')))
			assert.ok(closed.length >= clinic.closures.length, `${closed.length} closed days`)
			const custom = ahead.filter((row) => row.override_type === 'custom_hours')
			assert.ok(custom.length >= 11 && custom.length <= 13, `${custom.length} custom days`)
			assert.is(new Set(rows.map((row) => row.id)).size, rows.length)
		}
	})
}

calendar('moves alternate weeks by fortnights only', () => {
	for (let ago = 0; ago < 400; ago += 13) {
		const placed = toDay(placeAnchor('2027-01-09', toDay('2027-01-09') - ago))
		assert.is((toDay('2027-01-09') - placed) % 14, 0)
		assert.is(weekdayOf(placed), 6)
	}
})

calendar('finds Easter Sunday', () => {
	// The dates church calendars give, the earliest and the latest of two centuries among them.
	const known =
		'1954-04-18 1961-04-02 2008-03-23 2019-04-21 2024-03-31 2027-03-28 2038-04-25 2049-04-18'
	for (const date of known.split(' ')) assert.is(fromDay(easter(Number(date.slice(0, 4)))), date)
})

calendar('finds nth weekdays, and none where a month has only four', () => {
	assert.is(fromDay(nthWeekday(2026, 11, 4, 4) ?? 0), '2026-11-26')
	assert.is(fromDay(nthWeekday(2027, 5, 1, -1) ?? 0), '2027-05-31')
	assert.is(fromDay(nthWeekday(2028, 2, 2, 5) ?? 0), '2028-02-29')
	assert.is(nthWeekday(2027, 2, 1, 5), null)
})

calendar('makes up for holidays at weekends as each country does', () => {
	const [london, newYork] = demoClinics().map(({ clinic }) => clinic.closures)
	const days = (closures: typeof london, from: string, until: string) =>
		closedDays(closures ?? [], toDay(from), toDay(until)).map(({ date }) => date)
	assert.equal(days(london, '2027-12-01', '2028-02-01'), [
		'2027-12-25',
		'2027-12-26',
		'2027-12-27',
		'2027-12-28',
		'2028-01-01',
		'2028-01-03',
	])
	assert.equal(days(london, '2027-02-01', '2027-05-01'), ['2027-03-26', '2027-03-29'])
	assert.equal(days(newYork, '2026-11-01', '2027-08-01'), [
		'2026-11-26',
		'2026-12-25',
		'2027-01-01',
		'2027-05-31',
		'2027-07-04',
		'2027-07-05',
	])
})

calendar('gives one-off hours once a month, over the turn of the year too', () => {
	const hours = { staff: 'v1', weekday: 'TU', nth: 3, start: '10:00', end: '13:00', reason: 'x' }
	const found = customDays([{ ...hours, weekday: 'TU' }], toDay('2026-11-20'), toDay('2027-02-20'))
	assert.equal(
		found.map(({ date }) => date),
		['2026-12-15', '2027-01-19', '2027-02-16'],
	)
})

calendar.run()
