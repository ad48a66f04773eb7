/** The rules that do not depend on the start: may this visit be booked at all, and by whom. */
import type { Minute } from '../time/interval.ts'
import { allowedWeights, weightFits } from './limits.ts'
import type { Question, ReasonCode, ReasonValue, Resource } from './model.ts'

/** One rule: whether it passes, and how to tell it. Telling is apart, because most answers need no words. */
export interface Rule<Subject> {
	code: ReasonCode
	passes(question: Question, subject: Subject): boolean
	data(question: Question, subject: Subject): Record<string, ReasonValue>
	/** In words: if it passes, and if it fails. */
	words(question: Question, subject: Subject): [passed: string, failed: string]
}

/** Rules about the visit itself. */
export const VISIT_RULES: readonly Rule<null>[] = [
	{
		code: 'mode_not_bookable',
		passes: ({ type, asker }) =>
			asker === 'staff' || (type.mode !== 'callback' && type.mode !== 'staff_only'),
		data: ({ type }) => ({ mode: type.mode }),
		words: ({ type }) => [
			'A time can be chosen for this type',
			type.mode === 'callback'
				? 'The clinic calls back; no time is chosen for this type'
				: 'Only the clinic books this type',
		],
	},
	{
		code: 'triage_required',
		passes: ({ type, visit, asker }) =>
			asker === 'staff' || type.mode !== 'triage_only' || visit.amber === true,
		data: ({ type, visit }) => ({ mode: type.mode, amber: visit.amber ?? null }),
		words: () => [
			'The triage answers allow this type',
			'This type is for pets whose triage answers ask for a visit the same day',
		],
	},
	{
		code: 'species_not_offered',
		passes: ({ type, visit: { species } }) =>
			species === null ||
			((type.species === null || type.species.includes(species)) &&
				!type.excludedSpecies.includes(species)),
		data: ({ type, visit }) => ({ species: visit.species, allowed: type.species }),
		words: ({ visit }) => [
			'The type is offered for this species',
			`The type is not offered for the species ${visit.species}`,
		],
	},
	{
		code: 'client_type_not_offered',
		passes: ({ type, visit }) =>
			type.clientType === 'both' || visit.client === undefined || visit.client === type.clientType,
		data: ({ type, visit }) => ({ needed: type.clientType, client: visit.client ?? null }),
		words: ({ type }) => [
			'The type is offered to this client',
			`The type is for ${type.clientType} clients only`,
		],
	},
	{
		code: 'too_many_pets',
		passes: ({ type, visit }) => type.maxPets === null || visit.pets <= type.maxPets,
		data: ({ type, visit }) => ({ pets: visit.pets, maxPets: type.maxPets }),
		words: ({ type }) => [
			'The pets fit into one visit',
			`At most ${type.maxPets} pets can come to one visit`,
		],
	},
	{
		code: 'weight_out_of_range',
		passes: ({ type, visit }) => weightFits(type.weightLimits, visit),
		data: ({ type, visit }) => ({
			weightGrams: visit.weightGrams ?? null,
			...allowedWeights(type.weightLimits, visit),
		}),
		words: () => [
			'The type is offered for this weight',
			'The type is not offered for animals of this weight',
		],
	},
]

/** Rules about a person and the visit. */
export const VET_RULES: readonly Rule<Resource>[] = [
	{
		code: 'vet_not_active',
		passes: (_, vet) => vet.active,
		data: () => ({}),
		words: () => ['The vet works here', 'The vet is no longer active'],
	},
	{
		code: 'vet_not_online',
		passes: ({ asker }, vet) => asker === 'staff' || vet.bookableOnline,
		data: () => ({}),
		words: () => ['The vet can be booked online', 'The vet can be booked by the clinic only'],
	},
	{
		code: 'vet_paused',
		passes: ({ asker, now }, vet) => asker === 'staff' || !isPaused(vet, now),
		data: (_, vet) => ({ until: vet.pausedUntil ?? null }),
		words: () => [
			'Online booking with the vet is not paused',
			'Online booking with the vet is paused for now',
		],
	},
	{
		code: 'role_missing',
		passes: ({ type }, vet) =>
			type.roles.includes(vet.kind) || vet.roles.some((role) => type.roles.includes(role)),
		data: ({ type }, vet) => ({ needed: type.roles, roles: [vet.kind, ...vet.roles] }),
		words: ({ type }) => ['The role fits the type', `The type needs: ${type.roles.join(' or ')}`],
	},
	{
		code: 'vet_not_named',
		passes: ({ type }, vet) =>
			type.namedResourceIds === null || type.namedResourceIds.includes(vet.id),
		data: ({ type }) => ({ named: type.namedResourceIds }),
		words: () => ['The vet does this type', 'The type is done by other, named vets'],
	},
	{
		code: 'skill_missing',
		passes: ({ type }, vet) => type.requiredSkills.every((skill) => vet.skills.includes(skill)),
		data: ({ type }, vet) => ({
			needed: type.requiredSkills,
			missing: type.requiredSkills.filter((skill) => !vet.skills.includes(skill)),
		}),
		words: ({ type }) => [
			'The vet has every skill needed',
			`The type needs the skill: ${type.requiredSkills.join(', ')}`,
		],
	},
	{
		code: 'exotic_skill_missing',
		passes: (question, vet) => {
			const { exoticSkill } = question.type
			return exoticSkill === null || !isExotic(question) || vet.skills.includes(exoticSkill)
		},
		data: ({ type, visit }) => ({ needed: type.exoticSkill, species: visit.species }),
		words: ({ type }) => [
			'No further skill is needed for this species',
			`This species needs the skill: ${type.exoticSkill}`,
		],
	},
	{
		code: 'vet_species',
		passes: ({ visit }, vet) =>
			visit.species === null || vet.species === null || vet.species.includes(visit.species),
		data: ({ visit }, vet) => ({ species: visit.species, sees: vet.species }),
		words: ({ visit }) => [
			'The vet sees this species',
			`The vet does not see the species ${visit.species}`,
		],
	},
]

/** During a pause, which ends by the clock. */
export function isPaused({ pausedUntil = null }: Resource, now: Minute): boolean {
	return pausedUntil !== null && now < pausedUntil
}

function isExotic({ type, visit }: Question): boolean {
	if (visit.species === null) return false
	if (type.exoticSpecies !== null) return type.exoticSpecies.includes(visit.species)
	return visit.species !== 'dog' && visit.species !== 'cat'
}

/** Whether the visit can be booked with anyone at any time. */
export function visitPasses(question: Question): boolean {
	for (const rule of VISIT_RULES) if (!rule.passes(question, null)) return false
	return true
}

/** Whether this person may take the visit. */
export function vetPasses(question: Question, vet: Resource): boolean {
	for (const rule of VET_RULES) if (!rule.passes(question, vet)) return false
	return true
}
