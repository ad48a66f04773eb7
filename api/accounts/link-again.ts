import { foldedEmail } from '../http/folded-email.ts'
import type { ToStranger } from '../sign-in/mail-asks.ts'

/**
 * Whoever has asked for an account and not opened its link yet, is sent that link again in place of a
 * code: it is the way in that there is. Where several asked with one address it is the first link, so
 * that nobody puts another name and number in its place.
 */
export const linkAgain: ToStranger = async (trx, { queueNotification }, { clinicId, email }) => {
	const begun = await trx('account_registrations')
		.where({ clinic_id: clinicId, email_key: foldedEmail(email) })
		.whereRaw('expires_at > statement_timestamp()')
		.orderBy('id')
		.first('id')
	if (!begun) return
	const variables = { registrationId: begun.id }
	await queueNotification(trx, { clinicId, kind: 'account_verify_email', variables })
}
