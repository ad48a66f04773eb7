import type { SetByClinic } from '../../contract/own-pets.ts'

interface Facts {
	match_status: string
	sex: string
	born_on: string | null
	microchip: string | null
	stated_by_owner: readonly string[]
	is_weighed: boolean
}

/**
 * What owners may not change of a pet: what the clinic has found or checked. What is empty they fill
 * in, and what they filled in they put right until the clinic has written it itself.
 */
export function lockedFields(pet: Facts): SetByClinic[] {
	const locked: SetByClinic[] = []
	if (pet.match_status === 'confirmed') {
		locked.push('species')
		if (pet.sex !== 'unknown') locked.push('sex')
		if (pet.born_on !== null) locked.push('bornOn')
		if (pet.microchip !== null) locked.push('microchip')
	}
	const theirs = locked.filter((field) => !pet.stated_by_owner.includes(field))
	return pet.is_weighed ? [...theirs, 'weightKg'] : theirs
}
