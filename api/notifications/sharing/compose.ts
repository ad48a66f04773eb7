import type { Mail } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import type { Person } from '../people/person.ts'
import type { SharingNotificationKind } from '../queue.ts'
import { writeSharingLetter } from '../templates/sharing-letters.ts'
import type { SharedPet } from './shared-pet.ts'

/** Makes the mail of a letter about who has a pet. */
export function composeSharingMail(
	notice: { id: string; kind: SharingNotificationKind },
	{ pet, person }: { pet: SharedPet; person: Person },
	sender: Sender,
): Mail {
	const { clinic, email } = person
	const url = pageOf(sender, `/portal/${clinic.slug}#vetslot/pets`)
	const letter = writeSharingLetter(notice.kind, { pet, person, url })
	return mailOf(notice, letter, { clinic, email }, sender)
}
