import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { MedicalRecord, RecordsQuery } from '../contract/records.ts'
import { isId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import { presentRecord, type RecordRow } from './presenter.ts'

const PAGE = 50

const RECORD = `
	select r.id, r.pet_id, r.appointment_id, r.kind, r.version, r.title, r.occurred_on, r.next_due_on,
		r.data, r.visibility, r.is_withdrawn, r.released_at, r.correction_reason as reason,
		coalesce(r.corrected_at, r.created_at) as written_at, u.id as author_id, u.name as author,
		(select coalesce(jsonb_agg(jsonb_build_object('version', v.version, 'title', v.title,
				'occurred_on', v.occurred_on, 'next_due_on', v.next_due_on, 'data', v.data,
				'visibility', v.visibility, 'is_withdrawn', v.is_withdrawn,
				'released_at', v.released_at, 'reason', v.reason, 'written_at', v.written_at,
				'author_id', w.id, 'author', w.name) order by v.version desc), '[]')
			from medical_record_versions v
			left join users w on w.clinic_id = $1 and w.id = v.author_id
			where v.clinic_id = $1 and v.record_id = r.id) as history
	from medical_records r
	left join users u on u.clinic_id = $1 and u.id = r.author_id
	where r.clinic_id = $1`

interface Place {
	catalogue: Catalogue
	clinicId: string
}

/** Records by id, in that order. */
export async function showRecords(
	trx: Knex,
	{ catalogue, clinicId }: Place,
	ids: readonly string[],
): Promise<MedicalRecord[]> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const rows = await query<RecordRow>(`${RECORD} and r.id = any($2::uuid[])`, [clinicId, ids])
	const byId = new Map(rows.map((row) => [row.id, presentRecord(row, zone)]))
	return ids.flatMap((id) => byId.get(id) ?? [])
}

/**
 * A page of an animal's record, the newest first.
 *
 * @throws Problem `pet_not_found`, `invalid_request` for a cursor that is none
 */
export async function listRecords(
	trx: Knex,
	{ catalogue, clinicId }: Place,
	petId: string,
	{ kind, cursor }: RecordsQuery,
): Promise<{ records: MedicalRecord[]; nextCursor: string | null }> {
	const query = queryOf(trx)
	const { clinic } = await catalogue.read(query, clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const known = await query(
		`select from pets p where p.clinic_id = $1 and p.id = $2 and p.match_status <> 'merged'`,
		[clinicId, petId],
	)
	if (known.length === 0) throw new Problem('pet_not_found')
	const [on, id] = cursor === undefined ? [null, null] : readCursor(cursor)
	const rows = await query<RecordRow>(
		`${RECORD} and r.pet_id = $2 and ($3::text is null or r.kind = $3)
			and ($4::date is null or (r.occurred_on, r.id) < ($4::date, $5::uuid))
		order by r.occurred_on desc, r.id desc limit ${PAGE + 1}`,
		[clinicId, petId, kind ?? null, on, id],
	)
	const page = rows.slice(0, PAGE)
	const last = rows.length > PAGE ? page.at(-1) : undefined
	return {
		records: page.map((row) => presentRecord(row, zone)),
		nextCursor: last ? cursorOf(last) : null,
	}
}

function cursorOf({ occurred_on, id }: RecordRow): string {
	return Buffer.from(`${occurred_on} ${id}`).toString('base64url')
}

function readCursor(cursor: string): [on: string, id: string] {
	const [on = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
	if (/^\d{4}-\d\d-\d\d$/.test(on) && !Number.isNaN(Date.parse(on)) && isId(id)) return [on, id]
	const message = 'Must be the nextCursor of an answer'
	throw invalidRequest([{ path: 'cursor', in: 'query', code: 'invalid', message }])
}
