import type { z } from 'zod'
import type { appointmentStatus } from '../contract/primitives.ts'
import { Problem } from '../http/problem.ts'

export type Status = z.infer<typeof appointmentStatus>

/**
 * The one state machine. What is not listed here can not happen, whoever asks; `null` is an
 * appointment that does not exist yet.
 */
const next: Readonly<Record<Status, readonly Status[]>> = {
	pending: ['confirmed', 'cancelled', 'rescheduled'],
	confirmed: ['reminded', 'checked_in', 'cancelled', 'no_show', 'rescheduled'],
	reminded: ['checked_in', 'cancelled', 'no_show', 'rescheduled'],
	checked_in: ['in_progress', 'cancelled'],
	in_progress: ['completed'],
	// A late arrival.
	no_show: ['checked_in'],
	completed: [],
	cancelled: [],
	rescheduled: [],
}

/** Walk-ins are there already, an emergency may be under way before anyone writes it down. */
const first: readonly Status[] = ['pending', 'confirmed', 'checked_in', 'in_progress']

/** Whether an appointment may go from one status to another; from `null` when it is made. */
export function mayBecome(from: Status | null, to: Status): boolean {
	return (from === null ? first : next[from]).includes(to)
}

/** Statuses in which the visit is still ahead and its owner may move or cancel it. */
export function isAhead(status: Status): boolean {
	return status === 'pending' || status === 'confirmed' || status === 'reminded'
}

/** What an owner was promised by letter is not taken back by a press, nor is a move. */
const settled: readonly Status[] = ['confirmed', 'reminded', 'rescheduled']

/** @throws Problem `transition_refused` for a visit that is over or will not be. */
export function assertGoesOn(status: Status): void {
	if (next[status].length > 0 && status !== 'no_show') return
	throw new Problem('transition_refused', {
		detail: `An appointment that is ${words(status)} takes nobody in.`,
	})
}

/** Whether the step from one status to another may be taken back by staff. */
export function mayBeUndone(from: Status | null, to: Status | null): boolean {
	return from !== null && to !== null && mayBecome(from, to) && !settled.includes(to)
}

/** @throws Problem `transition_refused` when the state machine has no such step. */
export function assertMayBecome(from: Status | null, to: Status): void {
	if (mayBecome(from, to)) return
	throw new Problem('transition_refused', {
		detail: `An appointment that is ${words(from ?? 'new')} can not become ${words(to)}.`,
	})
}

function words(status: string): string {
	return status.replaceAll('_', ' ')
}
