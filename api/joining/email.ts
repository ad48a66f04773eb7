import type { Knex } from 'knex'
import type { ChangeEmailBody, EmailConfirmed, EmailLink } from '../contract/owner-joining.ts'
import { audit } from '../database/audit.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { SQLSTATE, sqlStateOf } from '../database/sqlstate.ts'
import {
	ACCOUNT_LINK_SECONDS,
	type AccountLinkClaims,
	readAccountLink,
} from '../http/account-link.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { forgetCodes } from '../http/one-time-codes.ts'
import { Problem, tooMany } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { endSessions } from '../sign-in/sessions.ts'
import { onceAfter } from '../staff/once.ts'
import { type AccountRow, changeAccount, followAccount, lockAccount } from './accounts.ts'
import { assertProved, type OwnOwner, sameAccount } from './proof.ts'

type EmailServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification' | 'limitLetters'>

interface ChangeRow {
	id: string
	account_id: string
	old_email: string
	new_email: string
	new_email_key: string
	old_confirmed_at: Date | null
	new_confirmed_at: Date | null
	created_at: Date
	expires_at: Date
}

const BY_ACCOUNT: Allowance = { most: 5, seconds: 3600 }

/**
 * Asks at both addresses whether an account's email may change: at the old one, since an open page
 * may have been left alone, and at the new one, since it has to be theirs. Whether the new one has an
 * account already, only its own mail tells.
 *
 * @throws Problem `fresh_sign_in_required`, `invalid_request`, `rate_limited`
 */
export async function askEmailChange(
	services: EmailServices,
	own: OwnOwner,
	{ email, password }: ChangeEmailBody,
): Promise<void> {
	const { intent, accountId } = own
	const { clinicId } = intent
	const prepare = () => assertProved(services, own, { path: 'password', password })
	await onceAfter(services.db, intent, prepare, async (trx, known) => {
		const account = await sameAccount(trx, clinicId, known)
		if (email === account.email) {
			throw wrongField('email', 'same_email', 'This is your address already')
		}
		const query = queryOf(trx)
		const hit = { ...BY_ACCOUNT, bucket: 'email_change_by_account', subject: accountId }
		const wait = await countHits(query, clinicId, [hit], Date.now())
		if (wait > 0) throw tooMany(wait)
		await services.limitLetters(query, { clinicId, purpose: 'email_change', email })
		await begin(trx, services, clinicId, account, email)
		return {}
	})
}

async function begin(
	trx: Knex.Transaction,
	{ queueNotification }: EmailServices,
	clinicId: string,
	account: AccountRow,
	email: string,
): Promise<void> {
	const { id: accountId } = account
	await endChanges(trx, clinicId, { account_id: accountId }, 'replaced')
	const emailChangeId = newId()
	const new_email_key = foldedEmail(email)
	await trx('email_changes').insert({
		...{ clinic_id: clinicId, id: emailChangeId, account_id: accountId },
		...{ old_email: account.email, new_email: email, new_email_key },
		expires_at: trx.raw('now() + make_interval(secs => ?)', [ACCOUNT_LINK_SECONDS]),
	})
	const variables = { emailChangeId }
	await queueNotification(trx, { clinicId, kind: 'account_email_leaving', variables })
	const taken = await takenBy(trx, clinicId, new_email_key, accountId)
	if (taken === undefined) {
		await queueNotification(trx, { clinicId, kind: 'account_email_arriving', variables })
	} else {
		const to = { clinicId, accountId: taken, variables: {} }
		await queueNotification(trx, { ...to, kind: 'account_known' })
	}
	const actor = { kind: 'owner', id: accountId } as const
	const action = 'account.email_change_asked'
	await audit(trx, clinicId, { actor, action, subjectId: accountId })
}

async function takenBy(
	trx: Knex.Transaction,
	clinicId: string,
	email_key: string,
	exceptId: string,
): Promise<string | undefined> {
	const row = await trx('client_accounts')
		.where({ clinic_id: clinicId, email_key })
		.whereNot({ id: exceptId })
		.first('id')
	return row?.id
}

/** A change as its link shows it; undefined when it is over. */
export async function showEmailChange(
	trx: Knex,
	{ clinicId, subjectId: id, purpose }: AccountLinkClaims,
): Promise<EmailLink | undefined> {
	if (purpose === 'verify') return undefined
	const row: ChangeRow | undefined = await openChange(trx, clinicId, id).first()
	if (!row) return undefined
	const confirmed = purpose === 'old_email' ? row.old_confirmed_at : row.new_confirmed_at
	return {
		// Whoever has the new address may be nobody to whom the old one is known.
		...{ purpose, oldEmail: purpose === 'old_email' ? row.old_email : null },
		newEmail: row.new_email,
		isConfirmed: confirmed !== null,
		askedAt: row.created_at.toISOString(),
		expiresAt: row.expires_at.toISOString(),
	}
}

function openChange(trx: Knex, clinicId: string, id: string) {
	return trx('email_changes')
		.where({ clinic_id: clinicId, id })
		.whereNull('ended_at')
		.whereRaw('expires_at > statement_timestamp()')
}

/**
 * Says yes at one of the two addresses. When both have, the account changes: every session ends, and
 * so do the links that were mailed to the old address.
 *
 * @throws Problem `link_ended`
 */
