import type { Species } from '../../contract/primitives.ts'
import type { VisitDetails } from '../../contract/visit-details.ts'
import type { ActorKind, EventKind } from '../../database/models/appointment.ts'
import type { JsonObject } from '../../database/models/base.ts'
import type { Query } from '../../database/tenant.ts'
import { dueOf } from '../../records/due.ts'
import type { Status } from '../status.ts'

/** A line of a visit's history. */
export interface EventRow {
	id: string
	appointmentId: string
	kind: EventKind
	at: Date
	actorKind: ActorKind
	actorId: string | null
	actorName: string | null
	from: Status | null
	to: Status | null
	reason: string | null
	data: JsonObject
}

/** The history of a booking, over all its moves; the oldest first. */
export function eventsOf(query: Query, clinicId: string, reference: string): Promise<EventRow[]> {
	return query<EventRow>(
		`select e.id, e.appointment_id as "appointmentId", e.kind, e.at,
			e.actor_kind as "actorKind", e.actor_id as "actorId", u.name as "actorName",
			e.from_status as "from", e.to_status as "to", e.reason, e.data
		from appointments a
		join appointment_events e on e.clinic_id = $1 and e.appointment_id = a.id
		left join users u on u.clinic_id = $1 and u.id = e.actor_id and e.actor_kind = 'staff'
		where a.clinic_id = $1 and a.booking_reference = $2
		order by e.at, e.id`,
		[clinicId, reference],
	)
}

export interface PetRow {
	id: string
	name: string
	species: Species
	breed: string | null
	sex: 'female' | 'male' | 'unknown'
	isNeutered: boolean | null
	birthDate: string | null
	/** Decimal text. */
	weightKg: string | null
	microchip: string | null
	status: 'active' | 'deceased' | 'moved'
}

export function petsIn(query: Query, clinicId: string, visitId: string): Promise<PetRow[]> {
	return query<PetRow>(
		`select p.id, p.name, p.species, p.breed, p.sex, p.is_neutered as "isNeutered",
			p.born_on as "birthDate", p.weight_kg as "weightKg", p.microchip, p.status
		from appointment_pets ap join pets p on p.clinic_id = $1 and p.id = ap.pet_id
		where ap.clinic_id = $1 and ap.appointment_id = $2
		order by p.id`,
		[clinicId, visitId],
	)
}

export interface AlertRow {
	petId: string
	kind: string
	text: string
	since: string | null
}

/**
 * What was written down to look out for, allergies, and vaccines that are overdue.
 */
export async function alertsOf(
	query: Query,
	clinicId: string,
	petIds: readonly string[],
	today: string,
): Promise<AlertRow[]> {
	const due = await dueOf(query, clinicId, petIds)
	const written = await query<AlertRow>(
		`select m.pet_id as "petId", 'allergy' as kind, m.title as text, m.occurred_on as since
		from medical_records m
		where m.clinic_id = $1 and m.pet_id = any($2::uuid[]) and m.kind = 'allergy'
			and not m.is_withdrawn
		union all
		select a.pet_id, a.kind, coalesce(a.note, ''), a.created_at::date from pet_alerts a
		where a.clinic_id = $1 and a.pet_id = any($2::uuid[]) and a.record_id is null
			and a.ended_at is null
		order by 1, 2, 3`,
		[clinicId, petIds],
	)
	const overdue = due.filter(({ kind, on }) => kind === 'vaccination' && on < today)
	const owed = overdue.map(({ petId, title, on }) => {
		return { petId, kind: 'vaccine_due', text: title, since: on }
	})
	return [...written, ...owed]
}

export interface EarlierRow {
	petId: string
	id: string
	reference: string
	start: Date
	status: Status
	typeId: string | null
	vetId: string
	reason: string | null
}

const EARLIER_VISITS = 10

/** What the pets came for before a visit. */
export function earlierVisits(
	query: Query,
	clinicId: string,
	{ petIds, before }: { petIds: readonly string[]; before: Date },
): Promise<EarlierRow[]> {
	return query<EarlierRow>(
		`select x."petId", x.id, x.reference, x.start, x.status, x."typeId", x."vetId", x.reason
		from (select ap.pet_id as "petId", a.id, a.booking_reference as reference,
				a.scheduled_start as start, a.status, a.appointment_type_id as "typeId",
				a.veterinarian_id as "vetId", a.reason,
				row_number() over (partition by ap.pet_id order by a.scheduled_start desc, a.id) as n
			from appointment_pets ap
			join appointments a on a.clinic_id = $1 and a.id = ap.appointment_id
			where ap.clinic_id = $1 and ap.pet_id = any($2::uuid[]) and a.scheduled_start < $3
				and a.status <> 'rescheduled') x
		where x.n <= ${EARLIER_VISITS}
		order by x.start desc`,
		[clinicId, petIds, before],
	)
}

export interface MessageRow {
	kind: string
	status: VisitDetails['messages'][number]['status']
	at: Date
}

/** What was sent, or is to be, about a booking over all its moves. */
export function messagesOf(
	query: Query,
	clinicId: string,
	reference: string,
): Promise<MessageRow[]> {
	return query<MessageRow>(
		`select n.kind, n.status, coalesce(n.sent_at, n.scheduled_for) as at
		from appointments a
		join notifications n on n.clinic_id = $1 and n.appointment_id = a.id
		where a.clinic_id = $1 and a.booking_reference = $2
		order by 3 desc, n.id desc limit 50`,
		[clinicId, reference],
	)
}

/** What of a visit stands on lanes beyond what its resources have places for. */
export async function overbookedBy(
	query: Query,
	clinicId: string,
	visitId: string,
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select distinct r.resource_id as id from reservations r
		join resources x on x.clinic_id = $1 and x.id = r.resource_id
		where r.clinic_id = $1 and r.appointment_id = $2 and r.lane >= x.capacity
		order by 1`,
		[clinicId, visitId],
	)
	return rows.map((row) => row.id)
}
