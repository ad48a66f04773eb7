import type { AppointmentStatus, Species } from '../contract/primitives.ts'
import type { Query } from '../database/tenant.ts'

/** A visit as its row has it; instants as epoch seconds, which cost a tenth of a date. */
export interface DiaryVisitRow {
	id: string
	reference: string
	status: AppointmentStatus
	start: number
	end: number
	typeId: string | null
	vetId: string
	client: string | null
	pets: [name: string, species: Species][]
	reason: string | null
	method: 'online' | 'phone' | 'walk_in' | 'admin'
	answerBy: number | null
	arrivedAt: number | null
	/** What it occupies; without times once its reservations are gone. */
	places: [resourceId: string, start: number | null, end: number | null][] | null
}

// Animals and places are put together once for all visits, by their primary keys: one look-up a visit
// is three times slower for a week of a hundred vets.
const VISITS = `
	with v as materialized (
		select a.* from appointments a
		where a.clinic_id = $1 and a.scheduled_start >= to_timestamp($2)
			and a.scheduled_start < to_timestamp($3) and a.status <> 'rescheduled'),
	animals as (
		select ap.appointment_id, json_agg(json_build_array(p.name, p.species)
			order by p.id <> v.pet_id, p.id) as pets
		from v
		join appointment_pets ap on ap.clinic_id = $1 and ap.appointment_id = v.id
		join pets p on p.clinic_id = $1 and p.id = ap.pet_id
		group by ap.appointment_id),
	taken as (
		select r.appointment_id, r.resource_id, min(r.starts_at) as starts_at, max(r.ends_at) as ends_at
		from v join reservations r on r.clinic_id = $1 and r.appointment_id = v.id
		group by r.appointment_id, r.resource_id),
	places as (
		select ar.appointment_id, json_agg(json_build_array(ar.resource_id,
			extract(epoch from t.starts_at)::float8, extract(epoch from t.ends_at)::float8)) as places
		from v
		join appointment_resources ar on ar.clinic_id = $1 and ar.appointment_id = v.id
		left join taken t on t.appointment_id = v.id and t.resource_id = ar.resource_id
		group by ar.appointment_id)
	select v.id, v.booking_reference as reference, v.status,
		extract(epoch from v.scheduled_start)::float8 as start,
		extract(epoch from v.scheduled_end)::float8 as end,
		v.appointment_type_id as "typeId", v.veterinarian_id as "vetId", c.name as client,
		coalesce(animals.pets, '[]') as pets, v.reason, v.booking_method as method,
		case when v.status = 'pending' then extract(epoch from v.answer_by)::float8 end as "answerBy",
		case when v.status = 'checked_in' then (
			select extract(epoch from max(e.at))::float8 from appointment_events e
			where e.clinic_id = $1 and e.appointment_id = v.id and e.to_status = 'checked_in')
		end as "arrivedAt", places.places
	from v
	join clients c on c.clinic_id = $1 and c.id = v.client_id
	left join animals on animals.appointment_id = v.id
	left join places on places.appointment_id = v.id
	order by v.scheduled_start, v.id`

/** The visits that start within `[from, to)`, in epoch seconds, by their start. */
export const readVisits = (query: Query, clinicId: string, from: number, to: number) =>
	query<DiaryVisitRow>(VISITS, [clinicId, from, to])

export interface DiaryHoldRow {
	resourceId: string
	start: number
	end: number
	expiresAt: number
}

const HOLDS = `
	select h.veterinarian_id as "resourceId", extract(epoch from h.starts_at)::float8 as start,
		extract(epoch from h.ends_at)::float8 as end,
		extract(epoch from h.expires_at)::float8 as "expiresAt"
	from holds h
	where h.clinic_id = $1 and h.starts_at >= to_timestamp($2) and h.starts_at < to_timestamp($3)
		and h.expires_at > statement_timestamp()
	order by h.starts_at, h.id`

/** What owners are about to book at this moment. */
export const readHolds = (query: Query, clinicId: string, from: number, to: number) =>
	query<DiaryHoldRow>(HOLDS, [clinicId, from, to])
