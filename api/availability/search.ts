/**
 * The one place that decides whether a start can be booked. Listing slots walks the grid of every
 * session; checking one start is the same walk over a single minute, so the two can't disagree.
 */
import type { Day } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import { durationOf, vetPasses, visitPasses } from './eligibility.ts'
import type { Question, Resource } from './model.ts'
import { meetNeeds, type Need, needsOf, wantedBy } from './needs.ts'
import { freeLane, type Lanes, occupancyOf } from './occupancy.ts'
import type { Span } from './openings.ts'
import { allowsType, bufferAfter, isPerson, stepOf, usableHours } from './terms.ts'
import { type Timetable, timetableOf } from './timetable.ts'

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
	const { plan } = question
	const timetable = timetableOf(plan, from, until)
	const bookable = visitPasses(question)
	const vets = plan.resources.filter(
		(resource) =>
			isPerson(resource) &&
			(vetId === null || resource.id === vetId) &&
			vetPasses(question, resource),
	)
	const wanted = wantedBy(question)
	const lanes = occupancyOf([...vets, ...wanted.flatMap(({ options }) => options)], question.busy)
	const needs = needsOf(question, wanted, timetable, lanes)
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
	const { question, timetable, duration, needs } = search
	const lanes = search.lanes.get(vet.id)!
	const begin = Math.max(from, search.earliest)
	const stop = Math.min(until, search.latest)
	for (const session of usableHours(question, timetable.hours(vet))) {
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
