import { deviceName } from '../../http/device-name.ts'
import type { LinkPurpose } from '../../http/password-link.ts'
import type { StaffNotificationKind } from '../queue.ts'
import type { Member } from '../staff/member.ts'
import { dayText, timeInZone } from '../when.ts'
import type { Letter } from './letter.ts'

export interface StaffLetterInput {
	member: Member
	now: Date
	/** A link to choose a password; made at sending, stored nowhere. */
	linkTo: (purpose: LinkPurpose) => string
	linkEnd: Date
	consoleUrl: string
	/** Six digits, in a letter that carries them. */
	code: string
}

/** Writes the letter of a kind to a member of staff. */
export function writeStaffLetter(kind: StaffNotificationKind, input: StaffLetterInput): Letter {
	return letters[kind](input)
}

type Writer = (input: StaffLetterInput) => Letter
const letters: Readonly<Record<StaffNotificationKind, Writer>> = {
	staff_invited: invited,
	staff_sign_in_code: signInCode,
	staff_password_reset: passwordReset,
	staff_password_changed: passwordChanged,
	staff_authenticator_removed: authenticatorRemoved,
	staff_email_changed: emailChanged,
	staff_locked: locked,
	staff_new_device: newDevice,
}

function invited(input: StaffLetterInput): Letter {
	const { member, linkTo, linkEnd } = input
	const { clinic } = member
	return letter(input, {
		subject: `${clinic.name}: your way into the diary`,
		heading: `Welcome to ${clinic.name}’s diary`,
		paragraphs: [
			`${greeting(member)}the clinic has made a sign-in for you. Choose a password, and you can use the diary.`,
		],
		facts: [
			{ label: 'Clinic, when you sign in', lines: [clinic.slug] },
			{ label: 'Email, when you sign in', lines: [member.email] },
		],
		action: { label: 'Choose a password', url: linkTo('invitation') },
		closing: [
			`The link is for you alone. It is good once, until ${instantText(linkEnd, input)}.`,
			'If you did not expect this, you need do nothing.',
		],
	})
}

function signInCode(input: StaffLetterInput): Letter {
	const { member, code } = input
	const until = instantText(member.code?.expiresAt ?? input.now, input)
	return letter(input, {
		subject: `${member.clinic.name}: your code to sign in`,
		preview: 'The code is in this mail.',
		heading: 'Your code to sign in',
		paragraphs: [`${greeting(member)}type this code where you asked for it.`],
		facts: [{ label: 'Code', lines: [code.replace(/^(\d{3})/, '$1 ')] }],
		closing: [
			`It is good once, until ${until}. Nobody from the clinic or from Vetslot will ask you for it.`,
			'If you did not ask for a code, you need do nothing.',
		],
	})
}

function passwordReset(input: StaffLetterInput): Letter {
	const { member, linkTo, linkEnd } = input
	return letter(input, {
		subject: `${member.clinic.name}: choose a new password`,
		heading: 'Choose a new password',
		paragraphs: [`${greeting(member)}somebody asked for a new password for your sign-in.`],
		action: { label: 'Choose a new password', url: linkTo('reset') },
		closing: [
			`The link is good once, until ${instantText(linkEnd, input)}.`,
			'If it was not you, you need do nothing: your password stays as it is.',
		],
	})
}

function passwordChanged(input: StaffLetterInput): Letter {
	const { member } = input
	return letter(input, {
		subject: `${member.clinic.name}: your password was changed`,
		heading: 'Your password was changed',
		paragraphs: [`${greeting(member)}your sign-in has a new password.`],
		action: { label: 'Open the diary', url: input.consoleUrl },
		closing: [unlessYou('choose a new password there at once', member)],
	})
}

function authenticatorRemoved(input: StaffLetterInput): Letter {
	const { member } = input
	return letter(input, {
		subject: `${member.clinic.name}: your authenticator app is off`,
		heading: 'Your authenticator app is off',
		paragraphs: [
			`${greeting(member)}your password alone signs you in now, and the recovery codes are no longer good.`,
		],
		action: { label: 'Set an app up again', url: `${input.consoleUrl}#/account` },
		closing: [unlessYou('change your password there at once', member)],
	})
}

/** Goes to the address that was; it names no other, which may be a stranger's. */
function emailChanged(input: StaffLetterInput): Letter {
	const { member } = input
	const phone = member.clinic.phone ? ` on ${member.clinic.phone}` : ''
	return letter(input, {
		subject: `${member.clinic.name}: you sign in with another address now`,
		heading: 'You sign in with another address now',
		paragraphs: [
			`${greeting(member)}your sign-in has another email address now. This one no longer opens it, and you were signed out everywhere.`,
		],
		closing: [`If you did not know of it, tell your clinic at once${phone}.`],
	})
}

function locked(input: StaffLetterInput): Letter {
	const { member, linkTo, linkEnd } = input
	return letter(input, {
		subject: `${member.clinic.name}: your sign-in is locked for a while`,
		heading: 'Your sign-in is locked for a while',
		paragraphs: [
			`${greeting(member)}there were several wrong tries to sign in as you. Where they came from, signing in has to wait for a minute; after further ones, for longer.`,
			'If it was you, wait a moment, or choose a new password now, which opens it at once.',
		],
		action: { label: 'Choose a new password', url: linkTo('reset') },
		closing: [
			`The link is good once, until ${instantText(linkEnd, input)}.`,
			'If it was not you, nothing was opened. A long password and an authenticator app keep it so.',
		],
	})
}

function newDevice(input: StaffLetterInput): Letter {
	const { member } = input
	const { session } = member
	return letter(input, {
		subject: `${member.clinic.name}: signed in on a new device`,
		heading: 'You signed in on a new device',
		paragraphs: [
			`${greeting(member)}your sign-in was used on a device or network that is new to it.`,
		],
		facts: [
			{ label: 'When', lines: [instantText(session?.beganAt ?? input.now, input)] },
			{ label: 'Device', lines: [deviceName(session?.userAgent ?? null)] },
			{ label: 'Network address', lines: [session?.address ?? ''] },
		],
		action: { label: 'See where you are signed in', url: `${input.consoleUrl}#/account` },
		closing: [unlessYou('end that session there and change your password', member)],
	})
}

type Own = Pick<Letter, 'subject' | 'heading' | 'paragraphs' | 'closing'> & Partial<Letter>

function letter({ member: { clinic } }: StaffLetterInput, own: Own): Letter {
	const preview = own.paragraphs[0] ?? ''
	return { preview, facts: [], preparation: [], action: null, clinic, ...own }
}

/** Ends in the middle of a sentence, which begins in small letters after it. */
function greeting({ name }: Member): string {
	return `Hello ${name.replace(/^Dr\.? /, '').split(' ')[0]}, `
}

function unlessYou(advice: string, { clinic }: Member): string {
	const phone = clinic.phone ? ` on ${clinic.phone}` : ''
	return `If it was you, all is well. If not, ${advice}, and tell your clinic${phone}.`
}

function instantText(instant: Date, { member, now }: StaffLetterInput): string {
	return `${dayText(instant, member.clinic, now)} at ${timeInZone(instant, member.clinic)}`
}
