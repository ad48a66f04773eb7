import { LINK_SECONDS, type LinkPurpose } from '../../http/password-link.ts'
import type { PersonNotificationKind, PersonVariables } from '../queue.ts'
import type { Person } from './person.ts'

/** A letter about somebody's sign-in as its row has it. */
export interface PersonNotice {
	id: string
	kind: PersonNotificationKind
	variables: PersonVariables
	formerEmail: string | null
	queuedAt: Date
}

/** What each letter carries besides words. */
const carries: Readonly<Record<PersonNotificationKind, LinkPurpose | 'code' | 'session' | null>> = {
	staff_invited: 'invitation',
	staff_password_reset: 'reset',
	staff_locked: 'reset',
	staff_sign_in_code: 'code',
	staff_new_device: 'session',
	staff_session_reused: 'session',
	staff_password_changed: null,
	staff_authenticator_removed: null,
	staff_email_changed: null,
	account_sign_in_code: 'code',
	account_password_reset: 'reset',
	account_locked: 'reset',
	account_new_device: 'session',
	account_session_reused: 'session',
	account_password_changed: null,
	account_known: null,
	account_email_changed: null,
	account_passkey_added: null,
	account_passkey_removed: null,
}

/** Whether a kind of letter is about somebody's sign-in. */
export function isPersonKind(kind: string): kind is PersonNotificationKind {
	return Object.hasOwn(carries, kind)
}

/** When the link of a letter ends; it counts from the asking, so a late letter lives no longer. */
export function linkEnd({ kind, queuedAt }: Pick<PersonNotice, 'kind' | 'queuedAt'>): Date {
	const life = carries[kind] === 'invitation' ? LINK_SECONDS.invitation : LINK_SECONDS.reset
	return new Date(queuedAt.getTime() + life * 1000)
}

/**
 * Looks once more, at sending, whether there is still something to say: between asking and mail
 * somebody may have left or been erased, or have used the link or the code that the letter would carry.
 *
 * @returns why not to send, or null
 */
export function personReasonGone(notice: PersonNotice, person: Person, now = new Date()) {
	if (notice.formerEmail !== null) return null
	if (!person.isActive) return 'deactivated'
	if (person.email === '') return 'no email address'
	const what = carries[notice.kind]
	if (what === 'code') return person.code?.isGood ? null : 'code used or over'
	if (what === 'session') return person.session ? null : 'no session'
	if (what === null) return null
	if (notice.variables.generation !== person.linkGeneration) return 'link used'
	return linkEnd(notice) > now ? null : 'link over'
}
