import { digitsOf } from '../../http/code-text.ts'
import { type LinkPurpose, makeLinkToken } from '../../http/password-link.ts'
import type { Mail } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import { writeStaffLetter } from '../templates/staff-letters.ts'
import type { Member } from './member.ts'
import { linkEnd, type StaffNotice } from './reason.ts'

/** Makes the mail of a letter to a member of staff; its link or code comes into being here. */
export function composeStaffMail(
	notice: StaffNotice,
	member: Member,
	sender: Sender,
	now: Date,
): Mail {
	const { serverKey } = sender
	const { clinic, id: userId } = member
	const { codeId } = notice.variables
	const linkTo = (purpose: LinkPurpose) => {
		const generation = notice.variables.generation ?? 0
		const expiresAt = Math.floor(linkEnd(notice).getTime() / 1000)
		const claims = { clinicId: clinic.id, userId, generation, purpose, expiresAt }
		return pageOf(sender, `/clinic#${purpose}=${makeLinkToken(serverKey, claims)}`)
	}
	const letter = writeStaffLetter(notice.kind, {
		member,
		now,
		linkTo,
		linkEnd: linkEnd(notice),
		consoleUrl: pageOf(sender, '/clinic'),
		code: codeId ? digitsOf(serverKey, { clinicId: clinic.id, id: codeId }) : '',
	})
	return mailOf(notice, letter, { clinic, email: notice.formerEmail ?? member.email }, sender)
}
