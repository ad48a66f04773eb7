/** Where a visit could be: asked of the slot engine, so that what is planned can be booked. */
import type { Busy, Candidate, Minute, Question, Reservation } from '../availability/model.ts'
import { prepare, walk } from '../availability/search.ts'
import { candidatesAt } from '../availability/slots.ts'
import { zoneOf } from '../time/zone.ts'
import type { DayVisit, Situation } from './model.ts'

/**
 * Of each vet who may take the visit, every minute of `[from, until)` at which it could begin; within
 * the local day of `from` and the next.
 *
 * @param vetId null: everyone
 */
export function startsOf(
	question: Question,
	busy: readonly Busy[],
	[from, until]: readonly [from: Minute, until: Minute],
	vetId: string | null = null,
): { vetId: string; starts: Minute[] }[] {
	const day = zoneOf(question.plan.zone).dayAt(from)
	const search = prepare({ ...question, busy }, vetId, day, day + 2)
	if (!search.bookable) return []
	const end = Math.min(until, search.timetable.bounds.at(-1)!)
	return search.vets.map((vet) => {
		const starts = new Set<Minute>()
		walk(search, vet, from, end, (first, last, _, { step }) => {
			for (let start = first; start <= last; start += step) starts.add(start)
			return false
		})
		return { vetId: vet.id, starts: [...starts].sort((a, b) => a - b) }
	})
}

/** What a visit takes at one start with one vet; undefined when it can't be. */
export function fitAt(
	question: Question,
	busy: readonly Busy[],
	start: Minute,
	vetId: string,
): Candidate | undefined {
	return candidatesAt({ ...question, busy }, start, vetId)[0]
}

/** A place somebody decided on. */
export interface Wanted {
	vetId: string
	start: Minute
}

export interface Placed {
	place: Candidate
	/** In the order of the moves. */
	moved: Candidate[]
}

/**
 * Puts the emergency and all visits that move where they are wanted, with rooms and whatever else
 * they need; whoever does not move stays. Planning and carrying out both go through here.
 *
 * @returns null when one of them does not fit
 */
export function placeAll(
	situation: Situation,
	emergency: Wanted,
	moves: readonly (Wanted & { visit: DayVisit })[],
): Placed | null {
	const leaving = new Set(moves.map(({ visit }) => visit))
	const staying = situation.visits.filter((visit) => !leaving.has(visit))
	const taken: Busy[] = [...situation.busy, ...staying.flatMap((visit) => visit.reservations)]
	const place = fitAt(situation.question, taken, emergency.start, emergency.vetId)
	if (!place) return null
	taken.push(...place.reservations)
	const moved: Candidate[] = []
	for (const { visit, start, vetId } of moves) {
		const to = fitAt(visit.question, taken, start, vetId)
		if (!to) return null
		taken.push(...to.reservations)
		moved.push(to)
	}
	return { place, moved }
}

/** Whether any of some time is taken by others. */
export function clashes(some: readonly Reservation[], others: readonly Reservation[]): boolean {
	return some.some((a) =>
		others.some(
			(b) =>
				a.resourceId === b.resourceId &&
				a.lane === b.lane &&
				a.startsAt < b.endsAt &&
				b.startsAt < a.endsAt,
		),
	)
}
