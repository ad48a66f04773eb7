/** An allergy that is written down warns, whoever wrote it and however it came here. */
import type { Actor } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'

/** What a record of an allergy says now. */
export interface Allergy {
	recordId: string
	petId: string
	substance: string
	visibility: string
}

const ADD = `
	insert into pet_alerts (clinic_id, id, pet_id, record_id, kind, note, visibility, actor_kind,
		actor_id)
	select $1, x.id, x.pet_id, x.record_id, 'allergy', x.note, x.visibility, $7, $8::uuid
	from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[])
		as x(record_id, note, visibility, pet_id, id)`

/** Warns of allergies that are new; their records tell who wrote them. */
export async function warnOf(
	query: Query,
	clinicId: string,
	allergies: readonly Allergy[],
	{ kind, id }: Actor,
): Promise<void> {
	if (allergies.length === 0) return
	const pets = allergies.map(({ petId }) => petId)
	const ids = allergies.map(newId)
	await query(ADD, [clinicId, ...columnsOf(allergies), pets, ids, kind, id])
}

const REWORD = `
	update pet_alerts a set note = x.note, visibility = x.visibility, updated_at = now()
	from unnest($2::uuid[], $3::text[], $4::text[]) as x(record_id, note, visibility)
	where a.clinic_id = $1 and a.record_id = x.record_id`

/** Lets warnings say what their records say by now. */
export async function rewordWarnings(
	query: Query,
	clinicId: string,
	allergies: readonly Omit<Allergy, 'petId'>[],
): Promise<void> {
	if (allergies.length > 0) await query(REWORD, [clinicId, ...columnsOf(allergies)])
}

const columnsOf = (rows: readonly Omit<Allergy, 'petId'>[]) => [
	rows.map(({ recordId }) => recordId),
	rows.map(({ substance }) => substance),
	rows.map(({ visibility }) => visibility),
]
