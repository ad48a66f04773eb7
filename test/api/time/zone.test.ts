import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { fromDay, minutesOf, toDay, weekdayOf } from '../../../api/time/date.ts'
import { minuteOf, ZoneError, zoneOf } from '../../../api/time/zone.ts'

const test = suite('zone')
const table = JSON.parse(
	readFileSync(new URL('../../tables/wall-to-instant.json', import.meta.url), 'utf8'),
) as { rows: [string, string, string, string][] }

/**
 * Morocco gave up its clock changes after the table was made (tz database 2026c). Where Node carries
 * that news, the few later rows are compared with Temporal instead.
 */
const isOutdated = (zone: string, wall: string) =>
	zone === 'Africa/Casablanca' && wall >= '2026-09-20' && String(process.versions.tz) >= '2026c'

test('maps every wall time of the table to its instant', () => {
	let outdated = 0
	for (const [zone, wall, instant, kind] of table.rows) {
		const got = zoneOf(zone).toInstant(toDay(wall.slice(0, 10)), minutesOf(wall.slice(11)))
		const now = Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds
		if (isOutdated(zone, wall) && now !== Date.parse(instant)) outdated++
		const expected = isOutdated(zone, wall) ? now : Date.parse(instant)
		assert.is(got, minuteOf(expected), `${zone} ${wall} ${kind}`)
	}
	assert.ok(outdated <= 8, `${outdated} rows no longer hold`)
})

test('gives the wall time back for every instant of the table', () => {
	for (const [name, wall, instant, kind] of table.rows) {
		if (kind === 'gap' || isOutdated(name, wall)) continue
		const zone = zoneOf(name)
		const minute = minuteOf(Date.parse(instant))
		assert.is(zone.dateAt(minute), wall.slice(0, 10))
		assert.is(zone.minutesAt(minute), minutesOf(wall.slice(11)))
	}
})

test('shifts a gap forward and takes the earlier of two readings', () => {
	const london = zoneOf('Europe/London')
	assert.is(london.toInstant(toDay('2027-03-28'), 90), minuteOf(Date.UTC(2027, 2, 28, 1, 30)))
	assert.is(london.toInstant(toDay('2027-10-31'), 90), minuteOf(Date.UTC(2027, 9, 31, 0, 30)))
})

test('puts the day that Samoa skipped at the begin of the next', () => {
	const apia = zoneOf('Pacific/Apia')
	const next = apia.toInstant(toDay('2011-12-31'), 0)
	assert.is(apia.toInstant(toDay('2011-12-30'), 0), next)
	assert.is(apia.dateAt(next - 1), '2011-12-29')
})

test('agrees with Temporal in any zone, whatever order years are asked in', () => {
	const names = Intl.supportedValuesOf('timeZone')
	const wall = fc.record({
		zone: fc.constantFrom(...names),
		day: fc.integer({ min: toDay('1973-01-01'), max: toDay('2060-12-31') }),
		minutes: fc.integer({ min: 0, max: 1439 }),
	})
	fc.assert(
		fc.property(wall, ({ zone, day, minutes }) => {
			const time = `${fromDay(day)}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
			const expected = Temporal.PlainDateTime.from(time).toZonedDateTime(zone).epochMilliseconds
			assert.is(zoneOf(zone).toInstant(day, minutes), expected / 60_000, `${zone} ${time}`)
		}),
		{ numRuns: 1500 },
	)
})

test('refuses a zone that is unknown, an offset, or not a name', () => {
	for (const name of [
		'Mars/Olympus',
		'',
		'+02:00',
		'x'.repeat(100),
		undefined,
		'Europe/London\n',
	]) {
		try {
			zoneOf(name as string)
			assert.unreachable(String(name))
		} catch (error) {
			assert.instance(error, ZoneError)
			assert.is((error as ZoneError).code, 'unknown_zone')
		}
	}
})

test('refuses years it has no whole-minute offsets for', () => {
	const utc = zoneOf('UTC')
	for (const minute of [minuteOf(Date.UTC(1959, 11)), minuteOf(Date.UTC(2200, 0)), Number.NaN]) {
		assert.throws(
			() => utc.dateAt(minute),
			(error: ZoneError) => error.code === 'out_of_range',
		)
	}
})

test('knows dates, weekdays and times, and refuses those that do not exist', () => {
	assert.is(fromDay(toDay('2028-02-29')), '2028-02-29')
	assert.is(weekdayOf(toDay('2027-03-28')), 7)
	assert.is(weekdayOf(toDay('1965-01-04')), 1)
	assert.is(minutesOf('09:30:00'), 570)
	for (const date of ['2027-02-29', '2027-13-01', '27-01-01', '0000-00-00', 'today', '2027-1-1']) {
		assert.throws(() => toDay(date), /is not a date/)
	}
	for (const time of ['24:00', '9:30', '09:60', '', '09:30:30']) {
		assert.throws(() => minutesOf(time), /is not a time/)
	}
})

test.run()
