import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { weighAnew } from '../records/weights.ts'
import {
	giveVisits,
	lockPeople,
	type MergeRow,
	type MovedPet,
	repoint,
	standingMerge,
	swapAtVisits,
} from './moved.ts'

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
	{ clientId, intoClientId, moved }: MergeRow & { intoClientId: string },
): Promise<void> {
	const query = queryOf(trx)
	const between = { from: intoClientId, to: clientId }
	const { references, consents, callbacks, accounts = [] } = moved
	await giveVisits(query, clinicId, { ...between, references })
	const give = (table: 'consents' | 'callback_requests' | 'client_accounts', only: string[]) =>
		repoint(query, clinicId, { table, column: 'client_id', ...between, only })
	await give('consents', consents)
	await give('callback_requests', callbacks)
	await give('client_accounts', accounts)
	for (const pet of moved.pets) {
		if (pet.intoPetId === null) {
			await trx('pet_owners')
				.where({ clinic_id: clinicId, pet_id: pet.petId, client_id: intoClientId })
				.update({ client_id: clientId, updated_at: trx.fn.now() })
		} else await givePetBack(trx, clinicId, { ...pet, intoPetId: pet.intoPetId, references })
	}
}

async function givePetBack(
	trx: Knex.Transaction,
	clinicId: string,
	pet: MovedPet & { intoPetId: string; references: string[] },
): Promise<void> {
	const query = queryOf(trx)
	const { petId, intoPetId, references } = pet
	const between = { from: intoPetId, to: petId }
	// What was written at those visits since the match is about this animal, too.
	const since = await query<{ id: string }>(
		`select r.id from medical_records r
		where r.clinic_id = $1 and r.pet_id = $2 and r.appointment_id in (select a.id
			from appointments a where a.clinic_id = $1 and a.booking_reference = any($3::text[]))`,
		[clinicId, intoPetId, references],
	)
	const records = [...new Set([...pet.records, ...since.map((row) => row.id)])]
	await swapAtVisits(query, clinicId, { ...between, references })
	const column = 'pet_id'
	await repoint(query, clinicId, { table: 'medical_records', column, ...between, only: records })
	await repoint(query, clinicId, { table: 'pet_alerts', column, ...between, only: pet.alerts })
	await weighAnew(query, clinicId, { petIds: [petId, intoPetId], recordIds: records })
}
