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
	source: string | null
	answerBy: number | null
	arrivedAt: number | null
	/** By how much the owner says to be late. */
	lateMinutes: number | null
	/** Of whoever waits in the car park. */
	carPark: { note: string | null } | null
	/** What it occupies; without times once its reservations are gone. */
	places: [resourceId: string, start: number | null, end: number | null, lane: number][]
}

// No visit is longer than a day, so the index is read from there on. One look-up a visit, each by a primary key: the planner has no say in it. Joined, a database whose
// statistics were not gathered yet took eleven seconds for a week.
const VISITS = `
	select a.id, a.booking_reference as reference, a.status,
		extract(epoch from a.scheduled_start)::float8 as start,
		extract(epoch from a.scheduled_end)::float8 as end,
		a.appointment_type_id as "typeId", a.veterinarian_id as "vetId",
		(select c.name from clients c where c.clinic_id = $1 and c.id = a.client_id) as client,
		a.reason, a.booking_method as method, a.source,
		case when a.status = 'pending' then extract(epoch from a.answer_by)::float8 end as "answerBy",
		case when a.status = 'checked_in' then (
			select extract(epoch from max(e.at))::float8 from appointment_events e
			where e.clinic_id = $1 and e.appointment_id = a.id and e.to_status = 'checked_in')
		end as "arrivedAt",
		case when a.status in ('confirmed', 'reminded') then (
			select (e.data ->> 'minutes')::int from appointment_events e
			where e.clinic_id = $1 and e.appointment_id = a.id and e.kind = 'owner_late'
			order by e.at desc, e.id desc limit 1)
		end as "lateMinutes",
		case when a.status = 'checked_in' then (
			select json_build_object('note', e.reason) from appointment_events e
			where e.clinic_id = $1 and e.appointment_id = a.id and e.to_status = 'checked_in'
				and e.data ->> 'where' = 'car_park'
			order by e.at desc, e.id desc limit 1)
		end as "carPark"
	from appointments a
	where a.clinic_id = $1 and a.scheduled_start > to_timestamp($2) - interval '24 hours'
		and a.scheduled_start < to_timestamp($3) and a.scheduled_end > to_timestamp($2)
		and a.status <> 'rescheduled'
	order by a.scheduled_start, a.id`

const ANIMALS = `
	select ap.appointment_id as id,
		(select json_build_array(p.name, p.species) from pets p
			where p.clinic_id = $1 and p.id = ap.pet_id) as pet
	from appointment_pets ap
	where ap.clinic_id = $1 and ap.appointment_id = any($2::uuid[])
	order by ap.appointment_id, ap.pet_id`

const PLACES = `
	select ar.appointment_id as id, ar.resource_id as "resourceId"
	from appointment_resources ar
	where ar.clinic_id = $1 and ar.appointment_id = any($2::uuid[])`

const TAKEN = `
	select r.appointment_id as id, r.resource_id as "resourceId",
		extract(epoch from min(r.starts_at))::float8 as start,
		extract(epoch from max(r.ends_at))::float8 as end, max(r.lane) as lane
	from reservations r
	where r.clinic_id = $1 and r.appointment_id = any($2::uuid[])
	group by r.appointment_id, r.resource_id`

interface PlaceRow {
	id: string
	resourceId: string
	start?: number
	end?: number
	lane?: number
}
type Bare = Omit<DiaryVisitRow, 'pets' | 'places'>

/** The visits that have a part of theirs within `[from, to)`, in epoch seconds, by their start. */
export async function readVisits(
	query: Query,
	clinicId: string,
	from: number,
	to: number,
): Promise<DiaryVisitRow[]> {
	const visits = await query<Bare>(VISITS, [clinicId, from, to])
	if (visits.length === 0) return []
	const of = [clinicId, visits.map(({ id }) => id)]
	const animals = await query<{ id: string; pet: [string, Species] | null }>(ANIMALS, of)
	const places = await query<PlaceRow>(PLACES, of)
	const taken = await query<Required<PlaceRow>>(TAKEN, of)
	const times = new Map(taken.map((one) => [`${one.id} ${one.resourceId}`, one]))
	const petsOf = Map.groupBy(animals, ({ id }) => id)
	const placesOf = Map.groupBy(places, ({ id }) => id)
	return visits.map((visit) => ({
		...visit,
		pets: (petsOf.get(visit.id) ?? []).flatMap(({ pet }) => (pet ? [pet] : [])),
		places: (placesOf.get(visit.id) ?? []).map(({ id, resourceId }) => {
			const { start = null, end = null, lane = 0 } = times.get(`${id} ${resourceId}`) ?? {}
			return [resourceId, start, end, lane]
		}),
	}))
}

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
	where h.clinic_id = $1 and h.starts_at < to_timestamp($3) and h.ends_at > to_timestamp($2)
		and h.expires_at > statement_timestamp()
	order by h.starts_at, h.id`

/** What owners are about to book at this moment. */
export const readHolds = (query: Query, clinicId: string, from: number, to: number) =>
	query<DiaryHoldRow>(HOLDS, [clinicId, from, to])
