import type { Knex } from 'knex'
import { queryOf } from './query.ts'
import type { Query } from './tenant.ts'

const bump = (plan: 0 | 1) => `
	insert into availability_versions as v (clinic_id, version, plan_version, updated_at)
		values ($1, 1, ${plan}, statement_timestamp())
	on conflict (clinic_id) do update
		set version = v.version + 1, plan_version = v.plan_version + ${plan},
			updated_at = excluded.updated_at
	returning version`
const BUMP = bump(0)
const BUMP_PLAN = bump(1)

/**
 * Tells every cached answer and open calendar of a clinic that its free times changed: a visit, a
 * hold. The last statement before the commit: the row is locked until then, and all bookings of the
 * clinic meet on it.
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

/**
 * The same for a change of the plan, which is whatever `readClinicText` reads, and of the pause:
 * every server then loads the clinic again. The last statement before the commit, too.
 *
 * @returns the new version
 */
export async function bumpPlan(trx: Knex, clinicId: string): Promise<number> {
	const [row] = await queryOf(trx)<{ version: number }>(BUMP_PLAN, [clinicId])
	return row?.version ?? 0
}
