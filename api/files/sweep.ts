/** Content that no row points to any more leaves the store; nobody's answer waits for that. */
import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { inTenant, readInTenant } from '../database/tenant.ts'
import type { FileStore } from './store.ts'

interface Place {
	db: Knex
	files: FileStore
}

const AT_ONCE = 500
/** A store that fails as often as that is not tried again before the next minute. */
const MOST_FAILURES = 3

/**
 * Removes what was deleted and no legal hold is on, with its name, and what was written and has got
 * no row for a day. The store is asked while no transaction is open, and for keys that are written
 * down here only: what else lies there may be another installation's.
 *
 * @returns of how many the content went
 * @throws AggregateError when the store failed; what is left is tried again
 */
export async function sweepFiles({ db, files }: Place): Promise<number> {
	const errands = [...(await deletedFiles(db, files)), ...(await abandonedUploads(db, files))]
	const failures: unknown[] = []
	let removed = 0
	for (const run of errands) {
		if (failures.length >= MOST_FAILURES) break
		await run().then(
			() => {
				removed += 1
			},
			(error) => failures.push(error),
		)
	}
	if (failures.length > 0) throw new AggregateError(failures, 'The file store failed')
	return removed
}

type Errand = () => Promise<void>

async function deletedFiles(db: Knex, files: FileStore): Promise<Errand[]> {
	const { rows } = await db.raw('select clinic_id, id from files_to_remove(?)', [AT_ONCE])
	return rows.map(({ clinic_id: clinicId, id }: { clinic_id: string; id: string }) => async () => {
		const keys = await readInTenant(db, clinicId, (query) =>
			query<{ key: string }>(KEYS, [clinicId, id]),
		)
		for (const { key } of keys) await files.remove(key)
		await inTenant(db, clinicId, (trx) => queryOf(trx)(GONE, [clinicId, id]), { quietly: true })
	})
}

/** But for keys that other rows share, as those of an earlier version may. */
const KEYS = `
	select k.key from files f, unnest(array[f.storage_key, f.thumbnail_key]) as k(key)
	where f.clinic_id = $1 and f.id = $2 and k.key is not null
		and not exists (select from files o where o.clinic_id = $1 and o.id <> $2
			and o.content_removed_at is null and o.storage_key = k.key)
		and not exists (select from files o where o.clinic_id = $1 and o.id <> $2
			and o.content_removed_at is null and o.thumbnail_key = k.key)`

const GONE = `
	update files set name = '', content_removed_at = now(), updated_at = now()
	where clinic_id = $1 and id = $2 and deleted_at is not null`

async function abandonedUploads(db: Knex, files: FileStore): Promise<Errand[]> {
	const { rows } = await db.raw('select clinic_id, storage_key as key from abandon_uploads(?)', [
		AT_ONCE,
	])
	return rows.map(
		({ clinic_id: clinicId, key }: { clinic_id: string; key: string }) =>
			async () => {
				await files.remove(key)
				const forget = (trx: Knex.Transaction) => queryOf(trx)(FORGET, [clinicId, key])
				await inTenant(db, clinicId, forget, { quietly: true })
			},
	)
}

const FORGET = 'delete from unfinished_uploads where clinic_id = $1 and storage_key = $2'
