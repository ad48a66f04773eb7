import type { Mail } from '../channels/channel.ts'
import { mailOf, pageOf, type Sender } from '../compose.ts'
import type { Person } from '../people/person.ts'
import type { SharingNotificationKind } from '../queue.ts'
import type { Letter } from '../templates/letter.ts'
import type { SharedPet } from './shared-pet.ts'

/** Makes the mail of a letter about who has a pet. */
export function composeSharingMail(
	notice: { id: string; kind: SharingNotificationKind },
	{ pet, person }: { pet: SharedPet; person: Person },
	sender: Sender,
): Mail {
	const { clinic, email } = person
	const url = pageOf(sender, `/portal/${clinic.slug}#vetslot/pets`)
	const letter = letters[notice.kind]({ pet, person, url })
	return mailOf(notice, letter, { clinic, email }, sender)
}

interface Input {
	pet: SharedPet
	person: Person
	url: string
}

const letters: Readonly<Record<SharingNotificationKind, (input: Input) => Letter>> = {
	sharing_accepted: accepted,
	sharing_left: left,
	sharing_removed: removed,
}

function accepted(input: Input): Letter {
	const { pet } = input.pet
	const who = whoOf(input)
	return letter(input, {
		subject: `${who} shares ${pet} with you now`,
		heading: `You share ${pet} now`,
		paragraphs: [
			`${who} has accepted your invitation. You both see ${pet}’s visits and what the clinic has shared of the record, and you can both book.`,
		],
		closing: [`If that isn’t right, stop sharing on ${pet}’s page, and call us${phone(input)}.`],
	})
}

function left(input: Input): Letter {
	const { pet } = input.pet
	const who = whoOf(input)
	return letter(input, {
		subject: `${who} no longer shares ${pet} with you`,
		heading: `${pet} is no longer shared with ${who}`,
		paragraphs: [
			`${who} has stopped sharing ${pet} and sees nothing of ${pet} any more. We write to you about ${pet}.`,
		],
		closing: [`You can invite somebody on ${pet}’s page.`],
	})
}

function removed(input: Input): Letter {
	const { pet } = input.pet
	const who = whoOf(input)
	return letter(input, {
		subject: `${pet} is no longer shared with you`,
		heading: `${pet} is no longer shared with you`,
		paragraphs: [
			`${who} has stopped sharing ${pet} with you. ${pet} is no longer on your page. Your own visits and pets stay as they are.`,
		],
		closing: [`If you think this isn’t right, please speak to ${who}, or call us${phone(input)}.`],
	})
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'>

function letter({ person: { clinic }, url }: Input, own: Own): Letter {
	const preview = own.paragraphs[0] ?? ''
	const action = { label: 'See your pets', url }
	return { preview, facts: [], preparation: [], action, clinic, ...own }
}

function whoOf({ pet: { who } }: Input): string {
	return who === '' ? 'Somebody' : who
}

function phone({ person: { clinic } }: Input): string {
	return clinic.phone ? ` on ${clinic.phone}` : ''
}
