import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from './problem.ts'
import type { Intent } from './route.ts'

/** What is kept of an answer: its status, and the ids from which it can be presented again. */
export interface Kept<A extends object> {
	status: number
	answer: A
}

/**
 * Runs `effect` once per intent, inside the tenant transaction of the effect itself, so that the
 * record and the effect commit together or not at all. A retry gets what was kept. Keep ids only,
 * never a person's data or a token: the row lives 24 hours and is read by nobody.
 *
 * Throws `in_progress` while the same key is being worked on, `idempotency_mismatch` when it was
 * used for another body. What `effect` throws is not kept: the caller may try again.
 *
 * @example
 * const { status, answer } = await withIdempotency(trx, call.intent, async () => {
 * 	const appointment = await bookAppointment(trx, input)
 * 	return { status: 201, answer: { appointmentId: appointment.id } }
 * })
 */
export async function withIdempotency<A extends object>(
	trx: Knex.Transaction,
	intent: Intent,
	effect: () => Promise<Kept<A>>,
): Promise<Kept<A> & { replayed: boolean }> {
	const query = queryOf(trx)
	const kept = await keptOf<A>(query, intent)
	if (kept) return { ...kept, replayed: true }
	const done = await effect()
	const { status, answer } = done
	await query(KEEP, [...keyOf(intent), intent.bodyHash, status, JSON.stringify(answer)])
	return { ...done, replayed: false }
}

/**
 * What was kept of an intent, if anything; nobody else works on it until the transaction ends. The
 * first statements of the transaction.
 *
 * @throws Problem `in_progress`, `idempotency_mismatch`
 */
export async function keptOf<A extends object>(
	query: Query,
	intent: Intent,
): Promise<Kept<A> | null> {
	const [[lock], [row]] = await Promise.all([
		query<{ locked: boolean }>(LOCK, [`intent ${intent.clinicId} ${intent.key}`]),
		// A statement of its own: under the lock, it sees all that the lock's last holder committed.
		query<Kept<A> & { hash: string; expired: boolean }>(FIND, keyOf(intent)),
	])
	if (!lock?.locked) throw new Problem('in_progress', { headers: { 'Retry-After': '1' } })
	if (row?.expired) await query(FORGET, keyOf(intent))
	if (!row || row.expired) return null
	if (row.hash !== intent.bodyHash) throw new Problem('idempotency_mismatch')
	return { status: row.status, answer: row.answer }
}

/** The record as a row, for writers that put it beside the effect in one statement. */
export function keptRow<A extends object>(intent: Intent, { status, answer }: Kept<A>) {
	const [, credential, route, key] = keyOf(intent)
	return { credential, route, key, body_hash: `\\x${intent.bodyHash}`, status, answer }
}

const LOCK = 'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as locked'

/** The columns that make a row's key, in the order of the values. */
const ofIntent = 'clinic_id = $1 and credential = $2 and route = $3 and key = $4'

const FIND = `
	select status, answer, encode(body_hash, 'hex') as hash,
		expires_at <= statement_timestamp() as expired
	from idempotency_keys where ${ofIntent}`

const FORGET = `delete from idempotency_keys where ${ofIntent}`

const KEEP = `
	insert into idempotency_keys (clinic_id, credential, route, key, body_hash, status, answer)
	values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7)`

function keyOf(intent: Intent): [string, string, string, string] {
	return [intent.clinicId, intent.credential, `${intent.method} ${intent.path}`, intent.key]
}
