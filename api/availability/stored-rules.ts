/** What limits and lengthens a visit, as it is stored in `appointment_types.rules`. */
import type { TypeRow } from '../clinics/queries.ts'
import {
	type AgeLimit,
	type AgeMinutes,
	daysOfMonths,
	type EarlierVisit,
	type WeightLimit,
} from './limits.ts'
import type { TypeRules } from './model.ts'
import type { KeepBackStep } from './steps.ts'

type Stored = Readonly<Record<string, unknown>>
type StoredRules = Pick<
	TypeRules,
	'newClientMinutes' | 'ageMinutes' | 'starts' | 'ageLimits' | 'weightLimits' | 'earlierVisit'
>

/**
 * Reads `newClientMinutes`, `ageMinutes`, `starts`, `ageLimits`, `weightLimits` and `requiresPrior`.
 *
 * @example limitsIn({ ageLimits: [{ species: ['dog'], minWeeks: 8 }] }, rows.types)
 */
export function limitsIn(rules: Stored, types: readonly TypeRow[]): StoredRules {
	return {
		newClientMinutes: numberIn(rules.newClientMinutes) ?? 0,
		ageMinutes: entriesIn(rules.ageMinutes).map(ageMinutesIn),
		starts: rules.starts === 'flush' ? 'flush' : 'grid',
		ageLimits: entriesIn(rules.ageLimits).map(ageLimitIn),
		weightLimits: entriesIn(rules.weightLimits).map(weightLimitIn),
		earlierVisit: isRecord(rules.requiresPrior) ? earlierVisitIn(rules.requiresPrior, types) : null,
	}
}

function ageMinutesIn(entry: Stored): AgeMinutes {
	return {
		species: speciesIn(entry),
		fromDays: daysIn(entry, 'from', 0),
		underDays: daysIn(entry, 'under', 0),
		minutes: numberIn(entry.minutes) ?? 0,
	}
}

function ageLimitIn(entry: Stored): AgeLimit {
	// Whoever is "at most 24 weeks" old may be in the last day of that week.
	const past = daysIn(entry, 'max', 1)
	return {
		species: speciesIn(entry),
		minDays: daysIn(entry, 'min', 0),
		maxDays: past === null ? null : past - 1,
	}
}

function weightLimitIn(entry: Stored): WeightLimit {
	return {
		species: speciesIn(entry),
		minGrams: numberIn(entry.minGrams),
		maxGrams: numberIn(entry.maxGrams),
	}
}

const ANY_TIME_AGO = 36_500

function earlierVisitIn(entry: Stored, types: readonly TypeRow[]): EarlierVisit {
	const named = Array.isArray(entry.types) ? entry.types.map(String) : null
	const known = (name: string) => types.find(({ id, slug }) => id === name || slug === name)?.id
	return {
		typeIds: named?.flatMap((name) => known(name) ?? []) ?? null,
		minDays: numberIn(entry.minDays) ?? 0,
		maxDays: numberIn(entry.maxDays) ?? ANY_TIME_AGO,
	}
}

/** Steps that can't be understood are left out: nothing is kept by them. */
export function keepBackIn(value: unknown): KeepBackStep[] {
	return entriesIn(value).flatMap((entry): KeepBackStep[] => {
		const { share } = entry
		const hoursBefore = numberIn(entry.hoursBefore)
		if (typeof share !== 'number') return []
		if (typeof entry.at === 'string') return [{ at: entry.at, share }]
		return hoursBefore === null ? [] : [{ hoursBefore, share }]
	})
}

/** `minWeeks` or `minMonths` (weeks win) as days; `more` weeks or months are added. */
function daysIn(entry: Stored, prefix: 'min' | 'max' | 'from' | 'under', more: 0 | 1) {
	const weeks = numberIn(entry[`${prefix}Weeks`])
	if (weeks !== null) return (weeks + more) * 7
	const months = numberIn(entry[`${prefix}Months`])
	return months === null ? null : daysOfMonths(months + more)
}

function speciesIn({ species }: Stored): string[] | null {
	return Array.isArray(species) && species.length > 0 ? species.map(String) : null
}

function isRecord(value: unknown): value is Stored {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function entriesIn(value: unknown): Stored[] {
	return Array.isArray(value) ? value.filter(isRecord) : []
}

/** A whole number; anything else would move starts off the minute. */
function numberIn(value: unknown): number | null {
	return typeof value === 'number' && Number.isInteger(value) ? value : null
}
