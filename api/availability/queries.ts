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
	const { resourceIds, from, to } = ask
	const values = [clinicId, resourceIds, from * 60, to * 60, appointmentId, holdId]
	const [row] = await query<BusyRow>(BUSY, values)
	return busyOf(row)
}

/** A clinic's state and busy time. */
export interface Calendar extends ClinicState {
	/** Null: the answer that was kept still holds. */
	taken: BusyAnswer | null
}

export interface CalendarAsk extends BusyAsk {
	clinicId: string
	/** A version, and until when what was read at it holds (epoch milliseconds). */
	kept: { version: number; validUntil: number } | undefined
}

interface CalendarRow extends ClinicState, BusyRow {
	n: number
	kept: boolean
}

// The function sets the clinic itself, one after the other; each has its own snapshots.
const CALENDARS = `
	select a.n, c.version, c.plan_version as "planVersion", c.paused_until as "pausedUntil",
		c.clock as now, c.kept, c.busy, c.holds_end_at as "holdsEndAt"
	from json_to_recordset($1) as a(n int, clinic uuid, resources uuid[], from_at float8,
		until float8, version bigint, kept_until float8),
	lateral read_calendar(a.clinic, a.resources, to_timestamp(a.from_at), to_timestamp(a.until),
		a.version, to_timestamp(a.kept_until)) c`

/**
 * Reads what public questions need, each of one clinic. Busy time is left out while what was kept at a
 * version still holds.
 *
 * @returns in the order of the questions; undefined where there is no such clinic
 */
export async function readCalendars(
	query: Query,
	asks: readonly CalendarAsk[],
): Promise<(Calendar | undefined)[]> {
	const calendars: (Calendar | undefined)[] = asks.map(() => undefined)
	for (const row of await query<CalendarRow>(CALENDARS, [JSON.stringify(asks.map(askValues))])) {
		if (row.version !== null) calendars[row.n] = { ...row, taken: row.kept ? null : busyOf(row) }
	}
	return calendars
}

function askValues({ clinicId, resourceIds, from, to, kept }: CalendarAsk, n: number) {
	return {
		n,
		clinic: clinicId,
		resources: resourceIds,
		from_at: from * 60,
		until: to * 60,
		version: kept?.version,
		kept_until: kept && Math.min(kept.validUntil / 1000, FAR),
	}
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
