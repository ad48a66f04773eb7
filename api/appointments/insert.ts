import type { Candidate } from '../availability/model.ts'
import type { Visit } from '../contract/visit.ts'
import { newId } from '../database/ids.ts'
import type { Status } from './status.ts'
import { assertMayBecome } from './status.ts'
import type { NewRows } from './write.ts'

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

/**
 * The rows of a new appointment, made by its owner: who comes and what is occupied, for good, since
 * reservations are removed once past.
 */
export function visitRows(draft: AppointmentDraft) {
	assertMayBecome(null, draft.status)
	const { id, candidate, petIds } = draft
	const lanes = new Map<string, number>()
	for (const { resourceId } of candidate.reservations) {
		lanes.set(resourceId, (lanes.get(resourceId) ?? 0) + 1)
	}
	return {
		appointments: [appointmentRow(draft)],
		appointment_pets: petIds.map((pet_id) => ({ appointment_id: id, pet_id })),
		appointment_resources: [...lanes].map(([resource_id, count]) => ({
			appointment_id: id,
			resource_id,
			lanes: count,
		})),
	} satisfies NewRows
}

function appointmentRow(draft: AppointmentDraft) {
	return {
		id: draft.id,
		appointment_type_id: draft.typeId,
		// A booking has at least one pet.
		pet_id: draft.petIds[0],
		client_id: draft.clientId,
		veterinarian_id: draft.candidate.vetId,
		scheduled_start: instant(draft.candidate.startsAt),
		scheduled_end: instant(draft.candidate.endsAt),
		booking_method: 'online',
		booked_by_client: true,
		source: 'widget',
		booking_reference: draft.reference,
		manage_generation: draft.generation,
		ics_sequence: draft.sequence,
		visit: draft.visit,
		status: draft.status,
		answer_by: draft.answerBy,
		estimated_cost: draft.cost,
		customer_notes: draft.notes,
		reschedule_count: draft.moved?.count ?? 0,
		previous_appointment_id: draft.moved?.fromId ?? null,
	}
}

/** The columns that say whose reservations they are. */
export type Holder = { appointment_id: string } | { hold_id: string; expires_at: Date }

/** The lanes that a visit or hold takes. */
export function reservationRows({ reservations }: Candidate, holder: Holder) {
	return reservations.map((part) => ({
		id: newId(),
		resource_id: part.resourceId,
		lane: part.lane,
		starts_at: instant(part.startsAt),
		ends_at: instant(part.endsAt),
		...holder,
	}))
}

function instant(minute: number): string {
	return new Date(minute * 60_000).toISOString()
}
