/** Content that no row points to is removed; content that one points to is there. */
import type { Knex } from 'knex'
import { isId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, type Query, readInTenant } from '../database/tenant.ts'
import type { Stored } from './prepare.ts'
import type { FileStore } from './store.ts'

interface Place {
	db: Knex
	files: FileStore
}

/** A day after it was written, whoever wrote it has made its row, or never will. */
const DAY_MILLISECONDS = 86_400_000
const AT_ONCE = 500

/**
 * For whoever is about to write a row that points to content: it stays, and is there. Somebody may
 * have removed it between its writing and now, when the same content lay there unused before.
 */
export async function holdContent(
	trx: Knex.Transaction,
	files: FileStore,
	{ key, content }: Stored,
): Promise<void> {
	await lock(queryOf(trx), key)
	if (!(await files.has(key))) await files.put(key, content)
}

/** Removes the content of files that were deleted; should that fail, the night's job does it. */
export async function dropDeleted(
	place: Place,
	clinicId: string,
	fileIds: readonly string[],
): Promise<void> {
	if (fileIds.length === 0) return
	const keys = await readInTenant(place.db, clinicId, (query) =>
		query<{ key: string }>(
			`select unnest(array[f.storage_key, f.thumbnail_key]) as key from files f
			where f.clinic_id = $1 and f.id = any($2::uuid[]) and f.deleted_at is not null`,
			[clinicId, fileIds],
		),
	)
	const known = keys.flatMap(({ key }) => key ?? [])
	await dropUnused(place, clinicId, known).catch(() => {})
}

/** Removes content, unless something points to it. */
async function dropUnused({ db, files }: Place, clinicId: string, keys: readonly string[]) {
	for (const key of keys) {
		await inTenant(
			db,
			clinicId,
			async (trx) => {
				const query = queryOf(trx)
				await lock(query, key)
				const unused = await unusedOf(query, clinicId, [key])
				if (unused.length > 0) await files.remove(key)
			},
			{ quietly: true },
		)
	}
}

/**
 * Goes through the whole store, and removes what was never given a row, or has lost it.
 *
 * @returns how many went
 */
export async function sweepFiles(
	{ db, files }: Place,
	before = new Date(Date.now() - DAY_MILLISECONDS),
): Promise<number> {
	let swept = 0
	const byClinic = new Map<string, string[]>()
	const look = async (clinicId: string, keys: string[]) => {
		byClinic.delete(clinicId)
		const unused = await readInTenant(db, clinicId, (query) => unusedOf(query, clinicId, keys))
		await dropUnused({ db, files }, clinicId, unused)
		swept += unused.length
	}
	for await (const { key, writtenAt } of files.list()) {
		const clinicId = key.split('/')[0] ?? ''
		// A bucket may hold what is not ours.
		if (!isId(clinicId) || writtenAt >= before) continue
		const keys = [...(byClinic.get(clinicId) ?? []), key]
		byClinic.set(clinicId, keys)
		if (keys.length >= AT_ONCE) await look(clinicId, keys)
	}
	for (const [clinicId, keys] of byClinic) await look(clinicId, keys)
	return swept
}

/** Until the transaction ends, nobody else gives this content a row or removes it. */
async function lock(query: Query, key: string): Promise<void> {
	await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`file ${key}`])
}

async function unusedOf(
	query: Query,
	clinicId: string,
	keys: readonly string[],
): Promise<string[]> {
	const rows = await query<{ key: string }>(
		`select k.key from unnest($2::text[]) as k(key)
		where not exists (select from files f where f.clinic_id = $1 and f.storage_key = k.key
				and f.deleted_at is null)
			and not exists (select from files f where f.clinic_id = $1 and f.thumbnail_key = k.key
				and f.deleted_at is null)`,
		[clinicId, keys],
	)
	return rows.map(({ key }) => key)
}
