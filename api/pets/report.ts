/** What owners say has become of an animal: it holds at once, and waits for the clinic to confirm it. */
import type { Knex } from 'knex'
import type { Actor } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import type { Query } from '../database/tenant.ts'
import type { ReportRow } from './presenter.ts'

/** What an owner says of an animal, and nobody at the clinic has looked at. */
export async function openReport(
	query: Query,
	clinicId: string,
	petId: string,
): Promise<ReportRow | undefined> {
	const [row] = await query<ReportRow>(
		`select r.kind, r.happened_on, r.created_at from pet_reports r
		where r.clinic_id = $1 and r.pet_id = $2 and r.settled_at is null`,
		[clinicId, petId],
	)
	return row
}

interface Report {
	petId: string
	clientId: string
	kind: 'deceased' | 'moved'
	on: string | null
}

/** Call it with the pet locked: there is one open report of an animal, and the newest word counts. */
export async function fileReport(
	trx: Knex.Transaction,
	clinicId: string,
	actor: Actor,
	{ petId, clientId, kind, on }: Report,
): Promise<void> {
	await settleReport(trx, clinicId, { petId, actor, outcome: 'taken_back' })
	await trx('pet_reports').insert({
		...{ clinic_id: clinicId, id: newId(), pet_id: petId, client_id: clientId },
		...{ kind, happened_on: on },
	})
}

/** @returns whether there was one */
export async function settleReport(
	trx: Knex.Transaction,
	clinicId: string,
	{ petId, actor, outcome }: { petId: string; actor: Actor; outcome: 'confirmed' | 'taken_back' },
): Promise<boolean> {
	const rows = await trx('pet_reports')
		.where({ clinic_id: clinicId, pet_id: petId })
		.whereNull('settled_at')
		.update({
			outcome,
			settled_at: trx.fn.now(),
			...{ settled_by_kind: actor.kind, settled_by: actor.id },
			updated_at: trx.fn.now(),
		})
	return rows > 0
}
