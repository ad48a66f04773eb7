import type { Knex } from 'knex'
import { readInTenant } from '../database/tenant.ts'
import { type FileRow, filesAfter } from '../files/rows.ts'
import type { FileStore } from '../files/store.ts'
import type { SummedZip } from './summed-zip.ts'

interface Place {
	db: Knex
	files: FileStore
}

export interface FilesWritten {
	written: number
	/** Ids of files that the store has lost: whoever runs it looks for them. */
	missing: string[]
	/** Ids of files whose content is not what was sent. */
	damaged: string[]
}

const ENDINGS = { 'image/webp': 'webp', 'image/jpeg': 'jpg', 'application/pdf': 'pdf' } as const

/**
 * Adds what the files of a clinic hold, `files/<id>.<ending>`, one after the other: as many as there
 * were at that time and are there still. No transaction is open while the store or the reader is slow.
 *
 * @throws Error while the store can not be reached
 */
export async function addFiles(
	zip: SummedZip,
	{ db, files }: Place,
	clinicId: string,
	at: Date,
): Promise<FilesWritten> {
	const told: FilesWritten = { written: 0, missing: [], damaged: [] }
	for await (const { id, content_type, storage_key, sha256 } of rowsOf(db, clinicId, at)) {
		const content = await files.read(storage_key)
		if (!content) {
			told.missing.push(id)
			continue
		}
		const sum = await zip.add(`files/${id}.${ENDINGS[content_type]}`, content)
		told.written += 1
		if (sum !== sha256) told.damaged.push(id)
	}
	return told
}

async function* rowsOf(db: Knex, clinicId: string, at: Date): AsyncGenerator<FileRow> {
	let after: string | null = null
	do {
		const rows: FileRow[] = await readInTenant(db, clinicId, (query) =>
			filesAfter(query, clinicId, { after, at }),
		)
		yield* rows
		after = rows.at(-1)?.id ?? null
	} while (after !== null)
}
