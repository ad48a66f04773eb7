import type { Knex } from 'knex'
import type { Species } from '../contract/primitives.ts'
import { Problem } from '../http/problem.ts'

/** A pet's own row, as a change finds it. */
export interface PetRow {
	id: string
	species: Species
	status: 'active' | 'deceased' | 'moved'
	born_on: string | null
	deceased_on: string | null
	weight_kg: string | null
	sex: 'female' | 'male' | 'unknown'
	microchip: string | null
	match_status: 'unconfirmed' | 'confirmed'
	/** Fields that an owner has filled in, and the clinic has not written since. */
	stated_by_owner: string[]
	updated_at: Date
}

/**
 * Reads a pet and keeps others from changing it meanwhile.
 *
 * @throws Problem `pet_not_found`, also for one that lives on in another row
 */
export async function lockPet(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<PetRow> {
	const row: PetRow | undefined = await trx('pets')
		.where({ clinic_id: clinicId, id })
		.whereNot('match_status', 'merged')
		.forNoKeyUpdate()
		.first()
	if (!row) throw new Problem('pet_not_found')
	return row
}
