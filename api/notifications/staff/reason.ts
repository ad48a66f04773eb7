import { LINK_SECONDS, type LinkPurpose } from '../../http/password-link.ts'
import type { StaffNotificationKind, StaffVariables } from '../queue.ts'
import type { Member } from './member.ts'

/** A letter to a member of staff as its row has it. */
export interface StaffNotice {
	id: string
	kind: StaffNotificationKind
	variables: StaffVariables
	formerEmail: string | null
	queuedAt: Date
}

/** What each letter carries besides words. */
const carries: Readonly<Record<StaffNotificationKind, LinkPurpose | 'code' | 'session' | null>> = {
	staff_invited: 'invitation',
	staff_password_reset: 'reset',
	staff_locked: 'reset',
	staff_sign_in_code: 'code',
	staff_new_device: 'session',
	staff_password_changed: null,
	staff_authenticator_removed: null,
	staff_email_changed: null,
}

/** Whether a kind of letter is one to staff. */
export function isStaffKind(kind: string): kind is StaffNotificationKind {
	return Object.hasOwn(carries, kind)
}

/** When the link of a letter ends; it counts from the asking, so a late letter lives no longer. */
export function linkEnd({ kind, queuedAt }: Pick<StaffNotice, 'kind' | 'queuedAt'>): Date {
	const life = carries[kind] === 'invitation' ? LINK_SECONDS.invitation : LINK_SECONDS.reset
	return new Date(queuedAt.getTime() + life * 1000)
}

/**
 * Looks once more, at sending, whether there is still something to say: between asking and mail
 * somebody may have left, or have used the link or the code that the letter would carry.
 *
 * @returns why not to send, or null
 */
export function staffReasonGone(notice: StaffNotice, member: Member, now = new Date()) {
	if (notice.formerEmail !== null) return null
	if (!member.isActive) return 'deactivated'
	if (member.email === '') return 'no email address'
	const what = carries[notice.kind]
	if (what === 'code') return member.code?.isGood ? null : 'code used or over'
	if (what === 'session') return member.session ? null : 'no session'
	if (what === null) return null
	if (notice.variables.generation !== member.linkGeneration) return 'link used'
	return linkEnd(notice) > now ? null : 'link over'
}
