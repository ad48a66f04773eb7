import { deviceName } from '../../http/device-name.ts'
import type { LinkPurpose } from '../../http/password-link.ts'
import type { Person } from '../people/person.ts'
import type { PersonNotificationKind } from '../queue.ts'
import { dayText, timeInZone } from '../when.ts'
import { phoneWords } from './facts.ts'
import type { Letter } from './letter.ts'

export interface SignInLetterInput {
	person: Person
	now: Date
	/** A link to choose a password; made at sending, stored nowhere. */
	linkTo: (purpose: LinkPurpose) => string
	linkEnd: Date
	pageUrl: string
	/** Six digits, in a letter that carries them. */
	code: string
}

/** Writes the letter of a kind about somebody's sign-in, to staff or to an owner. */
export function writeSignInLetter(kind: PersonNotificationKind, input: SignInLetterInput): Letter {
	return letters[kind](input)
}

type Writer = (input: SignInLetterInput) => Letter
const letters: Readonly<Record<PersonNotificationKind, Writer>> = {
	staff_invited: invited,
	staff_sign_in_code: signInCode,
	staff_password_reset: passwordReset,
	staff_password_changed: passwordChanged,
	staff_authenticator_removed: authenticatorRemoved,
	staff_email_changed: emailChanged,
	staff_locked: locked,
	staff_new_device: newDevice,
	staff_session_reused: sessionReused,
	account_sign_in_code: signInCode,
	account_password_reset: passwordReset,
	account_password_changed: passwordChanged,
	account_locked: locked,
	account_new_device: newDevice,
	account_session_reused: sessionReused,
	account_known: known,
	account_email_changed: emailChanged,
	account_passkey_added: passkeyAdded,
	account_passkey_removed: passkeyRemoved,
}

function invited(input: SignInLetterInput): Letter {
	const { person, linkTo, linkEnd } = input
	const { clinic } = person
	return letter(input, {
		subject: `${clinic.name}: your way into the diary`,
		heading: `Welcome to ${clinic.name}’s diary`,
		paragraphs: [
			`${greeting(person)}the clinic has made a sign-in for you. Choose a password, and you can use the diary.`,
		],
		facts: [
			{ label: 'Clinic, when you sign in', lines: [clinic.slug] },
			{ label: 'Email, when you sign in', lines: [person.email] },
		],
		action: { label: 'Choose a password', url: linkTo('invitation') },
		closing: [
			`The link is for you alone. It is good once, until ${instantText(linkEnd, input)}.`,
			'If you did not expect this, you need do nothing.',
		],
	})
}

function signInCode(input: SignInLetterInput): Letter {
	const { person, code } = input
	const until = instantText(person.code?.expiresAt ?? input.now, input)
	return letter(input, {
		subject: `${person.clinic.name}: your code to sign in`,
		preview: 'The code is in this mail.',
		heading: 'Your code to sign in',
		paragraphs: [`${greeting(person)}type this code where you asked for it.`],
		facts: [{ label: 'Code', lines: [code.replace(/^(\d{3})/, '$1 ')] }],
		closing: [
			`It is good once, until ${until}. Nobody from the clinic or from Vetslot will ask you for it.`,
			'If you did not ask for a code, you need do nothing.',
		],
	})
}

function passwordReset(input: SignInLetterInput): Letter {
	const { person, linkTo, linkEnd } = input
	return letter(input, {
		subject: `${person.clinic.name}: choose a new password`,
		heading: 'Choose a new password',
		paragraphs: [`${greeting(person)}somebody asked for a new password for your sign-in.`],
		action: { label: 'Choose a new password', url: linkTo('reset') },
		closing: [
			`The link is good once, until ${instantText(linkEnd, input)}.`,
			'If it was not you, you need do nothing: your password stays as it is.',
		],
	})
}

function passwordChanged(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: your password was changed`,
		heading: 'Your password was changed',
		paragraphs: [`${greeting(person)}your sign-in has a new password.`],
		action: {
			label: person.audience === 'staff' ? 'Open the diary' : 'Open your page',
			url: input.pageUrl,
		},
		closing: [unlessYou('choose a new password there at once', person)],
	})
}

function authenticatorRemoved(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: your authenticator app is off`,
		heading: 'Your authenticator app is off',
		paragraphs: [
			`${greeting(person)}your password alone signs you in now, and the recovery codes are no longer good.`,
		],
		action: { label: 'Set an app up again', url: `${input.pageUrl}#/account` },
		closing: [unlessYou('change your password there at once', person)],
	})
}

