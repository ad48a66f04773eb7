import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { keepVersions } from './versions.ts'
import { authorOf } from './write.ts'

interface Asked {
	clinicId: string
	actor: Actor
	/** Of a document: an allergy's warning, for one, would have to be changed along with it. */
	id: string
	visibility: 'shared' | 'internal'
}

const REASONS = {
	shared: 'Shared with the owners',
	internal: 'Not shared with the owners any more',
} as const

/**
 * Says anew who may see a document of the record; what it says stays, also as its last version.
 *
 * @throws Problem `conflict` for what was withdrawn meanwhile
 */
export async function setVisibility(
	trx: Knex.Transaction,
	{ clinicId, actor, id, visibility }: Asked,
): Promise<void> {
	const record = trx('medical_records').where({ clinic_id: clinicId, id, kind: 'document' })
	const old = await record
		.clone()
		.forNoKeyUpdate()
		.first('pet_id', 'visibility', 'version', 'is_withdrawn')
	if (!old || old.is_withdrawn) {
		throw new Problem('conflict', { detail: 'This document was withdrawn meanwhile.' })
	}
	if (old.visibility === visibility) return
	await keepVersions(queryOf(trx), clinicId, [id])
	const version = old.version + 1
	await record.update({
		...{ visibility, version, author_id: authorOf(actor), correction_reason: REASONS[visibility] },
		...{ corrected_at: trx.fn.now(), updated_at: trx.fn.now() },
	})
	const data = { petId: old.pet_id, kind: 'document', version, visibility }
	await audit(trx, clinicId, { actor, action: 'record.corrected', subjectId: id, data })
}
