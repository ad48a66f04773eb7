import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { CorrectionBody } from '../contract/records.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { lockPet } from '../pets/lock.ts'
import { rewordWarnings } from './allergies.ts'
import { writtenOf } from './content.ts'
import { keepVersions } from './versions.ts'
import { assertLikely, weighAnew } from './weights.ts'
import { authorOf, dayOf } from './write.ts'

interface Asked {
	clinicId: string
	actor: Actor
	id: string
}

interface OwnRow {
	id: string
	petId: string
	kind: string
	version: number
	isWithdrawn: boolean
}

/**
 * Corrects a record. What it said before is kept beside it, with the reason.
 *
 * @throws Problem `record_not_found`, `conflict` when somebody else corrected it first,
 * `invalid_request`
 */
export async function correctRecord(
	trx: Knex.Transaction,
	now: ClinicNow,
	{ clinicId, actor, id, body }: Asked & { body: CorrectionBody },
): Promise<{ recordIds: string[] }> {
	const old = await openVersion(trx, clinicId, id, body.version)
	const { content, visibility, reason } = body
	if (content.kind !== old.kind) {
		const message = 'A record stays of its kind; withdraw it and write another'
		throw invalidRequest([{ path: 'content.kind', in: 'body', code: 'kind_fixed', message }])
	}
	const pet = await lockPet(trx, clinicId, old.petId)
	const occurredOn = dayOf(now, body.occurredOn, '')
	await assertLikely(trx, clinicId, { pet, content, occurredOn, recordId: old.id, path: '' })
	await keepVersions(queryOf(trx), clinicId, [old.id])
	const { data, ...columns } = writtenOf(content, occurredOn)
	await trx('medical_records')
		.where({ clinic_id: clinicId, id: old.id })
		.update({
			...{ ...columns, occurred_on: occurredOn, visibility, data: JSON.stringify(data) },
			...nextVersion(trx, actor, old, reason),
		})
	if (content.kind === 'allergy') {
		const { substance } = content
		await rewordWarnings(queryOf(trx), clinicId, [{ recordId: old.id, substance, visibility }])
	}
	return finish(trx, clinicId, old, actor, 'record.corrected')
}

/**
 * Withdraws what was written about the wrong animal, or is not true at all. It stays to be read,
 * and counts for nothing.
 *
 * @throws Problem `record_not_found`, `conflict`
 */
export async function withdrawRecord(
	trx: Knex.Transaction,
	{ clinicId, actor, id, version, reason }: Asked & { version: number; reason: string },
): Promise<{ recordIds: string[] }> {
	const old = await openVersion(trx, clinicId, id, version)
	await keepVersions(queryOf(trx), clinicId, [old.id])
	await trx('medical_records')
		.where({ clinic_id: clinicId, id: old.id })
		.update({ is_withdrawn: true, ...nextVersion(trx, actor, old, reason) })
	const ended = { ended_at: trx.fn.now(), updated_at: trx.fn.now() }
	await trx('pet_alerts')
		.where({ clinic_id: clinicId, record_id: old.id })
		.whereNull('ended_at')
		.update(ended)
	return finish(trx, clinicId, old, actor, 'record.withdrawn')
}

/** Under a lock: of two who correct the same words, the second is told. */
async function openVersion(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
	version: number,
): Promise<OwnRow> {
	const [row] = await queryOf(trx)<OwnRow>(
		`select r.id, r.pet_id as "petId", r.kind, r.version, r.is_withdrawn as "isWithdrawn"
		from medical_records r where r.clinic_id = $1 and r.id = $2 for no key update`,
		[clinicId, id],
	)
	if (!row) throw new Problem('record_not_found')
	if (row.version === version && !row.isWithdrawn) return row
	throw new Problem('conflict', {
		detail: 'This record has been corrected meanwhile. Please read it again.',
	})
}

function nextVersion(trx: Knex.Transaction, actor: Actor, old: OwnRow, reason: string) {
	return {
		author_id: authorOf(actor),
		version: old.version + 1,
		correction_reason: reason,
		corrected_at: trx.fn.now(),
		updated_at: trx.fn.now(),
	}
}

async function finish(
	trx: Knex.Transaction,
	clinicId: string,
	{ id, petId, kind, version }: OwnRow,
	actor: Actor,
	action: 'record.corrected' | 'record.withdrawn',
): Promise<{ recordIds: string[] }> {
	await weighAnew(queryOf(trx), clinicId, { petIds: [petId], recordIds: [id] })
	const data = { petId, kind, version: version + 1 }
	await audit(trx, clinicId, { actor, action, subjectId: id, data })
	return { recordIds: [id] }
}
