import type { Resource, TypeRules } from './model.ts'

/**
 * A type without the rules about who comes and who may take the visit: hours, people and places
 * alone bind it still.
 *
 * @param vet who takes it, whatever their role
 */
export function unjudged(type: TypeRules, vet: Resource | undefined): TypeRules {
	return {
		...type,
		mode: 'instant',
		species: null,
		excludedSpecies: [],
		clientType: 'both',
		maxPets: null,
		ageLimits: [],
		weightLimits: [],
		earlierVisit: null,
		roles: vet ? [vet.kind] : type.roles,
		namedResourceIds: null,
		requiredSkills: [],
		exoticSkill: null,
		admission: null,
	}
}
