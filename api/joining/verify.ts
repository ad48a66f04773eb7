import type { Knex } from 'knex'
import type { EmailLink, VerifyBody } from '../contract/owner-joining.ts'
import { audit } from '../database/audit.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { readAccountLink } from '../http/account-link.ts'
import { deviceName } from '../http/device-name.ts'
import { Problem } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { clearFailures, countFailure } from '../sign-in/failures.ts'
import { fitsPassword } from '../sign-in/password.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { locked } from '../sign-in/tries.ts'
import { claimClient, settleClaim } from './claim.ts'

type VerifyServices = Pick<Services, 'db' | 'serverKey'>

interface RegistrationRow {
	id: string
	email: string
	email_key: string
	name: string
	phone: string | null
	locale: string | null
	password_hash: string | null
	user_agent: string | null
	created_at: Date
	expires_at: Date
}

/** Somebody's registration as its link shows it; undefined when it is used or over. */
export async function showRegistration(
	trx: Knex,
	clinicId: string,
	id: string,
): Promise<EmailLink | undefined> {
	const row = await registrationById(trx, clinicId, id)
	if (!row) return undefined
	const { email, name, created_at: askedAt, expires_at: expiresAt } = row
	return {
		purpose: 'verify',
		...{ email, name, hasPassword: row.password_hash !== null },
		phoneEnding: row.phone?.slice(-3) ?? null,
		...{ askedAt: askedAt.toISOString(), expiresAt: expiresAt.toISOString() },
		device: deviceName(row.user_agent),
	}
}

function registrationById(trx: Knex, clinicId: string, id: string) {
	return trx('account_registrations')
		.where({ clinic_id: clinicId, id })
		.whereRaw('expires_at > statement_timestamp()')
		.first() as Promise<RegistrationRow | undefined>
}

/**
 * Makes the account of a registration by the link that was mailed for it, once, and matches it with
 * whom the clinic knows. The password that was chosen then counts if it is given again: anybody can
 * ask for an account with somebody else's address, and who opens the mail need not be who asked.
 *
 * @throws Problem `link_ended`, `invalid_request`, `account_locked`
 */
export async function verifyEmail<S>(
	services: VerifyServices,
	clinicId: string,
	{ token, password }: VerifyBody,
	begin: (trx: Knex.Transaction, accountId: string) => Promise<S>,
): Promise<S> {
	const claims = readAccountLink(services.serverKey, token)
	if (claims?.purpose !== 'verify' || claims.clinicId !== clinicId) throw new Problem('link_ended')
	const id = claims.subjectId
	if (password !== undefined) await assertChosen(services, clinicId, id, password)
	return inTenant(
		services.db,
		clinicId,
		async (trx) => {
			await lockAsked(trx, clinicId, id)
			const [row] = (await trx('account_registrations')
				.where({ clinic_id: clinicId, id })
				.whereRaw('expires_at > statement_timestamp()')
				.delete()
				.returning('*')) as RegistrationRow[]
			if (!row) throw new Problem('link_ended')
			const accountId = await makeAccount(trx, clinicId, row, password !== undefined)
			return begin(trx, accountId)
		},
		{ quietly: true },
	)
}

/** All that were asked for with one address: two links at once would wait for what each other deleted. */
async function lockAsked(trx: Knex.Transaction, clinicId: string, id: string): Promise<void> {
	const asked = await registrationById(trx, clinicId, id)
	if (!asked) throw new Problem('link_ended')
	const { email_key } = asked
	const all = trx('account_registrations').where({ clinic_id: clinicId, email_key })
	await all.orderBy('id').forNoKeyUpdate().select('id')
}

/** Tries are counted by the registration: its link is guessed by nobody, its password might be. */
async function assertChosen(
	{ db }: VerifyServices,
	clinicId: string,
	id: string,
	password: string,
): Promise<void> {
	const subject = `registration ${id}`
	const count = async (trx: Knex.Transaction) => {
		const row = await registrationById(trx, clinicId, id)
		if (!row) throw new Problem('link_ended')
		return { row, ...(await countFailure(queryOf(trx), clinicId, subject)) }
	}
	const { row, seconds } = await inTenant(db, clinicId, count, { quietly: true })
	if (seconds > 0) throw locked(seconds)
	if (!(await fitsPassword(row.password_hash, password))) {
		throw wrongField('password', 'wrong_password', 'This is not the password that was chosen')
	}
	const clear = (trx: Knex.Transaction) => clearFailures(queryOf(trx), clinicId, subject)
	await inTenant(db, clinicId, clear, { quietly: true })
}

async function makeAccount(
	trx: Knex.Transaction,
	clinicId: string,
	row: RegistrationRow,
	withPassword: boolean,
): Promise<string> {
	const { email, email_key, name, phone, locale } = row
	const accountId = newId()
	const claim = await claimClient(trx, { clinicId, accountId, email, name, phone, locale })
	const made = await trx('client_accounts')
		.insert({
			...{ clinic_id: clinicId, id: accountId, client_id: claim.clientId },
			...{ email, email_key, name, phone, locale, email_verified_at: trx.fn.now() },
			...(withPassword ? { password_hash: row.password_hash, password_set_at: trx.fn.now() } : {}),
		})
		.onConflict(['clinic_id', 'email_key'])
		.ignore()
		.returning('id')
	if (made.length === 0) throw new Problem('link_ended')
	// Whoever else asked for this address, or asked twice, has an account now.
	await trx('account_registrations').where({ clinic_id: clinicId, email_key }).delete()
	await settleClaim(trx, { clinicId, accountId }, claim)
	const actor = { kind: 'owner', id: accountId } as const
	const data = { certain: claim.isCertain, guests: claim.guestIds.length }
	await audit(trx, clinicId, { actor, action: 'account.created', subjectId: accountId, data })
	return accountId
}
