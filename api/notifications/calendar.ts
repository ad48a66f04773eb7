import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalCalendarMethod,
	ICalEventStatus,
	type ICalLuxonDateTimeStub,
} from 'ical-generator'
import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library'

/** One visit as a calendar sees it. Texts are single lines. */
export interface CalendarEntry {
	clinicId: string
	/** The booking reference: with the clinic it names the entry for good. */
	reference: string
	/** Rises with every change that is sent. */
	sequence: number
	status: 'confirmed' | 'tentative' | 'cancelled'
	start: Date
	end: Date
	/** IANA, the clinic's. */
	timeZone: string
	title: string
	/** Said before the reference; empty when there is nothing to say. */
	note: string
	clinic: { name: string; phone: string; email: string; address: readonly string[] }
	owner: { name: string; email: string }
}

/**
 * - `PUBLISH`: a file to open, with nobody to answer to.
 * - `REQUEST`: goes with a mail, makes or changes the entry.
 * - `CANCEL`: goes with a mail, takes the entry away.
 */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL'

const zones = new Set(tzlib_get_timezones(false) as string[])

/**
 * The iCalendar file of a visit (RFC 5545), for a download or a mail. Its times stand in the
 * clinic's zone with that zone's rules, so they stay right across a change of the clocks. The entry
 * has no alarm: when to be reminded is the owner's choice.
 *
 * @param now becomes DTSTAMP
 * @example
 * ctx.body = appointmentCalendar(entry, 'PUBLISH', new Date())
 */
export function appointmentCalendar(
	entry: CalendarEntry,
	method: CalendarMethod,
	now: Date,
): string {
	const { name, email } = entry.clinic
	const calendar = ical({
		prodId: { company: 'Vetslot', product: 'Vetslot', language: 'EN' },
		method: ICalCalendarMethod[method],
		// A zone of the calendar itself would turn DTSTAMP, which must be UTC, into local time.
		timezone: { name: null, generator: zoneRules },
	})
	const event = calendar.createEvent({
		id: calendarUid(entry),
		sequence: entry.sequence,
		stamp: now,
		start: wallTime(entry.start),
		end: wallTime(entry.end),
		timezone: zones.has(entry.timeZone) ? entry.timeZone : null,
		summary: entry.title,
		location: [entry.clinic.name, ...entry.clinic.address].join(', '),
		description: descriptionOf(entry),
		status: ICalEventStatus[statusName(entry, method)],
		// The library refuses one without an address, and a file to open needs none.
		...(email && { organizer: { name, email } }),
	})
	if (method !== 'PUBLISH') {
		event.createAttendee({
			name: entry.owner.name,
			email: entry.owner.email,
			role: ICalAttendeeRole.REQ,
			// The owner chose this time: there is nothing to accept.
			status: ICalAttendeeStatus.ACCEPTED,
			rsvp: false,
		})
	}
	return `${calendar.toString()}\r\n`
}

/** Belongs to the reference, so it outlives moves; the clinic's id keeps two clinics apart. */
function calendarUid(entry: Pick<CalendarEntry, 'clinicId' | 'reference'>): string {
	return `${entry.reference}.${entry.clinicId}@vetslot`
}

function statusName(entry: CalendarEntry, method: CalendarMethod) {
	if (method === 'CANCEL' || entry.status === 'cancelled') return 'CANCELLED'
	return entry.status === 'tentative' ? 'TENTATIVE' : 'CONFIRMED'
}

function descriptionOf(entry: CalendarEntry): string {
	const phone = entry.clinic.phone ? [`Phone: ${entry.clinic.phone}`] : []
	return [...(entry.note ? [entry.note] : []), `Reference: ${entry.reference}`, ...phone].join('\n')
}

function zoneRules(timeZone: string): string | null {
	return zones.has(timeZone) ? (tzlib_get_ical_block(timeZone, false)[0] ?? null) : null
}

/**
 * An instant that can say its wall time in any zone. A plain Date would be written in the zone of
 * the process.
 */
function wallTime(instant: Date, timeZone = 'UTC'): ICalLuxonDateTimeStub {
	return {
		isValid: !Number.isNaN(instant.getTime()),
		zone: { type: 'iana' },
		setZone: (zone = 'UTC') => wallTime(instant, zone),
		toJSDate: () => instant,
		toJSON: () => instant.toISOString(),
		toFormat: (pattern) => digits(instant, timeZone, pattern === 'HHmmss'),
	}
}

function digits(instant: Date, timeZone: string, clock: boolean): string {
	const formatter = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		hourCycle: 'h23',
		...(clock
			? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
			: { year: 'numeric', month: '2-digit', day: '2-digit' }),
	})
	return formatter.format(instant).replace(/\D/g, '')
}
