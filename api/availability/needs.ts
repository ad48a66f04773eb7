/** What a visit takes besides the person who is chosen: further people, rooms, equipment, caps. */
import { type Minute, merge } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { type Cap, capsOf } from './caps.ts'
import { assign, type Choice } from './matching.ts'
import type { Question, Reservation, Resource } from './model.ts'
import { type Lanes, Track } from './occupancy.ts'
import { edgeAt, type Part } from './parts.ts'
import { allowsType, isPerson, usableHours } from './terms.ts'
import type { Timetable } from './timetable.ts'

/** Someone or something that can serve a need. */
interface Station {
	id: string
	lanes: Lanes
	/** Of its lanes these many may be used. */
	count: number
	open: Track
}

type EdgeAt = (start: Minute, end: Minute) => Minute

/** Something the visit takes besides the vet: any one of the stations. */
export interface Need {
	kind: Part['need']
	wanted: readonly string[]
	stations: readonly Station[]
	/** Its part of the visit; null: as long as the visit, buffers included. */
	part: { from: EdgeAt; until: EdgeAt } | null
}

export interface Needs {
	/** Whether there are none at all, which the search asks for every start. */
	none: boolean
	parts: readonly Need[]
	caps: readonly Cap[]
}

const NO_NEEDS: Needs = { none: true, parts: [], caps: [] }

interface Wanted {
	kind: Part['need'] | 'cap'
	wanted: readonly string[]
	options: readonly Resource[]
	part: Part | null
}

/** A visit at one start: when it is, and the same with its buffers. */
export interface Stay {
	vetId: string
	start: Minute
	end: Minute
	from: Minute
	until: Minute
}

/** The needs of a visit, each with everything that could serve it. */
export function wantedBy({ plan, type, visit }: Question): Wanted[] {
	const { roomTypes } = type
	const asked: Omit<Wanted, 'options'>[] = [
		...(roomTypes && roomTypes.length > 0
			? [{ kind: 'room' as const, wanted: roomTypes, part: null }]
			: []),
		...type.equipment.map((item) => ({ kind: 'equipment' as const, wanted: [item], part: null })),
		...type.parts.map((part) => ({ kind: part.need, wanted: part.wanted, part })),
		...type.caps.map(({ resourceId }) => ({
			kind: 'cap' as const,
			wanted: [resourceId],
			part: null,
		})),
	]
	return asked.map((one) => ({
		...one,
		options: plan.resources.filter((resource) => serves(resource, one, visit.species)),
	}))
}

/** The same, ready to be asked about times. */
export function needsOf(
	question: Question,
	wanted: readonly Wanted[],
	timetable: Timetable,
	occupancy: ReadonlyMap<string, Lanes>,
): Needs {
	if (wanted.length === 0) return NO_NEEDS
	const zone = zoneOf(question.plan.zone)
	const parts = wanted.flatMap(({ kind, wanted, options, part }): Need[] => {
		if (kind === 'cap') return []
		const stations = options.map((one) => stationOf(one, question, timetable, occupancy))
		const edges = part && { from: edgeAt(part.from, zone), until: edgeAt(part.until, zone) }
		return [{ kind, wanted, stations, part: edges }]
	})
	// The pickiest need chooses first: whoever has more options can still take another.
	parts.sort((a, b) => a.stations.length - b.stations.length)
	return { none: false, parts, caps: capsOf(question, timetable, occupancy) }
}

/**
 * Everything that a visit takes besides the vet: the places of its caps, and for every need one lane
 * of a station that is open and free for its part.
 *
 * @returns null if a need can't be met
 */
export function meetNeeds({ parts, caps }: Needs, stay: Stay): Reservation[] | null {
	const taken: Reservation[] = []
	for (const cap of caps) if (!cap.take(stay.start, taken)) return null
	const served = serve(parts, stay)
	return served && taken.length > 0 ? [...served, ...taken] : served
}

/** For each need, in words' order, what serves it beside those before it; null: nothing can. */
export function serveInTurn(parts: readonly Need[], stay: Stay): (Reservation | null)[] {
	const met: Need[] = []
	for (const need of parts) if (serve([...met, need], stay)) met.push(need)
	const served = serve(met, stay) ?? []
	return parts.map((need) => served[met.indexOf(need)] ?? null)
}

