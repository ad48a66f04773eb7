import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import type { Status } from './status.ts'

/** Who does something: kind and, where there is one, id. */
export interface Actor {
	kind: 'owner' | 'staff' | 'key' | 'system'
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
	data?: Record<string, unknown>
}

/** Adds to an appointment's history, which is never rewritten. */
export async function recordChange(trx: Knex.Transaction, change: StatusChange): Promise<void> {
	await trx('appointment_events').insert({
		clinic_id: change.clinicId,
		id: newId(),
		appointment_id: change.appointmentId,
		actor_kind: change.actor.kind,
		actor_id: change.actor.id,
		from_status: change.from,
		to_status: change.to,
		reason: change.reason ?? null,
		data: JSON.stringify(change.data ?? {}),
	})
}
