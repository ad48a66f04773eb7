/** Wall times of overrides on the days on which they fall, as instants. */
import { type Day, minutesOf, toDay } from '../time/date.ts'
import { merge, type Ranges } from '../time/interval.ts'
import { occurrences } from '../time/recurrence.ts'
import type { Zone } from '../time/zone.ts'
import type { Override, OverrideType } from './model.ts'

const MINUTES_PER_DAY = 1440

/** The days that hours are asked for: local days `[from, until)`. */
export interface Span {
	zone: Zone
	from: Day
	until: Day
}

/** Custom hours by the local day whose hours they replace. */
export type CustomDays = ReadonlyMap<Day, Ranges>

export function customDays(overrides: readonly Override[], span: Span): CustomDays {
	const days = new Map<Day, Ranges>()
	for (const override of overrides) {
		if (override.type !== 'custom_hours') continue
		for (const day of overrideDays(override, span)) {
			const range = wallRange(span.zone, day, override.startTime, override.endTime)
			days.set(day, merge([...(days.get(day) ?? []), ...range]))
		}
	}
	return days
}

/** All time that overrides of a type cover. */
export function coveredBy(overrides: readonly Override[], type: OverrideType, span: Span): Ranges {
	const ranges: number[] = []
	for (const override of overrides) {
		if (override.type !== type) continue
		for (const day of overrideDays(override, widened(span))) {
			ranges.push(...wallRange(span.zone, day, override.startTime, override.endTime))
		}
	}
	return merge(ranges)
}

/** One day more on both sides: what begins the day before may reach over midnight. */
export function widened(span: Span): Span {
	return { ...span, from: span.from - 1, until: span.until + 1 }
}

/** The local days within a span on which an override begins. */
export function overrideDays(
	{ date, rule, anchorDate, startTime }: Override,
	{ from, until }: Span,
): Day[] {
	if (date !== null) {
		const day = toDay(date)
		return day >= from && day < until ? [day] : []
	}
	if (rule === null || anchorDate === null) return []
	return occurrences(rule, anchorDate, startTime === null ? 0 : minutesOf(startTime), from, until)
}

/** The instants of a wall range that begins on a day; null is the local midnight on that side. */
export function wallRange(
	zone: Zone,
	day: Day,
	start: string | null,
	end: string | null,
): [number, number] {
	const from = start === null ? 0 : minutesOf(start)
	const until = end === null ? MINUTES_PER_DAY : minutesOf(end)
	const nextDay = until <= from || until === MINUTES_PER_DAY
	const endMinutes = until === MINUTES_PER_DAY ? 0 : until
	return [zone.toInstant(day, from), zone.toInstant(nextDay ? day + 1 : day, endMinutes)]
}
