import type { Knex } from 'knex'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'
import type { PrescriptionNotificationKind, QueueNotification } from '../notifications/queue.ts'
import { OWN_REQUESTS } from './rows.ts'

interface Answering {
	clinicId: string
	actor: Actor
	id: string
	queueNotification: QueueNotification
}

type Answer = Promise<{ requestId: string }>

interface OpenRow {
	id: string
	status: string
	account_id: string
}

/**
 * A vet says yes: it is made ready.
 *
 * @throws Problem `prescription_request_not_found`, `request_settled`
 */
export async function approvePrescription(trx: Knex.Transaction, input: Answering): Answer {
	const row = await lockRequest(trx, input, ['requested'])
	const status = 'approved'
	return settle(trx, input, row, { status, ...answeredBy(trx, input.actor) })
}

/**
 * A vet says no, also to what was approved and not handed over yet; the owner reads why.
 *
 * @throws Problem `prescription_request_not_found`, `request_settled`
 */
export async function declinePrescription(
	trx: Knex.Transaction,
	{ reason, ...input }: Answering & { reason: string },
): Answer {
	const row = await lockRequest(trx, input, ['requested', 'approved'])
	const answer = { status: 'declined', decline_reason: reason } as const
	return settle(trx, input, row, { ...answer, ...answeredBy(trx, input.actor) })
}

/**
 * What was approved is there to be collected, or on its way.
 *
 * @throws Problem `prescription_request_not_found`, `request_settled`
 */
export async function readyPrescription(
	trx: Knex.Transaction,
	{ handover, ...input }: Answering & { handover: 'collect' | 'sent' },
): Answer {
	const row = await lockRequest(trx, input, ['approved'])
	const by = { ready_by: personOf(input.actor), ready_at: trx.fn.now() }
	return settle(trx, input, row, { status: 'ready', handover, ...by })
}

/**
 * An owner no longer needs it. Once it is approved, somebody is packing it: then they call.
 *
 * @throws Problem `prescription_request_not_found`, `request_settled`
 */
export async function withdrawPrescription(
	trx: Knex.Transaction,
	owner: Owner,
	id: string,
): Answer {
	const { clinicId, accountId } = owner
	const values = [clinicId, owner.clientId, id]
	const seen = await queryOf(trx)(
		`select from prescription_requests q where q.id = $3 and ${OWN_REQUESTS}`,
		values,
	)
	if (seen.length === 0) throw new Problem('prescription_request_not_found')
	const row = await lockRequest(trx, { clinicId, id }, ['requested'])
	const withdrawn = { status: 'withdrawn', withdrawn_at: trx.fn.now(), updated_at: trx.fn.now() }
	await trx('prescription_requests').where({ clinic_id: clinicId, id: row.id }).update(withdrawn)
	const actor = { kind: 'owner', id: accountId } as const
	const action = 'prescription_request.withdrawn'
	await audit(trx, clinicId, { actor, action, subjectId: row.id })
	return { requestId: row.id }
}

const SETTLED: Readonly<Record<string, string>> = {
	requested: 'No vet has approved it yet.',
	approved: 'A vet has approved it already.',
	ready: 'It has been made ready already.',
	declined: 'A vet has declined it already.',
	withdrawn: 'Its owner has withdrawn it meanwhile.',
}

/** Under a lock: of two who answer at once one wins, and the other is told. */
async function lockRequest(
	trx: Knex.Transaction,
	{ clinicId, id }: Pick<Answering, 'clinicId' | 'id'>,
	from: readonly string[],
): Promise<OpenRow> {
	const row: OpenRow | undefined = await trx('prescription_requests')
		.where({ clinic_id: clinicId, id })
		.forNoKeyUpdate()
		.first('id', 'status', 'account_id')
	if (!row) throw new Problem('prescription_request_not_found')
	if (from.includes(row.status)) return row
	throw new Problem('request_settled', { detail: SETTLED[row.status] ?? '' })
}

async function settle(
	trx: Knex.Transaction,
	{ clinicId, actor, queueNotification }: Answering,
	{ id, account_id: accountId }: OpenRow,
	columns: { status: 'approved' | 'declined' | 'ready' } & Record<string, unknown>,
): Answer {
	const { status } = columns
	await trx('prescription_requests')
		.where({ clinic_id: clinicId, id })
		.update({ ...columns, updated_at: trx.fn.now() })
	const kind: PrescriptionNotificationKind = `prescription_${status}`
	await queueNotification(trx, { clinicId, kind, accountId, variables: { requestId: id } })
	await audit(trx, clinicId, { actor, action: `prescription_request.${status}`, subjectId: id })
	return { requestId: id }
}

function answeredBy(trx: Knex.Transaction, actor: Actor) {
	return { answered_by: personOf(actor), answered_at: trx.fn.now() }
}

function personOf({ kind, id }: Actor): string | null {
	return kind === 'staff' ? id : null
}
