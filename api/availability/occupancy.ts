/** Who is busy when, lane by lane, asked in ascending time at constant cost. */
import { firstEndingAfter, type Minute, merge, type Ranges } from '../time/interval.ts'
import type { Busy, Resource } from './model.ts'

/**
 * Later than any minute of the calendar, and a small integer like them: with Infinity among them all
 * minutes would be reckoned as floating point numbers, a tenth slower.
 */
export const FAR: Minute = 2 ** 30

/**
 * Ranges with a finger on the last place asked about. Questions come in ascending order nearly always,
 * so the finger moves by a step or two where a search would start from scratch.
 */
export class Track {
	readonly ranges: Ranges
	#at = 0

	constructor(ranges: Ranges) {
		this.ranges = ranges
	}

	/** Whether `[start, end)` meets none of the ranges. */
	misses(start: Minute, end: Minute): boolean {
		const i = this.#seek(start)
		return i >= this.ranges.length || this.ranges[i]! >= end
	}

	/** When the first range begins that ends after `start`; far away without one. */
	busyFrom(start: Minute): Minute {
		const i = this.#seek(start)
		return i < this.ranges.length ? this.ranges[i]! : FAR
	}

	/** Index of the first range that ends after `start`, for whoever goes on from there alone. */
	indexAt(start: Minute): number {
		return this.#seek(start)
	}

	/** When the range ends that the last question found. */
	get busyUntil(): Minute {
		return this.ranges[this.#at + 1]!
	}

	/** Whether one range holds all of `[start, end)`. */
	holds(start: Minute, end: Minute): boolean {
		const i = this.#seek(start)
		return i < this.ranges.length && this.ranges[i]! <= start && this.ranges[i + 1]! >= end
	}

	/** The first range that ends after `start`. */
	next(start: Minute): { start: Minute; end: Minute } | null {
		const i = this.#seek(start)
		return i < this.ranges.length ? { start: this.ranges[i]!, end: this.ranges[i + 1]! } : null
	}

	/** Minutes of `[start, end)` that the ranges cover. */
	takenIn(start: Minute, end: Minute): number {
		let taken = 0
		for (let i = this.#seek(start); i < this.ranges.length && this.ranges[i]! < end; i += 2) {
			taken += Math.min(end, this.ranges[i + 1]!) - Math.max(start, this.ranges[i]!)
		}
		return taken
	}

	#seek(start: Minute): number {
		const { ranges } = this
		let i = this.#at
		if (i > 0 && ranges[i - 1]! > start) i = firstEndingAfter(ranges, start)
		else while (i < ranges.length && ranges[i + 1]! <= start) i += 2
		this.#at = i
		return i
	}
}

/** The lanes of one resource, each with its busy time. */
export class Lanes {
	readonly tracks: readonly Track[]
	#turn = 0

	constructor(tracks: readonly Track[]) {
		this.tracks = tracks
	}

	/**
	 * The lowest of the first `count` lanes that is free for the whole range, or -1. One lane has to be
	 * free throughout: two lanes that are free in turns would need the visit to change lanes half-way.
	 */
	free(count: number, start: Minute, end: Minute): number {
		const { tracks } = this
		const last = Math.min(count, tracks.length)
		let turn = FAR
		for (let lane = 0; lane < last; lane++) {
			const track = tracks[lane]!
			const busyFrom = track.busyFrom(start)
			if (busyFrom >= end) {
				this.#turn = Math.min(turn, busyFrom - end + start + 1)
				return lane
			}
			turn = Math.min(turn, track.busyUntil)
		}
		this.#turn = turn
		return -1
	}

	/**
	 * Until when a range of that length gets the answer that `free` just gave: this is the first start at
	 * which another is possible. So a walk asks once for each gap between visits, not for each start.
	 */
	get turn(): Minute {
		return this.#turn
	}
}

/**
 * Sorts busy time by resource and lane. Lanes at or above a capacity are staff overbooking: they block
 * nobody, since the time they take has been taken already.
 */
export function occupancyOf(
	resources: Iterable<Resource>,
	busy: readonly Busy[],
): ReadonlyMap<string, Lanes> {
	const taken = new Map<string, number[][]>()
	for (const { id, capacity } of resources) {
		const lanes: number[][] = []
		for (let lane = 0; lane < capacity; lane++) lanes.push([])
		taken.set(id, lanes)
	}
	let id: string | null = null
	let lanes: number[][] | undefined
	for (const row of busy) {
		// Rows of one resource mostly follow each other.
		if (row.resourceId !== id) {
			id = row.resourceId
			lanes = taken.get(id)
		}
		lanes?.[row.lane]?.push(row.startsAt, row.endsAt)
	}
	const occupancy = new Map<string, Lanes>()
	for (const [id, lanes] of taken) occupancy.set(id, new Lanes(lanes.map(trackOf)))
	return occupancy
}

function trackOf(ranges: Ranges): Track {
	return new Track(merge(ranges))
}

/** Minutes that each resource is taken within `[start, end)` on any of its lanes, overbooking included. */
export function loadsOf(
	busy: readonly Busy[],
	start: Minute,
	end: Minute,
): ReadonlyMap<string, number> {
	const loads = new Map<string, number>()
	for (const { resourceId, startsAt, endsAt } of busy) {
		const minutes = Math.min(endsAt, end) - Math.max(startsAt, start)
		if (minutes > 0) loads.set(resourceId, (loads.get(resourceId) ?? 0) + minutes)
	}
	return loads
}
