import type { Person } from '../people/person.ts'
import type { PrescriptionNotificationKind } from '../queue.ts'
import type { AskedMedicine } from './request.ts'

/** What a request has to be for there to be something to say. */
const statuses: Readonly<Record<PrescriptionNotificationKind, AskedMedicine['status']>> = {
	prescription_received: 'requested',
	prescription_approved: 'approved',
	prescription_ready: 'ready',
	prescription_declined: 'declined',
}

/** Whether a kind of letter is about a medicine that somebody asked for. */
export function isPrescriptionKind(kind: string): kind is PrescriptionNotificationKind {
	return Object.hasOwn(statuses, kind)
}

/**
 * Looks once more, at sending, whether there is still something to say: a vet may have answered
 * before the first letter left, an owner withdrawn, a pet died.
 *
 * @returns why not to send, or null
 */
export function requestReasonGone(
	kind: PrescriptionNotificationKind,
	request: AskedMedicine,
	{ isActive, email }: Pick<Person, 'isActive' | 'email'>,
): string | null {
	if (!isActive) return 'deactivated'
	if (email === '') return 'no email address'
	if (!request.isHeardOf) return 'pet is silenced'
	return request.status === statuses[kind] ? null : `request is ${request.status}`
}
