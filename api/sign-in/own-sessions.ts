import type { Knex } from 'knex'
import type { OwnSession } from '../contract/session.ts'
import { audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Audience } from '../http/access-token.ts'
import { deviceName } from '../http/device-name.ts'
import { Problem } from '../http/problem.ts'
import { type Person, tablesOf } from './person.ts'
import { endSessions } from './sessions.ts'

interface Row {
	id: string
	user_agent: string | null
	address: string | null
	created_at: Date
	last_used_at: Date
}

const liveOf = (audience: Audience) => `
	select id, user_agent, host(ip) as address, created_at, last_used_at
	from ${tablesOf[audience].sessions}
	where clinic_id = $1 and ${tablesOf[audience].personId} = $2 and revoked_at is null
		and expires_at > statement_timestamp()
	order by last_used_at desc, id desc`

const LIVE = { staff: liveOf('staff'), owner: liveOf('owner') } as const

/** Where somebody is signed in, the latest use first. */
export async function listOwnSessions(
	trx: Knex,
	{ audience, clinicId, personId }: Person,
	sessionId: string,
): Promise<OwnSession[]> {
	const rows = await queryOf(trx)<Row>(LIVE[audience], [clinicId, personId])
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
	person: Person,
	id: string,
): Promise<void> {
	const { sessions, personId } = tablesOf[person.audience]
	const of = { clinic_id: person.clinicId, [personId]: person.personId, id }
	const found = await trx(sessions).where(of).whereNull('revoked_at').first('id')
	if (!found) throw new Problem('session_not_found')
	await endSessions(trx, person, { id: found.id }, 'ended')
	await note(trx, person, 1)
}

/** Ends all of them, but one if told; answers how many. */
export async function endOwnSessions(
	trx: Knex.Transaction,
	person: Person,
	exceptId?: string,
): Promise<number> {
	const { personId } = person
	const ended = await endSessions(trx, person, { personId, exceptId }, 'ended')
	if (ended > 0) await note(trx, person, ended)
	return ended
}

const ACTIONS = { staff: 'staff.sessions_ended', owner: 'account.sessions_ended' } as const

async function note(trx: Knex.Transaction, person: Person, ended: number) {
	const { audience, clinicId, personId } = person
	const actor = { kind: audience, id: personId } as const
	const data = { ended }
	await audit(trx, clinicId, { actor, action: ACTIONS[audience], subjectId: personId, data })
}
