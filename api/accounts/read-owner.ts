import type { Knex } from 'knex'
import type { AccessTokens } from '../http/access-token.ts'
import type { Owner, ReadOwner } from '../http/authenticate.ts'
import { readSessionsIn } from '../sign-in/read.ts'

// An account is moved when its client is matched with another one, so it never points at a merged one.
const WHO = `
	select a.client_id, a.email_verified_at is not null as is_verified
	from client_sessions s
	join client_accounts a on a.clinic_id = $1 and a.clinic_id = s.clinic_id and a.id = s.account_id
	where s.clinic_id = $1 and s.id = $2 and s.account_id = $3 and s.revoked_at is null
		and s.expires_at > statement_timestamp()`

/** Reads access tokens of owners: whether the session goes on, and whose client the account is. */
export function readOwnerIn(db: Knex, tokens: AccessTokens): ReadOwner {
	return readSessionsIn<{ client_id: string; is_verified: boolean }, Owner>(db, tokens, {
		audience: 'owner',
		sql: WHO,
		present: ({ clinicId, subject: accountId, sessionId }, row) => ({
			...{ clinicId, accountId, sessionId },
			...{ clientId: row.client_id, isVerified: row.is_verified },
		}),
	})
}
