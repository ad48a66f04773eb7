/**
 * A share of the day kept back for later bookings. Visits booked early may fill a person's day only up
 * to the rest; which times these are is left open, so that no time is shut as long as there is room.
 */
import type { Day } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'
import type { Question } from './model.ts'
import type { Lanes, Track } from './occupancy.ts'
import type { Hours, Session } from './openings.ts'
import { stepInstant } from './steps.ts'
import { allowsType, usableHours } from './terms.ts'

/** What a visit must fit into besides a free lane: minutes left of a session's day. */
export type RoomLeft = (session: Session) => number

interface DayHours {
	day: Day
	/** When the day's hours begin. */
	start: Minute
	/** Bookable minutes, each lane counted. */
	total: number
	taken: number
	sessions: Session[]
}

/** Day procedures have caps instead. Urgent types and staff use what is kept; a live hold has its place already. */
function isExempt({ type, asker, held }: Question): boolean {
	return type.urgent || type.admission !== null || asker === 'staff' || held === true
}

/**
 * Minutes that may still be booked on the day of each session, buffers included. Sessions belong to
 * the local day on which they begin.
 *
 * @returns null where nothing is kept back
 */
export function roomLeft(
	question: Question,
	hours: Hours,
	lanes: Lanes,
	zone: Zone,
): RoomLeft | null {
	if (!hours.keepsBack || isExempt(question)) return null
	const days = daysOf(question, hours, lanes.tracks, zone)
	return (session) => {
		const day = days.get(zone.dayAt(session.start))
		const share = day ? shareAt(session, question.now, zone, day) : 0
		if (!day || share === 0) return Number.POSITIVE_INFINITY
		return day.total - Math.round(day.total * share) - day.taken
	}
}

/** When a step after `now` next gives a share of these hours free; Infinity without one. */
export function nextKeepBackStep(question: Question, hours: Hours, zone: Zone): Minute {
	let next = Number.POSITIVE_INFINITY
	if (!hours.keepsBack || isExempt(question)) return next
	for (const { day, start, sessions } of daysOf(question, hours, [], zone).values()) {
		for (const { terms } of sessions) {
			for (const step of terms.keepBack) {
				const at = stepInstant(step, zone, day, start)
				if (at > question.now && at < next) next = at
			}
		}
	}
	return next
}

/** The share of the first step that is still ahead. */
function shareAt({ terms }: Session, now: Minute, zone: Zone, { day, start }: DayHours): number {
	let first = Number.POSITIVE_INFINITY
	let share = 0
	for (const step of terms.keepBack) {
		const at = stepInstant(step, zone, day, start)
		if (at <= now || at >= first) continue
		first = at
		share = step.share
	}
	return share
}

/** The hours that a type may use, by local day. */
function daysOf(
	question: Question,
	hours: Hours,
	tracks: readonly Track[],
	zone: Zone,
): ReadonlyMap<Day, DayHours> {
	const days = new Map<Day, DayHours>()
	for (const session of usableHours(question, hours)) {
		if (!allowsType(session, question)) continue
		const day = zone.dayAt(session.start)
		const known = days.get(day)
		const one = known ?? { day, start: session.start, total: 0, taken: 0, sessions: [] }
		if (!known) days.set(day, one)
		const count = Math.min(session.terms.lanes, tracks.length)
		one.total += count * (session.end - session.start)
		for (let lane = 0; lane < count; lane++) {
			one.taken += tracks[lane]!.takenIn(session.start, session.end)
		}
		one.sessions.push(session)
	}
	return days
}
