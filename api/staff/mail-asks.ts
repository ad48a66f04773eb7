import type { Knex } from 'knex'
import type { MailAsk } from '../contract/staff-account.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { blinder } from '../http/blind.ts'
import { issueCode } from '../http/one-time-codes.ts'
import { tooMany } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { inEvenTime } from './even-time.ts'
import { clinicByName } from './sign-in.ts'
import { type UserRow, userByEmail } from './users.ts'

type MailServices = Pick<Services, 'db' | 'serverKey' | 'queueNotification' | 'limitLetters'>

/** Codes and links from one network address at one clinic. */
const BY_ADDRESS: Allowance = { most: 30, seconds: 3600 }

/**
 * Mails a code to sign in with, if somebody with that address works there. Nobody else hears
 * whether anything was sent.
 *
 * @throws Problem `rate_limited`
 */
export function mailSignInCode(
	services: MailServices,
	ask: MailAsk,
	address: string,
): Promise<void> {
	return toWhoever(services, ask, address, async (trx, clinicId, { id: userId }) => {
		const subject = { kind: 'staff', id: userId } as const
		const codeId = await issueCode(trx, { clinicId, subject, purpose: 'sign_in' })
		const variables = { codeId }
		await services.queueNotification(trx, {
			...{ clinicId, userId, variables },
			kind: 'staff_sign_in_code',
		})
	})
}

/** Mails a link to choose a new password, under the same conditions. */
export function mailPasswordReset(
	services: MailServices,
	ask: MailAsk,
	address: string,
): Promise<void> {
	return toWhoever(services, ask, address, async (trx, clinicId, user) => {
		const variables = { generation: user.link_generation }
		await services.queueNotification(trx, {
			...{ clinicId, userId: user.id, variables },
			kind: 'staff_password_reset',
		})
	})
}

type Mail = (trx: Knex.Transaction, clinicId: string, user: UserRow) => Promise<void>

function toWhoever(
	{ db, serverKey, limitLetters }: MailServices,
	{ clinic, email }: MailAsk,
	address: string,
	mail: Mail,
): Promise<void> {
	const work = async (trx: Knex.Transaction, clinicId: string) => {
		const query = queryOf(trx)
		const subject = blinder(serverKey)(address)
		const hit = { ...BY_ADDRESS, bucket: 'staff_mail_by_address', subject }
		const wait = await countHits(query, clinicId, [hit], Date.now())
		if (wait > 0) throw tooMany(wait)
		// Unknown addresses are counted too: a limit that only some reach would tell them apart.
		await limitLetters(query, { clinicId, email })
		const user = await userByEmail(trx, clinicId, email)
		if (user?.is_active) await mail(trx, clinicId, user)
	}
	return inEvenTime(async () => {
		const clinicId = await clinicByName(db, clinic)
		if (clinicId === null) return
		await inTenant(db, clinicId, (trx) => work(trx, clinicId), { quietly: true })
	})
}
