/** Caps: places of a day or an hour, of which a visit takes some whoever it is with. */
import { type Minute, merge } from '../time/interval.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import type { Question, Reservation, Resource, Visit } from './model.ts'
import { Lanes, Track } from './occupancy.ts'
import type { CapUse, Points } from './parts.ts'
import { allowsType, usableHours } from './terms.ts'
import type { Timetable } from './timetable.ts'

const HOUR = 60
const NO_LANES = new Lanes([])

/** A cap that a visit takes places of, asked about starts in ascending order nearly always. */
export class Cap {
	readonly resourceId: string
	readonly per: CapUse['per']
	/** Places that the visit takes. */
	readonly points: number
	readonly capacity: number
	readonly #open: Track
	readonly #lanes: Lanes
	readonly #zone: Zone
	#from = 0
	#until = 0
	#free: readonly number[] = []

	constructor(use: CapUse, points: number, places: { open: Track; lanes: Lanes; zone: Zone }) {
		this.resourceId = use.resourceId
		this.per = use.per
		this.points = points
		this.capacity = places.lanes.tracks.length
		this.#open = places.open
		this.#lanes = places.lanes
		this.#zone = places.zone
	}

	/** Whether the start lies in the cap's hours; without schedules those are the clinic's. */
	isOpen(start: Minute): boolean {
		return this.#open.holds(start, start + 1)
	}

	/** Lanes that nobody has taken of the start's day or hour. */
	free(start: Minute): { from: Minute; until: Minute; lanes: readonly number[] } {
		if (start < this.#from || start >= this.#until) this.#move(start)
		return { from: this.#from, until: this.#until, lanes: this.#free }
	}

	/** Adds the places of a start to what is taken; false if there are not enough. */
	take(start: Minute, taken: Reservation[]): boolean {
		if (!this.isOpen(start)) return false
		const { from, until, lanes } = this.free(start)
		const mine = (one: Reservation) =>
			one.resourceId === this.resourceId && one.startsAt < until && one.endsAt > from
		const used = new Set(taken.filter(mine).map(({ lane }) => lane))
		const left = used.size === 0 ? lanes : lanes.filter((lane) => !used.has(lane))
		if (left.length < this.points) return false
		for (const lane of left.slice(0, this.points)) {
			taken.push({ resourceId: this.resourceId, lane, startsAt: from, endsAt: until })
		}
		return true
	}

	#move(start: Minute): void {
		const [from, until] =
			this.per === 'day' ? localDay(this.#zone, start) : localHour(this.#zone, start)
		this.#from = from
		this.#until = until
		this.#free = this.#lanes.tracks.flatMap((lane, i) => (lane.misses(from, until) ? [i] : []))
	}
}

/** The caps of a visit. One that is gone or switched off has no places. */
export function capsOf(
	question: Question,
	timetable: Timetable,
	occupancy: ReadonlyMap<string, Lanes>,
): Cap[] {
	const { plan, type, visit } = question
	const zone = zoneOf(plan.zone)
	return type.caps.flatMap((use) => {
		const points = pointsOf(use.points, visit)
		if (points <= 0) return []
		const resource = plan.resources.find(({ id, kind }) => kind === 'cap' && id === use.resourceId)
		const places = resource?.active
			? {
					open: openTime(resource, question, timetable),
					lanes: occupancy.get(resource.id) ?? NO_LANES,
				}
			: { open: new Track([]), lanes: NO_LANES }
		return [new Cap(use, points, { ...places, zone })]
	})
}

function openTime(resource: Resource, question: Question, timetable: Timetable): Track {
	const sessions = usableHours(question, timetable.hours(resource))
	const open = sessions.filter((session) => allowsType(session, question))
	return new Track(merge(open.flatMap(({ start, end }) => [start, end])))
}

/**
 * Places that a visit takes. An animal that no entry fits takes one; while something that entries ask
 * for is not known yet, it is what the visit takes at least.
 *
 * @example pointsOf([{ species: ['cat'], points: 1 }, { species: ['dog'], points: 3 }], cat) // 1
 */
export function pointsOf(points: number | readonly Points[], visit: Visit): number {
	if (typeof points === 'number') return points
	const fitting = points.filter(
		(entry) =>
			(!entry.species || visit.species === null || entry.species.includes(visit.species)) &&
			(!entry.sex || visit.sex === undefined || entry.sex === visit.sex) &&
			(visit.weightGrams === undefined || (entry.fromGrams ?? 0) <= visit.weightGrams),
	)
	return visit.pets * (knowsAll(fitting, visit) ? heaviest(fitting) : least(fitting))
}

function knowsAll(entries: readonly Points[], visit: Visit): boolean {
	return entries.every(
		(entry) =>
			(!entry.species || visit.species !== null) &&
			(!entry.sex || visit.sex !== undefined) &&
			(!entry.fromGrams || visit.weightGrams !== undefined),
	)
}

function heaviest(entries: readonly Points[]): number {
	const from = Math.max(...entries.map((entry) => entry.fromGrams ?? 0))
	return entries.find((entry) => (entry.fromGrams ?? 0) === from)?.points ?? 1
}

function least(entries: readonly Points[]): number {
	return Math.min(...entries.map((entry) => entry.points))
}

/** The local day of an instant: 23, 24 or 25 hours. Days never overlap, so neither do their places. */
function localDay(zone: Zone, instant: Minute): [Minute, Minute] {
	const day = zone.dayAt(instant)
	const [from, until] = [zone.toInstant(day, 0), zone.toInstant(day + 1, 0)]
	// Where the clock was set back over midnight, the wall shows the day before once more.
	return instant < until ? [from, until] : [until, zone.toInstant(day + 2, 0)]
}

/** Hours are counted from local midnight, elapsed: they never overlap when the clock is set back. */
function localHour(zone: Zone, instant: Minute): [Minute, Minute] {
	const [from, until] = localDay(zone, instant)
	const begin = from + Math.floor((instant - from) / HOUR) * HOUR
	return [begin, Math.min(begin + HOUR, until)]
}
