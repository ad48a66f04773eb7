import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { busyIn } from '../../../api/calendars/busy-in.ts'
import type { FeedError } from '../../../api/calendars/feed-error.ts'

const test = suite('busy time in a foreign calendar')
const clinicId = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'
const minute = (iso: string) => Date.parse(iso) / 60_000
const window = {
	zone: 'Europe/London',
	from: minute('2027-03-01T00:00Z'),
	until: minute('2027-05-01T00:00Z'),
	clinicId,
}

const calendar = (...lines: string[]) =>
	['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//T//EN', ...lines, 'END:VCALENDAR', ''].join(
		'\r\n',
	)
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@x', ...lines, 'END:VEVENT']

/** Stretches as text in UTC. */
function spans(text: string, more: object = {}): string[] {
	const { busy } = busyIn(text, { ...window, ...more })
	const iso = (at: number) => new Date(at * 60_000).toISOString().slice(0, 16)
	return busy.flatMap((at, i) => (i % 2 === 0 ? [`${iso(at)} ${iso(busy[i + 1] ?? 0)}`] : []))
}

const berlin = [
	...['BEGIN:VTIMEZONE', 'TZID:My own zone'],
	...['BEGIN:DAYLIGHT', 'DTSTART:19810329T020000', 'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
	...['TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'TZNAME:CEST', 'END:DAYLIGHT'],
	...['BEGIN:STANDARD', 'DTSTART:19961027T030000', 'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
	...['TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'TZNAME:CET', 'END:STANDARD', 'END:VTIMEZONE'],
]

const table: [name: string, lines: string[], expected: string[]][] = [
	[
		'an event in UTC',
		event('DTSTART:20270302T090000Z', 'DTEND:20270302T100000Z'),
		['2027-03-02T09:00 2027-03-02T10:00'],
	],
	[
		'a duration',
		event('DTSTART:20270302T090000Z', 'DURATION:PT45M'),
		['2027-03-02T09:00 2027-03-02T09:45'],
	],
	[
		'seconds, rounded outwards',
		event('DTSTART:20270302T090030Z', 'DTEND:20270302T091001Z'),
		['2027-03-02T09:00 2027-03-02T09:11'],
	],
	[
		'an IANA zone without rules',
		event(
			'DTSTART;TZID=America/New_York:20270402T090000',
			'DTEND;TZID=America/New_York:20270402T100000',
		),
		['2027-04-02T13:00 2027-04-02T14:00'],
	],
	[
		'a zone of a path',
		event('DTSTART;TZID=/x.org/Olson_1/Europe/Paris:20270402T090000', 'DURATION:PT1H'),
		['2027-04-02T07:00 2027-04-02T08:00'],
	],
	[
		'a zone that only the file knows',
		[...berlin, ...event('DTSTART;TZID=My own zone:20270329T090000', 'DURATION:PT1H')],
		['2027-03-29T07:00 2027-03-29T08:00'],
	],
	[
		'the same before the change of clocks',
		[...berlin, ...event('DTSTART;TZID=My own zone:20270326T090000', 'DURATION:PT1H')],
		['2027-03-26T08:00 2027-03-26T09:00'],
	],
	[
		'a zone that nobody knows, as the clinic’s',
		event('DTSTART;TZID=Nowhere:20270402T090000', 'DURATION:PT1H'),
		['2027-04-02T08:00 2027-04-02T09:00'],
	],
	[
		'a floating time, as the clinic’s',
		event('DTSTART:20270402T090000', 'DTEND:20270402T100000'),
		['2027-04-02T08:00 2027-04-02T09:00'],
	],
	[
		'ends in another zone',
		event('DTSTART;TZID=Europe/London:20270402T090000', 'DTEND;TZID=Europe/Paris:20270402T110000'),
		['2027-04-02T08:00 2027-04-02T09:00'],
	],
	[
		'a whole day',
		event('DTSTART;VALUE=DATE:20270402', 'DTEND;VALUE=DATE:20270403'),
		['2027-04-01T23:00 2027-04-02T23:00'],
	],
	[
		'a whole day without an end',
		event('DTSTART;VALUE=DATE:20270302'),
		['2027-03-02T00:00 2027-03-03T00:00'],
	],
	[
		'days over a change of clocks',
		event('DTSTART;VALUE=DATE:20270327', 'DTEND;VALUE=DATE:20270330'),
		['2027-03-27T00:00 2027-03-29T23:00'],
	],
	[
		'a time in the gap',
		event('DTSTART;TZID=Europe/London:20270328T013000', 'DURATION:PT30M'),
		['2027-03-28T01:30 2027-03-28T02:00'],
	],
	['no length', event('DTSTART:20270302T090000Z'), []],
	['an end before the begin', event('DTSTART:20270302T090000Z', 'DTEND:20270302T080000Z'), []],
	['no begin', event('SUMMARY:x'), []],
	['free time', event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'TRANSP:TRANSPARENT'), []],
	[
		'free time, as Outlook says it',
		event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'X-MICROSOFT-CDO-BUSYSTATUS:FREE'),
		[],
	],
	['a cancelled event', event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'STATUS:CANCELLED'), []],
	[
		'a tentative event',
		event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'STATUS:TENTATIVE'),
		['2027-03-02T09:00 2027-03-02T10:00'],
	],
	['what lies outside of the window', event('DTSTART:20270228T090000Z', 'DURATION:PT1H'), []],
	[
		'what reaches into the window',
		event('DTSTART:20270228T230000Z', 'DURATION:PT2H'),
		['2027-03-01T00:00 2027-03-01T01:00'],
	],
	[
		'our own visit',
		[
			'BEGIN:VEVENT',
			`UID:HLV7Q4K.${clinicId}@vetslot`,
			'DTSTART:20270302T090000Z',
			'DURATION:PT1H',
			'END:VEVENT',
		],
		[],
	],
	[
		'overlapping events, merged',
		[
			...event('DTSTART:20270302T090000Z', 'DURATION:PT1H'),
			'BEGIN:VEVENT',
			'UID:b@x',
			'DTSTART:20270302T093000Z',
			'DURATION:PT1H',
			'END:VEVENT',
		],
		['2027-03-02T09:00 2027-03-02T10:30'],
	],
	[
		'a free-busy list',
		[
			'BEGIN:VFREEBUSY',
			'FREEBUSY;FBTYPE=BUSY:20270302T090000Z/PT1H,20270303T090000Z/20270303T093000Z',
			'FREEBUSY;FBTYPE=FREE:20270304T090000Z/PT1H',
			'END:VFREEBUSY',
		],
		['2027-03-02T09:00 2027-03-02T10:00', '2027-03-03T09:00 2027-03-03T09:30'],
	],
	[
		'a weekly event over the change of clocks',
		event(
			'DTSTART;TZID=Europe/London:20200107T090000',
			'DURATION:PT1H',
			'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;UNTIL=20270406T080000Z',
		),
		[
			'2027-03-09T09:00 2027-03-09T10:00',
			'2027-03-23T09:00 2027-03-23T10:00',
			'2027-04-06T08:00 2027-04-06T09:00',
		],
	],
	[
		'an end in UTC, an hour too early',
		event(
			'DTSTART;TZID=Europe/London:20270323T090000',
			'DURATION:PT1H',
			'RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20270406T075900Z',
		),
		['2027-03-23T09:00 2027-03-23T10:00'],
	],
	[
		'an end far east',
		event(
			'DTSTART;TZID=Pacific/Auckland:20270302T200000',
			'DURATION:PT1H',
			'RRULE:FREQ=DAILY;UNTIL=20270303T105959Z',
		),
		['2027-03-02T07:00 2027-03-02T08:00', '2027-03-03T07:00 2027-03-03T08:00'],
	],
	[
		'a count',
		event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=2'),
		['2027-03-02T09:00 2027-03-02T10:00', '2027-03-03T09:00 2027-03-03T10:00'],
	],
	[
		'dates taken out, in another zone and as dates',
		event(
			'DTSTART;TZID=Europe/London:20270329T090000',
			'DURATION:PT1H',
			'RRULE:FREQ=DAILY;COUNT=4',
			'EXDATE:20270330T080000Z',
			'EXDATE;VALUE=DATE:20270331',
		),
		['2027-03-29T08:00 2027-03-29T09:00', '2027-04-01T08:00 2027-04-01T09:00'],
	],
	[
		'a yearly whole day with one taken out',
		event('DTSTART;VALUE=DATE:20200304', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270304'),
		[],
	],
	[
		'dates put in',
		event('DTSTART:20270302T090000Z', 'DURATION:PT1H', 'RDATE:20270305T090000Z'),
		['2027-03-02T09:00 2027-03-02T10:00', '2027-03-05T09:00 2027-03-05T10:00'],
	],
	[
		'one occurrence moved, one cancelled',
		[
			...event(
				'DTSTART;TZID=Europe/London:20270329T090000',
				'DURATION:PT1H',
				'RRULE:FREQ=DAILY;COUNT=3',
			),
			...event(
				'RECURRENCE-ID;TZID=Europe/London:20270330T090000',
				'DTSTART;TZID=Europe/London:20270330T140000',
				'DURATION:PT30M',
			),
			...event(
				'RECURRENCE-ID:20270331T080000Z',
				'DTSTART:20270331T080000Z',
				'DURATION:PT1H',
				'STATUS:CANCELLED',
			),
		],
		['2027-03-29T08:00 2027-03-29T09:00', '2027-03-30T13:00 2027-03-30T13:30'],
	],
	[
		'folded lines and lower case',
		[
			'begin:vevent',
			'uid:x',
			'dtstart;tzid=Euro',
			' pe/London:20270402T090000',
			'duration:PT1H',
			'end:vevent',
		],
		['2027-04-02T08:00 2027-04-02T09:00'],
	],
]
for (const [name, lines, expected] of table) {
	test(`reads ${name}`, () => assert.equal(spans(calendar(...lines)), expected))
}

test('reads floating and all-day times in the zone of the clinic', () => {
	const lines = event('DTSTART;VALUE=DATE:20270402')
	assert.equal(spans(calendar(...lines), { zone: 'America/New_York' }), [
		'2027-04-02T04:00 2027-04-03T04:00',
	])
})

test('reads several calendars in one file', () => {
	const one = calendar(...event('DTSTART:20270302T090000Z', 'DURATION:PT1H'))
	const two = calendar(...event('DTSTART:20270303T090000Z', 'DURATION:PT1H'))
	assert.is(spans(one + two).length, 2)
})

test('counts what it could not read, and keeps the rest', () => {
	const good = event('DTSTART:20270302T090000Z', 'DURATION:PT1H')
	const far = ['BEGIN:VEVENT', 'UID:c', 'DTSTART:16010101T000000Z', 'DURATION:PT1H', 'END:VEVENT']
	const fast = event('DTSTART:20200302T090000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY')
	const found = busyIn(calendar(...good, ...fast, ...far), window)
	assert.equal([found.events, found.busy.length], [2, 2])
	assert.is(found.skipped, 1)
})

test('refuses what is no calendar', () => {
	const codes = [
		'',
		'<!doctype html><p>BEGIN:VEVENT',
		'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n',
		'{}',
	].map((text) => {
		try {
			busyIn(text, window)
			return 'read'
		} catch (error) {
			return (error as FeedError).code
		}
	})
	assert.equal(codes, Array(4).fill('not_a_calendar'))
})

test('refuses more events than anybody has', () => {
	const many = calendar(...Array(20_001).fill(event('DTSTART:20270302T090000Z').join('\r\n')))
	assert.throws(
		() => busyIn(many, window),
		(error: unknown) => (error as FeedError).code === 'too_complex',
	)
})

test.run()
