import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import { type ActorKind, AppointmentEvent } from '../database/models/appointment.ts'
import type { JsonObject } from '../database/models/base.ts'
import type { Status } from './status.ts'

/** Who does something: kind and, where there is one, id. */
export interface Actor {
	kind: ActorKind
	id: string | null
}

export const theOwner: Actor = { kind: 'owner', id: null }

export interface StatusChange {
	clinicId: string
	appointmentId: string
	from: Status | null
	to: Status
	actor: Actor
	/** What a person wrote or chose; erased with the person. */
	reason?: string | undefined
	data?: JsonObject
}

/** Adds to an appointment's history, which is never rewritten. */
export async function recordChange(trx: Knex.Transaction, change: StatusChange): Promise<void> {
	await AppointmentEvent.query(trx).insert({
		clinicId: change.clinicId,
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
