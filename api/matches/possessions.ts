/** What hangs on clients and animals, and goes along when two of them turn out to be one. */
import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { markDeleted } from '../files/remove.ts'

/** What hangs on a client, by the name under which a match keeps what it has re-pointed. */
export const OF_CLIENT = {
	consents: 'consents',
	callbacks: 'callback_requests',
	accounts: 'client_accounts',
	requests: 'prescription_requests',
	reports: 'pet_reports',
	invitations: 'pet_invitations',
} as const

/** What hangs on an animal. */
export const OF_PET = {
	records: 'medical_records',
	alerts: 'pet_alerts',
	files: 'files',
	requests: 'prescription_requests',
	reports: 'pet_reports',
	invitations: 'pet_invitations',
} as const

/** Ids of rows; what there was none of when it was written down is left out. */
export type Ids<Tables> = { [Name in keyof Tables]?: string[] }

/** Of what an animal `$3` has one only, its own stays; a second one is left where it was. */
const GOES: Readonly<Record<string, string>> = {
	files: `(kind <> 'photo' or not exists (select from pets p
		where p.clinic_id = $1 and p.id = $3 and p.photo_file_id is not null))`,
	pet_reports: `(settled_at is not null or not exists (select from pet_reports other
		where other.clinic_id = $1 and other.pet_id = $3 and other.settled_at is null))`,
}

/** Re-points all that hangs on a client or an animal, or what is named of it, and answers its ids. */
export async function repointAll<Tables extends Readonly<Record<string, string>>>(
	query: Query,
	clinicId: string,
	{ tables, only, ...between }: Repointing<Tables>,
): Promise<Ids<Tables>> {
	const moved: Ids<Tables> = {}
	for (const name of Object.keys(tables) as (keyof Tables & string)[]) {
		const table = tables[name] ?? ''
		const ids = only && (only[name] ?? [])
		moved[name] = await repoint(query, clinicId, { table, ids, ...between })
	}
	return moved
}

interface Repointing<Tables> extends Between {
	tables: Tables
	column: 'client_id' | 'pet_id'
	/** Left out: all. A table that is not named in it: nothing. */
	only?: Ids<Tables>
}

interface Between {
	from: string
	to: string
}

interface One extends Between {
	table: string
	column: 'client_id' | 'pet_id'
	ids: string[] | undefined
}

async function repoint(
	query: Query,
	clinicId: string,
	{ table, column, from, to, ids }: One,
): Promise<string[]> {
	const goes = (column === 'pet_id' && GOES[table]) || 'true'
	const rows = await query<{ id: string }>(
		`update ${table} set ${column} = $3, updated_at = now()
		where clinic_id = $1 and ${column} = $2
			and ($4::uuid[] is null and ${goes} or id = any($4::uuid[]))
		returning id`,
		[clinicId, from, to, ids ?? null],
	)
	return rows.map((row) => row.id)
}

/** A photo is on the page of the animal that its file is about. */
export async function movePhoto(
	trx: Knex.Transaction,
	clinicId: string,
	{ from, to }: Between,
): Promise<void> {
	const [photo] = await queryOf(trx)<{ id: string; old: string | null }>(
		`select f.id, p2.photo_file_id as old from pets p
		join files f on f.clinic_id = $1 and f.id = p.photo_file_id
		join pets p2 on p2.clinic_id = $1 and p2.id = f.pet_id
		where p.clinic_id = $1 and p.id = $2 and f.pet_id = $3`,
		[clinicId, from, to],
	)
	if (!photo) return
	const show = (petId: string, fileId: string | null) =>
		trx('pets')
			.where({ clinic_id: clinicId, id: petId })
			.update({ photo_file_id: fileId, updated_at: trx.fn.now() })
	await show(from, null)
	await show(to, photo.id)
	if (photo.old !== null) await markDeleted(trx, clinicId, photo.old)
}
