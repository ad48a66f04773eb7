import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import { LIVING } from '../clients/living.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { eraseForClinic } from './erase.ts'

interface Asked {
	clinicId: string
	actor: Actor
	id: string
}

/**
 * Keeps everything about a client, whoever asks for erasure, until `endHold`.
 *
 * @throws Problem `client_not_found`
 */
export async function holdClient(
	trx: Knex.Transaction,
	{ clinicId, actor, id, reason }: Asked & { reason: string },
): Promise<void> {
	const [row] = await trx('clients as c')
		.where({ clinic_id: clinicId, id })
		.whereRaw(LIVING)
		.update({
			legal_hold_at: trx.raw('coalesce(legal_hold_at, now())'),
			legal_hold_reason: reason,
			updated_at: trx.fn.now(),
		})
		.returning('id')
	if (!row) throw new Problem('client_not_found')
	await audit(trx, clinicId, { actor, action: 'client.held', subjectId: row.id })
}

/** Whether the client was erased with it, and what that did. */
export type Ended = { erased: boolean; cancelledVisits: number }

/**
 * Ends a hold. What its owner asked for meanwhile is done at once.
 *
 * @throws Problem `client_not_found`
 */
export async function endHold(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor, id }: Asked,
): Promise<Ended> {
	const [row] = await queryOf(trx)<{ id: string; asked: boolean; keeps: boolean }>(
		`update clients c set legal_hold_at = null, legal_hold_reason = null, updated_at = now()
		where c.clinic_id = $1 and c.id = $2 and ${LIVING}
		returning c.id, c.erasure_asked_at is not null as asked, c.erasure_keeps_visits as keeps`,
		[clinicId, id],
	)
	if (!row) throw new Problem('client_not_found')
	await audit(trx, clinicId, { actor, action: 'client.released', subjectId: row.id })
	if (!row.asked) return { erased: false, cancelledVisits: 0 }
	const upcomingVisits = row.keeps ? 'keep' : 'cancel'
	const asked = { clinicId, clientId: row.id, actor, upcomingVisits } as const
	const { cancelledVisits } = await eraseForClinic(trx, services, asked)
	return { erased: true, cancelledVisits }
}
