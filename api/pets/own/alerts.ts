import type { Knex } from 'knex'
import type { OwnAlertBody } from '../../contract/own-pets.ts'
import { type Actor, audit } from '../../database/audit.ts'
import { newId } from '../../database/ids.ts'
import { queryOf } from '../../database/query.ts'
import { invalidRequest, Problem } from '../../http/problem.ts'
import { lockPet } from '../lock.ts'
import { ownedPet } from '../owned.ts'
import type { Asking } from './ownership.ts'

const MOST = 12

interface Asked {
	asking: Asking
	actor: Actor
	id: string
}

/**
 * Notes what an owner says to look out for. It stands beside the clinic's own alerts, marked as theirs.
 *
 * @throws Problem `pet_not_found`, `invalid_request`
 */
export async function addOwnAlert(
	trx: Knex.Transaction,
	{ asking, actor, id, body }: Asked & { body: OwnAlertBody },
): Promise<{ petId: string }> {
	const { clinicId } = asking
	const { petId } = await ownedPet(queryOf(trx), asking, id)
	await lockPet(trx, clinicId, petId)
	const standing = { clinic_id: clinicId, pet_id: petId, actor_kind: 'owner' }
	const stated = await trx('pet_alerts').where(standing).whereNull('ended_at').select('id')
	if (stated.length >= MOST) {
		const message = `${MOST} are as many as there can be. Please remove one first`
		throw invalidRequest([{ path: '', in: 'body', code: 'too_many', message }])
	}
	const alertId = newId()
	await trx('pet_alerts').insert({
		...{ ...standing, id: alertId, actor_id: actor.id },
		...{ kind: body.kind, note: body.note ?? null, visibility: 'shared' },
	})
	const data = { petId, kind: body.kind }
	await audit(trx, clinicId, { actor, action: 'alert.added', subjectId: alertId, data })
	return { petId }
}

/**
 * Ends what an owner of the pet has said; what the clinic warns of is the clinic's to end.
 *
 * @throws Problem `pet_not_found`, `alert_not_found`
 */
export async function endOwnAlert(
	trx: Knex.Transaction,
	{ asking, actor, id, alertId }: Asked & { alertId: string },
): Promise<{ petId: string }> {
	const { clinicId } = asking
	const { petId } = await ownedPet(queryOf(trx), asking, id)
	const [row] = await trx('pet_alerts')
		.where({ clinic_id: clinicId, id: alertId, pet_id: petId, actor_kind: 'owner' })
		.update({ ended_at: trx.raw('coalesce(ended_at, now())'), updated_at: trx.fn.now() })
		.returning('id')
	if (!row) throw new Problem('alert_not_found')
	await audit(trx, clinicId, { actor, action: 'alert.ended', subjectId: row.id })
	return { petId }
}
