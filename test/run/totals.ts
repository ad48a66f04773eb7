export interface Totals {
	passed: number
	failed: number
}

/** A suite that has failed as a whole, or in which nothing ran, counts as one failure at least. */
export function totals(code: number, passed: number, failed: number): Totals {
	const isBroken = code !== 0 || passed === 0
	return { passed, failed: isBroken ? Math.max(1, failed) : failed }
}

/**
 * How many tests of a file passed and failed, by the lines with which uvu closes it. Those that were
 * skipped are not in its total. Where a hook throws it ends as if all was well, with fewer passed
 * than there are.
 */
export function totalsOf({ output, code }: { output: string; code: number }): Totals {
	const count = (word: string) => {
		const lines = [...output.matchAll(new RegExp(`^  ${word}: +(\\d+)`, 'gm'))]
		return Number(lines.at(-1)?.[1] ?? 0)
	}
	const passed = count('Passed')
	return totals(code, passed, count('Total') - passed)
}