export async function confirmEmailChange(
	trx: Knex.Transaction,
	services: EmailServices,
	clinicId: string,
	token: string,
): Promise<EmailConfirmed> {
	const { row, account, purpose } = await lockChange(trx, services, clinicId, token)
	const now = trx.fn.now()
	const mine = purpose === 'old_email' ? 'old_confirmed_at' : 'new_confirmed_at'
	const other = purpose === 'old_email' ? row.new_confirmed_at : row.old_confirmed_at
	await trx('email_changes')
		.where({ clinic_id: clinicId, id: row.id })
		.update({ [mine]: now, updated_at: now })
	if (other === null) return { isDone: false, isTaken: false }
	const isDone = await readdress(trx, clinicId, account, row)
	await endChanges(trx, clinicId, { id: row.id }, isDone ? 'done' : 'taken')
	if (isDone) await follow(trx, services, clinicId, account, row)
	// Whoever hears this has shown that the new address is theirs, or asked for it with who has.
	return { isDone, isTaken: !isDone }
}

/** Somebody may be making an account with the address at this moment: only its unique index knows. */
async function readdress(
	trx: Knex.Transaction,
	clinicId: string,
	{ id, link_generation }: AccountRow,
	{ new_email: email, new_email_key: email_key }: ChangeRow,
): Promise<boolean> {
	const verified = { email, email_key, email_verified_at: trx.fn.now() }
	const columns = { ...verified, link_generation: link_generation + 1 }
	try {
		// A savepoint, so that the transaction outlives a no.
		await trx.transaction((inner) => changeAccount(inner, clinicId, id, columns))
		return true
	} catch (error) {
		if (sqlStateOf(error) !== SQLSTATE.uniqueViolation) throw error
		return false
	}
}

/** What goes with another address: who is signed in, what is in the old one's mail, whom the clinic writes to. */
async function follow(
	trx: Knex.Transaction,
	{ queueNotification }: EmailServices,
	clinicId: string,
	account: AccountRow,
	{ old_email, new_email }: ChangeRow,
): Promise<void> {
	const { id: accountId, client_id } = account
	// Where the clinic writes to another address, it has its reasons.
	const of = { clinic_id: clinicId, id: client_id }
	const client = await trx('clients').where(of).first('email')
	if (client?.email?.toLowerCase() === old_email.toLowerCase()) {
		await followAccount(trx, clinicId, account, { email: new_email })
	}
	const side = { audience: 'owner', clinicId } as const
	await endSessions(trx, side, { personId: accountId }, 'email_changed')
	// The old address may have one in its mail.
	const subject = { kind: 'owner', id: accountId } as const
	await forgetCodes(trx, { clinicId, subject, purpose: 'sign_in' })
	const letter = { clinicId, accountId, variables: {}, formerEmail: old_email }
	await queueNotification(trx, { ...letter, kind: 'account_email_changed' })
	const actor = { kind: 'owner', id: accountId } as const
	await audit(trx, clinicId, { actor, action: 'account.email_changed', subjectId: accountId })
}

/**
 * Stops a change. Said at the old address it also ends every session: somebody else sits at one.
 *
 * @throws Problem `link_ended`
 */
export async function refuseEmailChange(
	trx: Knex.Transaction,
	services: EmailServices,
	clinicId: string,
	token: string,
): Promise<void> {
	const { row, account, purpose } = await lockChange(trx, services, clinicId, token)
	await endChanges(trx, clinicId, { id: row.id }, 'refused')
	const { id: accountId } = account
	const side = { audience: 'owner', clinicId } as const
	if (purpose === 'old_email') await endSessions(trx, side, { personId: accountId }, 'ended')
	const actor = { kind: 'owner', id: accountId } as const
	const action = 'account.email_change_refused'
	await audit(trx, clinicId, { actor, action, subjectId: accountId, data: { at: purpose } })
}

/** The account first, as whoever begins another change does. */
async function lockChange(
	trx: Knex.Transaction,
	{ serverKey }: EmailServices,
	clinicId: string,
	token: string,
) {
	const claims = readAccountLink(serverKey, token)
	if (!claims || claims.purpose === 'verify' || claims.clinicId !== clinicId) {
		throw new Problem('link_ended')
	}
	const { subjectId, purpose } = claims
	const seen = await openChange(trx, clinicId, subjectId).first('account_id')
	const account = seen && (await lockAccount(trx, clinicId, seen.account_id))
	const row: ChangeRow | undefined = await openChange(trx, clinicId, subjectId)
		.forNoKeyUpdate()
		.first()
	if (!row || !account || row.old_email !== account.email) throw new Problem('link_ended')
	return { row, account, purpose }
}

/** Ends one change, or whichever of an account is open. */
export async function endChanges(
	trx: Knex.Transaction,
	clinicId: string,
	which: { id: string } | { account_id: string },
	reason: 'done' | 'refused' | 'replaced' | 'taken',
): Promise<void> {
	await trx('email_changes')
		.where({ clinic_id: clinicId, ...which })
		.whereNull('ended_at')
		.update({ ended_at: trx.fn.now(), ended_reason: reason, updated_at: trx.fn.now() })
}
