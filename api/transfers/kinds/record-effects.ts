import type { Actor } from '../../database/audit.ts'
import type { Query } from '../../database/tenant.ts'
import { type Allergy, rewordWarnings, warnOf } from '../../records/allergies.ts'
import { weighAnew } from '../../records/weights.ts'
import type { Written } from './kind.ts'

/** An allergy warns, and a pet weighs what its newest weight says, wherever they come from. */
export async function followRecords(
	query: Query,
	clinicId: string,
	rows: readonly Written[],
	actor: Actor,
): Promise<void> {
	const ofKind = (kind: string) => rows.filter(({ values }) => values.kind === kind)
	const weights = ofKind('weight')
	const weighed = weights.map(({ values }) => String(values.pet_id))
	const recordIds = weights.map(({ id }) => id)
	await weighAnew(query, clinicId, { petIds: [...new Set(weighed)], recordIds })
	const allergies = ofKind('allergy')
	const known = allergies.filter(({ isNew }) => !isNew)
	const added = allergies.filter(({ isNew }) => isNew)
	await rewordWarnings(query, clinicId, known.map(allergyOf))
	await warnOf(query, clinicId, added.map(allergyOf), actor)
}

function allergyOf({ id, values }: Written): Allergy {
	const { pet_id: petId, title, visibility } = values
	return {
		recordId: id,
		petId: String(petId),
		substance: String(title),
		visibility: String(visibility),
	}
}
