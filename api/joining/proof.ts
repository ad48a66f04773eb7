import type { Knex } from 'knex'
import { isFresh } from '../accounts/fresh.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import type { Intent } from '../http/route.ts'
import type { Services } from '../services.ts'
import { clearFailures, countFailure } from '../sign-in/failures.ts'
import { fitsPassword } from '../sign-in/password.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { locked } from '../sign-in/tries.ts'
import { type AccountRow, accountById, lockAccount } from './accounts.ts'

/** An owner who is signed in, and asks for something about their own sign-in. */
export interface OwnOwner {
	intent: Intent
	accountId: string
	sessionId: string
}

/**
 * Makes sure that whoever sits at the page is the one who signed in there: a phone may lie about
 * unlocked. Either they signed in within ten minutes, or they give their password; wrong ones are
 * counted by the session.
 *
 * @throws Problem `fresh_sign_in_required`, `invalid_request` naming the field, `account_locked`
 */
export async function assertProved(
	{ db }: Pick<Services, 'db'>,
	{ intent: { clinicId }, accountId, sessionId }: OwnOwner,
	{ path, password }: { path: string; password: string | undefined },
): Promise<AccountRow> {
	const look = async (trx: Knex) => ({
		account: await accountById(trx, clinicId, accountId),
		fresh: await isFresh(queryOf(trx), { clinicId, sessionId, accountId }),
	})
	const { account, fresh } = await inTenant(db, clinicId, look, { quietly: true })
	if (!account) throw new Problem('session_ended')
	if (fresh) return account
	if (password === undefined) {
		const detail = 'Please sign in again first, or give your password.'
		throw new Problem('fresh_sign_in_required', { detail })
	}
	const subject = `own ${accountId} ${sessionId}`
	const count = (trx: Knex) => countFailure(queryOf(trx), clinicId, subject)
	const { seconds } = await inTenant(db, clinicId, count, { quietly: true })
	if (seconds > 0) throw locked(seconds)
	if (!(await fitsPassword(account.password_hash, password))) {
		throw wrongField(path, 'wrong_password', 'This is not your password')
	}
	const clear = (trx: Knex) => clearFailures(queryOf(trx), clinicId, subject)
	await inTenant(db, clinicId, clear, { quietly: true })
	return account
}

/** The account's row under a lock, if it still has the password that was proved. */
export async function sameAccount(
	trx: Knex.Transaction,
	clinicId: string,
	known: AccountRow,
): Promise<AccountRow> {
	const account = await lockAccount(trx, clinicId, known.id)
	if (!account) throw new Problem('session_ended')
	if (account.password_hash !== known.password_hash) throw new Problem('conflict')
	return account
}
