/**
 * The one place that decides whether a start can be booked. Listing slots walks the grid of every
 * session; checking one start is the same walk over a single minute, so the two can't disagree.
 */
import { type Day, fromDay, toDay } from '../time/date.ts'
import { type Minute, merge } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { durationOf, vetPasses, visitPasses } from './eligibility.ts'
import type { LocalDate, Plan, Question, Reservation, Resource } from './model.ts'
import { freeLane, type Lanes, occupancyOf, Track } from './occupancy.ts'
import { buildHours, type Hours, type Session, type Span } from './openings.ts'

/** Hours of everyone for some local days, remembered per plan. */
export interface Timetable extends Span {
	/** Instants at which the local days begin, and one more at the end. */
	bounds: Minute[]
	dates: LocalDate[]
	hours: (resource: Resource) => Hours
}

/** A room or piece of equipment that can serve a need. */
interface Station {
	id: string
	capacity: number
	open: Track
	lanes: Lanes
}

/** Something the visit takes besides the vet: any one of the stations. */
export interface Need {
	code: 'room_not_free' | 'equipment_not_free'
	wanted: readonly string[]
	stations: readonly Station[]
}

/** A question made ready: everything that does not depend on the start has been decided. */
export interface Search {
	question: Question
	timetable: Timetable
	duration: number
	/** Bookable minutes by notice, horizon and same-day rules: `[earliest, latest)`. */
	earliest: Minute
	latest: Minute
	/** Whether the visit itself passes its rules. */
	bookable: boolean
	/** People who may take the visit, in the plan's order. */
	vets: readonly Resource[]
	lanes: ReadonlyMap<string, Lanes>
	needs: readonly Need[]
}

/**
 * Told of a start found, with the vet's lane and the reservation's range, buffers included; returns true
 * to end the walk. Positional, because an object for each of thousands of starts shows in the measurements.
 */
export type Found = (start: Minute, lane: number, from: Minute, until: Minute) => boolean

/** Decides everything that all starts of the days `[from, until)` have in common. */
export function prepare(question: Question, vetId: string | null, from: Day, until: Day): Search {
	const { plan, type } = question
	const timetable = timetableOf(plan, from, until)
	const bookable = visitPasses(question)
	const vets = plan.resources.filter(
		(resource) =>
			isPerson(resource) &&
			(vetId === null || resource.id === vetId) &&
			vetPasses(question, resource),
	)
	const wanted = [
		...(type.roomTypes && type.roomTypes.length > 0
			? [{ code: 'room_not_free' as const, kind: 'room' as const, wanted: type.roomTypes }]
			: []),
		...type.equipment.map((item) => ({
			code: 'equipment_not_free' as const,
			kind: 'equipment' as const,
			wanted: [item],
		})),
	].map((need) => ({ ...need, options: plan.resources.filter((r) => serves(r, need)) }))
	const lanes = occupancyOf([...vets, ...wanted.flatMap(({ options }) => options)], question.busy)
	const needs = wanted
		.map(({ code, wanted, options }) => ({
			code,
			wanted,
			stations: options.map((option) => stationOf(option, timetable, lanes, question)),
		}))
		// The pickiest need chooses first: whoever has more options can still take another.
		.sort((a, b) => a.stations.length - b.stations.length)
	const limits = clockLimits(question, timetable.zone)
	return {
		question,
		timetable,
		duration: durationOf(question),
		...limits,
		bookable,
		vets,
		lanes,
		needs,
	}
}

/**
 * Walks the bookable starts of one vet within `[from, until)`, session by session, ascending in each.
 */
export function walk(
	search: Search,
	vet: Resource,
	from: Minute,
	until: Minute,
	found: Found,
): void {
	const { question, duration, needs } = search
	const lanes = search.lanes.get(vet.id)!
	const begin = Math.max(from, search.earliest)
	const stop = Math.min(until, search.latest)
	for (const session of usable(search, vet)) {
		if (session.end <= begin) continue
		if (session.start >= stop) return
		if (!allowsType(session, question)) continue
		const step = stepOf(session, question)
		const after = bufferAfter(session, question)
		const before = question.type.bufferBefore
		const skipped = Math.ceil(Math.max(0, begin - session.start) / step)
		const last = Math.min(stop - 1, session.end - duration)
		for (let start = session.start + skipped * step; start <= last; start += step) {
			const end = start + duration + after
			const lane = freeLane(lanes, session.terms.lanes, start - before, end)
			if (lane < 0) continue
			if (needs.length > 0 && !meetNeeds(search, start, start - before, end)) continue
			if (found(start, lane, start - before, end)) return
		}
	}
}

