/** What must be known of a visit before its times can be told, and before it is booked. */
import type { Visit } from '../contract/visit.ts'
import { concerns } from './limits.ts'
import type { TypeRules } from './model.ts'

export type Asked = 'client' | 'problems' | 'age' | 'weight' | 'sex' | 'lastVisit'

/**
 * What a type asks of some animal that it is for.
 *
 * @example asksOf({ ...rules, clientType: 'existing' }) // ['client']
 */
export function asksOf(rules: TypeRules): Asked[] {
	return ORDER.filter((ask) =>
		ask === 'problems' ? rules.extraProblemMinutes > 0 : asks(rules, ask, null),
	)
}

const ORDER: readonly Asked[] = ['client', 'problems', 'age', 'weight', 'sex', 'lastVisit']

/** Where a visit tells it; the number of problems has a default and is never missing. */
const FIELDS = [
	['client', 'client'],
	['age', 'ageMonths'],
	['weight', 'weightGrams'],
	['sex', 'sex'],
	['lastVisit', 'lastVisit'],
] as const

export type VisitField = 'species' | (typeof FIELDS)[number][1]

/**
 * The fields of a visit that its type asks for and that were not given. Times may be looked at without
 * them, since an unknown answer is refused by no rule; a hold or a booking may not.
 *
 * @example missingAnswers(rules, { pets: 1, problems: 1, amber: false }) // ['ageMonths']
 */
export function missingAnswers(rules: TypeRules, visit: Visit): VisitField[] {
	const species = visit.species ?? null
	const isGiven = (field: VisitField) =>
		visit[field] !== undefined || (field === 'ageMonths' && visit.ageWeeks !== undefined)
	const missing = FIELDS.filter(([ask, field]) => asks(rules, ask, species) && !isGiven(field))
	const bySpecies = species === null && dependsOnSpecies(rules)
	return [...(bySpecies ? (['species'] as const) : []), ...missing.map(([, field]) => field)]
}

/** Whether a type asks it of an animal; null: of an animal of any species. */
function asks(rules: TypeRules, ask: Exclude<Asked, 'problems'>, species: string | null): boolean {
	const isAbout = (one: { species?: readonly string[] | null }) =>
		species === null || concerns({ species: one.species ?? null }, { species })
	const points = rules.caps.flatMap((cap) => (typeof cap.points === 'number' ? [] : cap.points))
	switch (ask) {
		case 'client':
			return rules.clientType !== 'both' || rules.newClientMinutes > 0
		case 'age':
			return [...rules.ageLimits, ...rules.ageMinutes].some(isAbout)
		case 'weight':
			return (
				rules.weightLimits.some(isAbout) || points.some((one) => !!one.fromGrams && isAbout(one))
			)
		case 'sex':
			return points.some((one) => one.sex !== undefined && isAbout(one))
		case 'lastVisit':
			return rules.earlierVisit !== null
	}
}

/** Left out where a type is for one species, or treats all of them alike. */
function dependsOnSpecies(rules: TypeRules): boolean {
	const points = rules.caps.flatMap((cap) => (typeof cap.points === 'number' ? [] : cap.points))
	return [...rules.ageLimits, ...rules.ageMinutes, ...rules.weightLimits, ...points].some(
		(one) => !!one.species && one.species.length > 0,
	)
}
