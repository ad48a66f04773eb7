import { readFileSync } from 'node:fs'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { Plan } from '../../../api/availability/model.ts'
import { openingsOf } from '../../../api/availability/openings.ts'
import { clip } from '../../../api/time/interval.ts'
import { dateOf, zoneOf } from '../../../api/time/zone.ts'
import { clock, LONDON, override, plan, room, schedule, vet } from './clinic.ts'

const test = suite('openings')

/** Openings as `09:00-12:00 14:00-15:00*`; a star marks emergency time. */
function hours(given: Plan, date: string, to = date, id = 'ann'): string {
	return openingsOf(given, id, date, to)
		.map(({ start, end, kind }) => {
			const [from, until] = [clock([start], given.zone), clock([end], given.zone)]
			return `${from}-${until}${kind === 'emergency' ? '*' : ''}`
		})
		.join(' ')
}

interface Row {
	id: string
	op: string
	tz: string
	weekly: Record<string, [string, string][]>
	date_overrides?: Record<string, [string, string][]>
	window_ms: [number, number]
	expected_ms: [number, number][]
	rrule: string | null
	dtstart_ms: number
	exdates_ms: number[]
	expected_count: number
}
const cases = (
	JSON.parse(readFileSync(new URL('../../tables/slots-nettu.json', import.meta.url), 'utf8')) as {
		cases: Row[]
	}
).cases

test('expands weekly hours with exceptions as the table says', () => {
	for (const row of cases.filter(({ op }) => op === 'schedule_expand')) {
		const weekly = Object.entries(row.weekly).flatMap(([day, ranges]) =>
			ranges.map(([startTime, endTime]) =>
				schedule('ann', {
					rule: `FREQ=WEEKLY;BYDAY=${day}`,
					anchorDate: '1970-01-01',
					effectiveFrom: '1970-01-01',
					startTime,
					endTime,
				}),
			),
		)
		const special = Object.entries(row.date_overrides ?? {}).flatMap(([date, ranges]) =>
			ranges.map(([startTime, endTime]) =>
				override({ type: 'custom_hours', resourceId: 'ann', date, startTime, endTime }),
			),
		)
		const given = plan({ zone: row.tz, schedules: weekly, overrides: special })
		const [from, to] = row.window_ms.map((ms) => ms / 60_000) as [number, number]
		const zone = zoneOf(row.tz)
		const all = openingsOf(given, 'ann', zone.dateAt(from), zone.dateAt(to))
		const ranges = clip(
			all.flatMap(({ start, end }) => [start, end]),
			from,
			to,
		)
		assert.equal(
			ranges.map((minute) => dateOf(minute).getTime()),
			row.expected_ms.flat(),
			row.id,
		)
	}
})

test('leaves out excluded days as the table says', () => {
	for (const row of cases.filter(({ op }) => op === 'rrule_count')) {
		const iso = (ms: number) => new Date(ms).toISOString()
		const anchorDate = iso(row.dtstart_ms).slice(0, 10)
		const given = plan({
			zone: 'UTC',
			schedules: [
				schedule('ann', {
					rule: row.rrule ?? 'FREQ=DAILY;COUNT=1',
					anchorDate,
					effectiveFrom: anchorDate,
					startTime: iso(row.dtstart_ms).slice(11, 16),
					endTime: '21:00',
				}),
			],
			overrides: row.exdates_ms.map((ms) => override({ date: iso(ms).slice(0, 10) })),
		})
		assert.is(openingsOf(given, 'ann', anchorDate, '2018-12-31').length, row.expected_count, row.id)
	}
})

test('takes breaks out of a schedule, also one with a rule of its own', () => {
	const breaks = [
		{ start: '10:00', end: '10:15' },
		{ start: '11:00', end: '11:30', rule: 'FREQ=MONTHLY;BYDAY=1MO', anchorDate: '2027-01-04' },
	]
	const given = plan({ schedules: [schedule('ann', { breaks })] })
	assert.is(hours(given, '2027-06-07'), '09:00-10:00 10:15-11:00 11:30-12:00')
	assert.is(hours(given, '2027-06-08'), '09:00-10:00 10:15-12:00')
})

test('works over midnight, with a break on the far side', () => {
	const night = schedule('ann', {
		rule: 'FREQ=WEEKLY;BYDAY=MO',
		startTime: '22:00',
		endTime: '06:00',
		breaks: [{ start: '02:00', end: '03:00' }],
	})
	const given = plan({ schedules: [night] })
	assert.is(hours(given, '2027-06-07'), '22:00-02:00')
	assert.is(hours(given, '2027-06-08'), '22:00-02:00 03:00-06:00')
	assert.is(hours(given, '2027-06-09'), '')
})

test('keeps to the days on which a schedule is in effect, the last one included', () => {
	const given = plan({
		schedules: [schedule('ann', { effectiveFrom: '2027-06-02', effectiveUntil: '2027-06-03' })],
	})
	const open = ['2027-06-01', '2027-06-02', '2027-06-03', '2027-06-04'].map((day) =>
		hours(given, day),
	)
	assert.equal(open, ['', '09:00-12:00', '09:00-12:00', ''])
})

