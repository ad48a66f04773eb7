import { type AccountLinkPurpose, makeAccountLink } from '../../http/account-link.ts'
import { digitsOf } from '../../http/code-text.ts'
import type { Mail, TextMessage } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import type { JoiningMailKind } from '../queue.ts'
import { writeJoiningLetter } from '../templates/joining-letters.ts'
import type { JoiningSubject } from './subject.ts'

const LINKS: Readonly<Record<JoiningMailKind, { part: string; purpose: AccountLinkPurpose }>> = {
	account_verify_email: { part: 'verify', purpose: 'verify' },
	account_email_leaving: { part: 'email', purpose: 'old_email' },
	account_email_arriving: { part: 'email', purpose: 'new_email' },
}

/** Makes the mail that asks for a proof; its link comes into being here. */
export function composeJoiningMail(
	notice: { id: string; kind: JoiningMailKind },
	subject: JoiningSubject,
	sender: Sender,
	now: Date,
): Mail {
	const { clinic, subjectId } = subject
	const { part, purpose } = LINKS[notice.kind]
	const token = makeAccountLink(sender.serverKey, { clinicId: clinic.id, subjectId, purpose })
	const url = pageOf(sender, `/portal/${clinic.slug}#${part}=${token}`)
	const letter = writeJoiningLetter(notice.kind, { subject, url, now })
	return mailOf(notice, letter, { clinic, email: subject.to }, sender)
}

/**
 * Makes the text message with a code. The last line binds it to a page, so that a phone offers it
 * there alone: https://wicg.github.io/sms-one-time-codes
 */
export function composeCodeText(
	notice: { id: string; kind: string },
	{ clinic, subjectId: id, to }: JoiningSubject,
	{ serverKey, publicUrl }: Pick<Sender, 'serverKey' | 'publicUrl'>,
): TextMessage {
	const code = digitsOf(serverKey, { clinicId: clinic.id, id })
	const words = `${code} is your code for ${clinic.name}. It is good for ten minutes. Nobody will ask you for it.`
	return {
		...{ clinicId: clinic.id, notificationId: notice.id, kind: notice.kind },
		...{ from: clinic.name, to, text: `${words}\n\n@${new URL(publicUrl()).hostname} #${code}` },
	}
}
