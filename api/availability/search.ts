/**
 * The one place that decides whether a start can be booked. Listing slots walks the grid of every
 * session; checking one start is the same walk over a single minute, so the two can't disagree.
 */
import type { Day } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import { startHours } from './admission.ts'
import { vetPasses, visitPasses } from './eligibility.ts'
import { walkFlush } from './flush.ts'
import { roomLeft } from './keep-back.ts'
import { type Phase, phasesOf } from './lengths.ts'
import type { Question, Resource } from './model.ts'
import { meetNeeds, type Needs, needsOf, type Stay, wantedBy } from './needs.ts'
import { freeLane, type Lanes, occupancyOf } from './occupancy.ts'
import type { Session } from './openings.ts'
import { ownEnd } from './parts.ts'
import { allowsType, bufferAfter, isFlush, isPerson, stepOf } from './terms.ts'
import { type Timetable, timetableOf } from './timetable.ts'

/** A question made ready: everything that does not depend on the start has been decided. */
export interface Search {
	question: Question
	timetable: Timetable
	/** The starts that the rules of the visit's day allow, with the visit's length in each stretch. */
	phases: readonly Phase[]
	/** Whether the visit itself passes its rules. */
	bookable: boolean
	/** People who may take the visit, in the plan's order. */
	vets: readonly Resource[]
	lanes: ReadonlyMap<string, Lanes>
	needs: Needs
	/** Everyone and everything that the visit might take. */
	resources: readonly Resource[]
}

/** A stretch of one session in which a vet's visits have one length: what a walk works through. */
export interface Stride {
	vetId: string
	session: Session
	phase: Phase
	/** Buffers around the visit. */
	before: number
	after: number
	/** The vet is busy from so long before the start until so long after it, buffers included. */
	lead: number
	tail: number
	step: number
	lanes: Lanes
}

/**
 * Told of a start found and the vet's lane; returns true to end the walk. Positional, because an object
 * for each of thousands of starts shows in the measurements.
 */
export type Found = (start: Minute, lane: number, stride: Stride) => boolean

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
	const resources = [...vets, ...wanted.flatMap(({ options }) => options)]
	const lanes = occupancyOf(resources, question.busy)
	return {
		question,
		timetable,
		phases: phasesOf(question, timetable.zone),
		bookable,
		vets,
		lanes,
		needs: needsOf(question, wanted, timetable, lanes),
		resources,
	}
}

/**
 * Walks the bookable starts of one vet within `[from, until)`, session by session. On a grid they ascend
 * in each session.
 */
export function walk(
	search: Search,
	vet: Resource,
	from: Minute,
	until: Minute,
	found: Found,
): void {
	const { question, timetable, phases } = search
	const lanes = search.lanes.get(vet.id)!
	const hours = timetable.hours(vet)
	const room = roomLeft(question, hours, lanes, timetable.zone)
	const walkStride = isFlush(question) ? walkFlush : walkGrid
	for (const session of startHours(question, hours)) {
		if (session.end <= from) continue
		if (session.start >= until) return
		if (!allowsType(session, question)) continue
		for (const phase of phases) {
			if (session.end <= phase.from || session.start >= phase.until) continue
			const stride = strideOf(question, vet, session, phase, lanes)
			if (room !== null && stride.lead + stride.tail > room(session)) continue
			if (walkStride(search, stride, from, until, found)) return
		}
	}
}

/** What a walk needs to know about one session. */
export function strideOf(
	question: Question,
	{ id: vetId }: Resource,
	session: Session,
	phase: Phase,
	lanes: Lanes,
): Stride {
	const { bufferBefore: before, ownPart } = question.type
	const after = bufferAfter(session, question)
	const lead = ownPart === null ? before : before - ownPart.from
	const tail = ownEnd(ownPart, phase.duration) + after
	const step = stepOf(session, question)
	return { vetId, session, phase, before, after, lead, tail, step, lanes }
}

function walkGrid(
	search: Search,
	stride: Stride,
	from: Minute,
	until: Minute,
	found: Found,
): boolean {
	const { session, phase, lead, tail, after, step, lanes } = stride
	const count = session.terms.lanes
	const begin = Math.max(from, phase.from)
	const skipped = Math.ceil(Math.max(0, begin - session.start) / step)
	const last = Math.min(until - 1, phase.until - 1, session.end + after - tail)
	for (let start = session.start + skipped * step; start <= last; start += step) {
		const lane = freeLane(lanes, count, start - lead, start + tail)
		if (lane < 0 || !isServed(search, stride, start)) continue
		if (found(start, lane, stride)) return true
	}
	return false
}

/** Whether everything that the visit takes besides the vet can be had at a start. */
export function isServed({ needs }: Search, stride: Stride, start: Minute): boolean {
	return needs.none || meetNeeds(needs, stayAt(stride, start)) !== null
}

/** The visit at a start, with and without its buffers. */
export function stayAt({ vetId, phase, before, after }: Stride, start: Minute): Stay {
	const end = start + phase.duration
	return { vetId, start, end, from: start - before, until: end + after }
}
