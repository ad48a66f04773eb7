import type { PetWeights } from '../../contract/medical-history.ts'
import type { Query } from '../../database/tenant.ts'
import type { Asking } from '../own/ownership.ts'
import { ownedPet } from '../owned.ts'
import { SHARED } from './rows.ts'

const MOST = 500

/**
 * What a pet weighed from day to day, as far as the clinic shares it.
 *
 * @throws Problem `pet_not_found`
 */
export async function listWeights(
	query: Query,
	asking: Asking,
	named: string,
): Promise<PetWeights> {
	const { petId } = await ownedPet(query, asking, named)
	const rows = await query<{ on: string; kilograms: string }>(
		`select distinct on (r.occurred_on) r.occurred_on as on,
			(r.data ->> 'kilograms')::numeric as kilograms
		from medical_records r
		where r.clinic_id = $1 and r.pet_id = $2 and r.kind = 'weight' and ${SHARED}
			and jsonb_typeof(r.data -> 'kilograms') = 'number'
		order by r.occurred_on desc, r.id desc limit ${MOST}`,
		[asking.clinicId, petId],
	)
	return {
		petId,
		weights: rows.reverse().map(({ on, kilograms }) => ({ on, kilograms: Number(kilograms) })),
	}
}
