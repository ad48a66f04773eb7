import type { Actor } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import type { Query } from '../../database/tenant.ts'
import type { Written } from './kind.ts'

const KEEP = `
	insert into medical_record_versions (clinic_id, record_id, version, author_id, title, occurred_on,
		next_due_on, data, visibility, is_withdrawn, released_at, reason, written_at)
	select r.clinic_id, r.id, r.version, r.author_id, r.title, r.occurred_on, r.next_due_on, r.data,
		r.visibility, r.is_withdrawn, r.released_at, r.correction_reason,
		coalesce(r.corrected_at, r.created_at)
	from medical_records r where r.clinic_id = $1 and r.id = any($2::uuid[])`

/** What records said before stays beside them, as with every correction. */
export async function keepVersions(query: Query, clinicId: string, ids: readonly string[]) {
	await query(KEEP, [clinicId, ids])
}

/** An allergy warns, and a pet weighs what its newest weight says, wherever they come from. */
export async function followRecords(
	query: Query,
	clinicId: string,
	rows: readonly Written[],
	actor: Actor,
): Promise<void> {
	const ofKind = (kind: string) => rows.filter(({ values }) => values.kind === kind)
	const weighed = ofKind('weight').map(({ values }) => values.pet_id)
	if (weighed.length > 0) await query(WEIGH, [clinicId, [...new Set(weighed)]])
	const allergies = ofKind('allergy')
	const known = allergies.filter(({ isNew }) => !isNew)
	const added = allergies.filter(({ isNew }) => isNew)
	if (known.length > 0) await query(CHANGE_ALERTS, [clinicId, ...alertsOf(known)])
	if (added.length === 0) return
	const [records, notes, visibilities] = alertsOf(added)
	const pets = added.map(({ values }) => values.pet_id)
	const ids = added.map(newId)
	const { kind, id } = actor
	await query(ADD_ALERTS, [clinicId, records, notes, visibilities, pets, ids, kind, id])
}

const alertsOf = (rows: readonly Written[]) => [
	rows.map(({ id }) => id),
	rows.map(({ values }) => values.title),
	rows.map(({ values }) => values.visibility),
]

const WEIGH = `
	update pets set updated_at = now(), weight_kg = newest.kilograms
	from (select distinct on (r.pet_id) r.pet_id, (r.data ->> 'kilograms')::numeric as kilograms
		from medical_records r
		where r.clinic_id = $1 and r.pet_id = any($2::uuid[]) and r.kind = 'weight'
			and not r.is_withdrawn
		order by r.pet_id, r.occurred_on desc, r.id desc) newest
	where pets.clinic_id = $1 and pets.id = newest.pet_id`

const ADD_ALERTS = `
	insert into pet_alerts (clinic_id, id, pet_id, record_id, kind, note, visibility, actor_kind,
		actor_id)
	select $1, x.id, x.pet_id, x.record_id, 'allergy', x.note, x.visibility, $7, $8::uuid
	from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::uuid[])
		as x(record_id, note, visibility, pet_id, id)`

const CHANGE_ALERTS = `
	update pet_alerts a set note = x.note, visibility = x.visibility, updated_at = now()
	from unnest($2::uuid[], $3::text[], $4::text[]) as x(record_id, note, visibility)
	where a.clinic_id = $1 and a.record_id = x.record_id`
