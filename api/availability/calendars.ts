import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import type { VersionPoll } from '../database/version-poll.ts'
import type { Moment } from './answers.ts'
import { CalendarReads } from './calendar-reads.ts'
import type { BusyAnswer, BusyAsk, Calendar } from './queries.ts'

interface Read extends Calendar {
	ask: BusyAsk
	taken: BusyAnswer
}

/** The version that a poll of the last second saw, and the database's time; null without one. */
export function momentSeen(versions: VersionPoll, clinicId: string): Moment | null {
	const version = versions.seen(clinicId)
	const now = versions.databaseNow()
	return version === undefined || now === undefined ? null : { version, now }
}

/**
 * The busy time of clinics as it was last read: between two bookings people ask many different things
 * about the same days.
 */
export class Calendars {
	readonly #reads: CalendarReads
	readonly #versions: VersionPoll
	readonly #last = new LRUCache<string, Read>({
		maxSize: 1_000_000,
		sizeCalculation: ({ taken }) => taken.busy.length + 50,
	})

	constructor(db: Knex, versions: VersionPoll) {
		this.#reads = new CalendarReads(db)
		this.#versions = versions
	}

	/**
	 * A clinic's state, and the busy time within the range asked for, perhaps more. Undefined without
	 * such a clinic.
	 */
	async read(clinicId: string, ask: BusyAsk): Promise<Read | undefined> {
		const known = this.#last.get(clinicId)
		const last = known && covers(known.ask, ask) ? known : undefined
		const seen = last && momentSeen(this.#versions, clinicId)
		if (seen && isAt(last, seen)) return { ...last, ...pauseAt(last, seen.now) }
		const spare = last && { version: last.version, validUntil: last.taken.holdsEndAt }
		const calendar = await this.#reads.read({ ...ask, clinicId, kept: spare })
		if (!calendar) return undefined
		const { taken } = calendar
		if (!taken) return this.#asLast(clinicId, ask, calendar)
		const read: Read = { ...calendar, taken, ask }
		this.#last.set(clinicId, read)
		return read
	}

	/** With the busy time of the last time; a clock that was set back brings holds back to life. */
	async #asLast(clinicId: string, ask: BusyAsk, calendar: Calendar): Promise<Read | undefined> {
		const last = this.#last.get(clinicId)
		if (last && last.version === calendar.version && last.now <= calendar.now)
			return { ...calendar, taken: last.taken, ask: last.ask }
		this.#last.delete(clinicId)
		return this.read(clinicId, ask)
	}
}

function covers(known: BusyAsk, ask: BusyAsk): boolean {
	return known.from <= ask.from && known.to >= ask.to && sameOf(known.resourceIds, ask.resourceIds)
}

function sameOf(some: readonly string[], others: readonly string[]): boolean {
	return some.length === others.length && some.every((id, i) => id === others[i])
}

/** Holds end by the clock alone; all else raises the version. */
function isAt(last: Read, { version, now }: Moment): boolean {
	return last.version === version && last.now.getTime() <= now && now < last.taken.holdsEndAt
}

function pauseAt({ pausedUntil }: Read, now: number) {
	const isPaused = pausedUntil !== null && pausedUntil.getTime() > now
	return { now: new Date(now), pausedUntil: isPaused ? pausedUntil : null }
}