test('applies several overrides of one day: custom hours, then absence, then emergencies', () => {
	const date = '2027-06-07'
	const mine = { resourceId: 'ann', date }
	const overrides = [
		override({ ...mine, type: 'emergency_only', startTime: '14:00', endTime: '15:00' }),
		override({ ...mine, type: 'unavailable', startTime: '13:00', endTime: '14:30' }),
		override({ ...mine, type: 'custom_hours', startTime: '12:00', endTime: '16:00' }),
		override({ ...mine, type: 'custom_hours', startTime: '08:00', endTime: '09:00' }),
	]
	const given = plan({
		schedules: [schedule('ann', { breaks: [{ start: '12:30', end: '12:45' }] })],
		overrides,
	})
	assert.is(hours(given, date), '08:00-09:00 12:00-13:00 14:30-15:00* 15:00-16:00')
	assert.is(hours(given, '2027-06-08'), '09:00-12:00')
})

test('gives custom hours to a vet who does not work that day', () => {
	const monday = schedule('ann', { rule: 'FREQ=WEEKLY;BYDAY=MO', stepMinutes: 20 })
	const special = { date: '2027-06-08', startTime: '10:00', endTime: '11:00' } as const
	const given = plan({
		schedules: [monday],
		overrides: [override({ ...special, type: 'custom_hours', resourceId: 'ann' })],
	})
	const [opening] = openingsOf(given, 'ann', '2027-06-08', '2027-06-08')
	assert.is(hours(given, '2027-06-08'), '10:00-11:00')
	assert.is(opening!.terms.stepMinutes, 20)
})

test('limits everyone by the custom hours of the whole clinic, and puts nobody to work', () => {
	const date = '2027-06-07'
	const given = plan({
		resources: [vet('ann'), vet('bob'), room('r1', 'consult')],
		overrides: [override({ type: 'custom_hours', date, startTime: '10:00', endTime: '14:00' })],
	})
	assert.is(hours(given, date), '10:00-12:00')
	assert.is(hours(given, date, date, 'bob'), '')
	assert.is(hours(given, date, date, 'r1'), '10:00-14:00')
})

test('closes everyone on a day the clinic is closed, every year anew', () => {
	const rule = 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25'
	const given = plan({ overrides: [override({ rule, anchorDate: '2020-12-25' })] })
	assert.is(hours(given, '2027-12-24'), '09:00-12:00')
	assert.is(hours(given, '2027-12-25'), '')
	assert.is(hours(given, '2028-12-25'), '')
})

test('removes recurring ranges such as a meeting', () => {
	const meeting = override({
		rule: 'FREQ=MONTHLY;BYDAY=1WE',
		anchorDate: '2027-01-06',
		startTime: '11:00',
		endTime: '12:00',
	})
	const given = plan({ overrides: [meeting] })
	assert.is(hours(given, '2027-06-02'), '09:00-11:00')
	assert.is(hours(given, '2027-06-09'), '09:00-12:00')
})

test('is an hour shorter or longer on the days the clocks change', () => {
	const given = plan({ schedules: [schedule('ann', { startTime: '00:00', endTime: '06:00' })] })
	const length = (date: string) => {
		const [opening] = openingsOf(given, 'ann', date, date)
		return opening!.end - opening!.start
	}
	assert.is(length('2027-03-27'), 360)
	assert.is(length('2027-03-28'), 300)
	assert.is(length('2027-10-31'), 420)
})

test('has no opening where the whole schedule falls into the gap', () => {
	const given = plan({ schedules: [schedule('ann', { startTime: '01:00', endTime: '02:00' })] })
	assert.is(hours(given, '2027-03-28'), '')
	assert.is(hours(given, '2027-03-29'), '01:00-02:00')
})

test('does not depend on the days asked for', () => {
	const given = plan({
		zone: LONDON,
		schedules: [
			schedule('ann', { rule: 'FREQ=DAILY;INTERVAL=2', startTime: '20:00', endTime: '04:00' }),
			schedule('ann', { startTime: '00:00', endTime: '00:00', rule: 'FREQ=DAILY;INTERVAL=3' }),
		],
		overrides: [
			override({
				startTime: '23:00',
				endTime: '01:00',
				rule: 'FREQ=WEEKLY',
				anchorDate: '2027-03-01',
			}),
		],
	})
	const whole = openingsOf(given, 'ann', '2027-03-01', '2027-04-20')
	for (let day = 2; day < 30; day++) {
		const date = `2027-03-${String(day).padStart(2, '0')}`
		for (const opening of openingsOf(given, 'ann', date, date)) {
			assert.ok(
				whole.some(({ start, end }) => start === opening.start && end === opening.end),
				`${date} ${clock([opening.start, opening.end])}`,
			)
		}
	}
})

test.run()
