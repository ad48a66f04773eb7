/** Instants at which time that was kept is given free, step by step. */
import { type Day, minutesOf } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'

/** Some hours before the time that is kept, or a wall time (`HH:MM`) on its local day. */
export type ReleaseTime = { hoursBefore: number } | { at: string }

/** Until this instant that share (0 to 1) of a day's minutes is kept. */
export type KeepBackStep = ReleaseTime & { share: number }

/**
 * When a step comes.
 *
 * @param day the local day of what is kept
 * @param start its first minute
 */
export function stepInstant(step: ReleaseTime, zone: Zone, day: Day, start: Minute): Minute {
	if ('at' in step) return zone.toInstant(day, minutesOf(step.at))
	return start - Math.round(step.hoursBefore * 60)
}
