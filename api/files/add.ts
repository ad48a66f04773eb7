import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { DocumentQuery } from '../contract/files.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import { lockAccount } from '../joining/accounts.ts'
import { lockPet } from '../pets/lock.ts'
import { ownedPet } from '../pets/owned.ts'
import { writeRecord } from '../records/write.ts'
import { finishUpload, type Kept } from './keep.ts'
import { assertRoom, type FileLimits } from './limits.ts'
import { markDeleted } from './remove.ts'

interface Adding {
	petId: string
	kept: Kept
}

export type Added = { fileId: string }

/**
 * Refuses early what `addOwnFile` would refuse: before a picture is worked on.
 *
 * @throws Problem `pet_not_found`, `file_limit_reached`, `storage_full`
 */
export async function assertMayAdd(
	query: Query,
	owner: Owner,
	{ petId: named, ...file }: { petId: string; kind: 'photo' | 'document'; bytes: number },
	limits: FileLimits,
): Promise<void> {
	const { petId } = await ownedPet(query, owner, named)
	await assertRoom(query, owner, { ...file, petId }, limits)
}

/**
 * Gives an owner's photo or document its row. A new photo takes the place of the one before.
 *
 * @throws Problem `session_ended`, `pet_not_found`, `file_limit_reached`, `storage_full`
 */
export async function addOwnFile(
	trx: Knex.Transaction,
	owner: Owner,
	{ petId: named, kept }: Adding,
	limits: FileLimits,
): Promise<Added> {
	const { clinicId, accountId } = owner
	const { kind, bytes } = kept
	const query = queryOf(trx)
	// Two files at once are counted one after the other, and none comes after an erasure.
	if (!(await lockAccount(trx, clinicId, accountId))) throw new Problem('session_ended')
	const { petId } = await ownedPet(query, owner, named)
	const pet = await lockPet(trx, clinicId, petId)
	await assertMayAdd(query, owner, { petId: pet.id, kind, bytes }, limits)
	const actor = { kind: 'owner', id: accountId } as const
	const place = { clinicId, actor, petId: pet.id, recordId: null, visibility: 'shared' } as const
	const fileId = await insertFile(trx, place, kept)
	if (kind === 'photo') await replacePhoto(trx, { clinicId, petId: pet.id, fileId })
	return { fileId }
}

/**
 * Writes a document into a pet's medical record.
 *
 * @throws Problem `pet_not_found`
 */
export async function addDocument(
	trx: Knex.Transaction,
	now: ClinicNow,
	input: Adding & { clinicId: string; actor: Actor; about: DocumentQuery },
): Promise<Added> {
	const { clinicId, actor, petId, about, kept } = input
	const { name: fileName, contentType, bytes } = kept
	const { title = fileName, visibility } = about
	const content = { kind: 'document', title, fileName, contentType, bytes } as const
	const record = { content, visibility }
	const { recordIds } = await writeRecord(trx, now, { clinicId, actor, petId, record })
	const place = { clinicId, actor, petId, recordId: recordIds[0] ?? null, visibility }
	return { fileId: await insertFile(trx, place, kept) }
}

interface Place {
	clinicId: string
	actor: Actor
	petId: string
	recordId: string | null
	visibility: 'shared' | 'internal'
}

async function insertFile(
	trx: Knex.Transaction,
	{ clinicId, actor, petId, recordId, visibility }: Place,
	kept: Kept,
): Promise<string> {
	const { kind, name, contentType, bytes, sha256 } = kept
	await finishUpload(trx, clinicId, kept)
	const id = newId()
	await trx('files').insert({
		...{ clinic_id: clinicId, id, kind, pet_id: petId, record_id: recordId, visibility },
		...{ uploaded_by_kind: actor.kind, uploaded_by_id: actor.id },
		...{ name, content_type: contentType, bytes, sha256 },
		...{ storage_key: kept.key, thumbnail_key: kept.thumbnailKey },
	})
	const data = { petId, kind, visibility }
	await audit(trx, clinicId, { actor, action: 'file.uploaded', subjectId: id, data })
	return id
}

async function replacePhoto(
	trx: Knex.Transaction,
	{ clinicId, petId, fileId }: { clinicId: string; petId: string; fileId: string },
): Promise<void> {
	const pet = trx('pets').where({ clinic_id: clinicId, id: petId })
	const old: { photo_file_id: string | null } | undefined = await pet.clone().first('photo_file_id')
	await pet.update({ photo_file_id: fileId, updated_at: trx.fn.now() })
	if (old?.photo_file_id) await markDeleted(trx, clinicId, old.photo_file_id)
}
