import type { World } from './world.ts'

// None of these relies on what the product's constraints promise.

const OVERLAPS = `
	select a.clinic_id, a.resource_id, a.lane, a.starts_at, b.starts_at as other
	from reservations a join reservations b on b.clinic_id = a.clinic_id
		and b.resource_id = a.resource_id and b.lane = a.lane and b.id > a.id
		and b.starts_at < a.ends_at and a.starts_at < b.ends_at
	where (a.expires_at is null or a.expires_at > clock.now())
		and (b.expires_at is null or b.expires_at > clock.now())`

// More at once than a resource has lanes, however the lanes are numbered.
const CROWDS = `
	select r.id, count(*)::int as at_once, r.capacity from resources r
	join reservations a on a.clinic_id = r.clinic_id and a.resource_id = r.id
		and (a.expires_at is null or a.expires_at > clock.now())
	join reservations b on b.clinic_id = r.clinic_id and b.resource_id = r.id
		and (b.expires_at is null or b.expires_at > clock.now())
		and b.starts_at <= a.starts_at and b.ends_at > a.starts_at
	group by r.clinic_id, r.id, a.id, r.capacity having count(*) > r.capacity`

const ORPHANS = `
	select r.id, a.status, h.expires_at as hold_ends, r.expires_at as ends from reservations r
	left join appointments a on a.clinic_id = r.clinic_id and a.id = r.appointment_id
	left join holds h on h.clinic_id = r.clinic_id and h.id = r.hold_id
	where (r.appointment_id is not null and
			(a.status is null or a.status in ('cancelled', 'rescheduled')))
		or (r.hold_id is not null and h.expires_at is distinct from r.expires_at)
		or (r.appointment_id is null) = (r.hold_id is null)`

/** Each visit or live hold against what its type needs: one vet, one room, the equipment. */
const needs = (holder: 'appointment' | 'hold') => `
	select v.id, v.starts, array_agg(x.kind order by x.kind) as kinds,
		bool_and(r.starts_at = v.starts - make_interval(mins => t.buffer_before_minutes)
			and r.ends_at = v.ends + make_interval(mins => t.buffer_after_minutes)) as whole,
		bool_and(x.kind not in ('veterinarian', 'nurse') or x.id = v.vet) as by_vet,
		array_length(t.equipment, 1) as machines
	from (${holder === 'hold' ? LIVE_HOLDS : OPEN_VISITS}) v
	join appointment_types t on t.clinic_id = v.clinic_id and t.id = v.type
	left join reservations r on r.clinic_id = v.clinic_id and r.${holder}_id = v.id
	left join resources x on x.clinic_id = r.clinic_id and x.id = r.resource_id
	group by v.id, v.starts, t.equipment`

const OPEN_VISITS = `
	select clinic_id, id, appointment_type_id as type, veterinarian_id as vet,
		scheduled_start as starts, scheduled_end as ends
	from appointments
	where status in ('pending', 'confirmed', 'reminded', 'checked_in', 'in_progress')
		and scheduled_end > clock.now()`

const LIVE_HOLDS = `
	select clinic_id, id, appointment_type_id as type, veterinarian_id as vet,
		starts_at as starts, ends_at as ends
	from holds where expires_at > clock.now()`

interface NeedRow {
	id: string
	starts: Date
	kinds: (string | null)[]
	whole: boolean | null
	by_vet: boolean
	machines: number | null
}

/** No time is taken twice, none for nobody, and every visit has what it needs. */
export async function checkTime(world: World): Promise<void> {
	const { admin } = world
	for (const row of (await admin.query(OVERLAPS)).rows) {
		world.find('no overlap', JSON.stringify(row))
	}
	for (const row of (await admin.query(CROWDS)).rows) {
		world.find('no overlap', `more than the capacity: ${JSON.stringify(row)}`)
	}
	for (const row of (await admin.query(ORPHANS)).rows) {
		world.find('no orphan', JSON.stringify(row))
	}
	for (const holder of ['appointment', 'hold'] as const) {
		const { rows } = await admin.query<NeedRow>(needs(holder))
		world.count(`${holder}s with their time`, rows.length)
		for (const row of rows) {
			const machines = Array.from({ length: row.machines ?? 0 }, () => 'equipment')
			const wanted = [...machines, 'room', 'veterinarian'].join()
			if (row.kinds.join() === wanted && row.whole && row.by_vet) continue
			world.find('whole visits', `${holder} ${JSON.stringify(row)}, wanted ${wanted}`)
		}
	}
	await checkClosed(world)
}

const IN_CLOSED = `
	select id from appointments
	where clinic_id = $1 and veterinarian_id = $2 and scheduled_start < $4 and scheduled_end > $3
		and status in ('pending', 'confirmed', 'reminded')`

/** A visit in time that was closed stands there only because its clinic was told of it. */
async function checkClosed(world: World): Promise<void> {
	for (const { clinic, resourceId, from, to } of world.told.closed) {
		const values = [clinic.id, resourceId, new Date(from), new Date(to)]
		const { rows } = await world.admin.query<{ id: string }>(IN_CLOSED, values)
		for (const { id } of rows) {
			if (world.told.stranded.has(id)) continue
			world.find('told who is stranded', `visit ${id} lies in time that was closed`)
		}
	}
}
