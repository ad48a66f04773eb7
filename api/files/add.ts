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
import { assertRoom } from './limits.ts'
import type { Prepared } from './prepare.ts'
import { markDeleted } from './remove.ts'
import type { FileStore } from './store.ts'
import { holdContent } from './unused.ts'

interface Adding {
	files: FileStore
	petId: string
	file: Prepared
}

/** Ids of the new file, and of those that nobody is to see any more. */
export type Added = { fileId: string; replaced: string[] }

/**
 * Refuses early what `addOwnFile` would refuse: before a picture is worked on.
 *
 * @throws Problem `pet_not_found`, `file_limit_reached`
 */
export async function assertMayAdd(
	query: Query,
	owner: Owner,
	named: string,
	kind: 'photo' | 'document',
): Promise<void> {
	const { petId } = await ownedPet(query, owner, named)
	await assertRoom(query, owner, petId, kind)
}

/**
 * Gives an owner's photo or document its row. A new photo takes the place of the one before.
 *
 * @throws Problem `session_ended`, `pet_not_found`, `file_limit_reached`
 */
export async function addOwnFile(
	trx: Knex.Transaction,
	owner: Owner,
	{ petId: named, ...adding }: Adding,
): Promise<Added> {
	const { clinicId, accountId } = owner
	const { file } = adding
	const query = queryOf(trx)
	// Two files at once are counted one after the other, and none comes after an erasure.
	if (!(await lockAccount(trx, clinicId, accountId))) throw new Problem('session_ended')
	const { petId } = await ownedPet(query, owner, named)
	const pet = await lockPet(trx, clinicId, petId)
	await assertMayAdd(query, owner, pet.id, file.kind)
	const actor = { kind: 'owner', id: accountId } as const
	const place = { clinicId, actor, petId: pet.id, recordId: null, visibility: 'shared' } as const
	const fileId = await insertFile(trx, place, adding)
	if (file.kind !== 'photo') return { fileId, replaced: [] }
	return { fileId, replaced: await replacePhoto(trx, { clinicId, petId: pet.id, fileId }) }
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
	const { clinicId, actor, petId, about, ...adding } = input
	const { name: fileName, contentType, main } = adding.file
	const { title = fileName, visibility } = about
	const bytes = main.content.length
	const content = { kind: 'document', title, fileName, contentType, bytes } as const
	const record = { content, visibility }
	const { recordIds } = await writeRecord(trx, now, { clinicId, actor, petId, record })
	const place = { clinicId, actor, petId, recordId: recordIds[0] ?? null, visibility }
	return { fileId: await insertFile(trx, place, adding), replaced: [] }
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
	{ files, file }: Omit<Adding, 'petId'>,
): Promise<string> {
	const { main, thumbnail, kind, name, contentType } = file
	for (const content of [main, thumbnail]) if (content) await holdContent(trx, files, content)
	const id = newId()
	await trx('files').insert({
		...{ clinic_id: clinicId, id, kind, pet_id: petId, record_id: recordId, visibility },
		...{ uploaded_by_kind: actor.kind, uploaded_by_id: actor.id },
		...{ name, content_type: contentType, bytes: main.content.length, sha256: main.sha256 },
		...{ storage_key: main.key, thumbnail_key: thumbnail?.key ?? null },
	})
	const data = { petId, kind, visibility }
	await audit(trx, clinicId, { actor, action: 'file.uploaded', subjectId: id, data })
	return id
}

async function replacePhoto(
	trx: Knex.Transaction,
	{ clinicId, petId, fileId }: { clinicId: string; petId: string; fileId: string },
): Promise<string[]> {
	const pet = trx('pets').where({ clinic_id: clinicId, id: petId })
	const old: { photo_file_id: string | null } | undefined = await pet.clone().first('photo_file_id')
	await pet.update({ photo_file_id: fileId, updated_at: trx.fn.now() })
	const replaced = old?.photo_file_id
	return replaced && (await markDeleted(trx, clinicId, replaced)) ? [replaced] : []
}
