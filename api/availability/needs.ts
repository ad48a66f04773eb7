/** What a visit takes besides the person who is chosen: rooms and equipment. */
import { type Minute, merge } from '../time/interval.ts'
import type { Question, Reservation, Resource } from './model.ts'
import { freeLane, type Lanes, Track } from './occupancy.ts'
import { allowsType, usableHours } from './terms.ts'
import type { Timetable } from './timetable.ts'

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

interface Wanted {
	code: Need['code']
	wanted: readonly string[]
	options: readonly Resource[]
}

/** The needs of a visit, each with everything that could serve it. */
export function wantedBy({ plan, type }: Question): Wanted[] {
	const kinds = [
		...(type.roomTypes && type.roomTypes.length > 0
			? [{ code: 'room_not_free' as const, kind: 'room' as const, wanted: type.roomTypes }]
			: []),
		...type.equipment.map((item) => ({
			code: 'equipment_not_free' as const,
			kind: 'equipment' as const,
			wanted: [item],
		})),
	]
	return kinds.map(({ code, kind, wanted }) => ({
		code,
		wanted,
		options: plan.resources.filter((resource) => serves(resource, { kind, wanted })),
	}))
}

/** The same, ready to be asked about times. */
export function needsOf(
	question: Question,
	wanted: readonly Wanted[],
	timetable: Timetable,
	lanes: ReadonlyMap<string, Lanes>,
): Need[] {
	return (
		wanted
			.map(({ code, wanted, options }) => ({
				code,
				wanted,
				stations: options.map((option) => stationOf(option, timetable, lanes, question)),
			}))
			// The pickiest need chooses first: whoever has more options can still take another.
			.sort((a, b) => a.stations.length - b.stations.length)
	)
}

/**
 * Picks a free station for every need, each in turn the first that is open and has a lane.
 *
 * @returns null if a need can't be met
 */
export function meetNeeds(
	{ needs, duration }: { needs: readonly Need[]; duration: number },
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
	lanes: ReadonlyMap<string, Lanes>,
	question: Question,
): Station {
	const sessions = usableHours(question, timetable.hours(resource))
	const open = sessions.filter((session) => allowsType(session, question))
	return {
		id: resource.id,
		capacity: resource.capacity,
		// Two sessions that touch are one stretch for a room: nobody hands over in it.
		open: new Track(merge(open.flatMap(({ start, end }) => [start, end]))),
		lanes: lanes.get(resource.id)!,
	}
}
