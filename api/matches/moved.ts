import type { Knex } from 'knex'
import type { JsonObject } from '../database/models/base.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Ids, OF_CLIENT, OF_PET } from './possessions.ts'

/** What a match has re-pointed: ids only, enough to put all of it back. */
export interface Moved extends Ids<typeof OF_CLIENT> {
	/** Of the guest's visits, however often they move afterwards. */
	references: string[]
	pets: MovedPet[]
}

export interface MovedPet extends Ids<typeof OF_PET> {
	petId: string
	/** Null: it stayed an animal of its own, and went along to the client. */
	intoPetId: string | null
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

/** Locks in the one order of all who write here: visits, clients, accounts, records, pets. */
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
	// Before the pets, like whoever adds a file.
	await lock('client_accounts', 'client_id', clientIds)
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
