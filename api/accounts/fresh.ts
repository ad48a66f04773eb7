import type { Query } from '../database/tenant.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'

const MINUTES = 10

const FRESH = `
	select from client_sessions s
	where s.clinic_id = $1 and s.id = $2 and s.account_id = $3 and s.revoked_at is null
		and s.created_at > statement_timestamp() - interval '${MINUTES} minutes'`

/**
 * Asks for a sign-in of the last ten minutes, in whatever way it was done: what cannot be taken back,
 * and what carries a person's data away, is not for whoever finds an open page.
 *
 * @throws Problem `fresh_sign_in_required`
 */
export async function assertFresh(
	query: Query,
	{ clinicId, sessionId, accountId }: Pick<Owner, 'clinicId' | 'sessionId' | 'accountId'>,
): Promise<void> {
	if (await isFresh(query, { clinicId, sessionId, accountId })) return
	throw new Problem('fresh_sign_in_required')
}

/** Whether somebody signed in a moment ago. A session that is only kept up is not fresh. */
export async function isFresh(
	query: Query,
	{ clinicId, sessionId, accountId }: Pick<Owner, 'clinicId' | 'sessionId' | 'accountId'>,
): Promise<boolean> {
	return (await query(FRESH, [clinicId, sessionId, accountId])).length === 1
}
