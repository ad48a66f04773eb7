/**
 * Algebra on sorted, half-open ranges of integers, held flat: `[start, end, start, end, …]`.
 * Flat because one array of small integers is what keeps a month of slots within microseconds.
 */

/** Minutes since the Unix epoch. */
export type Minute = number

/** Pairs of start and end; sorted, disjoint and not touching unless a function says otherwise. */
export type Ranges = readonly number[]

/**
 * Sorts ranges and joins those that overlap or touch; empty ones vanish. Ranges that are in order
 * already come back as they are, not as a copy.
 *
 * @example merge([5, 10, 1, 7, 20, 30]) // [1, 10, 20, 30]
 */
export function merge(ranges: Ranges): Ranges {
	if (isMerged(ranges)) return ranges
	return join(isSorted(ranges) ? ranges.slice() : sortPairs(ranges))
}

/** Joins sorted ranges in place. */
function join(ranges: number[]): Ranges {
	let length = 0
	for (let i = 0; i < ranges.length; i += 2) {
		const start = ranges[i]!
		const end = ranges[i + 1]!
		if (end <= start) continue
		if (length > 0 && start <= ranges[length - 1]!) {
			if (end > ranges[length - 1]!) ranges[length - 1] = end
		} else {
			ranges[length] = start
			ranges[length + 1] = end
			length += 2
		}
	}
	ranges.length = length
	return ranges
}

/** What of `from` is not in `away`. `subtract([0, 10], [3, 5])` is `[0, 3, 5, 10]`. */
export function subtract(from: Ranges, away: Ranges): number[] {
	const out: number[] = []
	let j = 0
	for (let i = 0; i < from.length; i += 2) {
		let start = from[i]!
		const end = from[i + 1]!
		while (j < away.length && away[j + 1]! <= start) j += 2
		// `k` runs ahead of `j`: one range of `away` may reach into the next of `from`.
		for (let k = j; k < away.length && away[k]! < end; k += 2) {
			if (away[k]! > start) out.push(start, away[k]!)
			start = away[k + 1]!
		}
		if (start < end) out.push(start, end)
	}
	return out
}

/** What is in both. `intersect([0, 10], [5, 20])` is `[5, 10]`. */
export function intersect(a: Ranges, b: Ranges): number[] {
	const out: number[] = []
	let i = 0
	let j = 0
	while (i < a.length && j < b.length) {
		const start = Math.max(a[i]!, b[j]!)
		const end = Math.min(a[i + 1]!, b[j + 1]!)
		if (start < end) out.push(start, end)
		if (a[i + 1]! < b[j + 1]!) i += 2
		else j += 2
	}
	return out
}

/** What lies in `[start, end)`. */
export function clip(ranges: Ranges, start: number, end: number): number[] {
	return intersect(ranges, [start, end])
}

/** What of `[start, end)` the ranges leave free. */
export function gaps(ranges: Ranges, start: number, end: number): number[] {
	return start < end ? subtract([start, end], ranges) : []
}

/**
 * Where at least `depth` of the given ranges overlap. The input need be neither sorted nor disjoint.
 *
 * @example sweep([0, 10, 5, 20], 2) // [5, 10]
 */
export function sweep(ranges: Ranges, depth: number): number[] {
	const starts: number[] = []
	const ends: number[] = []
	for (let i = 0; i < ranges.length; i += 2) {
		if (ranges[i]! >= ranges[i + 1]!) continue
		starts.push(ranges[i]!)
		ends.push(ranges[i + 1]!)
	}
	starts.sort(ascending)
	ends.sort(ascending)
	const out: number[] = []
	let open = 0
	let j = 0
	for (const start of starts) {
		// An end at this very start closes first: the ranges are half-open.
		for (; ends[j]! <= start; j++) if (open-- === depth) out.push(ends[j]!)
		if (++open === depth) reopen(out, start)
	}
	for (; j < ends.length; j++) if (open-- === depth) out.push(ends[j]!)
	return out
}

/** Whether `[start, end)` meets none of the ranges. */
export function isFree(ranges: Ranges, start: number, end: number): boolean {
	const i = firstEndingAfter(ranges, start)
	return i >= ranges.length || ranges[i]! >= end
}

/** Index of the first range that ends after `at`, or the length if none does. */
export function firstEndingAfter(ranges: Ranges, at: number): number {
	let low = 0
	let high = ranges.length >> 1
	while (low < high) {
		const middle = (low + high) >> 1
		if (ranges[middle * 2 + 1]! <= at) low = middle + 1
		else high = middle
	}
	return low * 2
}

function reopen(out: number[], start: number): void {
	if (out[out.length - 1] === start) out.pop()
	else out.push(start)
}

function isMerged(ranges: Ranges): boolean {
	let end = Number.NEGATIVE_INFINITY
	for (let i = 0; i < ranges.length; i += 2) {
		if (ranges[i]! <= end || ranges[i + 1]! <= ranges[i]!) return false
		end = ranges[i + 1]!
	}
	return true
}

function isSorted(ranges: Ranges): boolean {
	for (let i = 2; i < ranges.length; i += 2) if (ranges[i]! < ranges[i - 2]!) return false
	return true
}

function sortPairs(ranges: Ranges): number[] {
	return ranges.length > 2 * MOST_DEALT ? sortIndexes(ranges) : dealOut(ranges)
}

function sortIndexes(ranges: Ranges): number[] {
	const order: number[] = []
	for (let i = 0; i < ranges.length; i += 2) order.push(i)
	order.sort((a, b) => ranges[a]! - ranges[b]!)
	return order.flatMap((i) => [ranges[i]!, ranges[i + 1]!])
}

/** So many ranges are put into order within microseconds even if all of them share one place. */
const MOST_DEALT = 500
const places = new Int32Array(MOST_DEALT)

/**
 * Sorts by dealing ranges out to places in proportion to their starts, then pushing the few that share
 * a place into order. A month of visits in any order takes 0.7 µs, where comparing takes 10.
 */
function dealOut(ranges: Ranges): number[] {
	const count = ranges.length / 2
	let low = ranges[0]!
	let high = low
	for (let i = 2; i < ranges.length; i += 2) {
		if (ranges[i]! < low) low = ranges[i]!
		else if (ranges[i]! > high) high = ranges[i]!
	}
	const scale = (count - 1) / (high - low)
	places.fill(0, 0, count)
	for (let i = 0; i < ranges.length; i += 2) places[Math.floor((ranges[i]! - low) * scale)]!++
	let before = 0
	for (let place = 0; place < count; place++) {
		const shared = places[place]!
		places[place] = before
		before += shared
	}
	const out = ranges.slice()
	for (let i = 0; i < ranges.length; i += 2) {
		const at = 2 * places[Math.floor((ranges[i]! - low) * scale)]!++
		out[at] = ranges[i]!
		out[at + 1] = ranges[i + 1]!
	}
	pushIntoOrder(out)
	return out
}

function pushIntoOrder(ranges: number[]): void {
	for (let i = 2; i < ranges.length; i += 2) {
		const start = ranges[i]!
		const end = ranges[i + 1]!
		let at = i
		for (; at > 0 && ranges[at - 2]! > start; at -= 2) {
			ranges[at] = ranges[at - 2]!
			ranges[at + 1] = ranges[at - 1]!
		}
		ranges[at] = start
		ranges[at + 1] = end
	}
}

function ascending(a: number, b: number): number {
	return a - b
}
