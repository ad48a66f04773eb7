import type { TypeRow } from '../clinics/queries.ts'
import type { Appointment } from '../database/models/appointment.ts'
import { allow, EVERYONE } from '../http/permission.ts'
import { Problem } from '../http/problem.ts'
import { isAhead } from './status.ts'

export const seeVisits = allow('read', EVERYONE)
export const changeVisits = allow('appointments:write', EVERYONE)

const HOUR = 3_600_000
const DAY = 24 * HOUR
const LINK_DAYS = 30
// The owner of a pending visit should not wait longer than that for a word.
const ANSWER_HOURS = 24
// A held time may be asked for within the notice: the clinic needs a while even then.
const LEAST_ANSWER_HOURS = 1

type Times = Pick<Appointment, 'status' | 'scheduledStart' | 'scheduledEnd' | 'delayedFrom'>

/**
 * Until then an owner may move or cancel freely; afterwards cancelling counts as late. Whom the clinic
 * has put off is free until the visit begins.
 */
export function freeUntil(
	appointment: Pick<Times, 'scheduledStart' | 'delayedFrom'>,
	type: CutOff,
): Date {
	const hours = appointment.delayedFrom ? 0 : type.cancellation_cutoff_hours
	return new Date(appointment.scheduledStart.getTime() - hours * HOUR)
}
type CutOff = Pick<TypeRow, 'cancellation_cutoff_hours'>

export function mayMove(appointment: Times, type: CutOff, now: Date): boolean {
	return isAhead(appointment.status) && now <= freeUntil(appointment, type)
}

/** Also after the cut-off: a time that is given back late still helps somebody. */
export function mayCancel(appointment: Times, now: Date): boolean {
	return isAhead(appointment.status) && now < appointment.scheduledStart
}

/** A manage link ends 30 days after the visit. */
export function linkEnds(appointment: Pick<Times, 'scheduledEnd'>): Date {
	return new Date(appointment.scheduledEnd.getTime() + LINK_DAYS * DAY)
}

/**
 * When a clinic answers a request at the latest: within a day, and before the notice begins, but it
 * always has an hour, unless the visit starts sooner.
 */
export function answerBy(start: Date, type: Pick<TypeRow, 'min_notice_minutes'>, now: Date): Date {
	const latest = start.getTime() - type.min_notice_minutes * 60_000
	const soon = now.getTime() + ANSWER_HOURS * HOUR
	const soonest = now.getTime() + LEAST_ANSWER_HOURS * HOUR
	return new Date(Math.min(start.getTime(), Math.max(soonest, Math.min(latest, soon))))
}

/** After the cut-off, or once the visit has begun, only the clinic can help. */
export function tooLate(phone: string | null, doing: 'moved' | 'cancelled'): Problem {
	const call = phone ? ` Please phone the clinic on ${phone}.` : ' Please phone the clinic.'
	return new Problem('cutoff_passed', {
		detail: `It is too late for this visit to be ${doing} online.${call}`,
	})
}
