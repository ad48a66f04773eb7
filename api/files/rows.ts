import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { ownedNow } from '../pets/owned.ts'

/** A file with whom it is from, and who may see it. */
export interface FileRow {
	id: string
	kind: 'photo' | 'document'
	pet_id: string
	record_id: string | null
	record_title: string | null
	name: string
	content_type: 'image/webp' | 'image/jpeg' | 'application/pdf'
	bytes: number
	sha256: string
	storage_key: string
	thumbnail_key: string | null
	visibility: 'shared' | 'internal'
	uploaded_by_kind: 'owner' | 'staff' | 'key' | 'system'
	uploaded_by_id: string | null
	uploaded_by: string | null
	created_at: Date
}

// A record that changes its mind about who may see it takes its file along.
const VISIBILITY = `case when r.id is null then f.visibility
	when r.is_withdrawn then 'internal' else r.visibility end`

const FILE = `
	select f.id, f.kind, f.pet_id, f.record_id, r.title as record_title, f.name, f.content_type,
		f.bytes, f.sha256, f.storage_key, f.thumbnail_key, ${VISIBILITY} as visibility, f.uploaded_by_kind,
		f.uploaded_by_id, u.name as uploaded_by, f.created_at
	from files f
	left join medical_records r on r.clinic_id = $1 and r.id = f.record_id
	left join users u on u.clinic_id = $1 and u.id = f.uploaded_by_id
	where f.clinic_id = $1 and f.deleted_at is null`

/** Of $2, the client; $3, the account; $4, whether it is verified. */
const OWN = `
	and ${VISIBILITY} = 'shared' and ($4 or f.uploaded_by_id = $3)
	and exists (select from pet_owners o where o.clinic_id = $1 and o.pet_id = f.pet_id
		and o.client_id = $2 and ${ownedNow('o')})`

const PAGE = 50

export interface Page {
	petId: string
	cursor: string | null
}

/** A page of a pet's documents that its owner may see. */
export async function ownDocuments(query: Query, owner: Owner, { petId, cursor }: Page) {
	const values = [...valuesOf(owner), petId, cursor]
	return paged(
		await query<FileRow>(
			`${FILE} ${OWN} and f.pet_id = $5 and f.kind = 'document'
				and ($6::uuid is null or f.id < $6) order by f.id desc limit ${PAGE + 1}`,
			values,
		),
	)
}

/** Files by id that their owner may see. */
export function ownFilesById(query: Query, owner: Owner, ids: readonly string[]) {
	const sql = `${FILE} ${OWN} and f.id = any($5::uuid[]) order by f.id desc`
	return query<FileRow>(sql, [...valuesOf(owner), ids])
}

/** A page of everything that lies here about a pet. */
export async function filesOfPet(query: Query, clinicId: string, { petId, cursor }: Page) {
	return paged(
		await query<FileRow>(
			`${FILE} and f.pet_id = $2 and ($3::uuid is null or f.id < $3)
			order by f.id desc limit ${PAGE + 1}`,
			[clinicId, petId, cursor],
		),
	)
}

/** A page of everything that lay here at that time, in the order of ids; without deleted ones. */
export function filesAfter(
	query: Query,
	clinicId: string,
	{ after, at }: { after: string | null; at: Date },
) {
	return query<FileRow>(
		`${FILE} and ($2::uuid is null or f.id > $2) and f.created_at <= $3
		order by f.id limit ${PAGE}`,
		[clinicId, after, at],
	)
}

export function filesById(query: Query, clinicId: string, ids: readonly string[]) {
	const sql = `${FILE} and f.id = any($2::uuid[]) order by f.id desc`
	return query<FileRow>(sql, [clinicId, ids])
}

function valuesOf({ clinicId, clientId, accountId, isVerified }: Owner): unknown[] {
	return [clinicId, clientId, accountId, isVerified]
}

function paged(rows: FileRow[]): { rows: FileRow[]; nextCursor: string | null } {
	const page = rows.slice(0, PAGE)
	return { rows: page, nextCursor: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}
