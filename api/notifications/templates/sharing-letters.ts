import type { Person } from '../people/person.ts'
import type { SharingNotificationKind } from '../queue.ts'
import type { SharedPet } from '../sharing/shared-pet.ts'
import { phoneWords } from './facts.ts'
import type { Letter } from './letter.ts'

export interface SharingLetterInput {
	pet: SharedPet
	person: Person
	url: string
}

/** Writes the letter of a kind about who has a pet. */
export function writeSharingLetter(
	kind: SharingNotificationKind,
	input: SharingLetterInput,
): Letter {
	return letters[kind](input)
}

const letters: Readonly<Record<SharingNotificationKind, (input: SharingLetterInput) => Letter>> = {
	sharing_accepted: accepted,
	sharing_left: left,
	sharing_removed: removed,
}

function accepted(input: SharingLetterInput): Letter {
	const { pet } = input.pet
	const who = whoOf(input)
	return letter(input, {
		subject: `${who} shares ${pet} with you now`,
		heading: `You share ${pet} now`,
		paragraphs: [
			`${who} has accepted your invitation. You both see ${pet}’s visits and what the clinic has shared of the record, and you can both book.`,
		],
		closing: [
			`If that isn’t right, stop sharing on ${pet}’s page, and call us${phoneWords(input.person.clinic)}.`,
		],
	})
}

function left(input: SharingLetterInput): Letter {
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

function removed(input: SharingLetterInput): Letter {
	const { pet } = input.pet
	const who = whoOf(input)
	return letter(input, {
		subject: `${pet} is no longer shared with you`,
		heading: `${pet} is no longer shared with you`,
		paragraphs: [
			`${who} has stopped sharing ${pet} with you. ${pet} is no longer on your page. Your own visits and pets stay as they are.`,
		],
		closing: [
			`If you think this isn’t right, please speak to ${who}, or call us${phoneWords(input.person.clinic)}.`,
		],
	})
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'>

function letter({ person: { clinic }, url }: SharingLetterInput, own: Own): Letter {
	const preview = own.paragraphs[0] ?? ''
	const action = { label: 'See your pets', url }
	return { preview, facts: [], preparation: [], action, clinic, ...own }
}

function whoOf({ pet: { who } }: SharingLetterInput): string {
	return who === '' ? 'Somebody' : who
}
