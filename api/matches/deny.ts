import type { Knex } from 'knex'
import { LIVING } from '../clients/living.ts'
import { type Actor, audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'

interface Asked {
	clinicId: string
	actor: Actor
	/** Of the guest's client. */
	id: string
	/** Who they are not. */
	otherId: string
}

type Denied = { clientId: string; intoClientId: string }

/**
 * Says that a guest is not somebody who was proposed, who then is proposed no more.
 *
 * @throws Problem `match_not_found`, `match_settled`, `client_not_found`
 */
export async function denyMatch(
	trx: Knex.Transaction,
	{ clinicId, actor, id, otherId }: Asked,
): Promise<Denied> {
	const query = queryOf(trx)
	await lockGuest(trx, clinicId, id)
	const known = await query(
		`select from clients c where c.clinic_id = $1 and c.id = $2 and c.id <> $3 and ${LIVING}
		for key share`,
		[clinicId, otherId, id],
	)
	if (known.length === 0) throw new Problem('client_not_found')
	const added = await query(
		`insert into match_denials (clinic_id, id, client_id, other_id) values ($1, $2, $3, $4)
		on conflict do nothing returning id`,
		[clinicId, newId(), id, otherId],
	)
	const data = { other: otherId }
	const denied = { actor, action: 'client.match_denied', subjectId: id, data } as const
	if (added.length > 0) await audit(trx, clinicId, denied)
	return { clientId: id, intoClientId: id }
}

/**
 * Takes that back.
 *
 * @throws Problem `match_not_found`, `match_settled`
 */
export async function proposeAgain(
	trx: Knex.Transaction,
	{ clinicId, actor, id, otherId }: Asked,
): Promise<Denied> {
	await lockGuest(trx, clinicId, id)
	const denial = { clinic_id: clinicId, client_id: id, other_id: otherId }
	const gone = await trx('match_denials').where(denial).delete()
	const data = { other: otherId }
	const again = { actor, action: 'client.match_proposed', subjectId: id, data } as const
	if (gone > 0) await audit(trx, clinicId, again)
	return { clientId: id, intoClientId: id }
}

async function lockGuest(trx: Knex.Transaction, clinicId: string, id: string): Promise<void> {
	const row = await trx('clients')
		.where({ clinic_id: clinicId, id })
		.whereNull('erased_at')
		.forNoKeyUpdate()
		.first('match_status')
	if (!row) throw new Problem('match_not_found')
	if (row.match_status !== 'unconfirmed') throw new Problem('match_settled')
}