/**
 * Picks a free station for every need, each in turn the first that is open and has a lane.
 *
 * @returns null if a need can't be met
 */
export function meetNeeds(
	{ needs, duration }: Search,
	start: Minute,
	from: Minute,
	until: Minute,
): Reservation[] | null {
	const taken: Reservation[] = []
	for (const need of needs) {
		const one = stationFor(need, start, start + duration, from, until, taken)
		if (!one) return null
		taken.push(one)
	}
	return taken
}

/** The first station of a need that is open for the visit and free for the reservation. */
export function stationFor(
	need: Need,
	start: Minute,
	end: Minute,
	from: Minute,
	until: Minute,
	taken: readonly Reservation[],
): Reservation | null {
	for (const { id, capacity, open, lanes } of need.stations) {
		if (!open.holds(start, end) || taken.some(({ resourceId }) => resourceId === id)) continue
		const lane = freeLane(lanes, capacity, from, until)
		if (lane >= 0) return { resourceId: id, lane, startsAt: from, endsAt: until }
	}
	return null
}

/** The sessions that a visit of this type may use. */
export function usable({ question, timetable }: Search, vet: Resource): readonly Session[] {
	const hours = timetable.hours(vet)
	return question.type.urgent || question.asker === 'staff' ? hours.all : hours.normal
}

export function allowsType({ terms }: Session, { type }: Question): boolean {
	return terms.appointmentTypeIds === null || terms.appointmentTypeIds.includes(type.id)
}

/** Minutes between starts. Further pets don't change the grid: times must not jump while one counts. */
export function stepOf({ terms }: Session, { type }: Question): number {
	return Math.max(1, type.stepMinutes ?? terms.stepMinutes ?? type.durationMinutes)
}

export function bufferAfter({ terms }: Session, { type }: Question): number {
	return Math.max(type.bufferAfter, terms.bufferMinutes)
}

export function isPerson({ kind }: Resource): boolean {
	return kind === 'veterinarian' || kind === 'nurse'
}

function clockLimits({ now, type, asker, held }: Question, zone: Span['zone']) {
	if (asker === 'staff' || held) {
		return { earliest: Number.NEGATIVE_INFINITY, latest: Number.POSITIVE_INFINITY }
	}
	const furthest = zone.dayAt(now) + (type.sameDayOnly ? 0 : type.horizonDays)
	return {
		earliest: now + Math.max(0, type.minNoticeMinutes),
		latest: zone.toInstant(furthest + 1, 0),
	}
}

function serves(
	{ id, kind, category, active }: Resource,
	need: { kind: 'room' | 'equipment'; wanted: readonly string[] },
): boolean {
	if (!active || kind !== need.kind) return false
	return need.wanted.includes(id) || (category !== null && need.wanted.includes(category))
}

function stationOf(
	resource: Resource,
	timetable: Timetable,
	lanes: Search['lanes'],
	question: Question,
): Station {
	const { all, normal } = timetable.hours(resource)
	const sessions = question.type.urgent || question.asker === 'staff' ? all : normal
	const open = sessions.filter((session) => allowsType(session, question))
	return {
		id: resource.id,
		capacity: resource.capacity,
		// Two sessions that touch are one stretch for a room: nobody hands over in it.
		open: new Track(merge(open.flatMap(({ start, end }) => [start, end]))),
		lanes: lanes.get(resource.id)!,
	}
}

const timetables = new WeakMap<Plan, Map<string, Timetable>>()
const SPANS_PER_PLAN = 64

/** The timetable of a plan for the local days `[from, until)`; built once, then remembered. */
export function timetableOf(plan: Plan, from: Day, until: Day): Timetable {
	const spans = timetables.get(plan) ?? new Map<string, Timetable>()
	timetables.set(plan, spans)
	const key = `${from} ${until}`
	const known = spans.get(key)
	if (known) return known
	const zone = zoneOf(plan.zone)
	const days = Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i)
	const hours = new Map<Resource, Hours>()
	const made: Timetable = {
		zone,
		from,
		until,
		dates: days.map(fromDay),
		bounds: [...days, until].map((day) => zone.toInstant(day, 0)),
		hours: (resource) => {
			const found = hours.get(resource) ?? buildHours(plan, resource, made)
			hours.set(resource, found)
			return found
		},
	}
	if (spans.size >= SPANS_PER_PLAN) spans.clear()
	spans.set(key, made)
	return made
}

/** The days of a question as day numbers, `[from, until)`. */
export function spanOf({ from, to }: Question): { from: Day; until: Day } {
	return { from: toDay(from), until: toDay(to) + 1 }
}
