import type { Species } from '../contract/primitives.ts'
import type { Visit } from '../contract/visit.ts'
import type { Query } from '../database/tenant.ts'
import type { Status } from './status.ts'

/** An appointment with the names that its owner is shown. */
export interface AppointmentRow {
	id: string
	reference: string
	status: Status
	start: Date
	end: Date
	typeId: string
	vetId: string
	clientId: string
	petId: string
	generation: number
	sequence: number
	visit: Visit
	answerBy: Date | null
	/** Decimal text. */
	cost: string | null
	cancelledLate: boolean
	rescheduleCount: number
	/** What the owner wrote for the clinic. */
	notes: string | null
	ownerName: string | null
	ownerEmail: string | null
	pets: { id: string; name: string; species: Species }[]
}

const COLUMNS = `
	a.id, a.booking_reference as reference, a.status, a.scheduled_start as start,
	a.scheduled_end as end, a.appointment_type_id as "typeId", a.veterinarian_id as "vetId",
	a.client_id as "clientId", a.pet_id as "petId", a.manage_generation as generation,
	a.ics_sequence as sequence, a.visit, a.answer_by as "answerBy", a.estimated_cost as cost,
	a.cancelled_late as "cancelledLate", a.reschedule_count as "rescheduleCount",
	a.customer_notes as notes, c.name as "ownerName", c.email as "ownerEmail",
	(select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'species', p.species)
			order by p.id), '[]')
		from appointment_pets ap join pets p on p.clinic_id = ap.clinic_id and p.id = ap.pet_id
		where ap.clinic_id = $1 and p.clinic_id = $1 and ap.appointment_id = a.id) as pets`

const FROM = `
	from appointments a join clients c on c.clinic_id = a.clinic_id and c.id = a.client_id
	where a.clinic_id = $1 and c.clinic_id = $1`

/** The living appointment of a reference: of a moved visit the newest. */
export async function findByReference(
	query: Query,
	clinicId: string,
	reference: string,
): Promise<AppointmentRow | undefined> {
	const [row] = await query<AppointmentRow>(
		`select ${COLUMNS} ${FROM} and a.booking_reference = $2 and a.status <> 'rescheduled'`,
		[clinicId, reference],
	)
	return row
}

export async function findById(
	query: Query,
	clinicId: string,
	id: string,
): Promise<AppointmentRow | undefined> {
	const sql = `select ${COLUMNS} ${FROM} and a.id = $2`
	const [row] = await query<AppointmentRow>(sql, [clinicId, id])
	return row
}

/** Whether an id belongs to an earlier state of a moved visit. */
export async function isFormerId(
	query: Query,
	clinicId: string,
	ask: { id: string; reference: string },
): Promise<boolean> {
	const rows = await query(
		`select 1 from appointments
		where clinic_id = $1 and id = $2 and booking_reference = $3 and status = 'rescheduled'`,
		[clinicId, ask.id, ask.reference],
	)
	return rows.length > 0
}

/**
 * Locks the living row of a reference, so that two changes of one visit come one after the other.
 * Read the appointment afterwards: what was read before may be history.
 */
export async function lockReference(
	query: Query,
	clinicId: string,
	reference: string,
): Promise<void> {
	await query(
		`select a.id from appointments a where a.clinic_id = $1 and a.booking_reference = $2
		order by a.id for no key update`,
		[clinicId, reference],
	)
}

export async function isReferenceTaken(
	query: Query,
	clinicId: string,
	reference: string,
): Promise<boolean> {
	const rows = await query(
		`select 1 from appointments where clinic_id = $1 and booking_reference = $2 limit 1`,
		[clinicId, reference],
	)
	return rows.length > 0
}

/** The resources that an appointment's reservations occupy. */
export async function resourcesOf(
	query: Query,
	clinicId: string,
	owner: { appointmentId?: string; holdId?: string },
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select distinct resource_id as id from reservations
		where clinic_id = $1 and (appointment_id = $2::uuid or hold_id = $3::uuid)`,
		[clinicId, owner.appointmentId ?? null, owner.holdId ?? null],
	)
	return rows.map((row) => row.id)
}
