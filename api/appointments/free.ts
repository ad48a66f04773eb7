import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'

/** A lane that a visit gave up. */
export interface Freed {
	resourceId: string
	lane: number
	startsAt: Date
	endsAt: Date
}

/** Gives a visit's time back; whoever does it holds the locks of its resources. */
export function freeTime(
	trx: Knex.Transaction,
	clinicId: string,
	appointmentId: string,
): Promise<Freed[]> {
	return queryOf(trx)<Freed>(
		`delete from reservations r where r.clinic_id = $1 and r.appointment_id = $2
		returning r.resource_id as "resourceId", r.lane, r.starts_at as "startsAt",
			r.ends_at as "endsAt"`,
		[clinicId, appointmentId],
	)
}

interface Above extends Freed {
	id: string
	capacity: number
}

/**
 * Lets visits that were overbooked come down to lanes that others gave up. A lane above the capacity
 * blocks nobody: left there, the visit would have an owner booked on top of it. What was freed and is
 * taken again stays taken; the caller holds the locks.
 */
export async function lowerOverbooked(
	trx: Knex.Transaction,
	clinicId: string,
	freed: readonly Freed[],
): Promise<void> {
	const query = queryOf(trx)
	for (const one of await aboveCapacity(query, clinicId, freed)) {
		for (const gap of freed) {
			const isNear = gap.startsAt < one.endsAt && gap.endsAt > one.startsAt
			if (gap.resourceId !== one.resourceId || gap.lane >= one.capacity || !isNear) continue
			const [lowered] = await query(LOWER, [clinicId, one.id, gap.lane])
			if (lowered) break
		}
	}
}

async function aboveCapacity(
	query: Query,
	clinicId: string,
	freed: readonly Freed[],
): Promise<Above[]> {
	if (freed.length === 0) return []
	const from = Math.min(...freed.map(({ startsAt }) => startsAt.getTime()))
	const until = Math.max(...freed.map(({ endsAt }) => endsAt.getTime()))
	const ids = freed.map(({ resourceId }) => resourceId)
	return query<Above>(ABOVE, [clinicId, ids, new Date(from), new Date(until)])
}

// No reservation is longer than 36 hours, so the index is read from there on.
const ABOVE = `
	select r.id, r.resource_id as "resourceId", r.lane, r.starts_at as "startsAt",
		r.ends_at as "endsAt", x.capacity
	from reservations r join resources x on x.clinic_id = $1 and x.id = r.resource_id
	where r.clinic_id = $1 and r.resource_id = any($2::uuid[]) and r.lane >= x.capacity
		and r.starts_at > $3::timestamptz - interval '36 hours'
		and r.starts_at < $4::timestamptz and r.ends_at > $3::timestamptz
	order by r.starts_at, r.lane, r.id`

const LOWER = `
	update reservations r set lane = $3, updated_at = now()
	where r.clinic_id = $1 and r.id = $2 and not exists (
		select from reservations o
		where o.clinic_id = $1 and o.resource_id = r.resource_id and o.lane = $3
			and o.starts_at > r.starts_at - interval '36 hours'
			and o.starts_at < r.ends_at and o.ends_at > r.starts_at)
	returning r.id`
