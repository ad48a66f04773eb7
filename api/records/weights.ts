import type { Knex } from 'knex'
import type { RecordContent } from '../contract/records.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { invalidRequest } from '../http/problem.ts'
import type { PetRow } from '../pets/lock.ts'
import { toDay } from '../time/date.ts'
import { kilogramsOf } from './content.ts'
import { type LastWeight, unlikelyWeight } from './plausible.ts'

interface Weighed {
	pet: PetRow
	content: RecordContent
	occurredOn: string
	/** Of the record that is corrected: it says nothing about itself. */
	recordId?: string
	/** Of the record in the request, for its issue. */
	path: string
}

/** @throws Problem `invalid_request` for a weight that looks like a slip, unless that is confirmed */
export async function assertLikely(
	trx: Knex.Transaction,
	clinicId: string,
	{ pet, content, occurredOn, recordId, path }: Weighed,
): Promise<void> {
	if (content.kind !== 'weight' || content.confirmed) return
	const ageDays = pet.born_on === null ? null : toDay(occurredOn) - toDay(pet.born_on)
	const last = await lastBefore(queryOf(trx), clinicId, pet.id, { occurredOn, recordId })
	const why = unlikelyWeight(kilogramsOf(content), { species: pet.species, ageDays, last })
	if (why === null) return
	throw invalidRequest([
		{
			path: `${path}content.value`,
			in: 'body',
			code: 'unlikely_weight',
			message: `${why}. Check this one.`,
		},
	])
}

async function lastBefore(
	query: Query,
	clinicId: string,
	petId: string,
	{ occurredOn, recordId }: { occurredOn: string; recordId: string | undefined },
): Promise<LastWeight | null> {
	const [row] = await query<{ on: string; kilograms: string }>(
		`select r.occurred_on as on, (r.data ->> 'kilograms')::numeric as kilograms
		from medical_records r
		where r.clinic_id = $1 and r.pet_id = $2 and r.kind = 'weight' and not r.is_withdrawn
			and r.occurred_on <= $3::date and r.id is distinct from $4::uuid
		order by r.occurred_on desc, r.id desc limit 1`,
		[clinicId, petId, occurredOn, recordId ?? null],
	)
	if (!row) return null
	return { kilograms: Number(row.kilograms), daysAgo: toDay(occurredOn) - toDay(row.on) }
}

/**
 * Pets weigh what their newest weight says, or nothing that is known, once weights are among the
 * records that were written, withdrawn or re-pointed. Without any, what they came with stays.
 */
export async function weighAnew(
	query: Query,
	clinicId: string,
	{ petIds, recordIds }: { petIds: readonly string[]; recordIds: readonly string[] },
): Promise<void> {
	if (recordIds.length === 0) return
	// A scalar, which is null where there is no row: a weight that was withdrawn leaves none behind.
	await query(
		`update pets p set updated_at = now(), weight_kg = (
			select (r.data ->> 'kilograms')::numeric from medical_records r
			where r.clinic_id = $1 and r.pet_id = p.id and r.kind = 'weight' and not r.is_withdrawn
			order by r.occurred_on desc, r.id desc limit 1)
		where p.clinic_id = $1 and p.id = any($2::uuid[]) and exists (
			select from medical_records w
			where w.clinic_id = $1 and w.id = any($3::uuid[]) and w.kind = 'weight')`,
		[clinicId, petIds, recordIds],
	)
}
