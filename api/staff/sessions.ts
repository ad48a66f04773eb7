import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import type { AccessTokens } from '../http/access-token.ts'
import type { ReadStaff, StaffMember } from '../http/authenticate.ts'
import type { Role } from '../http/permission.ts'

/** Days that a session lives without being used. */
const SESSION_DAYS = 30
// A page that was closed in the middle of a refresh, or two tabs at once, come again with the last
// token; whoever comes later with it has stolen it, or was stolen from.
const GRACE_SECONDS = 10

export type Ended = 'signed_out' | 'ended' | 'reused' | 'password_changed' | 'deactivated'

/** Where a session is used from. */
export interface Device {
	address: string
	userAgent: string | null
}

/** Begins a session of somebody whose credentials have been checked. */
export async function beginSession(
	trx: Knex.Transaction,
	clinicId: string,
	userId: string,
	{ address, userAgent }: Device,
): Promise<{ sessionId: string; generation: number }> {
	const sessionId = newId()
	await trx('user_sessions').insert({
		clinic_id: clinicId,
		id: sessionId,
		user_id: userId,
		expires_at: trx.raw(`now() + make_interval(days => ${SESSION_DAYS})`),
		ip: address.replace(/\/\d+$/, ''),
		user_agent: userAgent?.slice(0, 300) ?? null,
	})
	return { sessionId, generation: 1 }
}

export interface SessionRow {
	id: string
	user_id: string
	generation: number
	/** Live, and of somebody who still works here. */
	is_live: boolean
	/** The last rotation is only seconds ago. */
	is_fresh: boolean
}

const LOCK_SESSION = `
	select s.id, s.user_id, s.generation,
		s.revoked_at is null and s.expires_at > statement_timestamp() and u.is_active as is_live,
		s.rotated_at > statement_timestamp() - interval '${GRACE_SECONDS} seconds' as is_fresh
	from user_sessions s
	join users u on u.clinic_id = $1 and u.clinic_id = s.clinic_id and u.id = s.user_id
	where s.clinic_id = $1 and s.id = $2
	for no key update of s`

const ROTATE = `
	update user_sessions set generation = generation + 1, rotated_at = now(), last_used_at = now(),
		updated_at = now(), expires_at = now() + interval '${SESSION_DAYS} days', ip = $3,
		user_agent = coalesce($4, user_agent)
	where clinic_id = $1 and id = $2`

/** What became of a refresh: the generation that counts now, or null when the session has ended. */
export interface Refreshed {
	userId: string
	generation: number
}

/**
 * Spends a refresh token. The one before the last counts for ten seconds and gives what the last one
 * gave; any older one ends the session, since two people hold it.
 */
export async function refreshSession(
	trx: Knex.Transaction,
	clinicId: string,
	{ sessionId, generation, device }: { sessionId: string; generation: number; device: Device },
): Promise<Refreshed | null> {
	const query = queryOf(trx)
	const [row] = await query<SessionRow>(LOCK_SESSION, [clinicId, sessionId])
	if (!row?.is_live) return null
	const { user_id: userId } = row
	if (generation === row.generation) {
		const address = device.address.replace(/\/\d+$/, '')
		await query(ROTATE, [clinicId, sessionId, address, device.userAgent?.slice(0, 300) ?? null])
		return { userId, generation: row.generation + 1 }
	}
	if (generation === row.generation - 1 && row.is_fresh)
		return { userId, generation: row.generation }
	await endSessions(trx, clinicId, { id: sessionId }, 'reused')
	return null
}

/**
 * Signs out whoever holds the token that counts, or within the grace the one before. A spent one ends
 * nothing.
 */
export async function signOut(
	trx: Knex.Transaction,
	clinicId: string,
	{ sessionId, generation }: { sessionId: string; generation: number },
): Promise<void> {
	const [row] = await queryOf(trx)<SessionRow>(LOCK_SESSION, [clinicId, sessionId])
	if (!row) return
	const isLast = generation === row.generation - 1 && row.is_fresh
	if (generation !== row.generation && !isLast) return
	await endSessions(trx, clinicId, { id: sessionId }, 'signed_out')
}

/** Ends sessions: one by its id, or those of a person, but one of them if told. */
export async function endSessions(
	trx: Knex.Transaction,
	clinicId: string,
	which: { id: string } | { userId: string; exceptId?: string },
	reason: Ended,
): Promise<number> {
	const found = trx('user_sessions').where({ clinic_id: clinicId, revoked_at: null })
	if ('id' in which) found.where({ id: which.id })
	else {
		found.where({ user_id: which.userId })
		if (which.exceptId !== undefined) found.whereNot({ id: which.exceptId })
	}
	return found.update({
		revoked_at: trx.fn.now(),
		revoked_reason: reason,
		updated_at: trx.fn.now(),
	})
}

const FRESH_MILLISECONDS = 2000

const WHO = `
	select u.roles from user_sessions s
	join users u on u.clinic_id = $1 and u.clinic_id = s.clinic_id and u.id = s.user_id
	where s.clinic_id = $1 and s.id = $2 and s.user_id = $3 and s.revoked_at is null
		and s.expires_at > statement_timestamp() and u.is_active`

/**
 * Reads access tokens. Session and roles are looked at anew every two seconds, so whoever is sent
 * away, or given other roles, does not keep the old ones for as long as the token lives.
 */
export function readStaffIn(db: Knex, tokens: AccessTokens): ReadStaff {
	const known = new LRUCache<string, StaffMember>({ max: 2000, ttl: FRESH_MILLISECONDS })
	return async (token) => {
		const claims = await tokens.read('staff', token)
		if (claims === 'invalid') return 'invalid'
		if (claims === 'expired') return 'ended'
		const { clinicId, sessionId, subject: userId } = claims
		const name = `${clinicId} ${sessionId} ${userId}`
		const kept = known.get(name)
		if (kept) return kept
		const find = (trx: Knex) => queryOf(trx)<{ roles: Role[] }>(WHO, [clinicId, sessionId, userId])
		const [row] = await inTenant(db, clinicId, find, { quietly: true })
		if (!row) return 'ended'
		const member = { clinicId, userId, sessionId, roles: row.roles }
		known.set(name, member)
		return member
	}
}
