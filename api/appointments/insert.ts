import type { Candidate } from '../availability/model.ts'
import type { Visit } from '../contract/visit.ts'
import { newId } from '../database/ids.ts'
import type { Appointment } from '../database/models/appointment.ts'
import type { Status } from './status.ts'
import { assertMayBecome } from './status.ts'
import type { NewRows } from './write.ts'

export interface Written {
	reason: string | null
	internalNotes: string | null
	sharedNotes: string | null
}

export const nothingWritten: Written = { reason: null, internalNotes: null, sharedNotes: null }

export type Origin = Pick<Appointment, 'bookingMethod' | 'bookedByClient' | 'source'>

export const byTheOwner: Origin = {
	bookingMethod: 'online',
	bookedByClient: true,
	source: 'widget',
}

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
	/** What the clinic has written. */
	written: Written
	/** How it was booked at first; a move changes nothing about that. */
	origin: Origin
	/** Of a visit that is under way when it is written down. */
	actualStart?: Date
	generation: number
	sequence: number
	/** What this appointment moved from. */
	moved: { fromId: string; count: number } | null
}

/**
 * The rows of a new appointment: who comes and what is occupied, for good, since reservations are
 * removed once past.
 */
export function visitRows(draft: AppointmentDraft) {
	assertMayBecome(null, draft.status)
	const { id, candidate, petIds } = draft
	return {
		appointments: [appointmentRow(draft)],
		appointment_pets: petIds.map((pet_id) => ({ appointment_id: id, pet_id })),
		appointment_resources: resourceRows(candidate, id),
	} satisfies NewRows
}

/** Who and what a visit occupies, each with its number of lanes. */
export function resourceRows({ reservations }: Candidate, appointmentId: string) {
	const lanes = new Map<string, number>()
	for (const { resourceId } of reservations) {
		lanes.set(resourceId, (lanes.get(resourceId) ?? 0) + 1)
	}
	return [...lanes].map(([resource_id, count]) => ({
		appointment_id: appointmentId,
		resource_id,
		lanes: count,
	}))
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
		booking_method: draft.origin.bookingMethod,
		booked_by_client: draft.origin.bookedByClient,
		source: draft.origin.source,
		booking_reference: draft.reference,
		manage_generation: draft.generation,
		ics_sequence: draft.sequence,
		visit: draft.visit,
		status: draft.status,
		answer_by: draft.answerBy,
		estimated_cost: draft.cost,
		customer_notes: draft.notes,
		reason: draft.written.reason,
		internal_notes: draft.written.internalNotes,
		shared_notes: draft.written.sharedNotes,
		actual_start: draft.actualStart?.toISOString() ?? null,
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
