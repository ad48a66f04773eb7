import type { Knex } from 'knex'
import { type Actor, eventRow } from '../appointments/events.ts'
import {
	type AppointmentDraft,
	nothingWritten,
	reservationRows,
	visitRows,
} from '../appointments/insert.ts'
import { newReference } from '../appointments/reference.ts'
import { writeRows } from '../appointments/write.ts'
import type { Candidate } from '../availability/model.ts'
import type { ChosenType } from '../availability/question.ts'
import { newId } from '../database/ids.ts'
import { EMERGENCY } from '../database/models/appointment.ts'
import type { Emergency } from '../database/models/emergency.ts'
import { queryOf } from '../database/query.ts'

interface EmergencyVisit {
	emergency: Emergency
	type: ChosenType
	place: Candidate
	actor: Actor
}

/**
 * Writes the emergency's own visit. Nobody has time to ask who they are: client and animal are
 * placeholders, unconfirmed, which staff match to the people they know once it is over.
 *
 * @returns its id
 */
export async function insertEmergencyVisit(
	trx: Knex.Transaction,
	{ emergency, type, place, actor }: EmergencyVisit,
): Promise<string> {
	const { clinicId, species, complaint } = emergency
	const [id, clientId, petId] = [newId(), newId(), newId()]
	const draft: AppointmentDraft = {
		id,
		typeId: type.row.id,
		clientId,
		petIds: [petId],
		candidate: place,
		reference: newReference(),
		visit: { species, pets: 1, problems: 1, amber: false },
		status: 'confirmed',
		answerBy: null,
		cost: null,
		notes: null,
		written: { ...nothingWritten, reason: complaint },
		origin: { bookingMethod: 'phone', bookedByClient: false, source: EMERGENCY },
		generation: 1,
		sequence: 0,
		moved: null,
	}
	const booked = { appointmentId: id, from: null, to: 'confirmed', actor } as const
	const rows = {
		clients: [
			{ id: clientId, name: emergency.callerName ?? 'Emergency', phone: emergency.callerPhone },
		],
		pets: [{ id: petId, name: 'Emergency', species, sex: 'unknown', match_status: 'unconfirmed' }],
		pet_owners: [{ pet_id: petId, client_id: clientId }],
		...visitRows(draft),
		reservations: reservationRows(place, { appointment_id: id }),
		appointment_events: [eventRow({ ...booked, data: { emergencyId: emergency.id } })],
	}
	await writeRows(queryOf(trx), clinicId, rows, { lanes: place.reservations.length })
	return id
}
