import type { Knex } from 'knex'
import {
	Appointment,
	AppointmentPet,
	type LivingAppointment,
} from '../database/models/appointment.ts'
import type { Query } from '../database/tenant.ts'

/** The living appointment of a reference: of a moved visit the newest. */
export async function findByReference(
	trx: Knex,
	clinicId: string,
	reference: string,
): Promise<LivingAppointment | undefined> {
	const ofReference = () => Appointment.of(trx, clinicId, { bookingReference: reference })
	const visit = await ofReference()
		.select('appointments.*', ofReference().min('created_at').as('told_at'))
		.whereNot({ status: 'rescheduled' })
		.first()
	return visit as LivingAppointment | undefined
}

export async function findById(
	trx: Knex,
	clinicId: string,
	id: string,
): Promise<Appointment | undefined> {
	return Appointment.of(trx, clinicId, { id }).first()
}

/** An appointment with those whom its owner is shown. */
export type ShownAppointment = Appointment & Required<Pick<Appointment, 'client' | 'pets'>>

/** Reads owner and pets of a visit, both in one round trip. */
export async function withPeople(trx: Knex, visit: Appointment): Promise<ShownAppointment> {
	const { clinicId } = visit
	const options = { transaction: trx }
	const shown = await Appointment.fetchGraph(visit, '[client, pets]', options).context({ clinicId })
	return shown as ShownAppointment
}

/** Whether an id belongs to an earlier state of a moved visit. */
export async function isFormerId(
	trx: Knex,
	clinicId: string,
	ask: { id: string; reference: string },
): Promise<boolean> {
	const { id, reference } = ask
	const former = { id, bookingReference: reference, status: 'rescheduled' } as const
	const row = await Appointment.of(trx, clinicId, former).select('id').first()
	return row !== undefined
}

/**
 * Locks every row of a reference, the living one and those it has moved away from, so that two
 * changes of one visit come one after the other. Read the appointment afterwards: what was read
 * before may be history.
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

/** Who comes to a visit. */
export async function petsOf(
	trx: Knex,
	clinicId: string,
	appointmentId: string,
): Promise<string[]> {
	const rows = await AppointmentPet.of(trx, clinicId, { appointmentId }).orderBy('pet_id')
	return rows.map((row) => row.petId)
}

/** The resources that an appointment's reservations occupy. */
export async function resourcesOf(
	query: Query,
	clinicId: string,
	appointmentId: string,
): Promise<string[]> {
	const rows = await query<{ id: string }>(
		`select distinct r.resource_id as id from reservations r
		where r.clinic_id = $1 and r.appointment_id = $2`,
		[clinicId, appointmentId],
	)
	return rows.map((row) => row.id)
}

type OfClient = Pick<Appointment, 'clinicId' | 'clientId'>

/** The name of the portal where somebody sees a visit with an account of theirs; null while nobody does. */
export async function portalOf(
	query: Query,
	{ clinicId, clientId }: OfClient,
): Promise<string | null> {
	const [account] = await query<{ slug: string }>(
		`select k.slug from client_accounts a join clinics k on k.id = a.clinic_id
		where a.clinic_id = $1 and a.client_id = $2 limit 1`,
		[clinicId, clientId],
	)
	return account?.slug ?? null
}

/** Whether nobody has an account with which they see a visit. */
export const isGuests = async (query: Query, of: OfClient): Promise<boolean> =>
	(await portalOf(query, of)) === null
