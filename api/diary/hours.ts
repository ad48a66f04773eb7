import { openingsOf } from '../availability/openings.ts'
import { isBookable, planOf } from '../availability/rules.ts'
import { type Span, wallRange } from '../availability/wall-ranges.ts'
import type { ListedOverride } from '../clinics/hours/overrides.ts'
import { usualHours, weekdays } from '../clinics/opening.ts'
import type { ClinicRows, ResourceRow, ScheduleRow } from '../clinics/queries.ts'
import type { DiaryClosedTime, DiaryColumn } from '../contract/diary.ts'
import { fromDay, minutesOf, toDay } from '../time/date.ts'
import { clip, intersect, type Minute, type Ranges } from '../time/interval.ts'
import { occurrences } from '../time/recurrence.ts'

interface Stretch {
	start: Minute
	end: Minute
}
type OpenTime = Stretch & Pick<DiaryColumn['open'][number], 'kind'>
type ClosedTime = Stretch & Omit<DiaryClosedTime, 'start' | 'end'>

export interface ColumnHours {
	open: OpenTime[]
	closed: ClosedTime[]
}

/**
 * Answers when somebody works on some days, and what keeps them from visits meanwhile. The overrides
 * are those of these days, since the catalogue forgets the ones that are over.
 */
export function hoursReader(rows: ClinicRows, overrides: readonly ListedOverride[], span: Span) {
	const plan = planOf({ ...rows, overrides: overrides.map(({ row }) => row) })
	const [from, to] = [fromDay(span.from), fromDay(span.until - 1)]
	const schedules = Map.groupBy(rows.schedules, (schedule) => schedule.resource_id)
	const isOpen = usualHours(rows.clinic, span)
	const openOf = (resource: ResourceRow): OpenTime[] => {
		const open = openingsOf(plan, resource.id, from, to).map(({ start, end, kind }) => {
			return { start, end, kind }
		})
		const hasOwn = works(resource) || schedules.has(resource.id)
		return hasOwn || weekdays(rows.clinic).length === 0 ? open : within(open, isOpen)
	}
	return (resource: ResourceRow): ColumnHours => ({
		open: openOf(resource),
		closed: [
			...away(overrides, resource, span),
			...elsewhere(rows, resource, span),
			...(schedules.get(resource.id) ?? []).flatMap((schedule) => besides(schedule, span)),
		].sort((a, b) => a.start - b.start),
	})
}

const works = ({ kind }: ResourceRow): boolean => kind === 'veterinarian' || kind === 'nurse'

/**
 * A room without hours of its own may be booked whenever somebody works in it; to the eye it is open
 * when the clinic is.
 */
const within = (open: readonly OpenTime[], clinic: Ranges): OpenTime[] =>
	open.flatMap(({ start, end, kind }) => {
		const pieces = intersect([start, end], clinic)
		const starts = pieces.filter((_, i) => i % 2 === 0)
		return starts.map((from, i) => ({ start: from, end: pieces[2 * i + 1]!, kind }))
	})

/** Exceptions of somebody's own, and of the whole clinic for those who work. */
function away(overrides: readonly ListedOverride[], resource: ResourceRow, { zone }: Span) {
	const { id } = resource
	return overrides
		.filter(({ row }) => row.override_type === 'unavailable')
		.filter(({ row }) => row.resource_id === id || (row.resource_id === null && works(resource)))
		.flatMap(({ row, dates }) =>
			dates.map((date): ClosedTime => {
				const [start, end] = wallRange(zone, toDay(date), row.start_time, row.end_time)
				return { start, end, kind: 'unavailable', label: row.reason, overrideId: row.id }
			}),
		)
}

/** What is taken in diaries that are kept elsewhere; nothing but the time is known of it. */
function elsewhere({ foreign }: ClinicRows, { id }: ResourceRow, span: Span): ClosedTime[] {
	const { zone, from, until } = span
	const [first, end] = [zone.toInstant(from, 0), zone.toInstant(until, 0)]
	return foreign
		.filter(({ resource_id }) => resource_id === id)
		.flatMap(({ label, busy }) => {
			const taken = clip(busy, first, end)
			const starts = taken.filter((_, i) => i % 2 === 0)
			return starts.map((start, i): ClosedTime => {
				return { start, end: taken[2 * i + 1]!, kind: 'elsewhere', label, overrideId: null }
			})
		})
}

/** Breaks of a schedule, and the schedule itself where it is for work without visits. */
function besides(schedule: ScheduleRow, span: Span): ClosedTime[] {
	const { zone } = span
	const { start_time, end_time } = schedule
	const work = { kind: 'work', label: schedule.label ?? schedule.kind } as const
	const found: ClosedTime[] = []
	for (const day of daysOf(schedule, schedule.rrule, schedule.anchor_date, span)) {
		if (isBookable(schedule)) continue
		const [start, end] = wallRange(zone, day, start_time, end_time)
		found.push({ start, end, ...work, overrideId: null })
	}
	for (const one of schedule.break_times) {
		const rule = one.rule ?? one.rrule
		const anchor = one.anchorDate ?? one.anchor_date ?? schedule.anchor_date
		const days = rule
			? daysOf(schedule, String(rule), String(anchor), span)
			: daysOf(schedule, schedule.rrule, schedule.anchor_date, span)
		for (const day of days) {
			const [start, end] = wallRange(zone, day, String(one.start), String(one.end))
			const label = typeof one.description === 'string' ? one.description : null
			found.push({ start, end, kind: 'break', label, overrideId: null })
		}
	}
	return found
}

function daysOf(schedule: ScheduleRow, rule: string, anchor: string, span: Span): number[] {
	const first = Math.max(span.from, toDay(schedule.effective_from))
	const last = schedule.effective_until
	const end = last === null ? span.until : Math.min(span.until, toDay(last) + 1)
	return occurrences(rule, anchor, minutesOf(schedule.start_time), first, end)
}
