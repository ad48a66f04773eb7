/** Figures out of repeated runs: one run says little, the order in which runs follow one another less. */

/** The middle of several runs, and where half of them lie. */
export interface Summary {
	median: number
	/** The quartiles. */
	low: number
	high: number
	runs: number
}

/** The value below which that share of the values lies; `values` need not be sorted. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b)
	const at = (sorted.length - 1) * share
	const below = sorted[Math.floor(at)] ?? Number.NaN
	const above = sorted[Math.ceil(at)] ?? below
	return below + (above - below) * (at - Math.floor(at))
}

export function summarise(values: readonly number[]): Summary {
	return {
		median: quantile(values, 0.5),
		low: quantile(values, 0.25),
		high: quantile(values, 0.75),
		runs: values.length,
	}
}

/**
 * Runs every variant once a round, in turn and back again (A B C, C B A, …), so that whatever else
 * the machine does falls on all of them. Values of one round belong together: their ratio says more
 * than the ratio of two medians.
 */
export async function interleave<Name extends string>(
	rounds: number,
	variants: Record<Name, () => number | Promise<number>>,
): Promise<Record<Name, number[]>> {
	const names = Object.keys(variants) as Name[]
	const found = Object.fromEntries(names.map((name) => [name, []])) as unknown
	const values = found as Record<Name, number[]>
	for (let round = 0; round < rounds; round++) {
		const order = round % 2 === 0 ? names : [...names].reverse()
		for (const name of order) values[name].push(await variants[name]())
	}
	return values
}

/** The ratio of two variants in each round. */
export function ratios(of: readonly number[], to: readonly number[]): number[] {
	return of.map((value, round) => value / (to[round] ?? Number.NaN))
}

/** Microseconds that one call takes, over as many calls as fit into about `milliseconds`. */
export function timeOf(call: (i: number) => unknown, milliseconds: number): number {
	const began = performance.now()
	let calls = 0
	let kept: unknown
	for (let batch = 1; performance.now() - began < milliseconds; batch = Math.min(batch * 2, 64))
		for (let i = 0; i < batch; i++) kept = call(calls++)
	const took = performance.now() - began
	if (kept === undefined) throw new Error('What is measured must have a result')
	return (took * 1000) / calls
}