/** Goes to the address that was; it names no other, which may be a stranger's. */
function emailChanged(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: you sign in with another address now`,
		heading: 'You sign in with another address now',
		paragraphs: [
			`${greeting(person)}your sign-in has another email address now. This one no longer opens it, and you were signed out everywhere.`,
		],
		closing: [`If you did not know of it, tell your clinic at once${phoneWords(person.clinic)}.`],
	})
}

function locked(input: SignInLetterInput): Letter {
	const { person, linkTo, linkEnd } = input
	return letter(input, {
		subject: `${person.clinic.name}: your sign-in is locked for a while`,
		heading: 'Your sign-in is locked for a while',
		paragraphs: [
			`${greeting(person)}there were several wrong tries to sign in as you. Where they came from, signing in has to wait for a minute; after further ones, for longer.`,
			'If it was you, wait a moment, or choose a new password now, which opens it at once.',
		],
		action: { label: 'Choose a new password', url: linkTo('reset') },
		closing: [
			`The link is good once, until ${instantText(linkEnd, input)}.`,
			`If it was not you, nothing was opened. ${person.audience === 'staff' ? 'A long password and an authenticator app keep' : 'A long password keeps'} it so.`,
		],
	})
}

function newDevice(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: signed in on a new device`,
		heading: 'You signed in on a new device',
		paragraphs: [
			`${greeting(person)}your sign-in was used on a device or network that is new to it.`,
		],
		facts: sessionFacts(input, 'When'),
		action: { label: 'See where you are signed in', url: accountUrl(input, 'sessions') },
		closing: [unlessYou('end that session there and change your password', person)],
	})
}

/** To whoever asked for an account and has one: nobody but the mailbox hears of it. */
function known(input: SignInLetterInput): Letter {
	const { person } = input
	const { clinic } = person
	return letter(input, {
		subject: `${clinic.name}: you have an account already`,
		heading: 'You have an account already',
		paragraphs: [
			`${greeting(person)}somebody asked to use this address for an account at ${clinic.name}. It has one: sign in with it, by your password or with a code that we mail you.`,
		],
		action: { label: 'Sign in', url: input.pageUrl },
		closing: ['If it was not you, you need do nothing: your account stays as it is.'],
	})
}

function passkeyAdded(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: a passkey was added`,
		heading: 'A passkey was added',
		paragraphs: [`${greeting(person)}your account can be opened with a new passkey.`],
		action: { label: 'See your passkeys', url: accountUrl(input) },
		closing: [unlessYou('remove it there', person)],
	})
}

function passkeyRemoved(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: a passkey was removed`,
		heading: 'A passkey was removed',
		paragraphs: [
			`${greeting(person)}a passkey no longer opens your account. Your page shows whether there are others.`,
		],
		action: { label: 'See your passkeys', url: accountUrl(input) },
		closing: [unlessYou('look there at where you are signed in', person)],
	})
}

/** Two people held one session's key; which of them was the owner, nobody can tell. */
function sessionReused(input: SignInLetterInput): Letter {
	const { person } = input
	return letter(input, {
		subject: `${person.clinic.name}: we signed one of your devices out`,
		heading: 'We signed one of your devices out',
		paragraphs: [
			`${greeting(person)}somebody used an old sign-in of yours, which may have been copied. Everyone is signed out of that session; please sign in again on that device.`,
		],
		facts: sessionFacts(input, 'Signed in'),
		action: { label: 'See where you are signed in', url: accountUrl(input, 'sessions') },
		closing: ['If it happens again, or you do not know this device, choose a new password.'],
	})
}

function sessionFacts(input: SignInLetterInput, when: string): Letter['facts'] {
	const { session } = input.person
	return [
		{ label: when, lines: [instantText(session?.beganAt ?? input.now, input)] },
		{ label: 'Device', lines: [deviceName(session?.userAgent ?? null)] },
		{ label: 'Network address', lines: [session?.address ?? ''] },
	]
}

function accountUrl({ person, pageUrl }: SignInLetterInput, view = 'account'): string {
	return person.audience === 'staff' ? `${pageUrl}#/account` : `${pageUrl}#vetslot/${view}`
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'> & Partial<Letter>

function letter({ person: { clinic } }: SignInLetterInput, own: Own): Letter {
	const preview = own.paragraphs[0] ?? ''
	return { preview, facts: [], preparation: [], action: null, clinic, ...own }
}

/** Ends in the middle of a sentence, which begins in small letters after it. */
function greeting({ name }: Person): string {
	return `Hello ${name.replace(/^Dr\.? /, '').split(' ')[0]}, `
}

function unlessYou(advice: string, { clinic }: Person): string {
	return `If it was you, all is well. If not, ${advice}, and tell your clinic${phoneWords(clinic)}.`
}

function instantText(instant: Date, { person, now }: SignInLetterInput): string {
	return `${dayText(instant, person.clinic, now)} at ${timeInZone(instant, person.clinic)}`
}
