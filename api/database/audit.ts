import type { Knex } from 'knex'
import { newId } from './ids.ts'
import type { ActorKind } from './models/appointment.ts'
import type { JsonObject } from './models/base.ts'

/** Who does something: kind and, where there is one, id. */
export interface Actor {
	kind: ActorKind
	id: string | null
}

export interface AuditEntry {
	actor: Actor
	/** Subject and what was done, as in `schedule.created`. */
	action: `${string}.${string}`
	/** Of the row that was changed; null: the clinic itself. */
	subjectId: string | null
	/** Ids, numbers and names of fields; nothing personal, no secret. */
	data?: JsonObject
}

/** Records what was changed at a clinic and by whom, in the transaction of the change. */
export async function audit(
	trx: Knex.Transaction,
	clinicId: string,
	{ actor, action, subjectId, data = {} }: AuditEntry,
): Promise<void> {
	await trx('audit_log').insert({
		clinic_id: clinicId,
		id: newId(),
		actor_kind: actor.kind,
		actor_id: actor.id,
		action,
		subject_kind: action.slice(0, action.indexOf('.')),
		subject_id: subjectId,
		data: JSON.stringify(data),
	})
}
