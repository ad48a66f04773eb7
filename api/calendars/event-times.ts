import ICAL from 'ical.js'
import { civilDay } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import { dateOf, type WallClock } from './wall-clock.ts'

/** When an event is, as far as that matters here. */
export interface EventTimes {
	uid: string
	takesTime: boolean
	start: Minute
	/** All-day events last days, which are not always as long. */
	length: { minutes: number } | { days: number }
	/** The occurrence of a recurring event that this one stands for. */
	stands: Minute | null
	rules: ICAL.Recur[]
	more: Minute[]
	/** Occurrences that were taken out: by their instant, or all of a date. */
	without: { instants: Set<Minute>; dates: Set<string> }
	begin: ICAL.Time
	instantOf: (time: ICAL.Time) => Minute
}

/** A rule that has not come to the window by then never will, or repeats by the second. */
const MAX_STEPS = 30_000

/** @returns null for an event without a begin */
export function timesOf(
	component: ICAL.Component,
	uid: string,
	clock: WallClock,
): EventTimes | null {
	const property = component.getFirstProperty('dtstart')
	const begin = property?.getFirstValue()
	if (!property || !(begin instanceof ICAL.Time)) return null
	const tzid = tzidOf(property)
	// What has no zone of its own is meant in the event's.
	const instantOf = (time: ICAL.Time) => clock.instantOf(time, tzid)
	const start = instantOf(begin)
	const replaced = component.getFirstProperty('recurrence-id')
	const [stands = null] = replaced ? instantsOf(replaced, clock, tzid) : []
	return {
		uid,
		takesTime: takesTime(component),
		start,
		length: lengthOf(component, begin, start, clock),
		stands,
		rules: stands === null ? rulesOf(component) : [],
		more: component.getAllProperties('rdate').flatMap((one) => instantsOf(one, clock, tzid)),
		without: withoutOf(component, clock, tzid),
		begin,
		instantOf,
	}
}

function tzidOf(property: ICAL.Property): string | null {
	const tzid = property.getParameter('tzid')
	return typeof tzid === 'string' ? tzid : null
}

function takesTime(component: ICAL.Component): boolean {
	const value = (name: string) => String(component.getFirstPropertyValue(name) ?? '').toUpperCase()
	return (
		value('transp') !== 'TRANSPARENT' &&
		value('status') !== 'CANCELLED' &&
		value('x-microsoft-cdo-busystatus') !== 'FREE'
	)
}

function lengthOf(
	component: ICAL.Component,
	begin: ICAL.Time,
	start: Minute,
	clock: WallClock,
): EventTimes['length'] {
	const duration = component.getFirstPropertyValue('duration')
	const property = component.getFirstProperty('dtend')
	const end = property?.getFirstValue()
	if (begin.isDate) {
		if (end instanceof ICAL.Time) return { days: Math.max(1, dayOf(end) - dayOf(begin)) }
		const seconds = duration instanceof ICAL.Duration ? duration.toSeconds() : 0
		return { days: Math.max(1, Math.ceil(seconds / 86_400)) }
	}
	if (end instanceof ICAL.Time && property) {
		const minutes = clock.instantOf(end, tzidOf(property)) - start
		return { minutes: minutes + (end.second > 0 ? 1 : 0) }
	}
	return { minutes: duration instanceof ICAL.Duration ? Math.ceil(duration.toSeconds() / 60) : 0 }
}

function dayOf({ year, month, day }: ICAL.Time): number {
	return civilDay(year, month, day)
}

function rulesOf(component: ICAL.Component): ICAL.Recur[] {
	return component
		.getAllProperties('rrule')
		.map((property) => property.getFirstValue())
		.filter((rule) => rule instanceof ICAL.Recur)
}

function timesIn(property: ICAL.Property): ICAL.Time[] {
	return property
		.getValues()
		.map((value: unknown) => (value instanceof ICAL.Period ? value.start : value))
		.filter((value: unknown) => value instanceof ICAL.Time)
}

function instantsOf(property: ICAL.Property, clock: WallClock, tzid: string | null): Minute[] {
	return timesIn(property).map((time) => clock.instantOf(time, tzidOf(property) ?? tzid))
}

function withoutOf(component: ICAL.Component, clock: WallClock, tzid: string | null) {
	const properties = component.getAllProperties('exdate')
	const dates = properties.flatMap(timesIn).filter((time) => time.isDate)
	return {
		instants: new Set(properties.flatMap((one) => instantsOf(one, clock, tzid))),
		dates: new Set(dates.map(dateOf)),
	}
}

/**
 * The stretches of an event that touch a window; those that are replaced are left out.
 *
 * @throws RangeError for a rule that takes too many steps to get there
 */
export function* occurrencesOf(
	event: EventTimes,
	replaced: ReadonlySet<Minute> | undefined,
	window: { until: Minute },
): Generator<[start: Minute, end: Minute]> {
	const { start, rules, more, without, stands, begin } = event
	const isOut = (instant: Minute) =>
		stands === null && (without.instants.has(instant) || (replaced?.has(instant) ?? false))
	if (rules.length === 0 && !isOut(start) && !without.dates.has(dateOf(begin))) {
		yield [start, endOf(event, start, begin)]
	}
	for (const instant of new Set(more)) {
		if (instant !== start && !isOut(instant)) yield [instant, endOf(event, instant, null)]
	}
	for (const rule of rules) {
		for (const [time, instant] of walk(event, rule, window.until)) {
			if (!isOut(instant) && !without.dates.has(dateOf(time))) {
				yield [instant, endOf(event, instant, time)]
			}
		}
	}
}

/** An end in UTC means an instant, which an event in another zone has to be held against. */
function* walk(event: EventTimes, rule: ICAL.Recur, until: Minute): Generator<[ICAL.Time, Minute]> {
	const { begin, instantOf } = event
	const end = rule.until
	const open = rule.clone()
	open.until = null as never
	const steps = open.iterator(begin)
	for (let step = 0; step < MAX_STEPS; step++) {
		const time = steps.next() as ICAL.Time | null
		if (!time) return
		const instant = instantOf(time)
		if (instant >= until || (end && isAfter(time, instant, end, instantOf))) return
		yield [time, instant]
	}
	throw new RangeError('too many steps')
}

function isAfter(
	time: ICAL.Time,
	instant: Minute,
	end: ICAL.Time,
	instantOf: EventTimes['instantOf'],
): boolean {
	return end.isDate ? dateOf(time) > dateOf(end) : instant > instantOf(end)
}

/** @param time null where only the instant is known: then a day is taken for 24 hours */
function endOf({ length, instantOf }: EventTimes, start: Minute, time: ICAL.Time | null): Minute {
	if ('minutes' in length) return start + length.minutes
	if (time === null) return start + length.days * 1440
	const end = time.clone()
	end.adjust(length.days, 0, 0, 0)
	return instantOf(end)
}
