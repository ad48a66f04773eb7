import type { Knex } from 'knex'
import { countriesOf } from '../appointments/phone.ts'
import { audit } from '../database/audit.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { blinder } from '../http/blind.ts'
import { consumeCode, issueCode, tryCode } from '../http/one-time-codes.ts'
import { Problem, tooMany } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { wrongField } from '../sign-in/password-rules.ts'
import { changeAccount, followAccount, lockAccount } from './accounts.ts'
import { doubtByPhone } from './claim.ts'

interface Owning {
	clinicId: string
	accountId: string
}

// A text message costs the clinic money, and may go to somebody who never asked for one.
const DAY = 24 * 3600
const TO_PHONE: Allowance = { most: 3, seconds: 3600 }
const TO_PHONE_DAILY: Allowance = { most: 6, seconds: DAY }
const BY_ACCOUNT: Allowance = { most: 6, seconds: DAY }
const BY_CLINIC: Allowance = { most: 500, seconds: DAY }

const codesOf = ({ clinicId, accountId }: Owning) =>
	({ clinicId, subject: { kind: 'owner', id: accountId }, purpose: 'phone' }) as const

/**
 * Refuses a number of a country that the clinic does not text: some of them pay whoever can make others
 * send messages there.
 *
 * @throws Problem `invalid_request`
 */
export function assertTextable(phone: string, countries: readonly string[]): void {
	if (countriesOf(phone).some((country) => countries.includes(country))) return
	const message = `Text messages go to numbers of ${countries.join(', ')} only`
	throw wrongField('phone', 'country_not_texted', message)
}

/**
 * Sends six digits to a phone, good for ten minutes. Nothing of the account changes until they are
 * given.
 *
 * @param phone E.164
 * @throws Problem `rate_limited`, `sms_unavailable`
 */
export async function sendPhoneCode(
	trx: Knex.Transaction,
	{ serverKey, queueNotification }: Pick<Services, 'serverKey' | 'queueNotification'>,
	{ clinicId, accountId, phone }: Owning & { phone: string },
): Promise<{ codeId: string }> {
	if (!(await lockAccount(trx, clinicId, accountId))) throw new Problem('session_ended')
	const subject = blinder(serverKey)(phone)
	const hits = [
		{ ...TO_PHONE, bucket: 'text_by_phone', subject },
		{ ...TO_PHONE_DAILY, bucket: 'text_by_phone_daily', subject },
		{ ...BY_ACCOUNT, bucket: 'text_by_account', subject: accountId },
		{ ...BY_CLINIC, bucket: 'text_by_clinic', subject: 'all' },
	]
	const wait = await countHits(queryOf(trx), clinicId, hits, Date.now())
	if (wait > 0) throw tooMany(wait)
	await changeAccount(trx, clinicId, accountId, { new_phone: phone })
	const codeId = await issueCode(trx, codesOf({ clinicId, accountId }))
	const variables = { codeId }
	await queueNotification(trx, { clinicId, kind: 'account_phone_code', accountId, variables })
	return { codeId }
}

/**
 * Takes the digits that were sent: the phone is proved to be theirs. Each code is good for five tries,
 * which are counted whatever comes of them.
 *
 * @throws Problem `invalid_request` for a code that does not fit
 */
export async function confirmPhone(
	{ db, serverKey }: Pick<Services, 'db' | 'serverKey'>,
	owning: Owning,
	code: string,
): Promise<void> {
	const { clinicId } = owning
	const attempt = async (trx: Knex.Transaction) => {
		const account = await lockAccount(trx, clinicId, owning.accountId)
		const codeId = await tryCode(trx, serverKey, { ...codesOf(owning), code })
		const phone = account?.new_phone
		if (!account || !phone || codeId === null) return false
		if (!(await consumeCode(trx, clinicId, codeId))) return false
		await proved(trx, clinicId, { ...account, phone })
		return true
	}
	if (await inTenant(db, clinicId, attempt, { quietly: true })) return
	throw wrongField('code', 'wrong_code', 'This code does not fit, or is over')
}

async function proved(
	trx: Knex.Transaction,
	clinicId: string,
	account: { id: string; client_id: string; phone: string },
): Promise<void> {
	const { id: accountId, client_id: clientId, phone } = account
	const phone_verified_at = trx.fn.now()
	await changeAccount(trx, clinicId, accountId, { phone, phone_verified_at, new_phone: null })
	await doubtByPhone(trx, { clinicId, accountId, clientId, phone })
	await followAccount(trx, clinicId, account, { phone })
	const actor = { kind: 'owner', id: accountId } as const
	await audit(trx, clinicId, { actor, action: 'account.phone_verified', subjectId: accountId })
}
