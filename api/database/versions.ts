import type { Knex } from 'knex'

/**
 * Tells every cached answer and open calendar of a clinic that its free times changed. The last
 * statement before the commit: the row is locked until then, and all bookings of the clinic meet
 * on it.
 *
 * @returns the new version
 */
export async function bumpVersion(trx: Knex, clinicId: string): Promise<number> {
	const { rows } = await trx.raw(
		`insert into availability_versions (clinic_id, version, updated_at)
			values (?, 1, statement_timestamp())
		on conflict (clinic_id) do update
			set version = availability_versions.version + 1, updated_at = excluded.updated_at
		returning version`,
		[clinicId],
	)
	return rows[0].version
}
