/** From a file in memory to one that a row points to, with no transaction open while the store works. */
import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Prepared } from './prepare.ts'
import type { FileStore } from './store.ts'
import { Workshop } from './workshop.ts'

/** A file that lies in the store, and has no row yet. */
export interface Kept extends Pick<Prepared, 'kind' | 'name' | 'contentType' | 'sha256'> {
	bytes: number
	key: string
	thumbnailKey: string | null
}

interface Place {
	db: Knex
	files: FileStore
}

// Each may hold a file and a picture of 64 million pixels, for as long as the store is slow.
const workshop = new Workshop(2)

/**
 * Makes a file ready and writes it to the store.
 *
 * @throws Problem `overloaded`, `unavailable` while the store can not be reached, and what `prepare` throws
 */
export function keepFile(
	place: Place,
	clinicId: string,
	prepare: () => Promise<Prepared>,
): Promise<Kept> {
	return workshop.run(async () => store(place, clinicId, await prepare()))
}

/** Under keys of its own. They are written down before: whatever breaks off from then on is found. */
async function store(
	{ db, files }: Place,
	clinicId: string,
	{ content, thumbnail, ...file }: Prepared,
): Promise<Kept> {
	const newKey = () => `${clinicId}/${randomBytes(32).toString('hex')}`
	const keys = { key: newKey(), thumbnailKey: thumbnail && newKey() }
	const kept = { ...file, ...keys, bytes: content.length }
	const rows = keysOf(kept).map((storage_key) => ({ clinic_id: clinicId, storage_key }))
	const note = (trx: Knex.Transaction) => trx('unfinished_uploads').insert(rows)
	await inTenant(db, clinicId, note, { quietly: true })
	try {
		await files.put(kept.key, content)
		if (thumbnail && kept.thumbnailKey) await files.put(kept.thumbnailKey, thumbnail)
	} catch (cause) {
		throw new Problem('unavailable', { cause })
	}
	return kept
}

/**
 * For whoever writes the row that points to a kept file: from its commit on, it stays.
 *
 * @throws Problem `unavailable` for one that has lain there so long that it is being removed
 */
export async function finishUpload(
	trx: Knex.Transaction,
	clinicId: string,
	kept: Kept,
): Promise<void> {
	const keys = keysOf(kept)
	const finished = await queryOf(trx)(
		`delete from unfinished_uploads
		where clinic_id = $1 and storage_key = any($2::text[]) and abandoned_at is null
		returning storage_key`,
		[clinicId, keys],
	)
	if (finished.length < keys.length) throw new Problem('unavailable')
}

function keysOf({ key, thumbnailKey }: Pick<Kept, 'key' | 'thumbnailKey'>): string[] {
	return thumbnailKey === null ? [key] : [key, thumbnailKey]
}
