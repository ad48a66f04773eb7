import type { SettingChannel, SettingKind } from '../contract/notification-settings.ts'
import type { NotificationKind } from './queue.ts'
import type { Visit } from './visit.ts'

const waiting: readonly string[] = ['pending']
const booked: readonly string[] = ['confirmed', 'reminded']
const cancelled: readonly string[] = ['cancelled']

const statuses: Readonly<Record<NotificationKind, readonly string[]>> = {
	booking_requested: waiting,
	booking_confirmed: booked,
	booking_moved: [...waiting, ...booked],
	booking_delayed: booked,
	booking_declined: cancelled,
	booking_cancelled: cancelled,
	visit_needs_new_time: [...waiting, ...booked],
	match_question: [...waiting, ...booked],
	running_late: booked,
}

/**
 * Whether a kind is about the visit itself, so that owners hear of it even where nobody is to remind
 * them of anything: that they come to say farewell is confirmed, moved and cancelled like any other
 * visit. A kind that is added here has to choose.
 */
const aboutVisit: Readonly<Record<NotificationKind, boolean>> = {
	booking_requested: true,
	booking_confirmed: true,
	booking_moved: true,
	booking_delayed: true,
	booking_declined: true,
	booking_cancelled: true,
	visit_needs_new_time: true,
	match_question: false,
	running_late: true,
}

/** Whether a kind is not sent about an animal of which nobody is to be reminded. */
export function isSilenced(kind: NotificationKind): boolean {
	return !aboutVisit[kind]
}

/** Under which of an owner's settings a kind falls. One that is added here has to choose. */
const settings: Readonly<Record<NotificationKind, SettingKind>> = {
	booking_requested: 'service',
	booking_confirmed: 'service',
	booking_moved: 'service',
	booking_delayed: 'service',
	booking_declined: 'service',
	booking_cancelled: 'service',
	visit_needs_new_time: 'service',
	match_question: 'service',
	running_late: 'service',
}

/** Whether a kind of message is known to this version of the worker. */
export function isKind(kind: string): kind is NotificationKind {
	return Object.hasOwn(statuses, kind)
}

/**
 * Looks once more, at sending, whether there is still something to say: between booking and mail a
 * visit may have been cancelled or moved (the row that moved away is `rescheduled`), an owner
 * erased, a pet may have died, its owner may not want to hear of such things any more.
 *
 * @returns why not to send, or null
 */
export function reasonGone(
	kind: NotificationKind,
	visit: Visit,
	now: Date,
	channel: SettingChannel = 'email',
): string | null {
	if (!statuses[kind].includes(visit.status)) return `visit is ${visit.status}`
	if (visit.owner.erased) return 'owner erased'
	if (visit.owner.email === '') return 'no email address'
	if (!visit.owner.wants[settings[kind]][channel]) return 'switched off by the owner'
	if (kind === 'match_question' && visit.owner.known) return 'owner is known'
	if (visit.pets.length === 0) return 'no living pet'
	if (visit.silenced && isSilenced(kind)) return 'pet is silenced'
	// Whoever waits for a late start is told while it can still matter.
	const until = kind === 'running_late' ? visit.end : visit.start
	if (statuses[kind] !== cancelled && until <= now) return 'visit is past'
	return null
}
