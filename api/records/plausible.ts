import type { Species } from '../contract/primitives.ts'

/** Kilograms between which nearly every animal of a species weighs, newborn ones too. */
const RANGES: Partial<Record<Species, readonly [least: number, most: number]>> = {
	dog: [0.1, 110],
	cat: [0.07, 15],
	rabbit: [0.03, 10],
	guinea_pig: [0.05, 2],
	bird: [0.005, 20],
	reptile: [0.002, 150],
}
// A third more or less than last time is a slip of the finger more often than it is true.
const MOST_CHANGE = 1 / 3
const GROWING_DAYS = 400

/** A weight that was taken before. */
export interface LastWeight {
	kilograms: number
	/** Days before the new one. */
	daysAgo: number
}

interface About {
	species: Species
	/** Null when nobody knows. */
	ageDays: number | null
	last: LastWeight | null
}

/**
 * Whether a weight may be a slip: grams for kilograms, a lost decimal point.
 *
 * @returns what looks unlikely, in words, or null
 */
export function unlikelyWeight(
	kilograms: number,
	{ species, ageDays, last }: About,
): string | null {
	const [least, most] = RANGES[species] ?? [0, Number.POSITIVE_INFINITY]
	if (kilograms < least || kilograms > most) {
		return `${kilograms} kg is unusual for this kind of animal`
	}
	if (last === null) return null
	const change = kilograms / last.kilograms - 1
	const grows = ageDays !== null && ageDays < GROWING_DAYS && change > 0
	if (grows || Math.abs(change) <= MOST_CHANGE) return null
	return `The last weight was ${last.kilograms} kg, ${daysText(last.daysAgo)}`
}

function daysText(days: number): string {
	if (days === 0) return 'the same day'
	return days === 1 ? 'the day before' : `${days} days earlier`
}
