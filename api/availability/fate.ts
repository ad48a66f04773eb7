/**
 * What becomes of a booked visit when the clinic's plan changes. Asked of the same rules as any
 * start, with the visit's own time left out; nothing else decides whether a visit still has a place.
 */
import type { Minute } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { explainStart } from './explain.ts'
import type { Busy, Plan, Question, Reason, Reservation, TypeRules, Visit } from './model.ts'
import { candidatesAt } from './slots.ts'
import { unjudged } from './unjudged.ts'

/** A visit or a hold with what it occupies now. */
export interface Placed {
	vetId: string
	start: Minute
	/** Without buffers. */
	end: Minute
	type: TypeRules
	/** Before the change, which may be one of the type itself. */
	typeBefore: TypeRules
	visit: Visit
	reservations: readonly Reservation[]
	asker: 'owner' | 'staff'
}

export type Fate =
	| { kind: 'stays' }
	/** It keeps its time and person, and needs another room or lane. */
	| { kind: 'moves'; reservations: readonly Reservation[] }
	/** `reasons`: the rules that it passed before and fails now. */
	| { kind: 'stranded'; reasons: Reason[] }

/** The plans of before and after, made ready by `asBooked`. */
export interface Change {
	before: Plan
	after: Plan
	now: Minute
}

/**
 * A plan for judging what is booked already: the gaps of its schedules and a pause bind new visits only.
 * Make it once for each plan, since openings are remembered by the object.
 */
export function asBooked(plan: Plan): Plan {
	return {
		...plan,
		resources: plan.resources.map((resource) => ({ ...resource, pausedUntil: null })),
		schedules: plan.schedules.map((schedule) => ({ ...schedule, bufferMinutes: 0 })),
	}
}

/**
 * @param busy what others occupy on the visit's day and the days beside it
 * @returns `stranded` for a visit that had its place before the change and has none after it
 */
export function fateOf(placed: Placed, change: Change, busy: readonly Busy[]): Fate {
	const elsewhere = blocksElsewhere(placed, change.after)
	const here = [...busy, ...elsewhere]
	const after = questionOf(placed, change, change.after)
	const [same] = candidatesAt({ ...after, busy: here }, placed.start, placed.vetId)
	if (same) return isLower(same.reservations, placed) ? moves(same.reservations) : stays
	const then = { ...placed, type: placed.typeBefore }
	const before = { ...questionOf(then, change, change.before), busy: here }
	const had = explainStart(before, placed.start, placed.vetId)
	const [other] = candidatesAt({ ...after, busy }, placed.start, placed.vetId)
	const fitted = had.every(({ passed }) => passed)
	if (other) return fitted ? moves(other.reservations) : stays
	const reasons = explainStart({ ...after, busy }, placed.start, placed.vetId)
		.filter(({ passed, code, vetId }) => {
			const then = had.filter((rule) => rule.code === code && rule.vetId === vetId)
			// A rule that could not be asked before, behind one that failed, has not got worse.
			return !passed && (fitted || then.some((rule) => rule.passed))
		})
		.map(({ code, vetId, data, message }) => ({ code, vetId, data, message }))
	return reasons.length > 0 ? { kind: 'stranded', reasons } : stays
}

const stays: Fate = { kind: 'stays' }
const moves = (reservations: readonly Reservation[]): Fate => ({ kind: 'moves', reservations })

/** Its own length, buffers and start are settled: no grid, gap, or longer visit applies to it. */
function questionOf(placed: Placed, { now }: Change, plan: Plan): Question {
	const day = zoneOf(plan.zone).dateAt(placed.start)
	const own = placed.reservations.filter(({ resourceId }) => resourceId === placed.vetId)
	const first = Math.min(placed.start, ...own.map(({ startsAt }) => startsAt))
	const last = Math.max(placed.end, ...own.map(({ endsAt }) => endsAt))
	return {
		plan,
		busy: [],
		now,
		from: day,
		to: day,
		type: {
			...asJudged(placed, plan),
			durationMinutes: placed.end - placed.start,
			bufferBefore: placed.start - first,
			bufferAfter: last - placed.end,
		},
		visit: placed.visit,
		vetId: placed.vetId,
		asker: placed.asker,
		held: true,
	}
}

/**
 * A type without what was judged when the visit was booked: who comes, and whether the person fits.
 * Hours, people and places alone bind it still. A rule that failed before and fails now would end the
 * search, and a closed room would go unseen behind it.
 */
function asJudged({ type, vetId }: Placed, { resources }: Plan): TypeRules {
	const vet = resources.find(({ id }) => id === vetId)
	return {
		...unjudged(type, vet),
		extraPetMinutes: 0,
		extraProblemMinutes: 0,
		newClientMinutes: 0,
		ageMinutes: [],
		starts: 'grid',
		stepMinutes: 1,
	}
}

/** Everything that the visit does not occupy, taken: so the engine can only find it where it is. */
function blocksElsewhere({ reservations, start, end }: Placed, plan: Plan): Busy[] {
	const used = new Set(reservations.map(({ resourceId }) => resourceId))
	const margin = 2 * 1440
	return plan.resources.flatMap(({ id, capacity }) =>
		used.has(id)
			? []
			: Array.from({ length: capacity }, (_, lane) => ({
					resourceId: id,
					lane,
					startsAt: start - margin,
					endsAt: end + margin,
				})),
	)
}

/**
 * Whether a lower lane would do: a lane above what is left of a capacity would block nobody, and
 * somebody else could be booked at the same time.
 */
function isLower(found: readonly Reservation[], { reservations }: Placed): boolean {
	const highest = (parts: readonly Reservation[], id: string) =>
		Math.max(...parts.filter((part) => part.resourceId === id).map((part) => part.lane))
	return found.some(({ resourceId: id }) => highest(found, id) < highest(reservations, id))
}
