import type { Busy, Minute } from '../availability/model.ts'
import type { Query } from '../database/tenant.ts'

/** Time taken, and the visit that takes it; null: something else does, such as a hold. */
export interface BookedTime extends Busy {
	appointmentId: string | null
}

// No reservation is longer than 36 hours, so a lower bound of starts is enough.
const TAKEN = `
	select r.resource_id as "resourceId", r.lane, r.appointment_id as "appointmentId",
		floor(extract(epoch from r.starts_at) / 60)::float8 as "startsAt",
		ceil(extract(epoch from r.ends_at) / 60)::float8 as "endsAt"
	from resources s join reservations r on r.clinic_id = $1 and r.resource_id = s.id
		and r.starts_at > to_timestamp($2) - interval '36 hours' and r.starts_at < to_timestamp($3)
		and r.ends_at > to_timestamp($2)
		and (r.expires_at is null or r.expires_at > statement_timestamp())
	where s.clinic_id = $1
	order by r.resource_id, r.lane, r.starts_at`

/** All time that is taken within `[from, until)`, resource by resource. */
export function readTaken(
	query: Query,
	clinicId: string,
	from: Minute,
	until: Minute,
): Promise<BookedTime[]> {
	return query<BookedTime>(TAKEN, [clinicId, from * 60, until * 60])
}

const FIRST_BOOKED = `
	with recursive earlier as (
		select a.id as visit, a.previous_appointment_id as previous, a.created_at as at
		from appointments a where a.clinic_id = $1 and a.id = any($2::uuid[])
		union all
		select e.visit, a.previous_appointment_id, a.created_at
		from earlier e join appointments a on a.clinic_id = $1 and a.id = e.previous)
	select e.visit as id, min(e.at) as at from earlier e group by e.visit`

/** When visits that have moved were booked at first. */
export async function readFirstBooked(
	query: Query,
	clinicId: string,
	ids: readonly string[],
): Promise<Map<string, Date>> {
	if (ids.length === 0) return new Map()
	const rows = await query<{ id: string; at: Date }>(FIRST_BOOKED, [clinicId, ids])
	return new Map(rows.map(({ id, at }) => [id, at]))
}
