import type { Knex } from 'knex'
import type { Actor } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { AppointmentEvent, type EventKind } from '../database/models/appointment.ts'
import type { JsonObject } from '../database/models/base.ts'
import type { Status } from './status.ts'

export type { Actor } from '../database/audit.ts'

export const theOwner: Actor = { kind: 'owner', id: null }

export interface StatusChange {
	appointmentId: string
	from: Status | null
	to: Status
	actor: Actor
	/** What a person wrote or chose; erased with the person. */
	reason?: string | null | undefined
	data?: JsonObject
}

/** Adds to an appointment's history, which is never rewritten. */
export async function recordChange(
	trx: Knex.Transaction,
	clinicId: string,
	change: StatusChange,
): Promise<void> {
	await AppointmentEvent.query(trx).insert({
		clinicId,
		id: newId(),
		appointmentId: change.appointmentId,
		actorKind: change.actor.kind,
		actorId: change.actor.id,
		fromStatus: change.from,
		toStatus: change.to,
		reason: change.reason ?? null,
		data: change.data ?? {},
	})
}

/** Adds to the history what leaves the status as it is. */
export async function recordEvent(
	trx: Knex.Transaction,
	clinicId: string,
	event: Omit<StatusChange, 'from' | 'to'> & { kind: Exclude<EventKind, 'status'> },
): Promise<void> {
	await AppointmentEvent.query(trx).insert({
		clinicId,
		id: newId(),
		appointmentId: event.appointmentId,
		kind: event.kind,
		actorKind: event.actor.kind,
		actorId: event.actor.id,
		reason: event.reason ?? null,
		data: event.data ?? {},
	})
}

/** A change of the status as a row, for writers that put it beside the visit in one statement. */
export function eventRow(change: StatusChange) {
	return {
		id: newId(),
		appointment_id: change.appointmentId,
		actor_kind: change.actor.kind,
		actor_id: change.actor.id,
		from_status: change.from,
		to_status: change.to,
		reason: change.reason ?? null,
		data: change.data ?? {},
	}
}
