import type { Knex } from 'knex'
import { livingClients } from '../clients/living.ts'
import type { CallbackLinkBody } from '../contract/callbacks.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { silencePet } from '../pets/deceased.ts'
import { lockPet } from '../pets/lock.ts'

interface Asked {
	clinicId: string
	actor: Actor
	id: string
}

interface OwnRow {
	id: string
	kind: string
	status: 'open' | 'done'
	claimed_by: string | null
	/** Of somebody who has not gone home meanwhile. */
	is_claimed: boolean
}

const CLAIM_MINUTES = 30

type Answer = Promise<{ callbackId: string }>

/**
 * Takes a callback, so that nobody else calls, for half an hour.
 *
 * @throws Problem `callback_not_found`, `callback_taken`, also for one that is done
 */
export async function claimCallback(trx: Knex.Transaction, input: Asked): Answer {
	const row = await openCallback(trx, input)
	const me = personOf(input.actor)
	const isOthers = row.is_claimed && row.claimed_by !== me
	if (row.status === 'done' || isOthers) throw new Problem('callback_taken')
	const claimed = { claimed_by: me, claimed_at: trx.fn.now() }
	return change(trx, input, 'callback.claimed', claimed)
}

/**
 * Nobody answered: it goes back to the others, to be tried again.
 *
 * @throws Problem `callback_not_found`, `callback_taken` for one that is done
 */
export async function noteNoAnswer(trx: Knex.Transaction, input: Asked): Answer {
	const row = await openCallback(trx, input)
	if (row.status === 'done') throw new Problem('callback_taken')
	return change(trx, input, 'callback.not_answered', {
		attempts: trx.raw('attempts + 1'),
		last_attempt_at: trx.fn.now(),
		claimed_by: null,
		claimed_at: null,
	})
}

/**
 * They were called. Doing it twice changes nothing.
 *
 * @throws Problem `callback_not_found`
 */
export async function finishCallback(
	trx: Knex.Transaction,
	input: Asked & { outcome?: string | undefined },
): Answer {
	const row = await openCallback(trx, input)
	if (row.status === 'done') return { callbackId: row.id }
	return change(trx, input, 'callback.done', {
		status: 'done',
		closed_at: trx.fn.now(),
		outcome: input.outcome ?? null,
		claimed_by: personOf(input.actor) ?? row.claimed_by,
	})
}

/**
 * Says who it was that asked, and about which animal. Where it is about a farewell, nobody is
 * reminded of anything about that animal from then on.
 *
 * @throws Problem `callback_not_found`, `client_not_found`, `pet_not_found`
 */
export async function linkCallback(
	trx: Knex.Transaction,
	input: Asked & { body: CallbackLinkBody },
): Answer {
	const { clinicId, body } = input
	const row = await openCallback(trx, input)
	const { clientId, petId } = body
	if (clientId) {
		const [client] = await livingClients(queryOf(trx), clinicId, [clientId], 'for share')
		if (!client) throw new Problem('client_not_found')
	}
	if (petId) await lockPet(trx, clinicId, petId)
	if (petId && row.kind === 'end_of_life') {
		await silencePet(trx, { clinicId, actor: input.actor, id: petId })
	}
	return change(trx, input, 'callback.linked', {
		...(clientId ? { client_id: clientId } : {}),
		...(petId ? { pet_id: petId } : {}),
	})
}

/** Reads it under a lock: two who press at once come one after the other. */
async function openCallback(trx: Knex.Transaction, { clinicId, id }: Asked): Promise<OwnRow> {
	const row: OwnRow | undefined = await trx('callback_requests')
		.where({ clinic_id: clinicId, id })
		.forNoKeyUpdate()
		.first('id', 'kind', 'status', 'claimed_by', {
			is_claimed: trx.raw(
				`coalesce(claimed_at > statement_timestamp() - make_interval(mins => ?), false)`,
				[CLAIM_MINUTES],
			),
		})
	if (!row) throw new Problem('callback_not_found')
	return row
}

async function change(
	trx: Knex.Transaction,
	{ clinicId, actor, id }: Asked,
	action: `callback.${string}`,
	columns: Record<string, unknown>,
): Answer {
	await trx('callback_requests')
		.where({ clinic_id: clinicId, id })
		.update({ ...columns, updated_at: trx.fn.now() })
	await audit(trx, clinicId, { actor, action, subjectId: id })
	return { callbackId: id }
}

function personOf(actor: Actor): string | null {
	return actor.kind === 'staff' ? actor.id : null
}
