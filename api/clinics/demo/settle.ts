import type { Knex } from 'knex'
import type { Ids } from './clinic-rows.ts'
import { insertRows, type Row } from './insert.ts'
import { demoId, seeded } from './seed.ts'
import { iso } from './visit-rows.ts'

const MINUTE = 60_000
const YEAR = 365 * 24 * 60 * MINUTE
const MISSED = 0.05

interface Over {
	id: string
	status: string
	start: Date
	end: Date
	cost: string | null
	petId: string
	vetId: string
	title: string
	group: string | null
}

/**
 * Brings visits that are over to their end, as the clinic's people would have: most were completed and
 * left a medical record, a few owners did not come, and requests that nobody answered lapsed.
 */
export async function settlePast(
	trx: Knex.Transaction,
	{ ids, now }: { ids: Ids; now: Date },
): Promise<void> {
	const { rows } = await trx.raw(
		`select a.id, a.status, a.scheduled_start as start, a.scheduled_end as end,
			a.estimated_cost as cost, a.pet_id as "petId", a.veterinarian_id as "vetId",
			t.name as title, t.group_name as group
		from appointments a
		join appointment_types t on t.clinic_id = a.clinic_id and t.id = a.appointment_type_id
		where a.clinic_id = :id and t.clinic_id = :id and a.scheduled_end <= :now
			and a.status in ('pending', 'confirmed', 'reminded', 'checked_in', 'in_progress')
		order by a.booking_reference, a.id for no key update of a`,
		{ id: ids.clinic, now },
	)
	const over = (rows as Over[]).map((visit) => ({ visit, end: endOf(visit) }))
	if (over.length === 0) return
	await updateAll(
		trx,
		ids,
		over.map(({ visit, end }) => ({ id: visit.id, ...end })),
	)
	await insertRows(trx, {
		appointment_events: over.flatMap(({ visit, end }) => eventsOf(visit, end, ids)),
		medical_records: over.flatMap(({ visit, end }) => recordsOf(visit, end, ids)),
	})
}

interface End {
	status: 'completed' | 'no_show' | 'cancelled'
	actual_start: string | null
	actual_end: string | null
	final_cost: number | null
	cancelled_at: string | null
	cancelled_by_kind: string | null
}

function endOf({ id, status, start, end, cost }: Over): End {
	const blank = {
		actual_start: null,
		actual_end: null,
		final_cost: null,
		cancelled_at: null,
		cancelled_by_kind: null,
	}
	if (status === 'pending') {
		return { ...blank, status: 'cancelled', cancelled_at: iso(+start), cancelled_by_kind: 'system' }
	}
	const random = seeded(id)
	const mayMiss = status === 'confirmed' || status === 'reminded'
	if (mayMiss && random.chance(MISSED)) return { ...blank, status: 'no_show' }
	const began = +start + random.whole(-2, 9) * MINUTE
	const extra = random.chance(0.3) ? random.whole(5, 60) : 0
	return {
		...blank,
		status: 'completed',
		actual_start: iso(began),
		actual_end: iso(began + (+end - +start) + random.whole(-3, 5) * MINUTE),
		final_cost: cost === null ? null : Number(cost) + extra,
	}
}

async function updateAll(trx: Knex, ids: Ids, ends: (End & { id: string })[]): Promise<void> {
	await trx.raw(
		`update appointments a set status = r.status, actual_start = r.actual_start,
			actual_end = r.actual_end, final_cost = r.final_cost, cancelled_at = r.cancelled_at,
			cancelled_by_kind = r.cancelled_by_kind, updated_at = now()
		from jsonb_to_recordset(?::jsonb) as r(id uuid, status text, actual_start timestamptz,
			actual_end timestamptz, final_cost numeric, cancelled_at timestamptz,
			cancelled_by_kind text)
		where a.clinic_id = ? and a.id = r.id`,
		[JSON.stringify(ends), ids.clinic],
	)
}

// The way through the state machine that is still ahead of each status.
const WAYS: Record<string, string[]> = {
	pending: [],
	confirmed: ['checked_in', 'in_progress', 'completed'],
	reminded: ['checked_in', 'in_progress', 'completed'],
	checked_in: ['in_progress', 'completed'],
	in_progress: ['completed'],
}

function eventsOf(visit: Over, end: End, ids: Ids): Row[] {
	const way = end.status === 'completed' ? (WAYS[visit.status] ?? []) : [end.status]
	const times: Record<string, number> = {
		checked_in: +visit.start - 4 * MINUTE,
		in_progress: +(end.actual_start ? new Date(end.actual_start) : visit.start),
		completed: +(end.actual_end ? new Date(end.actual_end) : visit.end),
		no_show: +visit.end,
		cancelled: +visit.start,
	}
	return way.map((to, i) => {
		const at = times[to] ?? +visit.end
		const bySystem = to === 'cancelled'
		return {
			clinic_id: ids.clinic,
			id: demoId(`${visit.id}/${to}`, at),
			appointment_id: visit.id,
			actor_kind: bySystem ? 'system' : 'staff',
			actor_id: bySystem ? null : visit.vetId,
			from_status: way[i - 1] ?? visit.status,
			to_status: to,
			at: iso(at),
		}
	})
}

function recordsOf(visit: Over, end: End, ids: Ids): Row[] {
	if (end.status !== 'completed') return []
	const vaccination = visit.group === 'Vaccination'
	return [
		{
			clinic_id: ids.clinic,
			id: demoId(`${visit.id}/record`, +visit.end),
			pet_id: visit.petId,
			appointment_id: visit.id,
			author_id: visit.vetId,
			kind: vaccination ? 'vaccination' : 'visit',
			title: visit.title,
			occurred_on: iso(+visit.start).slice(0, 10),
			next_due_on: vaccination ? iso(+visit.start + YEAR).slice(0, 10) : null,
			data: {},
			visibility: 'shared',
		},
	]
}
