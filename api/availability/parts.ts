/** What a visit takes besides the person who is chosen, as a clinic writes it down. */
import { minutesOf } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'

/**
 * Where a part of a visit begins or ends: minutes after the visit's start (below 0: before it), minutes
 * before its end (below 0: after it), or a wall time `HH:MM` of the start's local day.
 */
export type Edge = number | { beforeEnd: number } | { at: string }

/** Someone or something that a visit takes for a part of it: set-up, procedure, recovery. */
export interface Part {
	need: 'person' | 'room' | 'equipment'
	/** Any one of these will do: roles, room types, kinds of equipment, or ids. */
	wanted: readonly string[]
	/** Of a person: all of these. */
	skills: readonly string[]
	from: Edge
	until: Edge
}

/** The part in which the chosen person is busy, in a visit that others begin or end. */
export interface OwnPart {
	/** Minutes after the visit's start. */
	from: number
	until: number | { beforeEnd: number }
}

/** How many places an animal takes; what is left out fits every animal. */
export interface Points {
	species?: readonly string[]
	sex?: string
	/** From this weight on; of several that fit, the heaviest counts. */
	fromGrams?: number
	points: number
}

/** Places that a visit takes of a cap for the start's local day or hour. */
export interface CapUse {
	resourceId: string
	per: 'day' | 'hour'
	/** A number is for the visit; a table is for each animal of it. */
	points: number | readonly Points[]
}

/** A daily window of wall time; at or before `from`, `until` is on the next day. */
export interface Window {
	from: string
	until: string
}

/** When animals of a day procedure are brought. */
export interface Admission extends Window {
	/** Between starts, counted from the window's begin. */
	everyMinutes: number
}

/** Tells the instant of an edge for any visit `[start, end)`. */
export function edgeAt(edge: Edge, zone: Zone): (start: Minute, end: Minute) => Minute {
	if (typeof edge === 'number') return (start) => start + edge
	if ('beforeEnd' in edge) return (_, end) => end - edge.beforeEnd
	const minutes = minutesOf(edge.at)
	return (start) => zone.toInstant(zone.dayAt(start), minutes)
}

/** Until when the chosen person is busy, in minutes after the start of a visit of this length. */
export function ownEnd(part: OwnPart | null, duration: number): number {
	if (part === null) return duration
	return typeof part.until === 'number' ? part.until : duration - part.until.beforeEnd
}
