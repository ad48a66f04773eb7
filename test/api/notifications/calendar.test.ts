import rrule from 'rrule'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import {
	appointmentCalendar,
	type CalendarEntry,
	type CalendarMethod,
} from '../../../api/notifications/calendar.ts'

const now = new Date('2026-10-01T08:00:00Z')
const clinicId = '01932c07-1b7a-7c1e-9a5e-3f6f1a4a2b10'

const entry = (differences: Partial<CalendarEntry> = {}): CalendarEntry => ({
	clinicId,
	reference: 'HLV7Q4K',
	sequence: 0,
	status: 'confirmed',
	start: new Date('2026-11-05T10:40:00Z'),
	end: new Date('2026-11-05T11:00:00Z'),
	timeZone: 'Europe/London',
	title: 'Check-up: Biscuit',
	note: '',
	clinic: {
		name: 'Harbour Lane Vets',
		phone: '020 7946 0112',
		email: 'hello@harbour.example',
		address: ['3 Harbour Lane', 'London'],
	},
	owner: { name: 'Sam Rowe', email: 'sam@example.com' },
	...differences,
})

interface Line {
	name: string
	parameters: string
	value: string
}

/** Reads a file back: unfolds lines and splits each one at the first colon outside quotes. */
function read(file: string): Line[] {
	return file
		.replaceAll('\r\n ', '')
		.split('\r\n')
		.filter(Boolean)
		.map((line) => {
			const found = /^([A-Z-]+)((?:;[^:";]*(?:"[^"]*"[^:";]*)*)*):(.*)$/.exec(line)
			if (!found) throw new Error(`Not a content line: ${line}`)
			return { name: found[1]!, parameters: found[2]!, value: found[3]! }
		})
}

const make = (differences: Partial<CalendarEntry> = {}, method: CalendarMethod = 'PUBLISH') =>
	read(appointmentCalendar(entry(differences), method, now))
const textOf = (lines: Line[], name: string) => lines.find((line) => line.name === name)?.value
const eventOf = (lines: Line[]) =>
	lines.slice(lines.findIndex((line) => line.name === 'BEGIN' && line.value === 'VEVENT'))

/** The instant a start means by the rules in the file itself, as a calendar would work it out. */
function instantOf(lines: Line[], name: 'DTSTART' | 'DTEND'): string {
	const wall = floating(textOf(eventOf(lines), name) ?? '')
	const onsets: { at: number; offset: number }[] = []
	for (const [at, line] of lines.entries()) {
		if (line.name !== 'BEGIN' || !['DAYLIGHT', 'STANDARD'].includes(line.value)) continue
		const part = lines.slice(at, at + 7)
		const options = rrule.RRule.parseString(textOf(part, 'RRULE') ?? '')
		const rule = new rrule.RRule({ ...options, dtstart: floating(textOf(part, 'DTSTART') ?? '') })
		const onset = rule.before(wall, true)
		const text = textOf(part, 'TZOFFSETTO') ?? ''
		const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3))
		if (onset) onsets.push({ at: onset.getTime(), offset: text[0] === '-' ? -minutes : minutes })
	}
	const latest = onsets.sort((a, b) => b.at - a.at)[0]
	return new Date(wall.getTime() - (latest?.offset ?? 0) * 60_000).toISOString()
}

function floating(text: string): Date {
	return new Date(text.replace(/(....)(..)(..)T(..)(..)(..)Z?/, '$1-$2-$3T$4:$5:$6Z'))
}

const calendar = suite('calendar')

calendar('keeps the UID of a reference through every change', () => {
	const first = textOf(make(), 'UID')
	const moved = make({ sequence: 3, start: new Date('2026-11-06T09:00:00Z') }, 'REQUEST')
	assert.is(textOf(moved, 'UID'), first)
	assert.is(textOf(make({ sequence: 4, status: 'cancelled' }, 'CANCEL'), 'UID'), first)
	assert.is(first, `HLV7Q4K.${clinicId}@vetslot`)
})

calendar('gives two clinics with the same reference different UIDs', () => {
	assert.is.not(textOf(make({ clinicId: 'other' }), 'UID'), textOf(make(), 'UID'))
})

calendar('carries the sequence of the change', () => {
	assert.is(textOf(make(), 'SEQUENCE'), '0')
	assert.is(textOf(make({ sequence: 7 }), 'SEQUENCE'), '7')
})

calendar('says by its method and status what to do with the entry', () => {
	assert.is(textOf(make(), 'METHOD'), 'PUBLISH')
	assert.is(textOf(make(), 'STATUS'), 'CONFIRMED')
	assert.is(textOf(make({ status: 'tentative' }), 'STATUS'), 'TENTATIVE')
	assert.is(textOf(make({}, 'REQUEST'), 'METHOD'), 'REQUEST')
	assert.is(textOf(make({}, 'CANCEL'), 'METHOD'), 'CANCEL')
	assert.is(textOf(make({}, 'CANCEL'), 'STATUS'), 'CANCELLED')
})

calendar('names the owner where the method asks for it, and only there', () => {
	assert.is(textOf(make({}, 'REQUEST'), 'ATTENDEE')?.toLowerCase(), 'mailto:sam@example.com')
	assert.is(textOf(make(), 'ATTENDEE'), undefined)
})

calendar('has no alarm and stamps itself in UTC', () => {
	const lines = make()
	assert.not.ok(lines.some((line) => line.value === 'VALARM'))
	assert.is(textOf(lines, 'DTSTAMP'), '20261001T080000Z')
})

const instants: [zone: string, wall: string, instant: string][] = [
	['Europe/London', '20261024T103000', '2026-10-24T09:30:00.000Z'],
	['Europe/London', '20261025T103000', '2026-10-25T10:30:00.000Z'],
	['Europe/London', '20270328T103000', '2027-03-28T09:30:00.000Z'],
	['America/New_York', '20261031T103000', '2026-10-31T14:30:00.000Z'],
	['America/New_York', '20261101T103000', '2026-11-01T15:30:00.000Z'],
	['America/New_York', '20270314T103000', '2027-03-14T14:30:00.000Z'],
]
for (const [timeZone, wall, instant] of instants) {
	calendar(`means ${instant} by ${wall} in ${timeZone}`, () => {
		const start = new Date(instant)
		const end = new Date(start.getTime() + 20 * 60_000)
		const lines = make({ timeZone, start, end })
		const line = eventOf(lines).find(({ name }) => name === 'DTSTART')
		assert.equal(line, { name: 'DTSTART', parameters: `;TZID=${timeZone}`, value: wall })
		assert.is(instantOf(lines, 'DTSTART'), instant)
		assert.is(instantOf(lines, 'DTEND'), end.toISOString())
	})
}

calendar('falls back to UTC for a zone it has no rules for', () => {
	const lines = make({ timeZone: 'Etc/GMT-14' })
	const line = eventOf(lines).find(({ name }) => name === 'DTSTART')
	const zone = lines.some(({ value }) => value === 'VTIMEZONE')
	assert.is(line?.value, zone ? '20261106T004000' : '20261105T104000Z')
})

calendar('names no organizer for a clinic without an address', () => {
	const clinic = { ...entry().clinic, email: '' }
	assert.is(textOf(eventOf(make({ clinic })), 'ORGANIZER'), undefined)
	assert.match(textOf(eventOf(make()), 'ORGANIZER') ?? '', 'hello@harbour.example')
})

calendar('folds long lines at 75 octets with CRLF, never inside a character', () => {
	const title = `Check-up: ${'Ünïcörn 🐕 '.repeat(20)}`
	const file = appointmentCalendar(entry({ title }), 'REQUEST', now)
	const raw = file.split('\r\n')
	assert.is(raw.at(-1), '')
	for (const line of raw) {
		assert.ok(Buffer.byteLength(line) <= 75, line)
		assert.not.match(line, /[\r\n]/)
		assert.not.match(line, '\uFFFD')
	}
	assert.is(textOf(eventOf(read(file)), 'SUMMARY'), title)
})

calendar('escapes what has a meaning of its own in a calendar', () => {
	const lines = make({ title: 'a;b,c\\d' })
	assert.is(textOf(eventOf(lines), 'SUMMARY'), 'a\\;b\\,c\\\\d')
	assert.is(textOf(lines, 'DESCRIPTION'), 'Reference: HLV7Q4K\\nPhone: 020 7946 0112')
	assert.is(textOf(lines, 'LOCATION'), 'Harbour Lane Vets\\, 3 Harbour Lane\\, London')
})

calendar.run()
