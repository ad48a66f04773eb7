import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import { cancelForClinic } from '../appointments/clinic-cancel.ts'
import type { Erasure, ErasureBody } from '../contract/erasure.ts'
import { type Actor, audit } from '../database/audit.ts'
import { lockResources } from '../database/lock-resources.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { eraseAccount, othersOf } from './account.ts'
import { belongingsOf, lockFamily } from './belongings.ts'
import { forget } from './forget.ts'

interface Asked {
	clinicId: string
	clientId: string
	actor: Actor
	upcomingVisits: ErasureBody['upcomingVisits']
}

/**
 * Erases an owner who asks for it. Where somebody else signs in to the same client, their account
 * alone goes. Under a legal hold nothing goes: the wish is noted, and done when the hold ends.
 *
 * @throws Problem `client_not_found`
 */
export async function eraseForOwner(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ accountId, ...asked }: Asked & { accountId: string },
): Promise<Erasure> {
	const { clinicId, clientId } = asked
	const query = queryOf(trx)
	const family = await lockFamily(query, clinicId, clientId)
	const row = await stateOf(query, asked, family)
	const others = await othersOf(query, { clinicId, clientId, accountId })
	const scope = others.length > 0 ? 'account' : 'client'
	if (row.onHold) {
		await noteAsk(trx, { ...asked, accountId, scope })
		return { status: 'postponed', scope, cancelledVisits: 0 }
	}
	if (scope === 'client') return erase(trx, services, { ...asked, family })
	await eraseAccount(trx, services, { ...asked, accountId, others })
	return { status: 'erased', scope, cancelledVisits: 0 }
}

/** The first time counts, and the last word about visits. */
async function noteAsk(
	trx: Knex.Transaction,
	{ clinicId, clientId, accountId, actor, upcomingVisits, scope }: Asking,
): Promise<void> {
	const [row] = await queryOf(trx)<{ isFirst: boolean }>(
		`update client_accounts set erasure_asked_at = coalesce(erasure_asked_at, now()),
			erasure_keeps_visits = $3, updated_at = now()
		where clinic_id = $1 and id = $2 returning erasure_asked_at = now() as "isFirst"`,
		[clinicId, accountId, upcomingVisits === 'keep'],
	)
	if (!row?.isFirst) return
	const subjectId = scope === 'client' ? clientId : accountId
	await audit(trx, clinicId, { actor, action: `${scope}.erasure_asked`, subjectId })
}

interface Asking extends Asked {
	accountId: string
	scope: Erasure['scope']
}

/**
 * Erases a client for the clinic. One who is erased already stays so.
 *
 * @throws Problem `client_not_found`, `legal_hold`
 */
export async function eraseForClinic(
	trx: Knex.Transaction,
	services: ChangeServices,
	asked: Asked,
): Promise<Erasure> {
	const query = queryOf(trx)
	const family = await lockFamily(query, asked.clinicId, asked.clientId)
	const row = await stateOf(query, asked, family)
	if (row.erased) return { status: 'erased', scope: 'client', cancelledVisits: 0 }
	if (row.onHold) {
		const detail = 'End the legal hold on this client, or on a guest who may be them, first.'
		throw new Problem('legal_hold', { detail })
	}
	return erase(trx, services, { ...asked, family })
}

async function erase(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ family, ...asked }: Asked & { family: string[] },
): Promise<Erasure> {
	const { clinicId, clientId, actor } = asked
	const query = queryOf(trx)
	const ahead = await lockAhead(trx, clinicId, family)
	const cancelled = asked.upcomingVisits === 'cancel' ? ahead : []
	for (const appointmentId of cancelled) {
		await cancelForClinic(trx, services, { clinicId, appointmentId, actor })
	}
	// Read after that: the letters about it have nobody left to go to.
	const all = await belongingsOf(query, clinicId, family)
	const email = await addressOf(query, clinicId, clientId)
	await forget(query, clinicId, all, ahead.slice(cancelled.length))
	const cancelledVisits = cancelled.length
	if (email !== null) {
		const variables = { cancelledVisits }
		await services.queueNotification(trx, { clinicId, kind: 'data_erased', to: email, variables })
	}
	const data = { cancelledVisits, accounts: all.accounts.length }
	await audit(trx, clinicId, { actor, action: 'client.erased', subjectId: clientId, data })
	return { status: 'erased', scope: 'client', cancelledVisits }
}

/** Visits that could still be called off, with all the time that they take under lock. */
async function lockAhead(
	trx: Knex.Transaction,
	clinicId: string,
	family: readonly string[],
): Promise<string[]> {
	const query = queryOf(trx)
	const visits = await query<{ id: string }>(
		`select a.id from appointments a
		where a.clinic_id = $1 and a.client_id = any($2::uuid[])
			and a.status in ('pending', 'confirmed', 'reminded')
			and a.scheduled_start > statement_timestamp()
		order by a.booking_reference`,
		[clinicId, family],
	)
	const ids = visits.map((visit) => visit.id)
	const taken = await query<{ id: string }>(
		`select distinct r.resource_id as id from reservations r
		where r.clinic_id = $1 and r.appointment_id = any($2::uuid[])`,
		[clinicId, ids],
	)
	const resourceIds = taken.map((resource) => resource.id)
	await lockResources(trx, clinicId, resourceIds)
	return ids
}

interface State {
	erased: boolean
	onHold: boolean
}

/** A hold on any of the rows that would go keeps them all. */
async function stateOf(
	query: Query,
	{ clinicId, clientId }: Asked,
	family: readonly string[],
): Promise<State> {
	const [row] = await query<State>(
		`select c.erased_at is not null as erased, exists (select from clients held
			where held.clinic_id = $1 and held.id = any($3::uuid[])
				and held.match_status <> 'merged' and held.legal_hold_at is not null) as "onHold"
		from clients c where c.clinic_id = $1 and c.id = $2 and c.match_status <> 'merged'`,
		[clinicId, clientId, family],
	)
	if (!row) throw new Problem('client_not_found')
	return row
}

/** Where the last letter goes: an address that is proved, or else what the clinic had. */
async function addressOf(query: Query, clinicId: string, clientId: string): Promise<string | null> {
	const [row] = await query<{ email: string | null }>(
		`select coalesce((select a.email from client_accounts a
				where a.clinic_id = $1 and a.client_id = $2 and a.email_verified_at is not null
				order by a.last_login_at desc nulls last limit 1), c.email) as email
		from clients c where c.clinic_id = $1 and c.id = $2`,
		[clinicId, clientId],
	)
	return row?.email ?? null
}
