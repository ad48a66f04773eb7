import type { Knex } from 'knex'
import type { Candidate } from '../availability/model.ts'
import type { Visit } from '../contract/visit.ts'
import type { Status } from './status.ts'
import { assertMayBecome } from './status.ts'

export interface AppointmentDraft {
	id: string
	typeId: string
	clientId: string
	petIds: string[]
	candidate: Candidate
	reference: string
	visit: Visit
	status: Status
	answerBy: Date | null
	cost: number | string | null
	notes: string | undefined
	generation: number
	sequence: number
	/** What this appointment moved from. */
	moved: { fromId: string; count: number } | null
}

/** Writes a new appointment, made by its owner. */
export async function insertAppointment(
	trx: Knex.Transaction,
	clinicId: string,
	draft: AppointmentDraft,
): Promise<void> {
	assertMayBecome(null, draft.status)
	await trx('appointments').insert({
		clinic_id: clinicId,
		id: draft.id,
		appointment_type_id: draft.typeId,
		pet_id: draft.petIds[0],
		client_id: draft.clientId,
		veterinarian_id: draft.candidate.vetId,
		scheduled_start: new Date(draft.candidate.startsAt * 60_000),
		scheduled_end: new Date(draft.candidate.endsAt * 60_000),
		booking_method: 'online',
		booked_by_client: true,
		source: 'widget',
		booking_reference: draft.reference,
		manage_generation: draft.generation,
		ics_sequence: draft.sequence,
		visit: JSON.stringify(draft.visit),
		status: draft.status,
		answer_by: draft.answerBy,
		estimated_cost: draft.cost,
		customer_notes: draft.notes ?? null,
		reschedule_count: draft.moved?.count ?? 0,
		previous_appointment_id: draft.moved?.fromId ?? null,
	})
}

/** Who comes and what is occupied, for good: reservations are removed once past. */
export async function linkAppointment(
	trx: Knex.Transaction,
	clinicId: string,
	link: { appointmentId: string; petIds: readonly string[]; candidate: Candidate },
): Promise<void> {
	const row = { clinic_id: clinicId, appointment_id: link.appointmentId }
	await trx('appointment_pets').insert(link.petIds.map((pet_id) => ({ ...row, pet_id })))
	const lanes = new Map<string, number>()
	for (const { resourceId } of link.candidate.reservations) {
		lanes.set(resourceId, (lanes.get(resourceId) ?? 0) + 1)
	}
	await trx('appointment_resources').insert(
		[...lanes].map(([resource_id, count]) => ({ ...row, resource_id, lanes: count })),
	)
}
