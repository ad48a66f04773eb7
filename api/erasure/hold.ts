import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import { LIVING } from '../clients/living.ts'
import type { HoldEnded } from '../contract/erasure.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { lockFamily } from './belongings.ts'
import { eraseForOwner } from './erase.ts'

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

/** What was done of that for which its owners had asked meanwhile. */
export type Ended = HoldEnded & { cancelledVisits: number }

/**
 * Ends a hold. What its owners asked for meanwhile is done at once, in their order: of the last who
 * signs in to it, the client goes as well.
 *
 * @throws Problem `client_not_found`
 */
export async function endHold(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor, id }: Asked,
): Promise<Ended> {
	const query = queryOf(trx)
	// In the order of all who erase, before anything is written.
	await lockFamily(query, clinicId, id)
	const [row] = await query<{ id: string }>(
		`update clients c set legal_hold_at = null, legal_hold_reason = null, updated_at = now()
		where c.clinic_id = $1 and c.id = $2 and ${LIVING} returning c.id`,
		[clinicId, id],
	)
	if (!row) throw new Problem('client_not_found')
	await audit(trx, clinicId, { actor, action: 'client.released', subjectId: row.id })
	return eraseAskers(trx, services, { clinicId, actor, clientId: row.id })
}

async function eraseAskers(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ clinicId, actor, clientId }: { clinicId: string; actor: Actor; clientId: string },
): Promise<Ended> {
	const askers = await queryOf(trx)<Asker>(ASKERS, [clinicId, clientId])
	const ended: Ended = { erased: false, erasedAccounts: 0, cancelledVisits: 0 }
	for (const { keeps, ...asker } of askers) {
		const upcomingVisits = keeps ? 'keep' : 'cancel'
		const wish = { clinicId, actor, upcomingVisits, ...asker } as const
		const done = await eraseForOwner(trx, services, wish)
		// Another row of theirs is held, still.
		if (done.status === 'postponed') continue
		ended.erasedAccounts += 1
		ended.cancelledVisits += done.cancelledVisits
		ended.erased ||= done.scope === 'client'
	}
	return ended
}

interface Asker {
	accountId: string
	clientId: string
	keeps: boolean
}

// Whoever signs in to the client; of a guest, whoever has proved that the address is theirs.
const ASKERS = `
	select a.id as "accountId", a.client_id as "clientId", a.erasure_keeps_visits as keeps
	from client_accounts a
	where a.clinic_id = $1 and a.erasure_asked_at is not null and (a.client_id = $2
		or lower(a.email) = (select c.email_key from clients c
			where c.clinic_id = $1 and c.id = $2 and c.match_status = 'unconfirmed'))
	order by a.erasure_asked_at, a.id`
