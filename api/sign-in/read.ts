import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { AccessClaims, AccessTokens, Audience } from '../http/access-token.ts'

const FRESH_MILLISECONDS = 2000

interface Reading<R, P> {
	audience: Audience
	/** Finds one row by clinic, session and person while the session goes on. */
	sql: string
	/** Who the route is handed. */
	present: (claims: AccessClaims, row: R) => P
}

/**
 * Reads access tokens. Session and person are looked at anew every two seconds, so whoever is sent
 * away, or given other rights, does not keep the old ones for as long as the token lives.
 */
export function readSessionsIn<R, P extends object>(
	db: Knex,
	tokens: AccessTokens,
	{ audience, sql, present }: Reading<R, P>,
): (token: string) => Promise<P | 'invalid' | 'ended'> {
	const known = new LRUCache<string, P>({ max: 2000, ttl: FRESH_MILLISECONDS })
	return async (token) => {
		const claims = await tokens.read(audience, token)
		if (claims === 'invalid') return 'invalid'
		if (claims === 'expired') return 'ended'
		const { clinicId, sessionId, subject } = claims
		const name = `${clinicId} ${sessionId} ${subject}`
		const kept = known.get(name)
		if (kept) return kept
		const find = (trx: Knex) => queryOf(trx)<R>(sql, [clinicId, sessionId, subject])
		const [row] = await inTenant(db, clinicId, find, { quietly: true })
		if (!row) return 'ended'
		const person = present(claims, row)
		known.set(name, person)
		return person
	}
}
