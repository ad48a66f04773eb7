import type { ClinicState } from '../clinics/queries.ts'
import type { Query } from '../database/tenant.ts'
import type { Busy, Minute } from './model.ts'

/** Reservations that don't count: those of the visit that is moved, or of the owner's own hold. */
export interface Except {
	appointmentId?: string | undefined
	holdId?: string | undefined
}

export interface BusyAsk {
	resourceIds: readonly string[]
	from: Minute
	to: Minute
}

export interface BusyAnswer {
	busy: Busy[]
	/** When the first of the holds among them ends, in epoch milliseconds; Infinity without one. */
	holdsEndAt: number
}

interface BusyRow {
	/** `[resource, lane, [span, …]]`; see the function `busy_times`. Null: nothing. */
	busy: [resourceId: string, lane: number, spans: number[]][] | null
	holdsEndAt: Date | null
}

const BUSY = `
	select b.busy, b.holds_end_at as "holdsEndAt"
	from busy_times($1, $2::uuid[], to_timestamp($3), to_timestamp($4), $5, $6) b`

/** Time taken on the given resources within `[from, to)`, without holds that have ended. */
export async function readBusy(
	query: Query,
	clinicId: string,
	ask: BusyAsk & { except?: Except | undefined },
): Promise<BusyAnswer> {
	const { appointmentId = null, holdId = null } = ask.except ?? {}
	const [row] = await query<BusyRow>(BUSY, [...busyValues(clinicId, ask), appointmentId, holdId])
	return busyOf(row)
}

function busyValues(clinicId: string, { resourceIds, from, to }: BusyAsk): unknown[] {
	return [clinicId, resourceIds, from * 60, to * 60]
}

/** A clinic's state and busy time, in one round trip. */
export interface Calendar extends ClinicState {
	/** Null: the answer that was kept still holds. */
	taken: BusyAnswer | null
}

interface CalendarRow extends ClinicState, BusyRow {
	kept: boolean
}

const CALENDAR = `
	select c.version, c.plan_version as "planVersion", c.paused_until as "pausedUntil",
		c.clock as now, c.kept, c.busy, c.holds_end_at as "holdsEndAt"
	from read_calendar($1, $2::uuid[], to_timestamp($3), to_timestamp($4), $5, to_timestamp($6)) c`

/**
 * Reads what a public question needs, and sets the clinic itself. Busy time is left out while an
 * answer kept at a version until a time (epoch milliseconds) still holds.
 *
 * @returns undefined without such a clinic
 */
export async function readCalendar(
	query: Query,
	clinicId: string,
	ask: BusyAsk,
	kept: { version: number; validUntil: number } | undefined,
): Promise<Calendar | undefined> {
	const until = kept ? Math.min(kept.validUntil / 1000, FAR) : null
	const values = [...busyValues(clinicId, ask), kept?.version ?? null, until]
	const [row] = await query<CalendarRow>(CALENDAR, values)
	if (!row || row.version === null) return undefined
	return { ...row, taken: row.kept ? null : busyOf(row) }
}

/** The year 9999 in seconds, where the database's calendar has room left. */
const FAR = 253_370_764_800

/** What a span is made of: start times this, plus end. */
const SPAN = 4095

function busyOf(row: BusyRow | undefined): BusyAnswer {
	const busy: Busy[] = []
	for (const [resourceId, lane, spans] of row?.busy ?? []) {
		for (const span of spans) {
			const startsAt = Math.floor(span / (SPAN + 1))
			busy.push({ resourceId, lane, startsAt, endsAt: span - startsAt * SPAN })
		}
	}
	return { busy, holdsEndAt: row?.holdsEndAt?.getTime() ?? Infinity }
}
