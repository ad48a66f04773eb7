import type { Knex } from 'knex'
import type { Candidate } from '../availability/model.ts'
import type { Visit } from '../contract/visit.ts'
import { Appointment, AppointmentPet, AppointmentResource } from '../database/models/appointment.ts'
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
	/** Decimal text. */
	cost: string | null
	notes: string | null
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
	await Appointment.query(trx).insert({
		clinicId,
		id: draft.id,
		appointmentTypeId: draft.typeId,
		// A booking has at least one pet.
		petId: draft.petIds[0] as string,
		clientId: draft.clientId,
		veterinarianId: draft.candidate.vetId,
		scheduledStart: new Date(draft.candidate.startsAt * 60_000),
		scheduledEnd: new Date(draft.candidate.endsAt * 60_000),
		bookingMethod: 'online',
		bookedByClient: true,
		source: 'widget',
		bookingReference: draft.reference,
		manageGeneration: draft.generation,
		icsSequence: draft.sequence,
		visit: draft.visit,
		status: draft.status,
		answerBy: draft.answerBy,
		estimatedCost: draft.cost,
		customerNotes: draft.notes,
		rescheduleCount: draft.moved?.count ?? 0,
		previousAppointmentId: draft.moved?.fromId ?? null,
	})
}

/** Who comes and what is occupied, for good: reservations are removed once past. */
export async function linkAppointment(
	trx: Knex.Transaction,
	clinicId: string,
	link: { appointmentId: string; petIds: readonly string[]; candidate: Candidate },
): Promise<void> {
	const row = { clinicId, appointmentId: link.appointmentId }
	await AppointmentPet.query(trx).insert(link.petIds.map((petId) => ({ ...row, petId })))
	const lanes = new Map<string, number>()
	for (const { resourceId } of link.candidate.reservations) {
		lanes.set(resourceId, (lanes.get(resourceId) ?? 0) + 1)
	}
	await AppointmentResource.query(trx).insert(
		[...lanes].map(([resourceId, count]) => ({ ...row, resourceId, lanes: count })),
	)
}
