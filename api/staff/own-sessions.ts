import type { Knex } from 'knex'
import type { OwnSession } from '../contract/staff-account.ts'
import { audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { deviceName } from '../http/device-name.ts'
import { Problem } from '../http/problem.ts'
import { endSessions } from './sessions.ts'

interface Row {
	id: string
	user_agent: string | null
	address: string | null
	created_at: Date
	last_used_at: Date
}

const LIVE = `
	select id, user_agent, host(ip) as address, created_at, last_used_at
	from user_sessions
	where clinic_id = $1 and user_id = $2 and revoked_at is null
		and expires_at > statement_timestamp()
	order by last_used_at desc, id desc`

interface Who {
	userId: string
	sessionId: string
}

/** Where somebody is signed in, the latest use first. */
export async function listOwnSessions(
	trx: Knex,
	clinicId: string,
	{ userId, sessionId }: Who,
): Promise<OwnSession[]> {
	const rows = await queryOf(trx)<Row>(LIVE, [clinicId, userId])
	return rows.map((row) => ({
		id: row.id,
		device: deviceName(row.user_agent),
		address: row.address,
		beganAt: row.created_at.toISOString(),
		lastUsedAt: row.last_used_at.toISOString(),
		isThis: row.id === sessionId,
	}))
}

/**
 * Ends one session of one's own.
 *
 * @throws Problem `session_not_found`
 */
export async function endOwnSession(
	trx: Knex.Transaction,
	clinicId: string,
	{ userId }: Who,
	id: string,
): Promise<void> {
	const of = { clinic_id: clinicId, user_id: userId, id }
	const found = await trx('user_sessions').where(of).whereNull('revoked_at').first('id')
	if (!found) throw new Problem('session_not_found')
	await endSessions(trx, clinicId, { id: found.id }, 'ended')
	await note(trx, clinicId, userId, 1)
}

/** Ends all of them but the one that asks; answers how many. */
export async function endOtherSessions(
	trx: Knex.Transaction,
	clinicId: string,
	{ userId, sessionId }: Who,
): Promise<number> {
	const ended = await endSessions(trx, clinicId, { userId, exceptId: sessionId }, 'ended')
	if (ended > 0) await note(trx, clinicId, userId, ended)
	return ended
}

async function note(trx: Knex.Transaction, clinicId: string, userId: string, ended: number) {
	const actor = { kind: 'staff', id: userId } as const
	const data = { ended }
	await audit(trx, clinicId, { actor, action: 'staff.sessions_ended', subjectId: userId, data })
}
