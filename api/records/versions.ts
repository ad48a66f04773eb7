import type { Query } from '../database/tenant.ts'

const KEEP = `
	insert into medical_record_versions (clinic_id, record_id, version, author_id, title, occurred_on,
		next_due_on, data, visibility, is_withdrawn, released_at, reason, written_at)
	select r.clinic_id, r.id, r.version, r.author_id, r.title, r.occurred_on, r.next_due_on, r.data,
		r.visibility, r.is_withdrawn, r.released_at, r.correction_reason,
		coalesce(r.corrected_at, r.created_at)
	from medical_records r where r.clinic_id = $1 and r.id = any($2::uuid[])`

/** What records said before stays beside them; call it before they are written over. */
export async function keepVersions(query: Query, clinicId: string, ids: readonly string[]) {
	await query(KEEP, [clinicId, ids])
}
