import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import type { Catalogue, ClinicNow } from '../../availability/catalogue.ts'
import type { Appointment } from '../../database/models/appointment.ts'
import { AppointmentFormData } from '../../database/models/appointment.ts'
import { queryOf } from '../../database/query.ts'
import { minuteOf, zoneOf } from '../../time/zone.ts'
import { type ListedAppointment, readListed } from '../clinic-list.ts'
import { findOr404, livingOf } from '../open-for-change.ts'
import {
	type AlertRow,
	alertsOf,
	type EarlierRow,
	type EventRow,
	earlierVisits,
	eventsOf,
	type MessageRow,
	messagesOf,
	overbookedBy,
	type PetRow,
	petsIn,
} from './detail-rows.ts'

/** All that the clinic sees of one visit. */
export interface Details {
	now: ClinicNow
	listed: ListedAppointment
	events: EventRow[]
	pets: PetRow[]
	alerts: AlertRow[]
	earlier: EarlierRow[]
	answers: AppointmentFormData[]
	messages: MessageRow[]
	overbooked: string[]
}

/**
 * Reads a visit with everything that its panel shows.
 *
 * @throws Problem `appointment_not_found`, `appointment_moved` for an earlier id of it
 */
export async function readDetails(
	trx: Knex,
	catalogue: Catalogue,
	clinicId: string,
	id: string,
): Promise<Details> {
	const query = queryOf(trx)
	const now = await catalogue.read(query, clinicId)
	const visit = await livingOf(trx, await findOr404(trx, clinicId, id))
	const today = zoneOf(now.clinic.plan.zone).dateAt(minuteOf(now.now))
	const pets = await petsIn(query, clinicId, visit.id)
	const petIds = pets.map((pet) => pet.id)
	const before = visit.scheduledStart
	return {
		now,
		listed: await readListed(trx, clinicId, visit.id),
		events: await eventsOf(query, clinicId, visit.bookingReference),
		pets,
		alerts: await alertsOf(query, clinicId, petIds, today),
		earlier: await earlierVisits(query, clinicId, { petIds, before }),
		answers: await AppointmentFormData.of(trx, clinicId, { appointmentId: visit.id }),
		messages: await messagesOf(query, clinicId, visit.bookingReference),
		overbooked: await overbookedBy(query, clinicId, visit.id),
	}
}

type Editable = Pick<Appointment, 'internalNotes' | 'sharedNotes' | 'reason' | 'estimatedCost'>

/**
 * Names what can be edited as it is now. Not the row's time of change: that moves with each letter
 * that is sent, and an editor would be told of a conflict that is none.
 */
export function editVersion({ internalNotes, sharedNotes, reason, estimatedCost }: Editable) {
	const text = JSON.stringify([internalNotes, sharedNotes, reason, estimatedCost])
	return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
