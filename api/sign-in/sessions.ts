import type { Knex } from 'knex'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import type { Audience } from '../http/access-token.ts'
import type { Services } from '../services.ts'
import { tellOfSignIn } from './letters.ts'
import { MAY, type Person, type Side, tablesOf } from './person.ts'
import { traceStaff } from './trace.ts'

/** Days that a session lives without being used. */
const SESSION_DAYS = 30
// A page that was closed in the middle of a refresh, or two tabs at once, come again with the last
// token; whoever comes later with it has stolen it, or was stolen from.
const GRACE_SECONDS = 10

export type Ended =
	| 'signed_out'
	| 'ended'
	| 'reused'
	| 'password_changed'
	| 'email_changed'
	| 'deactivated'
	| 'erased'

/** Where a session is used from. */
export interface Device {
	address: string
	userAgent: string | null
}

/** A session as its refresh tokens know it. */
export interface Begun {
	sessionId: string
	generation: number
}

/** Begins a session of somebody whose credentials have been checked. */
export async function beginSession(
	trx: Knex.Transaction,
	{ audience, clinicId, personId }: Person,
	device: Device,
): Promise<Begun> {
	const { sessions, personId: column } = tablesOf[audience]
	const sessionId = newId()
	await trx(sessions).insert({
		clinic_id: clinicId,
		id: sessionId,
		[column]: personId,
		expires_at: trx.raw(`now() + make_interval(days => ${SESSION_DAYS})`),
		ip: hostOf(device.address),
		user_agent: agentOf(device),
	})
	return { sessionId, generation: 1 }
}

/** A database keeps one address, where limits count a network. */
export const hostOf = (address: string) => address.replace(/\/\d+$/, '')
export const agentOf = ({ userAgent }: Device) => userAgent?.slice(0, 300) ?? null

interface SessionRow {
	id: string
	person_id: string
	generation: number
	/** Live, and of somebody who still may sign in. */
	is_live: boolean
	/** The last rotation is only seconds ago. */
	is_fresh: boolean
}

const lockOf = (audience: Audience) => {
	const { people, sessions, personId } = tablesOf[audience]
	return `
		select s.id, s.${personId} as person_id, s.generation,
			s.revoked_at is null and s.expires_at > statement_timestamp() and ${MAY[audience]} as is_live,
			s.rotated_at > statement_timestamp() - interval '${GRACE_SECONDS} seconds' as is_fresh
		from ${sessions} s
		join ${people} p on p.clinic_id = $1 and p.clinic_id = s.clinic_id and p.id = s.${personId}
		where s.clinic_id = $1 and s.id = $2
		for no key update of s`
}

const rotateOf = (audience: Audience) => `
	update ${tablesOf[audience].sessions} set generation = generation + 1, rotated_at = now(),
		last_used_at = now(), updated_at = now(),
		expires_at = now() + interval '${SESSION_DAYS} days', ip = $3,
		user_agent = coalesce($4, user_agent)
	where clinic_id = $1 and id = $2`

const LOCK = { staff: lockOf('staff'), owner: lockOf('owner') } as const
const ROTATE = { staff: rotateOf('staff'), owner: rotateOf('owner') } as const

/** What became of a refresh: whose session it is, and the generation that counts now. */
export interface Refreshed {
	personId: string
	generation: number
}

/**
 * Spends a refresh token. The one before the last counts for ten seconds and gives what the last one
 * gave; any older one ends the session, since two people hold it, and its person is told.
 *
 * @returns null when the session has ended
 */
export async function refreshSession(
	trx: Knex.Transaction,
	services: Pick<Services, 'queueNotification'>,
	side: Side,
	{ sessionId, generation, device }: Begun & { device: Device },
): Promise<Refreshed | null> {
	const { audience, clinicId } = side
	const query = queryOf(trx)
	const [row] = await query<SessionRow>(LOCK[audience], [clinicId, sessionId])
	if (!row?.is_live) return null
	const { person_id: personId } = row
	if (generation === row.generation) {
		await query(ROTATE[audience], [clinicId, sessionId, hostOf(device.address), agentOf(device)])
		return { personId, generation: row.generation + 1 }
	}
	if (generation === row.generation - 1 && row.is_fresh)
		return { personId, generation: row.generation }
	await endSessions(trx, side, { id: sessionId }, 'reused')
	await tellOfSignIn(trx, services, { ...side, personId }, 'session_reused', { sessionId })
	await traceStaff(trx, { ...side, personId }, 'staff.session_reused')
	return null
}

/**
 * Signs out whoever holds the token that counts, or within the grace the one before. A spent one ends
 * nothing.
 */
export async function signOut(
	trx: Knex.Transaction,
	side: Side,
	{ sessionId, generation }: Begun,
): Promise<void> {
	const values = [side.clinicId, sessionId]
	const [row] = await queryOf(trx)<SessionRow>(LOCK[side.audience], values)
	if (!row) return
	const isLast = generation === row.generation - 1 && row.is_fresh
	if (generation !== row.generation && !isLast) return
	const ended = await endSessions(trx, side, { id: sessionId }, 'signed_out')
	const person = { ...side, personId: row.person_id }
	if (ended > 0) await traceStaff(trx, person, 'staff.signed_out')
}

/** Ends sessions: one by its id, or those of a person, but one of them if told. */
export async function endSessions(
	trx: Knex.Transaction,
	{ audience, clinicId }: Side,
	which: { id: string } | { personId: string; exceptId?: string | undefined },
	reason: Ended,
): Promise<number> {
	const { sessions, personId } = tablesOf[audience]
	const found = trx(sessions).where({ clinic_id: clinicId, revoked_at: null })
	if ('id' in which) found.where({ id: which.id })
	else {
		found.where({ [personId]: which.personId })
		if (which.exceptId !== undefined) found.whereNot({ id: which.exceptId })
	}
	return found.update({
		revoked_at: trx.fn.now(),
		revoked_reason: reason,
		updated_at: trx.fn.now(),
	})
}
