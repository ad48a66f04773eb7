import type { Knex } from 'knex'
import { readPhone } from '../appointments/phone.ts'
import { regionOf } from '../clinics/presenter.ts'
import type { RegisterBody } from '../contract/owner-joining.ts'
import { type Allowance, countHits } from '../database/hits.ts'
import { newId } from '../database/ids.ts'
import { queryOf } from '../database/query.ts'
import { inTenant } from '../database/tenant.ts'
import { ACCOUNT_LINK_SECONDS } from '../http/account-link.ts'
import { blinder } from '../http/blind.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { tooMany } from '../http/problem.ts'
import type { Services } from '../services.ts'
import { inEvenTime } from '../sign-in/even-time.ts'
import { hashPassword } from '../sign-in/password.ts'
import { assertGoodPassword, wrongField } from '../sign-in/password-rules.ts'

type RegisterServices = Pick<
	Services,
	'db' | 'serverKey' | 'catalogue' | 'queueNotification' | 'limitLetters'
>

interface Registering {
	clinicId: string
	body: RegisterBody
	/** Of the network. */
	address: string
	userAgent: string | null
}

/** From one network address at one clinic: a household, or a clinic's own tablet at the desk. */
const BY_ADDRESS: Allowance = { most: 30, seconds: 3600 }

/**
 * Begins an account: mails a link to make it. Where the address has one already, that is mailed
 * instead. The same work is done either way, so neither answer nor time tell which it was.
 *
 * @throws Problem `invalid_request`, `rate_limited`
 */
export function register(services: RegisterServices, one: Registering): Promise<void> {
	return inEvenTime(async () => {
		const { db } = services
		const { clinicId, body } = one
		const read = async (trx: Knex) => (await services.catalogue.read(queryOf(trx), clinicId)).clinic
		const clinic = (await inTenant(db, clinicId, read, { quietly: true })).rows.clinic
		const phone = body.phone === undefined ? null : e164(body.phone, regionOf(clinic))
		if (body.password !== undefined) assertGoodPassword(body.password, { ...body, clinic })
		const hash = await hashPassword(body.password ?? '')
		const password_hash = body.password === undefined ? null : hash
		const work = (trx: Knex.Transaction) => begin(trx, services, one, { phone, password_hash })
		await inTenant(db, clinicId, work, { quietly: true })
	})
}

/** @throws Problem `invalid_request` */
export function e164(text: string, region: string): string {
	const phone = readPhone(text, region)
	if (phone) return phone
	throw wrongField('phone', 'invalid_phone', 'This is not a phone number')
}

async function begin(
	trx: Knex.Transaction,
	{ serverKey, limitLetters, queueNotification }: RegisterServices,
	{ clinicId, body, address, userAgent }: Registering,
	columns: { phone: string | null; password_hash: string | null },
): Promise<void> {
	const query = queryOf(trx)
	const { email, name, locale = null } = body
	const subject = blinder(serverKey)(address)
	const hit = { ...BY_ADDRESS, bucket: 'registration_by_address', subject }
	const wait = await countHits(query, clinicId, [hit], Date.now())
	if (wait > 0) throw tooMany(wait)
	await limitLetters(query, { clinicId, purpose: 'registration', email })
	const email_key = foldedEmail(email)
	const account = await trx('client_accounts').where({ clinic_id: clinicId, email_key }).first('id')
	if (account) {
		const variables = {}
		const accountId = account.id
		await queueNotification(trx, { clinicId, kind: 'account_known', accountId, variables })
		return
	}
	const registrationId = newId()
	await trx('account_registrations').insert({
		...{ clinic_id: clinicId, id: registrationId, email, email_key, name, locale, ...columns },
		user_agent: userAgent?.slice(0, 300) ?? null,
		expires_at: trx.raw('now() + make_interval(secs => ?)', [ACCOUNT_LINK_SECONDS]),
	})
	const variables = { registrationId }
	await queueNotification(trx, { clinicId, kind: 'account_verify_email', variables })
}
