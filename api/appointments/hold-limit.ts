import { createHmac } from 'node:crypto'
import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import { tooMany } from '../http/rate-limits.ts'

/** Whom a hold is counted to. A plain hash of an IPv4 address is found by trying all. */
export function blindAddress(serverKey: Uint8Array, address: string): Buffer {
	return createHmac('sha256', serverKey).update(`hold address\0${address}`).digest()
}

/**
 * Makes sure that one address may keep another time: a few callers could otherwise keep a clinic's
 * whole day. To be called before any other lock of the transaction that makes the hold; holds of
 * one address come one after the other, so that many at once count each other.
 *
 * @param most live holds of one address at this clinic
 * @throws Problem `rate_limited`, to be tried again once the first of them has ended
 */
export async function limitHolds(
	trx: Knex.Transaction,
	{ clinicId, addressHash, most }: { clinicId: string; addressHash: Buffer; most: number },
): Promise<void> {
	const query = queryOf(trx)
	await query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
		`holds ${clinicId} ${addressHash.toString('base64url')}`,
	])
	// A statement of its own: under the lock, it sees all that the lock's last holder committed.
	const [live] = await query<{ count: number; wait: number | null }>(
		`select count(*)::int as count,
			ceil(extract(epoch from min(expires_at) - statement_timestamp()))::int as wait
		from holds
		where clinic_id = $1 and address_hash = $2 and expires_at > statement_timestamp()`,
		[clinicId, addressHash],
	)
	if (live && live.count >= most) throw tooMany(live.wait ?? 1)
}
