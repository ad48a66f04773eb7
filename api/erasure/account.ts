import type { Knex } from 'knex'
import type { ChangeServices } from '../appointments/book.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import type { Query } from '../database/tenant.ts'
import { filesOf } from './belongings.ts'
import { forget } from './forget.ts'

interface Account {
	clinicId: string
	clientId: string
	accountId: string
}

/** Who else signs in to the same client: the addresses. */
export async function othersOf(
	query: Query,
	{ clinicId, clientId, accountId }: Account,
): Promise<string[]> {
	const rows = await query<{ email: string }>(
		`select a.email from client_accounts a
		where a.clinic_id = $1 and a.client_id = $2 and a.id <> $3
			and a.email_verified_at is not null
		order by a.id`,
		[clinicId, clientId, accountId],
	)
	return rows.map((row) => row.email)
}

/**
 * Erases one of a household: their sign-in, their address and what was sent to it. The client stays
 * for whoever else signs in to it, and is written to there from now on.
 */
export async function eraseAccount(
	trx: Knex.Transaction,
	services: ChangeServices,
	{ actor, others, ...who }: Account & { actor: Actor; others: string[] },
): Promise<void> {
	const { clinicId, clientId, accountId } = who
	const query = queryOf(trx)
	const [own] = await query<{ email: string }>(
		'select a.email from client_accounts a where a.clinic_id = $1 and a.id = $2',
		[clinicId, accountId],
	)
	if (!own) return
	const email = own.email.toLowerCase()
	await query(
		`update clients set email = $4, updated_at = now()
		where clinic_id = $1 and id = $2 and lower(email) = $3`,
		[clinicId, clientId, email, others[0]],
	)
	const letters = await query<{ id: string }>(
		`select n.id from notifications n
		where n.clinic_id = $1 and (n.account_id = $2 or lower(n.recipient_email) = $3)`,
		[clinicId, accountId, email],
	)
	const nothing = { clients: [], appointments: [], references: [], phones: [] }
	const pets = { ownPets: [], sharedPets: [] }
	const notifications = letters.map((letter) => letter.id)
	const accounts = [accountId]
	const files = await filesOf(query, clinicId, accounts)
	const theirs = { ...nothing, ...pets, accounts, notifications, files, emails: [email] }
	await forget(query, clinicId, theirs, [])
	const variables = { cancelledVisits: 0 }
	const to = own.email
	await services.queueNotification(trx, { clinicId, kind: 'data_erased', to, variables })
	await audit(trx, clinicId, { actor, action: 'account.erased', subjectId: accountId })
}
