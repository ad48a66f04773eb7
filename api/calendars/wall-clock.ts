import ICAL from 'ical.js'
import { civilDay, fromDay } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import { type Zone, ZoneError, zoneOf } from '../time/zone.ts'

/** Maps the times of a foreign calendar to instants. */
export class WallClock {
	readonly #home: Zone
	readonly #told: ReadonlyMap<string, ICAL.Timezone>
	readonly #known = new Map<string, Zone | ICAL.Timezone>()

	/**
	 * @param home the clinic's zone: that of all-day events and of times without any
	 * @param told the calendar's own VTIMEZONEs by TZID
	 */
	constructor(home: Zone, told: ReadonlyMap<string, ICAL.Timezone>) {
		this.#home = home
		this.#told = told
	}

	/**
	 * @param tzid of the property that the time stands in, or of the event's begin
	 * @throws {ZoneError} outside the years that zones know
	 */
	instantOf(time: ICAL.Time, tzid: string | null): Minute {
		const day = civilDay(time.year, time.month, time.day)
		if (time.isDate) return this.#home.toInstant(day, 0)
		const minutes = time.hour * 60 + time.minute
		if (isUtc(time)) return day * 1440 + minutes
		const zone = tzid === null ? this.#home : this.#zoneOf(tzid)
		if (!(zone instanceof ICAL.Timezone)) return zone.toInstant(day, minutes)
		return day * 1440 + minutes - Math.round(zone.utcOffset(time) / 60)
	}

	/** Our own zones know more years than a calendar brings along; its own come second. */
	#zoneOf(tzid: string): Zone | ICAL.Timezone {
		const known = this.#known.get(tzid)
		if (known) return known
		const zone = ours(tzid) ?? this.#told.get(tzid) ?? this.#home
		this.#known.set(tzid, zone)
		return zone
	}
}

/** Some write `/softwarestudio.org/Olson_20011030_5/Europe/London`. */
function ours(tzid: string): Zone | null {
	const last = /(?:^|\/)([A-Za-z_]+\/[A-Za-z_+-]+(?:\/[A-Za-z_]+)?)$/.exec(tzid)?.[1]
	for (const name of last === undefined ? [tzid] : [tzid, last]) {
		try {
			return zoneOf(name)
		} catch (error) {
			if (!(error instanceof ZoneError)) throw error
		}
	}
	return null
}

function isUtc({ zone }: ICAL.Time): boolean {
	return zone === ICAL.Timezone.utcTimezone
}

/** The local date of a time, `YYYY-MM-DD`. */
export function dateOf({ year, month, day }: ICAL.Time): string {
	return fromDay(civilDay(year, month, day))
}
