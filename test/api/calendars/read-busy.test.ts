import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { FeedError } from '../../../api/calendars/feed-error.ts'
import { readBusyIn } from '../../../api/calendars/read-busy.ts'
import { diary } from './foreign-server.ts'

const test = suite('reading a foreign calendar apart')
const minute = (iso: string) => Date.parse(iso) / 60_000
const window = {
	zone: 'Europe/London',
	from: minute('2027-03-01T00:00Z'),
	until: minute('2027-05-01T00:00Z'),
	clinicId: '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10',
}
const withEvent = (...lines: string[]) => {
	const event = ['BEGIN:VEVENT', 'UID:n', 'DURATION:PT1H', ...lines, 'END:VEVENT', ''].join('\r\n')
	return diary('2027-03-02T09:00Z').replace('END:VCALENDAR', `${event}END:VCALENDAR`)
}

async function codeOf(text: string, milliseconds?: number): Promise<string> {
	try {
		await readBusyIn(text, window, milliseconds)
		return 'read'
	} catch (error) {
		return (error as FeedError).code ?? String(error)
	}
}

test('gives what stands in it', async () => {
	const { busy } = await readBusyIn(diary('2027-03-02T09:00Z'), window)
	assert.equal(busy, [minute('2027-03-02T09:00Z'), minute('2027-03-02T10:00Z')])
	assert.is(await codeOf('<html>'), 'not_a_calendar')
})

test('ends with what never ends, and holds up nobody meanwhile', async () => {
	const never = withEvent('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30')
	let turns = 0
	const timer = setInterval(() => turns++, 10)
	assert.is(await codeOf(never, 1500), 'too_complex')
	clearInterval(timer)
	// A hundred and fifty where nothing else runs; one where it is read beside everything else.
	assert.ok(turns > 10, `${turns} turns`)
})

test('survives whatever a calendar may bring', async () => {
	const hostile = [
		withEvent('DTSTART:20200101T000000Z', 'RRULE:FREQ=SECONDLY'),
		withEvent('DTSTART:20200101T000000Z', 'RRULE:FREQ=DAILY;INTERVAL=0'),
		withEvent('DTSTART:20200101T000000Z', 'RRULE:FREQ=NEVER'),
		withEvent('DTSTART:20200101T000000Z', 'RRULE:FREQ=DAILY;COUNT=99999999999'),
		withEvent('DTSTART:99999999T999999Z'),
		withEvent('DTSTART:00000000T000000Z', 'RRULE:FREQ=MINUTELY;BYSECOND=1,2,3'),
		withEvent('DTSTART;TZID=../../etc/passwd:20270302T090000'),
		withEvent('DTSTART;TZID=__proto__:20270302T090000', 'EXDATE:__proto__'),
		withEvent('DTSTART:20270302T090000Z', `SUMMARY:${'x'.repeat(2_000_000)}`),
		withEvent('DTSTART:20270302T090000Z', `EXDATE:${'20270302T090000Z,'.repeat(50_000)}`),
		withEvent('DTSTART:20270302T090000Z', ...Array(50_000).fill('X-A;B="c";D=e:f')),
		'BEGIN:VCALENDAR\r\n'.repeat(100_000),
		`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(15_000)}`,
		`BEGIN:VCALENDAR\r\n${'A'.repeat(3_000_000)}`,
	]
	for (const text of hostile) {
		const code = await codeOf(text, 3000)
		const known = ['read', 'not_a_calendar', 'too_complex']
		assert.ok(known.includes(code), `${text.slice(0, 160)}: ${code}`)
	}
})

test.run()
