/** What of a foreign calendar's text is time that somebody has no time. Pure, and not to be trusted. */
import ICAL from 'ical.js'
import { type Minute, merge } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { type EventTimes, occurrencesOf, timesOf } from './event-times.ts'
import { FeedError } from './feed-error.ts'
import { WallClock } from './wall-clock.ts'

const MAX_EVENTS = 20_000
/** Longer than any two years of a full diary. */
const MAX_RANGES = 20_000

export interface Window {
	/** The clinic's, by its IANA name. */
	zone: string
	from: Minute
	until: Minute
	/** Whose own visits come back from a diary that was given them; they are no foreign time. */
	clinicId: string
}

export interface BusyFound {
	/** Merged: start, end, start, end … in minutes since 1970, within the window. */
	busy: number[]
	/** Events that take time, in the window or not. */
	events: number
	/** Events that could not be read. */
	skipped: number
}

/**
 * Reads an iCalendar file: events that take time, recurring ones with their exceptions, all-day ones
 * in the clinic's zone, and free-busy lists. Free and cancelled events take none.
 *
 * @throws FeedError `not_a_calendar`, `too_complex`
 */
export function busyIn(text: string, window: Window): BusyFound {
	const calendars = read(text)
	const found: BusyFound = { busy: [], events: 0, skipped: 0 }
	const ranges: number[] = []
	for (const calendar of calendars) {
		const clock = new WallClock(zoneOf(window.zone), zonesIn(calendar))
		const events = readEvents(calendar, clock, window, found)
		for (const event of events) addEvent(event, events, window, ranges, found)
		for (const list of calendar.getAllSubcomponents('vfreebusy')) {
			addFreeBusy(list, clock, window, ranges, found)
		}
	}
	if (ranges.length > 2 * MAX_RANGES) throw new FeedError('too_complex')
	return { ...found, busy: merge(ranges) as number[] }
}

function read(text: string): ICAL.Component[] {
	if (!/^\s*BEGIN:VCALENDAR\b/im.test(text.slice(0, 2000))) throw new FeedError('not_a_calendar')
	if (text.split(/^BEGIN:VEVENT/im, MAX_EVENTS + 2).length > MAX_EVENTS + 1) {
		throw new FeedError('too_complex')
	}
	try {
		const parsed = ICAL.parse(text) as unknown[]
		const all = typeof parsed[0] === 'string' ? [parsed] : (parsed as unknown[][])
		return all.map((calendar) => new ICAL.Component(calendar as never))
	} catch (cause) {
		throw new FeedError('not_a_calendar', { cause })
	}
}

function zonesIn(calendar: ICAL.Component): Map<string, ICAL.Timezone> {
	const zones = new Map<string, ICAL.Timezone>()
	for (const component of calendar.getAllSubcomponents('vtimezone')) {
		const tzid = component.getFirstPropertyValue('tzid')
		if (typeof tzid === 'string') zones.set(tzid, new ICAL.Timezone(component))
	}
	return zones
}

function readEvents(
	calendar: ICAL.Component,
	clock: WallClock,
	{ clinicId }: Window,
	found: BusyFound,
): EventTimes[] {
	return calendar.getAllSubcomponents('vevent').flatMap((component) => {
		const uid = String(component.getFirstPropertyValue('uid') ?? '')
		if (uid.endsWith(`.${clinicId}@vetslot`)) return []
		try {
			const times = timesOf(component, uid, clock)
			return times ? [times] : []
		} catch {
			// One odd event of a thousand is no reason to lose the others; it is counted.
			found.skipped++
			return []
		}
	})
}

function addEvent(
	event: EventTimes,
	all: readonly EventTimes[],
	window: Window,
	ranges: number[],
	found: BusyFound,
): void {
	if (!event.takesTime) return
	try {
		const own: number[] = []
		for (const [start, end] of occurrencesOf(event, replacedIn(all).get(event.uid), window)) {
			push(own, start, end, window)
		}
		ranges.push(...own)
		found.events++
	} catch {
		found.skipped++
	}
	if (ranges.length > 4 * MAX_RANGES) throw new FeedError('too_complex')
}

const replaced = new WeakMap<readonly EventTimes[], Map<string, Set<Minute>>>()

/** The occurrences of recurring events that events of their own stand for, by UID. */
function replacedIn(all: readonly EventTimes[]): Map<string, Set<Minute>> {
	const known = replaced.get(all)
	if (known) return known
	const made = new Map<string, Set<Minute>>()
	for (const { uid, stands } of all) {
		if (stands === null) continue
		made.set(uid, (made.get(uid) ?? new Set()).add(stands))
	}
	replaced.set(all, made)
	return made
}

function addFreeBusy(
	list: ICAL.Component,
	clock: WallClock,
	window: Window,
	ranges: number[],
	found: BusyFound,
): void {
	for (const property of list.getAllProperties('freebusy')) {
		if (String(property.getParameter('fbtype') ?? '').toUpperCase() === 'FREE') continue
		try {
			for (const period of property.getValues() as ICAL.Period[]) {
				const start = clock.instantOf(period.start, null)
				push(ranges, start, clock.instantOf(period.getEnd(), null), window)
				found.events++
			}
		} catch {
			found.skipped++
		}
	}
}

function push(ranges: number[], start: Minute, end: Minute, { from, until }: Window): void {
	if (start < end && end > from && start < until) {
		ranges.push(Math.max(start, from), Math.min(end, until))
	}
}
