import type { Query } from '../database/tenant.ts'
import type { Busy, Minute } from './model.ts'

/** Reservations that don't count: those of the visit that is moved, or of the owner's own hold. */
export interface Except {
	appointmentId?: string | undefined
	holdId?: string | undefined
}

export interface BusyAnswer {
	busy: Busy[]
	/** When the first of the holds among them ends, in epoch milliseconds; Infinity without one. */
	holdsEndAt: number
}

interface BusyRow {
	resourceId: string
	lane: number
	startsAt: number
	endsAt: number
	expiresAt: number | null
}

// No reservation is longer than 36 hours (a CHECK), so the b-tree on starts needs a lower bound
// only. Columns of its INCLUDE and no others: an index-only scan, a twentieth of GiST's cost.
const BUSY = `
	select r.resource_id as "resourceId", r.lane,
		extract(epoch from r.starts_at)::float8 as "startsAt",
		extract(epoch from r.ends_at)::float8 as "endsAt",
		extract(epoch from r.expires_at)::float8 as "expiresAt"
	from reservations r
	where r.clinic_id = $1 and r.resource_id = any($2::uuid[])
		and r.starts_at < to_timestamp($4) and r.ends_at > to_timestamp($3)
		and r.starts_at > to_timestamp($3) - interval '36 hours'
		and (r.expires_at is null or r.expires_at > statement_timestamp())`

const BUT_OWN = `
		and ($5::uuid is null or r.appointment_id is distinct from $5::uuid)
		and ($6::uuid is null or r.hold_id is distinct from $6::uuid)`

/** Time taken on the given resources within `[from, to)`, without holds that have ended. */
export async function readBusy(
	query: Query,
	clinicId: string,
	ask: { resourceIds: readonly string[]; from: Minute; to: Minute; except?: Except | undefined },
): Promise<BusyAnswer> {
	const { appointmentId = null, holdId = null } = ask.except ?? {}
	const values = [clinicId, ask.resourceIds, ask.from * 60, ask.to * 60]
	const own = appointmentId !== null || holdId !== null
	const rows = own
		? await query<BusyRow>(BUSY + BUT_OWN, [...values, appointmentId, holdId])
		: await query<BusyRow>(BUSY, values)
	const ends = rows.flatMap((row) => (row.expiresAt === null ? [] : [row.expiresAt * 1000]))
	return { busy: rows.map(busyOf), holdsEndAt: Math.min(...ends) }
}

function busyOf(row: BusyRow): Busy {
	return {
		resourceId: row.resourceId,
		lane: row.lane,
		startsAt: Math.floor(row.startsAt / 60),
		endsAt: Math.ceil(row.endsAt / 60),
	}
}
