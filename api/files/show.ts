import type { Knex } from 'knex'
import type { Catalogue } from '../availability/catalogue.ts'
import type { OwnFile, PetFile } from '../contract/files.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import { ownedPet } from '../pets/owned.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import { presentOwnFile, presentPetFile } from './presenter.ts'
import { filesById, filesOfPet, ownDocuments, ownFilesById, type Page } from './rows.ts'

async function zoneAt(query: Query, catalogue: Catalogue, clinicId: string): Promise<Zone> {
	return zoneOf((await catalogue.read(query, clinicId)).clinic.plan.zone)
}

/** @throws Problem `file_not_found` */
export async function showOwnFile(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	id: string,
): Promise<OwnFile> {
	const query = queryOf(trx)
	const [row] = await ownFilesById(query, owner, [id])
	if (!row) throw new Problem('file_not_found')
	return presentOwnFile(row, owner, await zoneAt(query, catalogue, owner.clinicId))
}

/** @throws Problem `pet_not_found` */
export async function listOwnDocuments(
	trx: Knex,
	catalogue: Catalogue,
	owner: Owner,
	page: Page,
): Promise<{ files: OwnFile[]; nextCursor: string | null }> {
	const query = queryOf(trx)
	const { petId } = await ownedPet(query, owner, page.petId)
	const zone = await zoneAt(query, catalogue, owner.clinicId)
	const { rows, nextCursor } = await ownDocuments(query, owner, { ...page, petId })
	return { files: rows.map((row) => presentOwnFile(row, owner, zone)), nextCursor }
}

/** @throws Problem `file_not_found` */
export async function showPetFile(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	id: string,
): Promise<PetFile> {
	const query = queryOf(trx)
	const [row] = await filesById(query, clinicId, [id])
	if (!row) throw new Problem('file_not_found')
	return presentPetFile(row, await zoneAt(query, catalogue, clinicId))
}

/** @throws Problem `pet_not_found` */
export async function listPetFiles(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	page: Page,
): Promise<{ files: PetFile[]; nextCursor: string | null }> {
	const query = queryOf(trx)
	await assertPet(query, clinicId, page.petId)
	const zone = await zoneAt(query, catalogue, clinicId)
	const { rows, nextCursor } = await filesOfPet(query, clinicId, page)
	return { files: rows.map((row) => presentPetFile(row, zone)), nextCursor }
}

/** @throws Problem `pet_not_found`, also for one that goes by another id now */
export async function assertPet(query: Query, clinicId: string, petId: string): Promise<void> {
	const known = await query(
		`select from pets p where p.clinic_id = $1 and p.id = $2 and p.match_status <> 'merged'`,
		[clinicId, petId],
	)
	if (known.length === 0) throw new Problem('pet_not_found')
}
