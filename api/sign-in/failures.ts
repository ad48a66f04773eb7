import type { Query } from '../database/tenant.ts'

/** Failures after which a subject is locked, for a minute; each further one doubles that. */
export const MOST_FAILURES = 5
const LONGEST_MINUTES = 60

const BEGIN = `
	insert into sign_in_tries (clinic_id, subject, expires_at)
	values ($1, $2, statement_timestamp() + interval '1 day')
	on conflict do nothing`

const LOCK = `
	select failures, ceil(extract(epoch from locked_until - statement_timestamp()))::int as seconds,
		expires_at <= statement_timestamp() as is_old
	from sign_in_tries where clinic_id = $1 and subject = $2 for update`

const COUNT = `
	update sign_in_tries set failures = $3, updated_at = now(),
		expires_at = statement_timestamp() + interval '1 day',
		locked_until = case when $4::int = 0 then null
			else statement_timestamp() + make_interval(mins => $4::int) end
	where clinic_id = $1 and subject = $2`

/**
 * Counts a failure under a lock on its subject's row, unless the subject is locked.
 *
 * @returns how many there are now, and the seconds that the subject is still locked
 */
export async function countFailure(
	query: Query,
	clinicId: string,
	subject: string,
): Promise<{ failures: number; seconds: number }> {
	const key = [clinicId, subject]
	await query(BEGIN, key)
	const [row] = await query<{ failures: number; seconds: number | null; is_old: boolean }>(
		LOCK,
		key,
	)
	const seconds = Math.max(0, row?.seconds ?? 0)
	const before = row?.is_old ? 0 : (row?.failures ?? 0)
	if (seconds > 0) return { failures: before, seconds }
	await query(COUNT, [...key, before + 1, minutesAfter(before + 1)])
	return { failures: before + 1, seconds: 0 }
}

const TAKE_BACK = `
	update sign_in_tries set failures = greatest(failures - 1, 0), locked_until = null,
		updated_at = now()
	where clinic_id = $1 and subject = $2`

export async function takeBackFailure(query: Query, clinicId: string, subject: string) {
	await query(TAKE_BACK, [clinicId, subject])
}

const CLEAR = 'delete from sign_in_tries where clinic_id = $1 and subject = $2'

export async function clearFailures(query: Query, clinicId: string, subject: string) {
	await query(CLEAR, [clinicId, subject])
}

/** 1, 2, 4 … minutes from the fifth failure on. */
function minutesAfter(failures: number): number {
	if (failures < MOST_FAILURES) return 0
	return Math.min(LONGEST_MINUTES, 2 ** Math.min(failures - MOST_FAILURES, 10))
}
