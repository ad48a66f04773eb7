import type { Knex } from 'knex'
import type { Actor } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { setVisibility } from '../records/visibility.ts'
import { filesById } from './rows.ts'

interface Sharing {
	clinicId: string
	actor: Actor
	id: string
	visibility: 'shared' | 'internal'
}

/**
 * Shares a document of the clinic with the pet's owners, or keeps it from them again. What an owner
 * has sent stays theirs to see.
 *
 * @throws Problem `file_not_found`, `conflict`
 */
export async function shareFile(
	trx: Knex.Transaction,
	{ id, ...sharing }: Sharing,
): Promise<{ fileId: string }> {
	const [file] = await filesById(queryOf(trx), sharing.clinicId, [id])
	if (!file) throw new Problem('file_not_found')
	if (file.record_id === null) {
		const detail = 'An owner has sent this, and sees it as long as it is here.'
		throw new Problem('conflict', { detail })
	}
	await setVisibility(trx, { ...sharing, id: file.record_id })
	return { fileId: file.id }
}
