import type { Knex } from 'knex'
import { queryOf } from '../database/query.ts'
import type { Owner } from '../http/authenticate.ts'
import { Problem } from '../http/problem.ts'

// A day at a page; who stole a token can not live on it for longer either.
const OF_PAGE = `
	select 1 from client_sessions
	where clinic_id = $1 and id = $2 and revoked_at is null and generation = 1
		and created_at > statement_timestamp() - interval '12 hours'`

/**
 * Makes sure that a session lives by its page alone: its refresh token has never come back, since the
 * browser keeps no cookie here.
 *
 * @throws Problem `session_ended`
 */
export async function assertOfPage(trx: Knex, { clinicId, sessionId }: Owner): Promise<void> {
	const found = await queryOf(trx)(OF_PAGE, [clinicId, sessionId])
	if (found.length === 0) throw new Problem('session_ended')
}
