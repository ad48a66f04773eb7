/** Hours of everyone for a stretch of days, built once for each plan and stretch. */
import { type Day, fromDay, toDay } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import type { LocalDate, Plan, Question, Resource } from './model.ts'
import { buildHours, type Hours, type Span } from './openings.ts'

/** Hours of everyone for some local days, remembered per plan. */
export interface Timetable extends Span {
	/** Instants at which the local days begin, and one more at the end. */
	bounds: Minute[]
	dates: LocalDate[]
	hours: (resource: Resource) => Hours
}

const timetables = new WeakMap<Plan, Map<string, Timetable>>()
const SPANS_PER_PLAN = 256

/** The timetable of a plan for the local days `[from, until)`; built once, then remembered. */
export function timetableOf(plan: Plan, from: Day, until: Day): Timetable {
	const spans = timetables.get(plan) ?? new Map<string, Timetable>()
	timetables.set(plan, spans)
	const key = `${from} ${until}`
	const known = spans.get(key)
	if (known) return known
	const zone = zoneOf(plan.zone)
	const dates: LocalDate[] = []
	const bounds: Minute[] = [zone.toInstant(from, 0)]
	for (let day = from; day < until; day++) {
		dates.push(fromDay(day))
		bounds.push(zone.toInstant(day + 1, 0))
	}
	const hours = new Map<Resource, Hours>()
	const made: Timetable = {
		zone,
		from,
		until,
		dates,
		bounds,
		hours: (resource) => {
			const found = hours.get(resource) ?? buildHours(plan, resource, made)
			hours.set(resource, found)
			return found
		},
	}
	if (spans.size >= SPANS_PER_PLAN) spans.clear()
	spans.set(key, made)
	return made
}

/** The days of a question as day numbers, `[from, until)`. */
export function spanOf({ from, to }: Question): { from: Day; until: Day } {
	return { from: toDay(from), until: toDay(to) + 1 }
}
