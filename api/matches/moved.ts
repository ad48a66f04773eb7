import type { Knex } from 'knex'
import type { JsonObject } from '../database/models/base.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'

/** What a match has re-pointed: ids only, enough to put all of it back. */
export interface Moved {
	/** Of the guest's visits, however often they move afterwards. */
	references: string[]
	consents: string[]
	callbacks: string[]
	/** Sign-ins; none was kept before there were any. */
	accounts?: string[]
	pets: MovedPet[]
}

export interface MovedPet {
	petId: string
	/** Null: it stayed an animal of its own, and went along to the client. */
	intoPetId: string | null
	records: string[]
	alerts: string[]
}

export interface MergeRow {
	id: string
	clientId: string
	intoClientId: string | null
	moved: Moved
}

interface People {
	/** Whose visits are concerned, */
	guestId?: string
	/** or which. */
	references?: string[]
	/** All that take part. */
	clientIds: string[]
	/** Of both sides. */
	petIds: string[]
}

/** Locks in the one order of all who write here: visits, clients, records, pets. */
export async function lockPeople(
	query: Query,
	clinicId: string,
	{ guestId, references = [], clientIds, petIds }: People,
): Promise<void> {
	await query(
		`select a.id from appointments a
		where a.clinic_id = $1
			and (a.client_id = $2::uuid or a.booking_reference = any($3::text[]))
		order by a.booking_reference, a.id for no key update`,
		[clinicId, guestId ?? null, references],
	)
	const lock = (table: string, column: string, ids: string[]) =>
		query(
			`select r.id from ${table} r where r.clinic_id = $1 and r.${column} = any($2::uuid[])
			order by r.id for no key update`,
			[clinicId, ids],
		)
	await lock('clients', 'id', clientIds)
	await lock('medical_records', 'pet_id', petIds)
	await lock('pets', 'id', petIds)
}

/** Gives everything that hangs on visits to another client. */
export async function giveVisits(
	query: Query,
	clinicId: string,
	{ from, to, references }: { from: string; to: string; references: string[] },
): Promise<void> {
	await query(
		`update appointments set client_id = $3, updated_at = now()
		where clinic_id = $1 and client_id = $2 and booking_reference = any($4::text[])`,
		[clinicId, from, to, references],
	)
	await query(
		`update notifications set client_id = $3, updated_at = now()
		where clinic_id = $1 and client_id = $2 and appointment_id in (select a.id from appointments a
			where a.clinic_id = $1 and a.booking_reference = any($4::text[]))`,
		[clinicId, from, to, references],
	)
}

/** Puts one animal in the place of another at visits. */
export async function swapAtVisits(
	query: Query,
	clinicId: string,
	{ from, to, references }: { from: string; to: string; references: string[] },
): Promise<void> {
	const values = [clinicId, from, to, references]
	await query(
		`update appointments set pet_id = $3, updated_at = now()
		where clinic_id = $1 and pet_id = $2 and booking_reference = any($4::text[])`,
		values,
	)
	await query(
		`update appointment_pets set pet_id = $3, updated_at = now()
		where clinic_id = $1 and pet_id = $2 and appointment_id in (select a.id from appointments a
			where a.clinic_id = $1 and a.booking_reference = any($4::text[]))`,
		values,
	)
}

/** Re-points one column of rows that are named, and answers those that were. */
export async function repoint(
	query: Query,
	clinicId: string,
	{ table, column, from, to, only }: Repointing,
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`update ${table} set ${column} = $3, updated_at = now()
		where clinic_id = $1 and ${column} = $2 and ($4::uuid[] is null or id = any($4::uuid[]))
		returning id`,
		[clinicId, from, to, only ?? null],
	)
	return rows.map((row) => row.id)
}

interface Repointing {
	table: 'consents' | 'callback_requests' | 'client_accounts' | 'medical_records' | 'pet_alerts'
	column: 'client_id' | 'pet_id'
	from: string
	to: string
	/** Left out: all. */
	only?: string[]
}

/** The match of a guest that stands, locked. */
export async function standingMerge(
	trx: Knex.Transaction,
	clinicId: string,
	clientId: string,
): Promise<MergeRow | undefined> {
	const [row] = await queryOf(trx)<MergeRow>(
		`select m.id, m.client_id as "clientId", m.into_client_id as "intoClientId", m.moved
		from client_merges m
		where m.clinic_id = $1 and m.client_id = $2 and m.undone_at is null for no key update`,
		[clinicId, clientId],
	)
	return row
}

export function asJson(moved: Moved): JsonObject {
	return { ...moved, pets: moved.pets.map((pet) => ({ ...pet })) }
}
