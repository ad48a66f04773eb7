import type { Person } from '../people/person.ts'
import type { AskedMedicine } from '../prescriptions/request.ts'
import type { PrescriptionNotificationKind } from '../queue.ts'
import { phoneWords } from './facts.ts'
import type { Letter } from './letter.ts'

export interface PrescriptionLetterInput {
	request: AskedMedicine
	person: Person
	pageUrl: string
}

/** Writes the letter of a kind about a medicine that an owner asked for. */
export function writePrescriptionLetter(
	kind: PrescriptionNotificationKind,
	input: PrescriptionLetterInput,
): Letter {
	return letters[kind](input)
}

type Writer = (input: PrescriptionLetterInput) => Letter
const letters: Readonly<Record<PrescriptionNotificationKind, Writer>> = {
	prescription_received: received,
	prescription_approved: approved,
	prescription_ready: ready,
	prescription_declined: declined,
}

function received(input: PrescriptionLetterInput): Letter {
	const { medicine, pet } = input.request
	return letter(input, {
		subject: `Request received: ${medicine} for ${pet}`,
		heading: 'We have your request',
		paragraphs: [
			`You asked for ${medicine} for ${pet}. A vet reads every request. Please allow 24 to 48 hours.`,
		],
		closing: [
			`If ${pet} needs it sooner, or isn’t well, please call us${phoneWords(input.person.clinic)}.`,
		],
	})
}

function approved(input: PrescriptionLetterInput): Letter {
	const { medicine, pet } = input.request
	return letter(input, {
		subject: `Approved: ${medicine} for ${pet}`,
		heading: 'A vet has said yes',
		paragraphs: [
			`${medicine} for ${pet} is being made ready. You’ll hear from us once it is there. Please don’t come before.`,
		],
		closing: [],
	})
}

function ready(input: PrescriptionLetterInput): Letter {
	const { medicine, pet, handover } = input.request
	const isSent = handover === 'sent'
	const { address } = input.person.clinic
	return letter(input, {
		subject: isSent ? `On its way: ${medicine} for ${pet}` : `Ready: ${medicine} for ${pet}`,
		heading: isSent ? 'It is on its way' : 'It is ready to collect',
		paragraphs: [
			isSent
				? `We have sent ${medicine} for ${pet}.`
				: `${medicine} for ${pet} is waiting for you at the clinic.`,
		],
		facts: [
			...facts(input),
			...(isSent || address.length === 0 ? [] : [{ label: 'Where', lines: address }]),
		],
		closing: [`Any questions, please call us${phoneWords(input.person.clinic)}.`],
	})
}

function declined(input: PrescriptionLetterInput): Letter {
	const { medicine, pet, reason } = input.request
	return letter(input, {
		subject: `About your request: ${medicine} for ${pet}`,
		heading: 'We can’t give this again as it is',
		paragraphs: [`A vet has read your request for ${medicine} for ${pet} and writes: ${reason}`],
		action: { label: 'Book a visit', url: input.pageUrl },
		closing: [`If ${pet} has none left, please call us${phoneWords(input.person.clinic)}.`],
	})
}

function facts({ request: { medicine, quantity, pet } }: PrescriptionLetterInput): Letter['facts'] {
	return [
		{ label: 'For', lines: [pet] },
		{ label: 'Medicine', lines: [medicine, quantity].filter(Boolean) },
	]
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'> & Partial<Letter>

function letter(input: PrescriptionLetterInput, own: Own): Letter {
	return {
		preview: own.paragraphs[0] ?? '',
		facts: facts(input),
		preparation: [],
		action: { label: 'See your requests', url: input.pageUrl },
		clinic: input.person.clinic,
		...own,
	}
}
