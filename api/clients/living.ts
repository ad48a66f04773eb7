import type { Query } from '../database/tenant.ts'

/** Of `clients c`: neither merged into another nor erased. */
export const LIVING = `c.match_status <> 'merged' and c.erased_at is null`

interface LivingRow {
	id: string
	email: string | null
}

/**
 * Those of some clients who live, in no order. Under a shared lock, nobody merges or erases them
 * until the transaction ends: that is for whoever writes rows which point at them.
 */
export function livingClients(
	query: Query,
	clinicId: string,
	ids: readonly string[],
	lock: 'for share' | '' = '',
): Promise<LivingRow[]> {
	return query<LivingRow>(
		`select c.id, c.email from clients c
		where c.clinic_id = $1 and c.id = any($2::uuid[]) and ${LIVING} order by c.id ${lock}`,
		[clinicId, ids],
	)
}