/** One reservation for each need. The first that is free in turn nearly always will do. */
function serve(parts: readonly Need[], stay: Stay): Reservation[] | null {
	const taken: Reservation[] = []
	for (const need of parts) {
		const [choice] = choicesFor(need, stay, taken, 1)
		// With nothing in its way but other time taken, no other order would help.
		if (!choice) return taken.length > 0 ? serveExactly(parts, stay) : null
		taken.push(reservationOf(need, stay, choice))
	}
	return taken
}

function serveExactly(parts: readonly Need[], stay: Stay): Reservation[] | null {
	const wants = parts.map((need) => {
		const { from, until } = rangeOf(need, stay)
		// Others can crowd a need out of as many lanes as there are others.
		const choices = choicesFor(need, stay, [], parts.length)
		return { from, until, person: need.kind === 'person', choices }
	})
	const chosen = assign(wants)
	return chosen && parts.map((need, i) => reservationOf(need, stay, chosen[i]!))
}

function reservationOf(need: Need, stay: Stay, { resourceId, lane }: Choice): Reservation {
	const { from, until } = rangeOf(need, stay)
	return { resourceId, lane, startsAt: from, endsAt: until }
}

function rangeOf({ part }: Need, { start, end, from, until }: Stay) {
	if (part === null) return { from, until, opens: start, closes: end }
	const [begins, ends] = [part.from(start, end), part.until(start, end)]
	return { from: begins, until: ends, opens: begins, closes: ends }
}

/** Lanes that are free for a need beside what is taken, at most so many of one station. */
function choicesFor(need: Need, stay: Stay, taken: readonly Reservation[], most: number): Choice[] {
	const { from, until, opens, closes } = rangeOf(need, stay)
	const person = need.kind === 'person'
	const choices: Choice[] = []
	if (until <= from) return choices
	for (const { id, lanes, count, open } of need.stations) {
		if ((person && id === stay.vetId) || !open.holds(opens, closes)) continue
		const near = nearby(taken, id, from, until)
		if (person && near.length > 0) continue
		let left = person ? 1 : most
		for (let lane = 0; lane < Math.min(count, lanes.tracks.length) && left > 0; lane++) {
			if (
				(near.length > 0 && near.some((one) => one.lane === lane)) ||
				!lanes.tracks[lane]!.misses(from, until)
			)
				continue
			choices.push({ resourceId: id, lane })
			left--
		}
		if (most === 1 && choices.length > 0) return choices
	}
	return choices
}

const NOTHING: readonly Reservation[] = []

/** What is taken of one station within a range. Mostly nothing is, and that makes no list. */
function nearby(
	taken: readonly Reservation[],
	id: string,
	from: Minute,
	until: Minute,
): readonly Reservation[] {
	const isNear = (one: Reservation) =>
		one.resourceId === id && one.startsAt < until && one.endsAt > from
	return taken.length > 0 && taken.some(isNear) ? taken.filter(isNear) : NOTHING
}

function serves(
	{ id, kind, category, active, roles, skills, species }: Resource,
	{ kind: need, wanted, part }: Omit<Wanted, 'options'>,
	animal: string | null,
): boolean {
	if (!active || (need === 'person' ? !isPerson({ kind }) : kind !== need)) return false
	if (animal !== null && species !== null && !species.includes(animal)) return false
	if (wanted.includes(id)) return true
	if (need !== 'person') return category !== null && wanted.includes(category)
	const able = part?.skills.every((skill) => skills.includes(skill)) ?? true
	return able && [kind, ...roles].some((role) => wanted.includes(role))
}

function stationOf(
	resource: Resource,
	question: Question,
	timetable: Timetable,
	occupancy: ReadonlyMap<string, Lanes>,
): Station {
	const sessions = usableHours(question, timetable.hours(resource)).filter((session) =>
		allowsType(session, question),
	)
	// Someone who sees several at once in some hours and one in others counts as the latter.
	const most = isPerson(resource) ? sessions.map(({ terms }) => terms.lanes) : []
	return {
		id: resource.id,
		lanes: occupancy.get(resource.id)!,
		count: Math.min(resource.capacity, ...most),
		// Two sessions that touch are one stretch: nobody hands over in it.
		open: new Track(merge(sessions.flatMap(({ start, end }) => [start, end]))),
	}
}
