import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { invalidRequest, Problem } from '../http/problem.ts'
import { authorOf } from './write.ts'

/**
 * Lets the owners see a lab result, once: until a vet or nurse has looked at it, it is nobody's but
 * the clinic's, however it is marked.
 *
 * @throws Problem `record_not_found`, `invalid_request` for what is not shared or no lab result
 */
export async function releaseResult(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<{ recordIds: string[] }> {
	const row = await trx('medical_records')
		.where({ clinic_id: clinicId, id, kind: 'lab_result' })
		.forNoKeyUpdate()
		.first('id', 'pet_id', 'visibility', 'is_withdrawn', 'released_at')
	if (!row || row.is_withdrawn) throw new Problem('record_not_found')
	if (row.visibility !== 'shared') {
		const message = 'Mark the result as shared first'
		throw invalidRequest([{ path: 'id', in: 'params', code: 'internal', message }])
	}
	if (row.released_at !== null) return { recordIds: [row.id] }
	await trx('medical_records')
		.where({ clinic_id: clinicId, id: row.id })
		.update({
			released_at: trx.fn.now(),
			released_by: authorOf(actor),
			updated_at: trx.fn.now(),
		})
	const data = { petId: row.pet_id }
	await audit(trx, clinicId, { actor, action: 'record.released', subjectId: row.id, data })
	return { recordIds: [row.id] }
}
