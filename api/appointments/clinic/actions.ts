import type { VisitAction } from '../../contract/visit-details.ts'
import type { Appointment } from '../../database/models/appointment.ts'
import { isAhead, mayBecome, mayBeUndone, type Status } from '../status.ts'
import type { EventRow } from './detail-rows.ts'

type Now = Pick<Appointment, 'id' | 'status' | 'scheduledStart'>

/** What the clinic may do with a visit now, in the order of its day. */
export function actionsFor(visit: Now, events: readonly EventRow[], now: Date): VisitAction[] {
	const { status, scheduledStart } = visit
	const may: Record<VisitAction, boolean> = {
		confirm: status === 'pending',
		decline: status === 'pending',
		check_in: mayBecome(status, 'checked_in'),
		start: mayBecome(status, 'in_progress'),
		complete: mayBecome(status, 'completed'),
		no_show: mayBecome(status, 'no_show') && now >= scheduledStart,
		move: mayBeMoved(status),
		cancel: mayBecome(status, 'cancelled'),
		undo: lastChange(visit, events) !== null,
		edit: status !== 'rescheduled',
	}
	return (Object.keys(may) as VisitAction[]).filter((action) => may[action])
}

/** Also who is in the waiting room already may get another vet. */
export function mayBeMoved(status: Status): boolean {
	return isAhead(status) || isHere(status)
}

/** Statuses in which the animal is at the clinic. */
export function isHere(status: Status): boolean {
	return status === 'checked_in' || status === 'in_progress'
}

export interface LastChange {
	eventId: string
	from: Status
	to: Status
}

/**
 * The change of status that staff may take back: the last one. Not twice, since the machine has no step
 * that leads the way an undo went.
 */
export function lastChange(
	{ id, status }: Pick<Now, 'id' | 'status'>,
	events: readonly EventRow[],
): LastChange | null {
	const last = events.findLast((event) => event.appointmentId === id && event.kind === 'status')
	if (!last || last.to !== status) return null
	const { id: eventId, from, to } = last
	return from && mayBeUndone(from, to) ? { eventId, from, to } : null
}
