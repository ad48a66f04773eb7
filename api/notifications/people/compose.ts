import { digitsOf } from '../../http/code-text.ts'
import { type LinkPurpose, makeLinkToken } from '../../http/password-link.ts'
import type { Mail } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import { writeSignInLetter } from '../templates/sign-in-letters.ts'
import type { Person } from './person.ts'
import { linkEnd, type PersonNotice } from './reason.ts'

/** Makes the mail of a letter about a sign-in; its link or code comes into being here. */
export function composePersonMail(
	notice: PersonNotice,
	person: Person,
	sender: Sender,
	now: Date,
): Mail {
	const { serverKey } = sender
	const { clinic, id: personId, audience } = person
	const { codeId } = notice.variables
	const page = audience === 'staff' ? '/clinic' : `/portal/${clinic.slug}`
	const linkTo = (purpose: LinkPurpose) => {
		const generation = notice.variables.generation ?? 0
		const expiresAt = Math.floor(linkEnd(notice).getTime() / 1000)
		const claims = { clinicId: clinic.id, personId, generation, purpose, expiresAt }
		return pageOf(sender, `${page}#${purpose}=${makeLinkToken(serverKey, audience, claims)}`)
	}
	const letter = writeSignInLetter(notice.kind, {
		person,
		now,
		linkTo,
		linkEnd: linkEnd(notice),
		pageUrl: pageOf(sender, page),
		code: codeId ? digitsOf(serverKey, { clinicId: clinic.id, id: codeId }) : '',
	})
	return mailOf(notice, letter, { clinic, email: notice.formerEmail ?? person.email }, sender)
}
