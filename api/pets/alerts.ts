import type { Knex } from 'knex'
import type { AlertBody } from '../contract/pets.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { Problem } from '../http/problem.ts'
import { lockPet } from './lock.ts'

/** @throws Problem `pet_not_found` */
export async function addAlert(
	trx: Knex.Transaction,
	input: { clinicId: string; actor: Actor; petId: string; body: AlertBody },
): Promise<{ petId: string }> {
	const { clinicId, actor, body } = input
	const { id: petId } = await lockPet(trx, clinicId, input.petId)
	const id = newId()
	await trx('pet_alerts').insert({
		clinic_id: clinicId,
		id,
		pet_id: petId,
		kind: body.kind,
		note: body.note ?? null,
		visibility: body.visibility,
		actor_kind: actor.kind,
		actor_id: actor.id,
	})
	const data = { petId, kind: body.kind }
	await audit(trx, clinicId, { actor, action: 'alert.added', subjectId: id, data })
	return { petId }
}

/**
 * Ends an alert: it is not shown any more, and stays known.
 *
 * @throws Problem `alert_not_found`
 */
export async function endAlert(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: { clinicId: string; actor: Actor; id: string },
): Promise<{ petId: string }> {
	const [row] = await trx('pet_alerts')
		.where({ clinic_id: clinicId, id })
		.update({ ended_at: trx.raw('coalesce(ended_at, now())'), updated_at: trx.fn.now() })
		.returning('pet_id')
	if (!row) throw new Problem('alert_not_found')
	await audit(trx, clinicId, { actor, action: 'alert.ended', subjectId: id })
	return { petId: row.pet_id }
}
