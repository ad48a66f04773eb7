/** Which visits and holds a change of the plan concerns, and what becomes of each. */
import type { Clinic } from '../../availability/catalogue.ts'
import { asBooked, type Change, type Fate, fateOf, type Placed } from '../../availability/fate.ts'
import type { Busy, Minute, Reservation } from '../../availability/model.ts'
import { visitOf } from '../../availability/question.ts'
import { visitBody } from '../../contract/visit.ts'
import type { Query } from '../../database/tenant.ts'
import type { Day } from '../../time/date.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import { type Occupant, type Occupied, readOccupants, readOccupied } from './placed.ts'

/** What of the calendar a change touches; whatever lies elsewhere keeps its place. */
export interface Touched {
	/** null: everyone and everything. */
	resourceIds: readonly string[] | null
	/** Local days; null: all. */
	days: ReadonlySet<Day> | null
	/** Only visits of this type, whose needs have changed. */
	typeId?: string
}

export interface Concerned {
	occupant: Occupant
	reservations: readonly Occupied[]
	fate: Fate
}

/**
 * Asks about every visit and live hold that a change touches. In order of their start: whoever is
 * given a lower lane stands in the way of those who come after.
 *
 * @returns those that don't simply stay
 */
export async function findConcerned(
	query: Query,
	clinicId: string,
	plans: Plans & { now: Date },
	touched: Touched,
): Promise<Concerned[]> {
	const zone = zoneOf(plans.after.plan.zone)
	const last = touched.days === null ? null : Math.max(...touched.days)
	if (last === Number.NEGATIVE_INFINITY) return []
	const until = last === null ? null : new Date(zone.toInstant(last + MARGIN_DAYS + 1, 0) * 60_000)
	const reach = { resourceIds: touched.resourceIds, until }
	const near = (await readOccupants(query, clinicId, reach)).filter((one) => {
		const day = zone.dayAt(one.start)
		const { days, typeId = one.typeId } = touched
		if (one.typeId !== typeId) return false
		return days === null || MARGIN.some((margin) => days.has(day + margin))
	})
	if (near.length === 0) return []
	const taken = new Calendar(await readOccupied(query, clinicId, until))
	const change: Change = {
		before: asBooked(plans.before.plan),
		after: asBooked(plans.after.plan),
		now: minuteOf(plans.now),
	}
	return near.flatMap((occupant) => judge(occupant, plans, change, taken))
}

/** Hours may begin on the day before, and some zones have skipped one. */
const MARGIN_DAYS = 2
const MARGIN = [-2, -1, 0, 1, 2]

interface Plans {
	before: Clinic
	after: Clinic
}

function judge(occupant: Occupant, plans: Plans, change: Change, taken: Calendar): Concerned[] {
	const placed = placedOf(occupant, plans, taken)
	if (!placed) return []
	const displaced = occupant.kind === 'hold' && taken.clashes(occupant.id)
	const fate: Fate = displaced
		? { kind: 'stranded', reasons: [] }
		: fateOf(placed, change, taken.around(occupant))
	if (fate.kind === 'stays') return []
	const reservations = taken.of(occupant.id)
	if (fate.kind === 'moves') taken.move(occupant.id, fate.reservations)
	// The time of an ended hold is free again; that of a stranded visit is not.
	else if (occupant.kind === 'hold') taken.move(occupant.id, [])
	return [{ occupant, reservations, fate }]
}

/** null for a visit of no type that the clinic knows: no rule could be asked. */
function placedOf(occupant: Occupant, { before, after }: Plans, taken: Calendar): Placed | null {
	const type = after.types.get(occupant.typeId ?? '')?.rules
	if (!type) return null
	const visit = visitBody.safeParse(occupant.visit).data ?? visitBody.parse({})
	return {
		vetId: occupant.vetId,
		start: occupant.start,
		end: occupant.end,
		type,
		typeBefore: before.types.get(type.id)?.rules ?? type,
		visit: visitOf(visit),
		reservations: taken.of(occupant.id),
		asker: occupant.kind === 'hold' ? 'owner' : 'staff',
	}
}

/** All time taken, by holder and by day, while visits change places in it. */
class Calendar {
	readonly #byHolder: Map<string, Occupied[]>
	/** By the day (UTC) of their begin: asking each visit about all rows would take seconds. */
	readonly #byDay: Map<number, Occupied[]>

	constructor(rows: readonly Occupied[]) {
		this.#byHolder = Map.groupBy(rows, (row) => row.holderId)
		this.#byDay = Map.groupBy(rows, dayOf)
	}

	of(holderId: string): readonly Occupied[] {
		return this.#byHolder.get(holderId) ?? []
	}

	/** What others occupy on the day of a visit and near it. */
	around({ id, kind, start, end }: Occupant): Busy[] {
		return this.#touching(start - MINUTES_PER_DAY, end + 2 * MINUTES_PER_DAY).filter(
			(row) =>
				row.holderId !== id &&
				// A hold never stands in the way of a visit that needs another place: it ends.
				(kind === 'hold' || row.expiresAt === null),
		)
	}

	/** Whether someone has been moved to where a hold is. */
	clashes(holderId: string): boolean {
		return this.of(holderId).some((own) =>
			this.#touching(own.startsAt, own.endsAt).some(
				(row) =>
					row.holderId !== holderId && row.resourceId === own.resourceId && row.lane === own.lane,
			),
		)
	}

	move(holderId: string, parts: readonly Reservation[]): void {
		const old = this.of(holderId)
		const expiresAt = old[0]?.expiresAt ?? null
		for (const row of old) {
			const others = this.#byDay.get(dayOf(row)) ?? []
			this.#byDay.set(
				dayOf(row),
				others.filter((other) => other.holderId !== holderId),
			)
		}
		const rows = parts.map((part) => ({ ...part, id: '', holderId, expiresAt }))
		this.#byHolder.set(holderId, rows)
		for (const row of rows) {
			this.#byDay.set(dayOf(row), [...(this.#byDay.get(dayOf(row)) ?? []), row])
		}
	}

	#touching(from: Minute, until: Minute): Occupied[] {
		const found: Occupied[] = []
		const last = Math.floor(until / MINUTES_PER_DAY)
		// No reservation is longer than 36 hours.
		for (let day = Math.floor(from / MINUTES_PER_DAY) - 2; day <= last; day++) {
			for (const row of this.#byDay.get(day) ?? []) {
				if (row.startsAt < until && row.endsAt > from) found.push(row)
			}
		}
		return found
	}
}

const MINUTES_PER_DAY = 1440

function dayOf({ startsAt }: Occupied): number {
	return Math.floor(startsAt / MINUTES_PER_DAY)
}
