/** Who is busy when, lane by lane, asked in ascending time at constant cost. */
import { firstEndingAfter, type Minute, merge, type Ranges } from '../time/interval.ts'
import type { Busy, Resource } from './model.ts'

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
export type Lanes = readonly Track[]

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
	const tracks = new Map<string, Lanes>()
	for (const [id, lanes] of taken) tracks.set(id, lanes.map(trackOf))
	return tracks
}

function trackOf(ranges: Ranges): Track {
	return new Track(merge(ranges))
}

/**
 * The lowest of the first `count` lanes that is free for the whole range, or -1. One lane has to be free
 * throughout: two lanes that are free in turns would need the visit to change lanes half-way.
 */
export function freeLane(lanes: Lanes, count: number, start: Minute, end: Minute): number {
	const last = Math.min(count, lanes.length)
	for (let lane = 0; lane < last; lane++) if (lanes[lane]!.misses(start, end)) return lane
	return -1
}

/** Minutes taken on any lane of a resource within `[start, end)`, overbooking included. */
export function loadOf(
	busy: readonly Busy[],
	resourceId: string,
	start: Minute,
	end: Minute,
): number {
	let load = 0
	for (const row of busy) {
		if (row.resourceId !== resourceId) continue
		load += Math.max(0, Math.min(row.endsAt, end) - Math.max(row.startsAt, start))
	}
	return load
}
