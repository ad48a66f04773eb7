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
import { FAR, type Lanes, occupancyOf } from './occupancy.ts'
import type { Session, Terms } from './openings.ts'
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

/** What visits of one length with one vet have in common in the hours of one schedule. */
export interface Stride {
	vetId: string
	terms: Terms
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
 * Told of starts found, from `first` to `last` in steps of the stride, and the vet's lane; returns true
 * to end the walk. Runs and positional, because a call or an object for each of thousands of starts
 * shows in the measurements.
 */
export type Found = (first: Minute, last: Minute, lane: number, stride: Stride) => boolean

/** Decides everything that all starts of the days `[from, until)` have in common. */
export function prepare(question: Question, vetId: string | null, from: Day, until: Day): Search {
	const { plan } = question
	const timetable = timetableOf(plan, from, until)
	const bookable = visitPasses(question)
	const vets: Resource[] = []
	for (const resource of plan.resources) {
		if (!isPerson(resource) || (vetId !== null && resource.id !== vetId)) continue
		if (vetPasses(question, resource)) vets.push(resource)
	}
	const wanted = wantedBy(question)
	const resources =
		wanted.length === 0 ? vets : [...vets, ...wanted.flatMap(({ options }) => options)]
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
	const flush = isFlush(question)
	let stride: Stride | null = null
	for (const session of startHours(question, hours)) {
		if (session.end <= from) continue
		if (session.start >= until) return
		if (!allowsType(session, question)) continue
		for (const phase of phases) {
			if (session.end <= phase.from || session.start >= phase.until) continue
			// Sessions of one schedule mostly follow each other.
			if (stride === null || stride.terms !== session.terms || stride.phase !== phase) {
				stride = strideOf(question, vet, session, phase, lanes)
			}
			if (room !== null && stride.lead + stride.tail > room(session)) continue
			const ended = flush
				? walkFlush(search, session, stride, from, until, found)
				: walkGrid(search, session, stride, from, until, found)
			if (ended) return
		}
	}
}

/** What a walk needs to know about the visits in a session. */
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
	return { vetId, terms: session.terms, phase, before, after, lead, tail, step, lanes }
}

/** Goes from one gap between visits to the next: what lies in a gap is free without being asked. */
function walkGrid(
	search: Search,
	session: Session,
	stride: Stride,
	from: Minute,
	until: Minute,
	found: Found,
): boolean {
	const { phase, tail, after, step, lanes, terms } = stride
	const begin = Math.max(from, phase.from, session.start) | 0
	const last = Math.min(until - 1, phase.until - 1, session.end + after - tail) | 0
	const first = session.start + stepsTo(begin - session.start, step)
	if (first > last) return false
	return Math.min(terms.lanes, lanes.tracks.length) === 1
		? walkLane(search, stride, first, last, found)
		: walkLanes(search, stride, first, last, found)
}

/** The same as `walkLanes` for the one lane that nearly everyone has, read off in half the time. */
function walkLane(
	search: Search,
	stride: Stride,
	first: Minute,
	last: Minute,
	found: Found,
): boolean {
	const { lead, tail, step, lanes } = stride
	const track = lanes.tracks[0]!
	const { ranges } = track
	let start = first
	for (let i = track.indexAt(start - lead); start <= last; i += 2) {
		const busyFrom = i < ranges.length ? ranges[i]! : FAR
		const end = Math.min(last, busyFrom - tail)
		if (start <= end && tellServed(search, stride, start, end, 0, found)) return true
		if (end === last) return false
		const turn = ranges[i + 1]! + lead
		if (turn > start) start += stepsTo(turn - start, step)
	}
	return false
}

function walkLanes(
	search: Search,
	stride: Stride,
	first: Minute,
	last: Minute,
	found: Found,
): boolean {
	const { lead, tail, step, lanes, terms } = stride
	let start = first
	while (start <= last) {
		const lane = lanes.free(terms.lanes, start - lead, start + tail)
		const turn = lanes.turn + lead
		const end = Math.min(last, turn - 1)
		if (lane >= 0 && tellServed(search, stride, start, end, lane, found)) return true
		if (turn > last) return false
		start += stepsTo(turn - start, step)
	}
	return false
}

/** The least multiple of a step that is not below; by whole numbers in a third of `Math.ceil`'s time. */
function stepsTo(minutes: number, step: number): number {
	return (((minutes + step - 1) / step) | 0) * step
}

/** Tells those starts of a gap at which the rest of the visit can be had as well. */
function tellServed(
	search: Search,
	stride: Stride,
	first: Minute,
	last: Minute,
	lane: number,
	found: Found,
): boolean {
	if (search.needs.none) return found(first, last, lane, stride)
	for (let start = first; start <= last; start += stride.step) {
		if (isServed(search, stride, start) && found(start, start, lane, stride)) return true
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
