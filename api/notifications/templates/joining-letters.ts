import type { JoiningSubject } from '../joining/subject.ts'
import type { JoiningMailKind } from '../queue.ts'
import { dayText, timeInZone } from '../when.ts'
import { phoneWords } from './facts.ts'
import type { Letter } from './letter.ts'

export interface JoiningLetterInput {
	subject: JoiningSubject
	/** Made at sending, stored nowhere. */
	url: string
	now: Date
}

/** Writes a letter that asks somebody to prove that an address is theirs. */
export function writeJoiningLetter(kind: JoiningMailKind, input: JoiningLetterInput): Letter {
	return letters[kind](input)
}

type Writer = (input: JoiningLetterInput) => Letter
const letters: Readonly<Record<JoiningMailKind, Writer>> = {
	account_verify_email: verifyEmail,
	account_email_leaving: emailLeaving,
	account_email_arriving: emailArriving,
}

/** Without a greeting: whoever typed the name need not be who reads the mail. */
function verifyEmail(input: JoiningLetterInput): Letter {
	const { subject, url } = input
	const { clinic, name } = subject
	return letter(input, {
		subject: `${clinic.name}: confirm your email`,
		heading: 'Confirm your email',
		paragraphs: [
			`Somebody has asked for an account at ${clinic.name} with this address. Confirm it, and you see your visits and your pets in one place.`,
		],
		facts: [{ label: 'Name that was given', lines: [name] }],
		action: { label: 'Look and confirm', url },
		closing: [
			`The link is good once, until ${until(input)}.`,
			'If it was not you, do not confirm. Without it there is no account, and nobody sees anything.',
		],
	})
}

function emailLeaving(input: JoiningLetterInput): Letter {
	const { subject, url } = input
	const { clinic, newEmail } = subject
	return letter(input, {
		subject: `${clinic.name}: is your email changing?`,
		heading: 'Is your email changing?',
		paragraphs: [
			`${greeting(subject)}somebody who is signed in as you asked to change the email address of your account. It changes once both addresses have confirmed.`,
		],
		facts: [{ label: 'New address', lines: [newEmail] }],
		action: { label: 'Confirm it, or say it was not you', url },
		closing: [
			`The link is good until ${until(input)}. Until then your account stays as it is.`,
			`If it was not you, say so with the same link: that stops it, and signs out every device. If you need help, tell your clinic${phoneWords(clinic)}.`,
		],
	})
}

function emailArriving(input: JoiningLetterInput): Letter {
	const { subject, url } = input
	const { clinic } = subject
	return letter(input, {
		subject: `${clinic.name}: confirm your new email`,
		heading: 'Confirm your new email',
		paragraphs: [
			`Somebody wants to use this address for their account at ${clinic.name}. It changes once both addresses have confirmed.`,
		],
		action: { label: 'Look and confirm', url },
		closing: [
			`The link is good until ${until(input)}.`,
			'If it was not you, do not confirm, and nothing changes.',
		],
	})
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'> & Partial<Letter>

function letter({ subject: { clinic } }: JoiningLetterInput, own: Own): Letter {
	const preview = own.paragraphs[0] ?? ''
	return { preview, facts: [], preparation: [], action: null, clinic, ...own }
}

/** Ends in the middle of a sentence, which begins in small letters after it. */
function greeting({ name }: JoiningSubject): string {
	const first = name.split(' ')[0]
	return first ? `Hello ${first}, ` : 'Hello, '
}

function until({ subject: { expiresAt, clinic }, now }: JoiningLetterInput): string {
	return `${dayText(expiresAt, clinic, now)} at ${timeInZone(expiresAt, clinic)}`
}
