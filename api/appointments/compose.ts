import type { ChosenType } from '../availability/question.ts'
import type { CheckedBooking } from './check.ts'
import { eventRow } from './events.ts'
import { formRows } from './form-data.ts'
import { type AppointmentDraft, byTheOwner, nothingWritten, visitRows } from './insert.ts'
import type { FullBody, Party } from './party.ts'
import { partyRows } from './people.ts'
import { answerBy } from './policy.ts'
import type { ShownVisit } from './presenter.ts'
import { newReference } from './reference.ts'
import type { Settled } from './reserve.ts'
import type { NewRows } from './write.ts'

/** All that has been found out about a booking. */
export interface Made {
	id: string
	party: Party
	body: FullBody
	checked: CheckedBooking
	settled: Settled
	type: ChosenType
}

/** Whether the clinic has to say yes first. */
export function statusOf({ row }: ChosenType): 'pending' | 'confirmed' {
	return row.booking_mode === 'request' ? 'pending' : 'confirmed'
}

/** The rows of a new visit, without its reservations, and the visit as its owner is told of it. */
export function composeVisit(made: Made): { rows: NewRows; shown: ShownVisit } {
	const draft = draftOf(made)
	const { party, body, checked, type } = made
	const { actor } = party
	const change = { appointmentId: draft.id, from: null, to: draft.status, actor }
	const rows = {
		...partyRows(party, body, checked.phone),
		...visitRows(draft),
		appointment_form_data: formRows(draft.id, { type, body, checked }),
		appointment_events: [eventRow(change)],
	}
	return { rows, shown: shownOf(draft, party) }
}

function draftOf({ id, party, body, settled, type }: Made): AppointmentDraft {
	const { row } = type
	const { fit, now } = settled
	const start = new Date(fit.startsAt * 60_000)
	const status = statusOf(type)
	return {
		id,
		clientId: party.clientId,
		petIds: party.pets.map((pet) => pet.id),
		reference: newReference(),
		visit: body.visit,
		notes: body.notes ?? null,
		written: nothingWritten,
		origin: byTheOwner,
		typeId: row.id,
		candidate: fit,
		status,
		answerBy: status === 'pending' ? answerBy(start, row, now.now) : null,
		cost: row.base_price === null ? null : String(row.base_price),
		generation: 1,
		sequence: 0,
		moved: null,
	}
}

function shownOf(draft: AppointmentDraft, { owner, pets, known }: Party): ShownVisit {
	const named = pets.map(({ id, name, species }) => ({ id, name, species }))
	return {
		id: draft.id,
		bookingReference: draft.reference,
		status: draft.status,
		scheduledStart: new Date(draft.candidate.startsAt * 60_000),
		scheduledEnd: new Date(draft.candidate.endsAt * 60_000),
		appointmentTypeId: draft.typeId,
		veterinarianId: draft.candidate.vetId,
		// As they are read back later: in the order of their ids.
		pets: named.sort((a, b) => (a.id < b.id ? -1 : 1)),
		client: owner,
		estimatedCost: draft.cost,
		cancelledLate: false,
		answerBy: draft.answerBy,
		delayedFrom: null,
		attendanceConfirmedAt: null,
		rescheduleCount: 0,
		visit: draft.visit,
		isGuests: known === null,
	}
}
