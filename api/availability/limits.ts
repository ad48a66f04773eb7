/** Limits of age, weight and earlier visits: their form, and what they mean for one animal. */
import type { Visit } from './model.ts'

/** Holds for the species named, or for all. Days of life, both inclusive; null: no limit. */
export interface AgeLimit {
	species: readonly string[] | null
	minDays: number | null
	maxDays: number | null
}

/** Both inclusive; null: no limit. */
export interface WeightLimit {
	species: readonly string[] | null
	minGrams: number | null
	maxGrams: number | null
}

/** What an age adds to the length of a visit: from `fromDays` to before `underDays`. */
export interface AgeMinutes {
	species: readonly string[] | null
	fromDays: number | null
	underDays: number | null
	minutes: number
}

/** An earlier visit has to lie so many days before the new one, both inclusive. */
export interface EarlierVisit {
	/** Null: any visit to a vet. */
	typeIds: readonly string[] | null
	minDays: number
	maxDays: number
}

const DAYS_PER_MONTH = 30.4375

/** Days of life at the end of so many whole months. */
export function daysOfMonths(months: number): number {
	return Math.floor(months * DAYS_PER_MONTH)
}

/** Whether a limit is about this animal. Of an unknown species nothing is refused. */
export function concerns(
	{ species }: { species: readonly string[] | null },
	visit: Pick<Visit, 'species'>,
): boolean {
	return species === null || (visit.species !== null && species.includes(visit.species))
}

/** The ages that all limits for the animal's species allow, in days. */
export function allowedAges(
	limits: readonly AgeLimit[],
	visit: Pick<Visit, 'species'>,
): { minDays: number; maxDays: number } {
	let minDays = Number.NEGATIVE_INFINITY
	let maxDays = Number.POSITIVE_INFINITY
	for (const limit of limits) {
		if (!concerns(limit, visit)) continue
		minDays = Math.max(minDays, limit.minDays ?? minDays)
		maxDays = Math.min(maxDays, limit.maxDays ?? maxDays)
	}
	return { minDays, maxDays }
}

/** The weights that all limits for the animal's species allow; null: no limit. */
export function allowedWeights(
	limits: readonly WeightLimit[],
	visit: Pick<Visit, 'species'>,
): { minGrams: number | null; maxGrams: number | null } {
	const mine = limits.filter((limit) => concerns(limit, visit))
	const least = mine.flatMap(({ minGrams }) => minGrams ?? [])
	const most = mine.flatMap(({ maxGrams }) => maxGrams ?? [])
	return {
		minGrams: least.length > 0 ? Math.max(...least) : null,
		maxGrams: most.length > 0 ? Math.min(...most) : null,
	}
}

/** Whether a weight is within every limit for the species; an unknown one is. */
export function weightFits(limits: readonly WeightLimit[], visit: Visit): boolean {
	const { weightGrams } = visit
	if (weightGrams === undefined || limits.length === 0) return true
	const { minGrams, maxGrams } = allowedWeights(limits, visit)
	return weightGrams >= (minGrams ?? weightGrams) && weightGrams <= (maxGrams ?? weightGrams)
}

/** An age as people say it: `6 weeks`, `8 months`. */
export function ageWords(days: number): string {
	if (days % 7 === 0 && days < 731) return `${days / 7} weeks`
	return `${Math.round(days / DAYS_PER_MONTH)} months`
}
