import type { Knex } from 'knex'
import type { AuditEntry, AuditQuery } from '../contract/audit.ts'
import { queryOf } from '../database/query.ts'

interface Row {
	id: string
	at: Date
	actor_kind: AuditEntry['actor']['kind']
	actor_id: string | null
	actor_name: string | null
	action: string
	subject_id: string | null
	subject_name: string | null
	data: AuditEntry['data']
}

// Ids carry time, so the primary key gives the newest first and the page's end is an id.
const PAGE = `
	select a.id, a.at, a.actor_kind, a.actor_id, who.name as actor_name, a.action, a.subject_id,
		whom.name as subject_name, a.data
	from audit_log a
	left join users who on who.clinic_id = $1 and who.id = a.actor_id and a.actor_kind = 'staff'
	left join users whom on whom.clinic_id = $1 and whom.id = a.subject_id
		and a.subject_kind = 'staff'
	where a.clinic_id = $1 and ($2::uuid is null or a.id < $2)
		and ($3::text is null or a.subject_kind = $3)
	order by a.id desc
	limit $4`

/** A page of what was changed at a clinic and by whom, the newest first. */
export async function listAudit(
	trx: Knex,
	clinicId: string,
	{ cursor, subject, limit }: AuditQuery,
): Promise<{ entries: AuditEntry[]; nextCursor: string | null }> {
	const values = [clinicId, cursor ?? null, subject ?? null, limit + 1]
	const rows = await queryOf(trx)<Row>(PAGE, values)
	const page = rows.slice(0, limit)
	const nextCursor = rows.length > limit ? (page.at(-1)?.id ?? null) : null
	return { entries: page.map(presentEntry), nextCursor }
}

function presentEntry(row: Row): AuditEntry {
	return {
		id: row.id,
		at: row.at.toISOString(),
		actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
		action: row.action,
		subjectId: row.subject_id,
		subjectName: row.subject_name,
		data: row.data,
	}
}
