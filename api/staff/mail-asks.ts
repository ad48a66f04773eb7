import type { MailAsk } from '../contract/staff-account.ts'
import type { Services } from '../services.ts'
import { inEvenTime } from '../sign-in/even-time.ts'
import { codeLetter, type Mail, resetLetter, toWhoever } from '../sign-in/mail-asks.ts'
import { clinicByName } from './sign-in.ts'

/**
 * Mails a code to sign in with, if somebody with that address works there. Nobody else hears
 * whether anything was sent.
 *
 * @throws Problem `rate_limited`
 */
export function mailSignInCode(services: Services, ask: MailAsk, address: string): Promise<void> {
	return toColleague(services, ask, address, codeLetter)
}

/** Mails a link to choose a new password, under the same conditions. */
export function mailPasswordReset(
	services: Services,
	ask: MailAsk,
	address: string,
): Promise<void> {
	return toColleague(services, ask, address, resetLetter)
}

function toColleague(
	services: Services,
	{ clinic, email }: MailAsk,
	address: string,
	mail: Mail,
): Promise<void> {
	return inEvenTime(async () => {
		const clinicId = await clinicByName(services.db, clinic)
		if (clinicId === null) return
		await toWhoever(services, { audience: 'staff', clinicId, email, address }, mail)
	})
}
