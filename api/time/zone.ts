/**
 * Wall time <-> instant in an IANA zone. Offsets come from Intl once per zone and year and are kept as
 * transitions, so a lookup is a binary search in a small array of integers. The process's own zone and
 * the clock are never read.
 */
import { type Day, fromDay, type LocalDate } from './date.ts'
import type { Minute } from './interval.ts'
import {
	cover,
	FIRST_YEAR,
	indexAt,
	LAST_YEAR,
	noTransitions,
	type Transitions,
} from './transitions.ts'

const MINUTES_PER_DAY = 1440

/** A zone that is not in the IANA database, or an instant out of range. */
export class ZoneError extends Error {
	override name = 'ZoneError'
	code: 'unknown_zone' | 'out_of_range'

	constructor(code: 'unknown_zone' | 'out_of_range', message: string, options?: ErrorOptions) {
		super(message, options)
		this.code = code
	}
}

/**
 * A zone ready for use, made by `zoneOf`. Every method throws `ZoneError` `out_of_range` outside the
 * years 1960 to 2199.
 */
export class Zone {
	readonly name: string
	readonly #transitions: Transitions

	constructor(name: string, transitions: Transitions) {
		this.name = name
		this.#transitions = transitions
	}

	/**
	 * The instant of a wall time. A time inside a gap shifts forward by the gap; a time that happens
	 * twice means the earlier instant.
	 *
	 * @param minutes since local midnight; 1440 and more run into the following days
	 */
	toInstant(day: Day, minutes: number): Minute {
		const wall = day * MINUTES_PER_DAY + minutes
		const { at, offset } = this.#covering(wall)
		// Two days earlier no transition that matters has happened yet (Samoa once skipped a whole day);
		// from there the first stretch whose wall clock reaches `wall` is the earlier reading.
		let i = indexAt(at, wall - 2 * MINUTES_PER_DAY)
		while (i + 1 < at.length && wall >= at[i + 1]! + offset[i]!) i++
		const instant = wall - offset[i]!
		// In a gap that stretch begins later on the wall: read the time with the offset before the gap.
		return i > 0 && instant < at[i]! ? wall - offset[i - 1]! : instant
	}

	/** Minutes east of UTC at an instant. */
	offsetAt(instant: Minute): number {
		const { at, offset } = this.#covering(instant)
		return offset[indexAt(at, instant)]!
	}

	/** The local day number of an instant. */
	dayAt(instant: Minute): Day {
		return Math.floor((instant + this.offsetAt(instant)) / MINUTES_PER_DAY)
	}

	/** The local date of an instant, `YYYY-MM-DD`. */
	dateAt(instant: Minute): LocalDate {
		return fromDay(this.dayAt(instant))
	}

	/** Minutes since local midnight, as the wall clock shows them. */
	minutesAt(instant: Minute): number {
		const wall = instant + this.offsetAt(instant)
		return wall - Math.floor(wall / MINUTES_PER_DAY) * MINUTES_PER_DAY
	}

	#covering(minute: number): Transitions {
		if (cover(this.#transitions, minute)) return this.#transitions
		throw new ZoneError('out_of_range', `Times reach from ${FIRST_YEAR} to ${LAST_YEAR}`)
	}
}

const zones = new Map<string, Zone>()

/**
 * The zone of an IANA name.
 *
 * @throws {ZoneError} `unknown_zone`
 * @example zoneOf('Europe/London').toInstant(toDay('2027-07-01'), 540) // 08:00 UTC, in minutes
 */
export function zoneOf(name: string): Zone {
	const known = zones.get(name)
	if (known) return known
	const zone = new Zone(name, noTransitions(offsetFormat(name)))
	// Intl takes any mix of cases: without a limit spellings like `eUROPE/lONDON` would pile up.
	if (zones.size >= 2000) zones.clear()
	zones.set(name, zone)
	return zone
}

/** The minute that contains a time, given as Date or epoch milliseconds. */
export function minuteOf(time: Date | number): Minute {
	return Math.floor(Number(time) / 60_000)
}

/** The Date at the begin of a minute. */
export function dateOf(minute: Minute): Date {
	return new Date(minute * 60_000)
}

function offsetFormat(name: string): Intl.DateTimeFormat {
	// Intl also takes offsets like "+02:00", which know no daylight saving time: no clinic means that.
	if (typeof name !== 'string' || name.length > 64 || !/^[A-Za-z]/.test(name)) {
		throw new ZoneError('unknown_zone', `There is no time zone "${String(name).slice(0, 64)}"`)
	}
	try {
		return new Intl.DateTimeFormat('en-US', {
			timeZone: name,
			year: 'numeric',
			timeZoneName: 'longOffset',
		})
	} catch (cause) {
		throw new ZoneError('unknown_zone', `There is no time zone "${name}"`, { cause })
	}
}
