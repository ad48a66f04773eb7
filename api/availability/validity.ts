/** Until when the clock alone leaves an answer as it is. */
import type { Minute } from '../time/interval.ts'
import { nextRelease } from './emergency.ts'
import { nextKeepBackStep } from './keep-back.ts'
import type { DaySlots } from './model.ts'
import type { Search } from './search.ts'

/**
 * The next instant at which the clock may change an answer. Midnight moves "today", and with it horizon
 * and ages; the notice runs into the earliest start; kept time is released; a share that was kept back is
 * given free. Other starts can only follow one of these.
 */
export function validUntil(search: Search, days: readonly DaySlots[]): Minute {
	const { question, timetable, vets, resources } = search
	const { now, type, asker, held } = question
	const { zone } = timetable
	let next = zone.toInstant(zone.dayAt(now) + 1, 0)
	if (asker === 'staff') return next
	const first = days[0]?.starts[0]
	if (first !== undefined && !held) {
		next = Math.min(next, first - Math.max(0, type.minNoticeMinutes) + 1)
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
