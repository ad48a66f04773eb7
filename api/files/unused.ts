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

/** Removes the content of files that were deleted; should that fail or a hold be on it, a night's job does it. */
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

/** More than both at once is no night's leftovers: then the rows of what lies there are elsewhere. */
const MOST_SWEPT = 50
const MOST_SWEPT_SHARE = 0.01

/**
 * Goes through the whole store, and removes what was never given a row, or has lost it. A store may
 * be shared with other installations: what lies there of clinics that are not ours stays.
 *
 * @returns how many went
 * @throws Error when too much would go; then nothing goes
 */
export async function sweepFiles(
	{ db, files }: Place,
	before = new Date(Date.now() - DAY_MILLISECONDS),
): Promise<number> {
	const { all, unused } = await unusedIn({ db, files }, before)
	if (unused.length > MOST_SWEPT && unused.length > all * MOST_SWEPT_SHARE) {
		const share = `${unused.length} of ${all} contents`
		throw new Error(`${share} in the file store have no row: none of them was removed`)
	}
	for (const [clinicId, key] of unused) await dropUnused({ db, files }, clinicId, [key])
	return unused.length
}

/** What nothing points to, as clinic and key; and how much lies there in all, of clinics of ours. */
async function unusedIn({ db, files }: Place, before: Date) {
	const unused: [clinicId: string, key: string][] = []
	let all = 0
	const byClinic = new Map<string, string[]>()
	const look = async (clinicId: string, keys: string[]) => {
		byClinic.delete(clinicId)
		const found = await readInTenant(db, clinicId, async (query) => {
			const ours = await query('select from clinics where id = $1', [clinicId])
			return ours.length > 0 ? await unusedOf(query, clinicId, keys) : null
		})
		if (found === null) return
		all += keys.length
		for (const key of found) unused.push([clinicId, key])
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
	return { all, unused }
}

/** Until the transaction ends, nobody else gives this content a row or removes it. */
async function lock(query: Query, key: string): Promise<void> {
	await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`file ${key}`])
}

/** What was deleted, of a client whom a legal hold is on: it goes when the hold has ended. */
const HELD = `
	select unnest(array[f.storage_key, f.thumbnail_key]) as key from files f
	where f.clinic_id = $1 and f.deleted_at is not null and (
		f.pet_id in (select o.pet_id from clients c
			join pet_owners o on o.clinic_id = $1 and o.client_id = c.id
			where c.clinic_id = $1 and c.legal_hold_at is not null)
		or f.uploaded_by_id in (select a.id from clients c
			join client_accounts a on a.clinic_id = $1 and a.client_id = c.id
			where c.clinic_id = $1 and c.legal_hold_at is not null))`

async function unusedOf(
	query: Query,
	clinicId: string,
	keys: readonly string[],
): Promise<string[]> {
	const rows = await query<{ key: string }>(
		`with held as materialized (${HELD})
		select k.key from unnest($2::text[]) as k(key)
		where not exists (select from files f where f.clinic_id = $1 and f.storage_key = k.key
				and f.deleted_at is null)
			and not exists (select from files f where f.clinic_id = $1 and f.thumbnail_key = k.key
				and f.deleted_at is null)
			and not exists (select from held h where h.key = k.key)`,
		[clinicId, keys],
	)
	return rows.map(({ key }) => key)
}
