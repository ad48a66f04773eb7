/** What a type of visit means in an emergency. */

import type * as z from 'zod'
import type { Clinic } from '../availability/catalogue.ts'
import type { TypeRules } from '../availability/model.ts'
import { type ChosenType, chooseType } from '../availability/question.ts'
import { inEmergency } from '../contract/type-rules.ts'
import type { Emergency } from '../database/models/emergency.ts'
import { Problem } from '../http/problem.ts'

/** Rooms in which a life may be saved, whatever the visit would need otherwise. */
const TREATMENT = ['treatment', 'prep', 'theatre', 'surgery']

/**
 * Whether visits of a type are asked to give way first, after others, or never. A type may say so
 * itself (`inEmergency` of its rules); otherwise only what occupies theatre or is no time at all is
 * left alone.
 */
export function yieldOf({ row, rules }: ChosenType): z.output<typeof inEmergency> {
	const { data: told } = inEmergency.safeParse(row.rules.inEmergency)
	if (told) return told
	const surgical = rules.requiredSkills.includes('surgery')
	const allDay = rules.admission !== null || rules.caps.length > 0
	return surgical || allDay || rules.mode === 'callback' ? 'never' : 'after'
}

type Asked = Pick<Emergency, 'species' | 'severity'>

/**
 * The type that an emergency is booked as: the one that staff chose, else the clinic's urgent one,
 * else its usual one. Of its rules only those count that say who can and where; for a life, anyone
 * who sees the species will do, in a room for treatment as well.
 *
 * @throws Problem `appointment_type_not_found`
 */
export function emergencyType(
	clinic: Clinic,
	{ species, severity }: Asked,
	{ typeId, minutes }: { typeId?: string | undefined; minutes: number },
): ChosenType {
	const { row, rules } = typeId
		? chooseType(clinic, { appointmentTypeId: typeId }, 'query')
		: usualType(clinic, species)
	return {
		row,
		rules: {
			...withoutLimits(rules),
			durationMinutes: minutes,
			...(severity === 'life_threatening' ? forLife(rules) : {}),
		},
	}
}

function usualType(clinic: Clinic, species: string): ChosenType {
	const active = [...clinic.types.values()].filter(
		({ row, rules }) =>
			row.is_active &&
			rules.roles.includes('veterinarian') &&
			(rules.species?.includes(species) ?? true) &&
			!rules.excludedSpecies.includes(species),
	)
	const type =
		active.find(({ row }) => row.booking_mode === 'triage_only') ??
		active.find(({ rules }) => rules.urgent) ??
		active.find(({ row }) => row.is_default) ??
		active.find(({ rules }) => rules.admission === null && rules.caps.length === 0)
	if (!type) throw new Problem('appointment_type_not_found')
	return type
}

function withoutLimits(rules: TypeRules): TypeRules {
	return {
		...rules,
		urgent: true,
		bufferBefore: 0,
		starts: 'grid',
		caps: [],
		admission: null,
		discharge: null,
		clientType: 'both',
		maxPets: null,
		ageLimits: [],
		weightLimits: [],
		earlierVisit: null,
		ageMinutes: [],
		newClientMinutes: 0,
	}
}

function forLife({ roomTypes }: TypeRules): Partial<TypeRules> {
	return {
		namedResourceIds: null,
		requiredSkills: [],
		exoticSkill: null,
		roomTypes: roomTypes && roomTypes.length > 0 ? [...TREATMENT, ...roomTypes] : null,
	}
}
