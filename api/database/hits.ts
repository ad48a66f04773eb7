import type { Query } from './tenant.ts'

/** At most `most` hits in each window of `seconds`. */
export interface Allowance {
	most: number
	seconds: number
}

/** One thing to count up. */
export interface Hit extends Allowance {
	bucket: string
	/** Whom it is counted to, never in clear. */
	subject: string
}

// Rows in one order: two calls that count the same names wait, never deadlock.
const COUNT = `
	insert into rate_limits (clinic_id, bucket, subject, window_starts_at, expires_at, hits)
	select $1, x.bucket, x.subject, to_timestamp(x.start), to_timestamp(x.ends), 1
	from unnest($2::text[], $3::text[], $4::float8[], $5::float8[])
		as x(bucket, subject, start, ends)
	order by x.bucket, x.subject
	on conflict (clinic_id, bucket, subject, window_starts_at)
		do update set hits = rate_limits.hits + excluded.hits, updated_at = excluded.updated_at
	returning bucket, hits`

/**
 * Counts hits, in the database and so across processes.
 *
 * @param now epoch milliseconds; it says which windows are open
 * @returns seconds until the last window ends that is used up; 0 when every hit is within its limit
 */
export async function countHits(
	query: Query,
	clinicId: string,
	hits: readonly Hit[],
	now: number,
): Promise<number> {
	const starts = hits.map((hit) => windowStart(hit, now))
	const counted = await query<{ bucket: string; hits: number }>(COUNT, [
		clinicId,
		hits.map((hit) => hit.bucket),
		hits.map((hit) => hit.subject),
		starts.map((start) => start / 1000),
		starts.map((start, i) => start / 1000 + (hits[i]?.seconds ?? 0)),
	])
	const waits = hits
		.filter((hit) => counted.some((row) => row.bucket === hit.bucket && row.hits > hit.most))
		.map((hit) => Math.ceil((windowStart(hit, now) + hit.seconds * 1000 - now) / 1000))
	return Math.max(0, ...waits)
}

function windowStart(hit: Allowance, now: number): number {
	const window = hit.seconds * 1000
	return Math.floor(now / window) * window
}
