import type { Mail } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import type { Person } from '../people/person.ts'
import type { PrescriptionNotificationKind } from '../queue.ts'
import { writePrescriptionLetter } from '../templates/prescription-letters.ts'
import type { AskedMedicine } from './request.ts'

/** Makes the mail of a letter about a medicine. */
export function composeRequestMail(
	notice: { id: string; kind: PrescriptionNotificationKind },
	{ request, person }: { request: AskedMedicine; person: Person },
	sender: Sender,
): Mail {
	const { clinic, email } = person
	const pageUrl = pageOf(sender, `/portal/${clinic.slug}`)
	const letter = writePrescriptionLetter(notice.kind, { request, person, pageUrl })
	return mailOf(notice, letter, { clinic, email }, sender)
}
