import type { Knex } from 'knex'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant, type Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { blinder } from '../http/blind.ts'
import { Problem, tooMany } from '../http/problem.ts'

/** Of one account; what the clinic adds is its own business. */
export interface FileLimits {
	most: number
	bytes: number
	/** Files that are sent, refused ones too: each is worked on. */
	uploads: Allowance
}

/** Of one pet, from all its owners. */
const MOST_DOCUMENTS = 60
/** Of one account, deleted ones too: each costs work and a place on the disk. */
const MOST_A_DAY = 30

interface Wanted {
	petId: string
	kind: 'photo' | 'document'
	/** As it would lie in the store; 0 before that is known. */
	bytes: number
}

interface Counted {
	documents: number
	today: number
	files: number
	bytes: number
}

const COUNT = `
	select (select count(*) from files f where f.clinic_id = $1 and f.pet_id = $2
			and f.kind = 'document' and f.uploaded_by_kind = 'owner' and f.deleted_at is null)::int
			as documents,
		count(*) filter (where f.created_at > statement_timestamp() - interval '1 day')::int as today,
		count(*) filter (where f.deleted_at is null)::int as files,
		coalesce(sum(f.bytes) filter (where f.deleted_at is null), 0)::float8 as bytes
	from files f where f.clinic_id = $1 and f.uploaded_by_id = $3`

/** @throws Problem `file_limit_reached`, `storage_full` for an owner who has put enough here */
export async function assertRoom(
	query: Query,
	{ clinicId, accountId }: Owner,
	{ petId, kind, bytes }: Wanted,
	limits: FileLimits,
): Promise<void> {
	const [counted] = await query<Counted>(COUNT, [clinicId, petId, accountId])
	const { documents, today, files, bytes: taken } = counted as Counted
	if (kind === 'document' && documents >= MOST_DOCUMENTS) {
		const detail = `A pet has at most ${MOST_DOCUMENTS} documents. Please remove one first.`
		throw new Problem('file_limit_reached', { detail })
	}
	if (today >= MOST_A_DAY) {
		const detail = `That’s ${MOST_A_DAY} files in a day. Please go on tomorrow.`
		throw new Problem('file_limit_reached', { detail })
	}
	if (files < limits.most && taken + Math.max(1, bytes) <= limits.bytes) return
	const megabytes = Math.floor(limits.bytes / 1_000_000)
	const detail = `There is room for ${limits.most} files, or ${megabytes} MB, that you have sent. Please remove some first.`
	throw new Problem('storage_full', { detail })
}

interface Place {
	db: Knex
	serverKey: Uint8Array
	fileLimits: FileLimits
}

/**
 * Counts a file that is about to be worked on, whatever comes of it.
 *
 * @throws Problem `rate_limited`
 */
export async function countUpload(
	{ db, serverKey, fileLimits }: Place,
	{ clinicId, accountId }: Owner,
): Promise<void> {
	const subject = blinder(serverKey)(accountId)
	const hits = [{ ...fileLimits.uploads, bucket: 'upload_by_account', subject }]
	const count = (trx: Knex.Transaction) => countHits(queryOf(trx), clinicId, hits, Date.now())
	const wait = await inTenant(db, clinicId, count, { quietly: true })
	if (wait > 0) throw tooMany(wait)
}
