import type { Knex } from 'knex'
import { queryOf } from './query.ts'
import type { Query } from './tenant.ts'

const BUMP = `
	insert into availability_versions (clinic_id, version, updated_at)
		values ($1, 1, statement_timestamp())
	on conflict (clinic_id) do update
		set version = availability_versions.version + 1, updated_at = excluded.updated_at
	returning version`

/**
 * Tells every cached answer and open calendar of a clinic that its free times changed. The last
 * statement before the commit: the row is locked until then, and all bookings of the clinic meet
 * on it.
 *
 * @returns the new version
 */
export function bumpVersion(trx: Knex, clinicId: string): Promise<number> {
	return bumpVersionBy(queryOf(trx), clinicId)
}

/** The same for quick writes, which send it together with their commit. */
export async function bumpVersionBy(query: Query, clinicId: string): Promise<number> {
	const [row] = await query<{ version: number }>(BUMP, [clinicId])
	return row?.version ?? 0
}
