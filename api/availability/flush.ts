/**
 * Starts that leave no unusable gap: directly after the visit before, directly before the next one, and
 * where nothing comes before (a session begins, or the clock has passed the gap) the first of the grid.
 */
import { firstEndingAfter, type Minute } from '../time/interval.ts'
import type { Session } from './openings.ts'
import { type Found, isServed, type Search, type Stride } from './search.ts'

/**
 * Walks the starts of one session that are flush with its visits, lane by lane. A stretch is judged as a
 * whole, whatever part of it is asked for: `[from, until)` only limits what is told.
 */
export function walkFlush(
	search: Search,
	session: Session,
	stride: Stride,
	from: Minute,
	until: Minute,
	found: Found,
): boolean {
	const { terms, lead, tail, after, lanes } = stride
	// Where the vet is still in the session at the end of their part.
	const latest = session.end + after - tail
	const count = Math.min(terms.lanes, lanes.tracks.length)
	for (let lane = 0; lane < count; lane++) {
		const { ranges } = lanes.tracks[lane]!
		const tell = (start: Minute) =>
			start >= from && start < until && found(start, start, lane, stride)
		let first = session.start
		for (let i = firstEndingAfter(ranges, session.start - lead); ; i += 2) {
			const next = ranges[i] ?? Number.POSITIVE_INFINITY
			const last = Math.min(latest, next - tail)
			// Without a visit behind it, a stretch ends with the session and touches nobody.
			const touches = last === next - tail
			if (
				first <= last &&
				walkStretch(search, stride, { first, last, touches, origin: session.start }, tell)
			)
				return true
			if (!touches) break
			first = Math.max(session.start, ranges[i + 1]! + lead)
			if (first > latest) break
		}
	}
	return false
}

/** The starts of one lane between two visits; `first` and `last` are the outermost that fit. */
interface Stretch {
	first: Minute
	last: Minute
	/** Whether a visit follows directly on `last`. */
	touches: boolean
	/** Where the grid begins. */
	origin: Minute
}

function walkStretch(
	search: Search,
	stride: Stride,
	{ first, last, touches, origin }: Stretch,
	tell: (start: Minute) => boolean,
): boolean {
	const { phase, step } = stride
	const end = Math.min(last + 1, phase.until)
	const closing =
		touches && last >= phase.from && last < phase.until && isServed(search, stride, last)
	// The shortest visit of the type, which a gap must be able to hold.
	const shortest = stride.lead + search.question.type.durationMinutes + stride.tail - phase.duration
	const onGrid = (at: Minute) => origin + Math.ceil((at - origin) / step) * step
	let start = first >= phase.from ? first : onGrid(phase.from)
	while (start < end) {
		const gap = last - start
		const spoils = start !== first && closing && gap > 0 && gap < shortest
		if (!spoils && isServed(search, stride, start)) {
			if (tell(start)) return true
			break
		}
		start = onGrid(start + 1)
	}
	return closing && start !== last && tell(last)
}
