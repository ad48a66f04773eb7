import type { Knex } from 'knex'
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
	await lock(trx, intent)
	// A statement of its own: under the lock, it sees all that the lock's last holder committed.
	const kept = await find<A>(trx, intent)
	if (kept) return { ...kept, replayed: true }
	const done = await effect()
	await keep(trx, intent, done)
	return { ...done, replayed: false }
}

async function lock(trx: Knex.Transaction, intent: Intent): Promise<void> {
	const { rows } = await trx.raw<{ rows: { locked: boolean }[] }>(
		'select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as locked',
		[`intent ${intent.clinicId} ${intent.key}`],
	)
	if (!rows[0]?.locked) throw new Problem('in_progress', { headers: { 'Retry-After': '1' } })
}

/** The columns that make a row's key, in the order of the placeholders. */
const ofIntent = 'clinic_id = ? and credential = ? and route = ? and key = ?'

function keyOf(intent: Intent): string[] {
	return [intent.clinicId, intent.credential, `${intent.method} ${intent.path}`, intent.key]
}

async function find<A extends object>(
	trx: Knex.Transaction,
	intent: Intent,
): Promise<Kept<A> | null> {
	const { rows } = await trx.raw<{ rows: (Kept<A> & { hash: string; expired: boolean })[] }>(
		`select status, answer, encode(body_hash, 'hex') as hash,
			expires_at <= statement_timestamp() as expired
		from idempotency_keys where ${ofIntent}`,
		keyOf(intent),
	)
	const row = rows[0]
	if (!row) return null
	if (row.expired) {
		await trx.raw(`delete from idempotency_keys where ${ofIntent}`, keyOf(intent))
		return null
	}
	if (row.hash !== intent.bodyHash) throw new Problem('idempotency_mismatch')
	return { status: row.status, answer: row.answer }
}

async function keep<A extends object>(
	trx: Knex.Transaction,
	intent: Intent,
	done: Kept<A>,
): Promise<void> {
	await trx.raw(
		`insert into idempotency_keys (clinic_id, credential, route, key, body_hash, status, answer)
		values (?, ?, ?, ?, decode(?, 'hex'), ?, ?)`,
		[...keyOf(intent), intent.bodyHash, done.status, JSON.stringify(done.answer)],
	)
}
