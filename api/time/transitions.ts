/** Offset transitions of a zone, read from Intl as years are asked for. */

const MINUTES_PER_DAY = 1440
/** No zone has kept an offset for a shorter time since 1960. */
const PROBE_MINUTES = 4 * MINUTES_PER_DAY
/** Whole years are read with this much on both sides, so that a wall time near New Year is inside. */
const MARGIN_MINUTES = 3 * MINUTES_PER_DAY

/** Liberia had an offset with seconds until 1972; it is rounded, like all older ones. */
export const FIRST_YEAR = 1960
export const LAST_YEAR = 2199
const FIRST_MINUTE = yearStart(FIRST_YEAR)
const END_MINUTE = yearStart(LAST_YEAR + 1)

/** A contiguous span of time and the offsets in it. */
export interface Transitions {
	/** Instants at which an offset begins, ascending; the first is where the span begins. */
	at: number[]
	/** Minutes east of UTC from `at[i]` on. */
	offset: number[]
	/** Minutes, as instant or wall time, that can be looked up without reading more. */
	from: number
	until: number
	read: (instant: number) => number
}

/** Nothing read yet. */
export function noTransitions(format: Intl.DateTimeFormat): Transitions {
	return {
		at: [],
		offset: [],
		from: Number.POSITIVE_INFINITY,
		until: Number.NEGATIVE_INFINITY,
		read: (instant) => parseOffset(format.format(instant * 60_000)),
	}
}

/**
 * Makes the span include `minute`, an instant or a wall time.
 *
 * @returns false if it lies outside the years 1960 to 2199
 */
export function cover(zone: Transitions, minute: number): boolean {
	if (minute >= zone.from && minute < zone.until) return true
	if (!(minute >= FIRST_MINUTE && minute < END_MINUTE)) return false
	const year = new Date(minute * 60_000).getUTCFullYear()
	const start = yearStart(year)
	const end = yearStart(year + 1)
	if (zone.at.length === 0) {
		zone.at.push(start - MARGIN_MINUTES)
		zone.offset.push(zone.read(start - MARGIN_MINUTES))
		append(zone, start - MARGIN_MINUTES, end + MARGIN_MINUTES)
		zone.from = start
		zone.until = end
	} else if (minute >= zone.until) {
		append(zone, zone.until + MARGIN_MINUTES, end + MARGIN_MINUTES)
		zone.until = end
	} else {
		prepend(zone, start - MARGIN_MINUTES)
		zone.from = start
	}
	return true
}

/** Index of the last transition at or before an instant; 0 before the first. */
export function indexAt(at: readonly number[], instant: number): number {
	let low = 0
	let high = at.length - 1
	while (low < high) {
		const middle = (low + high + 1) >> 1
		if (at[middle]! <= instant) low = middle
		else high = middle - 1
	}
	return low
}

function append(zone: Transitions, from: number, until: number): void {
	let known = from
	let offset = zone.offset[zone.offset.length - 1]!
	while (known < until) {
		const next = Math.min(known + PROBE_MINUTES, until)
		const after = zone.read(next)
		if (after !== offset) {
			zone.at.push(firstWith(zone.read, known, next, offset))
			zone.offset.push(after)
			offset = after
		}
		known = next
	}
}

function prepend(zone: Transitions, from: number): void {
	const earlier: Transitions = { ...zone, at: [from], offset: [zone.read(from)] }
	append(earlier, from, zone.at[0]!)
	// The begin of the old span is a transition only if the offset changes there, which it does not.
	zone.at = [...earlier.at, ...zone.at.slice(1)]
	zone.offset = [...earlier.offset, ...zone.offset.slice(1)]
}

/** The first minute in `(before, after]` that no longer has the old offset. */
function firstWith(
	read: Transitions['read'],
	before: number,
	after: number,
	oldOffset: number,
): number {
	let low = before
	let high = after
	while (high - low > 1) {
		const middle = (low + high) >> 1
		if (read(middle) === oldOffset) low = middle
		else high = middle
	}
	return high
}

/** Reads `GMT`, `GMT+05:45` or `GMT-00:44:30` at the end of a formatted date; seconds are rounded. */
function parseOffset(formatted: string): number {
	const match = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(formatted)
	if (!match) throw new Error(`Intl gave an offset that can't be read: ${formatted}`)
	if (!match[1]) return 0
	const minutes = Number(match[2]) * 60 + Number(match[3]) + Math.round(Number(match[4] ?? 0) / 60)
	return match[1] === '-' ? -minutes : minutes
}

function yearStart(year: number): number {
	return Date.UTC(year, 0, 1) / 60_000
}
