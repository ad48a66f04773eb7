/** Until when the clock alone leaves an answer as it is. */
import type { Minute } from '../time/interval.ts'
import { startHours } from './admission.ts'
import { isPaused } from './eligibility.ts'
import { nextRelease } from './emergency.ts'
import { nextKeepBackStep } from './keep-back.ts'
import type { DaySlots } from './model.ts'
import { type Search, walk } from './search.ts'
import { isFlush } from './terms.ts'

const NEVER = Number.POSITIVE_INFINITY

/**
 * The next instant at which the clock may change an answer. Midnight moves "today", and with it horizon
 * and ages; the notice runs into the earliest start; a pause ends; kept time is released; a share that was
 * kept back is given free. Other starts can only follow one of these.
 */
export function validUntil(search: Search, days: readonly DaySlots[]): Minute {
	const { question, timetable, vets, resources } = search
	const { now, type, asker, held } = question
	const { zone } = timetable
	let next = zone.toInstant(zone.dayAt(now) + 1, 0)
	if (asker === 'staff') return next
	const first = Math.min(days[0]?.starts[0] ?? NEVER, firstFlushBefore(search))
	if (first !== NEVER && !held) {
		next = Math.min(next, first - Math.max(0, type.minNoticeMinutes) + 1)
	}
	for (const one of question.plan.resources) {
		if (isPaused(one, now)) next = Math.min(next, one.pausedUntil ?? NEVER)
	}
	if (type.urgent) return next
	for (const one of resources) {
		next = Math.min(next, nextRelease(timetable.hours(one).releases, now))
	}
	for (const vet of vets) {
		next = Math.min(next, nextKeepBackStep(question, timetable.hours(vet), zone))
	}
	return next
}

/**
 * A free stretch that reaches into the days asked for may begin before them. Of flush starts it has one
 * at its begin, so when the notice passes that one, the next may lie within the days.
 */
function firstFlushBefore(search: Search): Minute {
	const { question, timetable, vets } = search
	const begin = timetable.bounds[0]!
	let first = NEVER
	if (!search.bookable || !isFlush(question)) return first
	for (const vet of vets) {
		for (const { start, end } of startHours(question, timetable.hours(vet))) {
			if (start >= begin || end <= begin) continue
			walk(search, vet, start, begin, (one) => {
				first = Math.min(first, one)
				return false
			})
		}
	}
	return first
}
