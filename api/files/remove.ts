import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import { ownedPet } from '../pets/owned.ts'
import { withdrawRecord } from '../records/correct.ts'
import { filesById, ownFilesById } from './rows.ts'

/**
 * Removes what an owner put here themselves.
 *
 * @throws Problem `file_not_found`, also for what is another's
 */
export async function removeOwnFile(
	trx: Knex.Transaction,
	owner: Owner,
	id: string,
): Promise<object> {
	const { clinicId, accountId } = owner
	const [file] = await ownFilesById(queryOf(trx), owner, [id])
	const isOwn = file?.uploaded_by_kind === 'owner' && file.uploaded_by_id === accountId
	if (!file || !isOwn) throw new Problem('file_not_found')
	const actor = { kind: 'owner', id: accountId } as const
	return remove(trx, { clinicId, actor, id: file.id, petId: file.pet_id })
}

/**
 * Takes the photo off a pet, whichever of its owners chose it.
 *
 * @throws Problem `pet_not_found`
 */
export async function removePhoto(
	trx: Knex.Transaction,
	owner: Owner,
	named: string,
): Promise<object> {
	const { clinicId, accountId } = owner
	const { petId } = await ownedPet(queryOf(trx), owner, named)
	const pet: { photo_file_id: string | null } | undefined = await trx('pets')
		.where({ clinic_id: clinicId, id: petId })
		.forNoKeyUpdate()
		.first('photo_file_id')
	if (!pet?.photo_file_id) return {}
	const actor = { kind: 'owner', id: accountId } as const
	return remove(trx, { clinicId, actor, id: pet.photo_file_id, petId })
}

/**
 * Removes a file for the clinic. What the record says of it stays to be read, as withdrawn.
 *
 * @throws Problem `file_not_found`
 */
export async function removeFile(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<object> {
	const query = queryOf(trx)
	// Of two who remove it at once, the second is told.
	await query(`select from files f where f.clinic_id = $1 and f.id = $2 for no key update`, [
		clinicId,
		id,
	])
	const [file] = await filesById(query, clinicId, [id])
	if (!file) throw new Problem('file_not_found')
	if (file.record_id !== null) await withdraw(trx, { clinicId, actor, id: file.record_id })
	return remove(trx, { clinicId, actor, id: file.id, petId: file.pet_id })
}

interface Removing {
	clinicId: string
	actor: Actor
	id: string
	petId: string
}

async function withdraw(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Omit<Removing, 'petId'>,
): Promise<void> {
	const record: { version: number; is_withdrawn: boolean } | undefined = await trx(
		'medical_records',
	)
		.where({ clinic_id: clinicId, id })
		.first('version', 'is_withdrawn')
	if (!record || record.is_withdrawn) return
	const { version } = record
	await withdrawRecord(trx, { clinicId, actor, id, version, reason: 'The file was deleted' })
}

async function remove(
	trx: Knex.Transaction,
	{ clinicId, actor, id, petId }: Removing,
): Promise<object> {
	await trx('pets')
		.where({ clinic_id: clinicId, photo_file_id: id })
		.update({ photo_file_id: null, updated_at: trx.fn.now() })
	if (!(await markDeleted(trx, clinicId, id))) throw new Problem('file_not_found')
	await audit(trx, clinicId, { actor, action: 'file.deleted', subjectId: id, data: { petId } })
	return {}
}

/**
 * Nobody sees it any more. Its name and what it holds go a little later, unless a legal hold is on
 * them; its row stays, so that the audit trail leads somewhere.
 */
export async function markDeleted(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<boolean> {
	const deleted = { deleted_at: trx.fn.now(), updated_at: trx.fn.now() }
	const file = trx('files').where({ clinic_id: clinicId, id }).whereNull('deleted_at')
	return (await file.update(deleted)) > 0
}
