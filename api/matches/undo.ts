import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { weighAnew } from '../records/weights.ts'
import {
	giveVisits,
	lockPeople,
	type MergeRow,
	type MovedPet,
	standingMerge,
	swapAtVisits,
} from './moved.ts'
import { movePhoto, OF_CLIENT, OF_PET, repointAll } from './possessions.ts'
import { invitationsSince, shareOwnAlone } from './shared-since.ts'

/**
 * Takes a match back: what was re-pointed points to the guest's rows again, also visits that have
 * moved meanwhile and what was written at them.
 *
 * @throws Problem `match_not_found`, `match_settled` while a later match stands on this one
 */
export async function undoMatch(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<{ clientId: string; intoClientId: string }> {
	const merge = await openMerge(trx, clinicId, id)
	const { intoClientId, moved } = merge
	const unconfirmed = {
		match_status: 'unconfirmed',
		merged_into_id: null,
		updated_at: trx.fn.now(),
	}
	await trx('clients').where({ clinic_id: clinicId, id }).update(unconfirmed)
	for (const pet of moved.pets) {
		await trx('pets').where({ clinic_id: clinicId, id: pet.petId }).update(unconfirmed)
	}
	if (intoClientId !== null) await giveBack(trx, clinicId, { ...merge, intoClientId })
	await trx('client_merges')
		.where({ clinic_id: clinicId, id: merge.id })
		.update({ undone_at: trx.fn.now(), updated_at: trx.fn.now() })
	const data = { from: intoClientId }
	await audit(trx, clinicId, { actor, action: 'client.unmatched', subjectId: id, data })
	return { clientId: id, intoClientId: id }
}

async function openMerge(trx: Knex.Transaction, clinicId: string, id: string): Promise<MergeRow> {
	const query = queryOf(trx)
	const seen = await standingMerge(trx, clinicId, id)
	if (!seen) throw new Problem('match_not_found')
	const { moved, intoClientId } = seen
	const clientIds = [id, ...(intoClientId === null ? [] : [intoClientId])]
	const petIds = moved.pets.flatMap(({ petId, intoPetId }) => [petId, intoPetId ?? petId])
	await lockPeople(query, clinicId, { references: moved.references, clientIds, petIds })
	// Whoever was linked to this client since would hang on a guest, and could not be taken back.
	const later = await query(
		`select from client_merges m
		where m.clinic_id = $1 and m.into_client_id = $2 and m.undone_at is null limit 1`,
		[clinicId, id],
	)
	if (later.length === 0) return seen
	throw new Problem('match_settled', { detail: 'Take back the later match of this client first.' })
}

async function giveBack(
	trx: Knex.Transaction,
	clinicId: string,
	{ id: mergeId, clientId, intoClientId, moved }: MergeRow & { intoClientId: string },
): Promise<void> {
	const query = queryOf(trx)
	const between = { from: intoClientId, to: clientId }
	const { references, accounts = [] } = moved
	await giveVisits(query, clinicId, { ...between, references })
	const asked = await askedBy(query, clinicId, { column: 'client_id', of: intoClientId, accounts })
	const since = { clinicId, intoClientId, accounts }
	const invitations = union(moved.invitations, await invitationsSince(query, since))
	const only = { ...moved, requests: union(moved.requests, asked), invitations }
	for (const { petId, intoPetId } of moved.pets) {
		if (intoPetId === null) continue
		await shareOwnAlone(query, since, { petId, intoPetId, mergeId, invitations })
	}
	await repointAll(query, clinicId, { tables: OF_CLIENT, column: 'client_id', ...between, only })
	for (const pet of moved.pets) {
		if (pet.intoPetId === null) {
			await trx('pet_owners')
				.where({ clinic_id: clinicId, pet_id: pet.petId, client_id: intoClientId })
				.update({ client_id: clientId, updated_at: trx.fn.now() })
		} else {
			const { intoPetId } = pet
			const giving = { ...pet, intoPetId, references, accounts }
			await givePetBack(trx, clinicId, { ...giving, invitations })
		}
	}
}

async function givePetBack(
	trx: Knex.Transaction,
	clinicId: string,
	{ petId, intoPetId, references, accounts, ...moved }: GivingBack,
): Promise<void> {
	const query = queryOf(trx)
	const between = { from: intoPetId, to: petId }
	const written = await writtenAt(query, clinicId, intoPetId, references)
	const records = union(moved.records, written)
	const sent = await filesSince(query, clinicId, { petId: intoPetId, records, accounts })
	const asked = await askedBy(query, clinicId, { column: 'pet_id', of: intoPetId, accounts })
	const files = union(moved.files, sent)
	const only = { ...moved, records, files, requests: union(moved.requests, asked) }
	await swapAtVisits(query, clinicId, { ...between, references })
	await repointAll(query, clinicId, { tables: OF_PET, column: 'pet_id', ...between, only })
	await movePhoto(trx, clinicId, between)
	await weighAnew(query, clinicId, { petIds: [petId, intoPetId], recordIds: records })
}

interface GivingBack extends MovedPet {
	intoPetId: string
	references: string[]
	/** Of the guest. */
	accounts: string[]
}

/** What was written at those visits since the match is about this animal, too. */
async function writtenAt(
	query: Query,
	clinicId: string,
	petId: string,
	references: string[],
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select r.id from medical_records r
		where r.clinic_id = $1 and r.pet_id = $2 and r.appointment_id in (select a.id
			from appointments a where a.clinic_id = $1 and a.booking_reference = any($3::text[]))`,
		[clinicId, petId, references],
	)
	return rows.map((row) => row.id)
}

/** So are the documents of those records, and what the guest has sent since. */
async function filesSince(
	query: Query,
	clinicId: string,
	{ petId, records, accounts }: { petId: string; records: string[]; accounts: string[] },
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select f.id from files f
		where f.clinic_id = $1 and f.pet_id = $2 and (f.record_id = any($3::uuid[])
			or f.uploaded_by_kind = 'owner' and f.uploaded_by_id = any($4::uuid[]))`,
		[clinicId, petId, records, accounts],
	)
	return rows.map((row) => row.id)
}

/** And the medicines that the guest has asked for. */
async function askedBy(
	query: Query,
	clinicId: string,
	{ column, of, accounts }: { column: 'client_id' | 'pet_id'; of: string; accounts: string[] },
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select q.id from prescription_requests q
		where q.clinic_id = $1 and q.${column} = $2 and q.account_id = any($3::uuid[])`,
		[clinicId, of, accounts],
	)
	return rows.map((row) => row.id)
}

function union(moved: readonly string[] = [], since: readonly string[]): string[] {
	return [...new Set([...moved, ...since])]
}
