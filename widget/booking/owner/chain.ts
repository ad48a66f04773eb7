import type { State } from '../state.ts'
import type { KnownPet } from './known.ts'
import { pickedPets } from './part.ts'

/** Visits that follow each other, each with its start and its vet. */
export interface Chain {
	start: string
	visits: { start: string; end: string; veterinarianId: string }[]
}

/** The visits of a chain, each with its pet and what was picked for it. */
export function legsOf(state: State) {
	const { legs = [], clinic } = state.owner ?? {}
	const pets = pickedPets(state)
	return legs.map((leg) => ({
		...leg,
		pet: pets.find((pet) => pet.id === leg.petId) as KnownPet,
		type: clinic!.appointmentTypes.find((type) => type.id === leg.typeId)!,
	}))
}

/** The chain that begins at a start, as it was offered. */
export const chainAt = ({ owner }: State, start: string | undefined): Chain | undefined =>
	owner?.chains.find((chain) => chain.start === start)
