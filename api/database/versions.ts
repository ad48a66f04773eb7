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

export interface ClinicVersion {
	clinicId: string
	version: number
	changedAt: Date
}

// A bump's time is from before it waited for the row, and the commit comes a little later still.
const OVERLAP_MS = 10_000

/**
 * The versions of all clinics that changed since a time, and perhaps some that did not.
 *
 * @param since the latest `changedAt` seen so far; without it every clinic is returned
 */
export async function pollVersions(db: Knex, since?: Date): Promise<ClinicVersion[]> {
	const from = since ? new Date(since.getTime() - OVERLAP_MS) : null
	const { rows } = await db.raw(
		`select clinic_id as "clinicId", version, updated_at as "changedAt"
			from poll_availability_versions(?)`,
		[from],
	)
	return rows
}
