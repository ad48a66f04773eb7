import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { AccessTokens } from '../http/access-token.ts'
import type { Owner, ReadOwner } from '../http/authenticate.ts'

const FRESH_MILLISECONDS = 2000

// Whose client was matched with another one goes on as that one.
const WHO = `
	select case when c.match_status = 'merged' then c.merged_into_id else c.id end as client_id,
		a.email_verified_at is not null as is_verified
	from client_sessions s
	join client_accounts a on a.clinic_id = $1 and a.clinic_id = s.clinic_id and a.id = s.account_id
	join clients c on c.clinic_id = $1 and c.clinic_id = a.clinic_id and c.id = a.client_id
	where s.clinic_id = $1 and s.id = $2 and s.account_id = $3 and s.revoked_at is null
		and s.expires_at > statement_timestamp()`

/**
 * Reads access tokens of owners. Whether the session goes on, and whose client the account is, is
 * looked at anew every two seconds.
 */
export function readOwnerIn(db: Knex, tokens: AccessTokens): ReadOwner {
	const known = new LRUCache<string, Owner>({ max: 2000, ttl: FRESH_MILLISECONDS })
	return async (token) => {
		const claims = await tokens.read('owner', token)
		if (claims === 'invalid') return 'invalid'
		if (claims === 'expired') return 'ended'
		const { clinicId, sessionId, subject: accountId } = claims
		const name = `${clinicId} ${sessionId} ${accountId}`
		const found = known.get(name)
		if (found) return found
		const read = (trx: Knex) =>
			queryOf(trx)<{ client_id: string; is_verified: boolean }>(WHO, [
				clinicId,
				sessionId,
				accountId,
			])
		const [row] = await inTenant(db, clinicId, read, { quietly: true })
		if (!row) return 'ended'
		const { client_id: clientId, is_verified: isVerified } = row
		const owner = { clinicId, accountId, sessionId, clientId, isVerified }
		known.set(name, owner)
		return owner
	}
}
