/** What is booked or held ahead, with the time that each occupies. */
import type { Minute, Reservation } from '../../availability/model.ts'
import type { Visit } from '../../contract/visit.ts'
import type { Query } from '../../database/tenant.ts'

/** A visit or a live hold as its row has it. */
export interface Occupant {
	kind: 'visit' | 'hold'
	id: string
	typeId: string | null
	vetId: string
	start: Minute
	end: Minute
	visit: Visit
}

/** A row of `reservations`, with whom it belongs to. */
export interface Occupied extends Reservation {
	id: string
	/** The id of a visit or a hold. */
	holderId: string
	/** Of a hold. */
	expiresAt: Date | null
}

/** Which visits a change can concern at all. */
export interface Reach {
	/** null: everyone's. */
	resourceIds: readonly string[] | null
	/** null: without end. */
	until: Date | null
}

// A visit is over when it has ended; of those that have begun some are still waiting for their room.
const VISITS = `
	select 'visit' as kind, a.id, a.appointment_type_id as "typeId", a.veterinarian_id as "vetId",
		extract(epoch from a.scheduled_start)::float8 / 60 as start,
		extract(epoch from a.scheduled_end)::float8 / 60 as end, a.visit
	from appointments a
	where a.clinic_id = $1 and a.scheduled_end > statement_timestamp()
		and a.scheduled_start > statement_timestamp() - interval '24 hours'
		and a.status in ('pending', 'confirmed', 'reminded', 'checked_in')
		and ($3::timestamptz is null or a.scheduled_start < $3)
		and ($2::uuid[] is null or a.veterinarian_id = any($2) or exists (
			select from reservations r
			where r.clinic_id = $1 and r.clinic_id = a.clinic_id and r.appointment_id = a.id
				and r.resource_id = any($2)))
	order by a.scheduled_start, a.id`

const HOLDS = `
	select 'hold' as kind, h.id, h.appointment_type_id as "typeId", h.veterinarian_id as "vetId",
		extract(epoch from h.starts_at)::float8 / 60 as start,
		extract(epoch from h.ends_at)::float8 / 60 as end, h.visit
	from holds h
	where h.clinic_id = $1 and h.expires_at > statement_timestamp()
		and ($3::timestamptz is null or h.starts_at < $3)
		and ($2::uuid[] is null or h.veterinarian_id = any($2) or exists (
			select from reservations r
			where r.clinic_id = $1 and r.clinic_id = h.clinic_id and r.hold_id = h.id
				and r.resource_id = any($2)))
	order by h.starts_at, h.id`

/** Everyone whose place a change may concern: visits first, since they outrank holds. */
export async function readOccupants(
	query: Query,
	clinicId: string,
	{ resourceIds, until }: Reach,
): Promise<Occupant[]> {
	const values = [clinicId, resourceIds, until]
	const visits = await query<Occupant>(VISITS, values)
	return [...visits, ...(await query<Occupant>(HOLDS, values))]
}

/** All time taken from yesterday on, in order of its start. */
export async function readOccupied(
	query: Query,
	clinicId: string,
	until: Date | null,
): Promise<Occupied[]> {
	const rows = await query<Occupied>(
		`select r.id, r.resource_id as "resourceId", r.lane,
			floor(extract(epoch from r.starts_at) / 60)::float8 as "startsAt",
			ceil(extract(epoch from r.ends_at) / 60)::float8 as "endsAt",
			coalesce(r.appointment_id, r.hold_id) as "holderId", r.expires_at as "expiresAt"
		from reservations r
		where r.clinic_id = $1 and r.starts_at > statement_timestamp() - interval '3 days'
			and ($2::timestamptz is null or r.starts_at < $2::timestamptz + interval '3 days')
			and (r.expires_at is null or r.expires_at > statement_timestamp())
		order by r.starts_at, r.id`,
		[clinicId, until],
	)
	return rows
}
