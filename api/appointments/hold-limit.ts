import type { Query } from '../database/tenant.ts'
import { macBy } from '../http/mac.ts'
import { tooMany } from '../http/problem.ts'

/** Live holds at one clinic. */
export interface HoldLimits {
	byAddress: number
	/** Of all visitors of one website together. */
	byKey: number
}

/**
 * Whom a hold is counted to, or which page it belongs to. A plain hash of an IPv4 address is found
 * by trying all, and a session's secret should open nothing when the table is read.
 */
export function blind(serverKey: Uint8Array, what: 'address' | 'session', text: string): Buffer {
	return macBy(serverKey).update(`hold ${what}\0${text}`).digest()
}

interface Holder {
	clinicId: string
	keyId: string
	addressHash: Buffer
	sessionHash: Buffer | null
	limits: HoldLimits
}

/** A session's hold that the next one replaces. */
export interface EarlierHold {
	id: string
	resourceIds: string[]
}

const LOCK = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'

const COUNT = `
	select count(*) filter (where h.address_hash = $2)::int as "byAddress",
		count(*) filter (where h.api_key_id = $3)::int as "byKey",
		ceil(extract(epoch from min(h.expires_at) - statement_timestamp()))::int as wait
	from holds h
	where h.clinic_id = $1 and h.expires_at > statement_timestamp()
		and ($4::bytea is null or h.session_hash is distinct from $4)`

const EARLIER = `
	select h.id, array(select distinct r.resource_id from reservations r
		where r.clinic_id = $1 and r.hold_id = h.id) as "resourceIds"
	from holds h where h.clinic_id = $1 and h.session_hash = $2
	for update of h`

/**
 * Makes sure that one address may keep another time: a few callers could otherwise keep a clinic's
 * whole day. To be called before any other lock of the transaction that makes the hold; holds of
 * one address or session come one after the other, so that many at once count each other. A key's
 * holds don't: its limit is a wall around the whole clinic, which calls at once may lean over by as
 * many as there are, and no visitor waits for all others.
 *
 * @returns the session's hold so far, locked; it is not counted, since it goes when the new one comes
 * @throws Problem `rate_limited`, to be tried again once the first of them has ended
 */
export async function limitHolds(query: Query, holder: Holder): Promise<EarlierHold | undefined> {
	const { clinicId, keyId, addressHash, sessionHash, limits } = holder
	const names = [`holds ${clinicId} ${addressHash.toString('base64url')}`]
	if (sessionHash) names.push(`session ${clinicId} ${sessionHash.toString('base64url')}`)
	const locks = names.map((name) => query(LOCK, [name]))
	// Statements of their own: under the locks, they see all that the locks' last holders committed.
	const [[live], [earlier]] = await Promise.all([
		query<{ byAddress: number; byKey: number; wait: number | null }>(COUNT, [
			clinicId,
			addressHash,
			keyId,
			sessionHash,
		]),
		sessionHash ? query<EarlierHold>(EARLIER, [clinicId, sessionHash]) : [],
		...locks,
	])
	if (live && (live.byAddress >= limits.byAddress || live.byKey >= limits.byKey)) {
		throw tooMany(live.wait ?? 1)
	}
	return earlier
}
