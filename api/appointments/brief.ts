import { instantText } from '../availability/presenter.ts'
import type { AppointmentStatus } from '../contract/primitives.ts'
import type { VisitBrief } from '../contract/visit-brief.ts'
import type { Query } from '../database/tenant.ts'
import { minuteOf, type Zone } from '../time/zone.ts'

interface Row {
	id: string
	reference: string
	status: AppointmentStatus
	start: Date
	end: Date
	typeId: string | null
	typeName: string | null
	vetId: string
	vetName: string
	clientId: string
	clientName: string | null
	pets: { id: string; name: string }[]
}

const BRIEFS = `
	select a.id, a.booking_reference as reference, a.status, a.scheduled_start as start,
		a.scheduled_end as "end", a.appointment_type_id as "typeId", t.name as "typeName",
		a.veterinarian_id as "vetId", u.name as "vetName", c.id as "clientId", c.name as "clientName",
		(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.id), '[]')
			from appointment_pets ap
			join pets p on p.clinic_id = ap.clinic_id and p.id = ap.pet_id
			where ap.clinic_id = $1 and p.clinic_id = $1 and ap.appointment_id = a.id) as pets
	from appointments a
	join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id
	join users u on u.clinic_id = a.clinic_id and u.id = a.veterinarian_id
	left join appointment_types t on t.clinic_id = $1 and t.id = a.appointment_type_id
	where a.clinic_id = $1 and c.clinic_id = $1 and u.clinic_id = $1 and a.id = any($2::uuid[])
	order by a.scheduled_start desc, a.id`

/** Visits in short, the newest first. */
export async function visitBriefs(
	query: Query,
	clinicId: string,
	zone: Zone,
	ids: readonly string[],
): Promise<VisitBrief[]> {
	if (ids.length === 0) return []
	const rows = await query<Row>(BRIEFS, [clinicId, ids])
	return rows.map((row) => presentBrief(row, zone))
}

function presentBrief(row: Row, zone: Zone): VisitBrief {
	return {
		id: row.id,
		reference: row.reference,
		status: row.status,
		start: instantText(zone, minuteOf(row.start)),
		end: instantText(zone, minuteOf(row.end)),
		appointmentTypeId: row.typeId,
		typeName: row.typeName,
		veterinarianId: row.vetId,
		veterinarianName: row.vetName,
		client: { id: row.clientId, name: row.clientName },
		pets: row.pets.map(({ id, name }) => ({ id, name })),
	}
}

const MOST = 50

/** The latest visits of a client. */
export async function visitsOfClient(query: Query, clinicId: string, clientId: string) {
	const rows = await query<{ id: string }>(
		`select a.id from appointments a
		where a.clinic_id = $1 and a.client_id = $2 and a.status <> 'rescheduled'
		order by a.scheduled_start desc limit ${MOST}`,
		[clinicId, clientId],
	)
	return rows.map((row) => row.id)
}

/** The latest visits that a pet came or comes to. */
export async function visitsOfPet(query: Query, clinicId: string, petId: string) {
	const rows = await query<{ id: string }>(
		`select a.id from appointment_pets ap
		join appointments a on a.clinic_id = ap.clinic_id and a.id = ap.appointment_id
		where ap.clinic_id = $1 and a.clinic_id = $1 and ap.pet_id = $2
			and a.status <> 'rescheduled'
		order by a.scheduled_start desc limit ${MOST}`,
		[clinicId, petId],
	)
	return rows.map((row) => row.id)
}
