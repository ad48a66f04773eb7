/**
 * Openings: schedules minus breaks, then overrides and diaries kept elsewhere. `custom_hours` replace the hours that begin on that
 * local day, `unavailable` removes calendar time, `emergency_only` keeps what it covers apart.
 */
import { type Day, minutesOf, toDay } from '../time/date.ts'
import { clip, intersect, type Minute, merge, type Ranges, subtract } from '../time/interval.ts'
import { occurrences } from '../time/recurrence.ts'
import { type Zone, zoneOf } from '../time/zone.ts'
import { everKept, hoursByRelease, keptTime, type Release } from './emergency.ts'
import type { LocalDate, Plan, Resource, Schedule } from './model.ts'
import { isPerson } from './terms.ts'
import { type CustomDays, coveredBy, customDays, type Span, wallRange } from './wall-ranges.ts'

export type { Span } from './wall-ranges.ts'

/** One for sessions over midnight, one more for zones that skip a whole day (Samoa did). */
const MARGIN_DAYS = 2

/** What a schedule says about visits in its hours. */
export type Terms = Pick<
	Schedule,
	'stepMinutes' | 'bufferMinutes' | 'lanes' | 'appointmentTypeIds' | 'keepBack'
>

/** A stretch of open time. Its start is the origin of the grid of starts. */
export interface Session {
	start: Minute
	end: Minute
	terms: Terms
}

export interface Opening extends Session {
	/** Emergency time is for staff and urgent types. */
	kind: 'normal' | 'emergency'
}

/** Open time of one resource, sorted by start; sessions of different schedules may overlap. */
export interface Hours {
	/** Without regard to `emergency_only`: what urgent types may use. */
	all: readonly Session[]
	/** What every type may use at an instant: kept time joins in as it is released. */
	normalAt: (now: Minute) => readonly Session[]
	/** All kept time, released or not. */
	emergency: Ranges
	/** By the instant of release. */
	releases: readonly Release[]
	/** Whether a share of the day is kept back anywhere in these hours. */
	keepsBack: boolean
}

/**
 * The openings of one resource that begin on or reach into the given local days, both inclusive, as
 * they are before any kept time is released.
 *
 * @throws {RuleError | ZoneError | DateError} if the plan holds a rule, zone or time that is not one
 */
export function openingsOf(
	plan: Plan,
	resourceId: string,
	from: LocalDate,
	to: LocalDate,
): Opening[] {
	const resource = plan.resources.find(({ id }) => id === resourceId)
	if (!resource) return []
	const span = { zone: zoneOf(plan.zone), from: toDay(from), until: toDay(to) + 1 }
	const { all, normalAt, emergency } = buildHours(plan, resource, span)
	const start = span.zone.toInstant(span.from, 0)
	const end = span.zone.toInstant(span.until, 0)
	const kept = all.flatMap((session) =>
		pieces(session, intersect([session.start, session.end], emergency)),
	)
	return [
		...normalAt(Number.NEGATIVE_INFINITY).map(
			(session): Opening => ({ ...session, kind: 'normal' }),
		),
		...kept.map((session): Opening => ({ ...session, kind: 'emergency' })),
	]
		.filter((opening) => opening.end > start && opening.start < end)
		.sort(byStart)
}

/**
 * Hours of one resource around a span. Sessions that begin somewhat outside it are included, so that a
 * session over midnight is whole and its grid does not depend on the days asked for.
 */
export function buildHours(plan: Plan, resource: Resource, span: Span): Hours {
	const wide = { ...span, from: span.from - MARGIN_DAYS, until: span.until + MARGIN_DAYS }
	const mine = plan.overrides.filter((override) => override.resourceId === resource.id)
	const clinic = plan.overrides.filter((override) => override.resourceId === null)
	const schedules = plan.schedules.filter((schedule) => schedule.resourceId === resource.id)
	const own = customDays(mine, wide)
	const limits = customDays(clinic, wide)
	const sessions =
		schedules.length === 0 && !isPerson(resource)
			? alwaysOpen(resource, wide, own, limits)
			: scheduled(resource, schedules, wide, own, limits)
	const both = [...mine, ...clinic]
	const closed = coveredBy(both, 'unavailable', wide)
	const away = merge([...closed, ...elsewhere(plan, resource, wide)])
	const all = without(sessions, away).sort(byStart)
	const kept = keptTime(both, wide)
	return {
		all,
		normalAt: hoursByRelease(kept, (away) => without(all, away)),
		emergency: everKept(kept),
		releases: kept.releases,
		keepsBack: all.some(({ terms }) => terms.keepBack.length > 0),
	}
}

/** Time taken in other diaries; a day more on both sides, for sessions over midnight. */
function elsewhere(plan: Plan, { id }: Resource, { zone, from, until }: Span): Ranges {
	const taken = plan.elsewhere.get(id)
	if (!taken) return []
	return clip(taken, zone.toInstant(from - 1, 0), zone.toInstant(until + 1, 0))
}

/** Hours of a resource with schedules, or with none but custom hours. */
function scheduled(
	resource: Resource,
	schedules: readonly Schedule[],
	span: Span,
	own: CustomDays,
	limits: CustomDays,
): Session[] {
	const sessions: Session[] = []
	const add = (day: Day, ranges: Ranges, terms: Terms) => {
		const limit = limits.get(day)
		const open = limit ? intersect(ranges, limit) : ranges
		for (let i = 0; i < open.length; i += 2) {
			if (open[i]! < open[i + 1]!) sessions.push({ start: open[i]!, end: open[i + 1]!, terms })
		}
	}
	const termsOn = new Map<Day, Terms>()
	for (const schedule of schedules) {
		const breaks = recurringBreaks(schedule, span)
		for (const day of scheduleDays(schedule, span)) {
			if (!termsOn.has(day)) termsOn.set(day, schedule)
			if (own.has(day)) continue
			const range = wallRange(span.zone, day, schedule.startTime, schedule.endTime)
			if (schedule.breaks.length === 0) add(day, range, schedule)
			else {
				const away = merge([...breaks, ...dailyBreaks(schedule, day, span.zone)])
				add(day, subtract(range, away), schedule)
			}
		}
	}
	for (const [day, ranges] of own) {
		add(day, ranges, termsOn.get(day) ?? schedules[0] ?? unbound(resource))
	}
	return sessions
}

/** A room or a piece of equipment without schedules is open whenever the clinic is. */
function alwaysOpen(
	resource: Resource,
	{ zone, from, until }: Span,
	own: CustomDays,
	limits: CustomDays,
): Session[] {
	const dayRange = (day: Day) => [zone.toInstant(day, 0), zone.toInstant(day + 1, 0)]
	let open: Ranges = [zone.toInstant(from, 0), zone.toInstant(until, 0)]
	for (const day of new Set([...own.keys(), ...limits.keys()])) {
		const hours = own.get(day) ?? dayRange(day)
		const limit = limits.get(day) ?? hours
		open = merge([...subtract(open, dayRange(day)), ...intersect(hours, limit)])
	}
	const sessions: Session[] = []
	for (let i = 0; i < open.length; i += 2) {
		sessions.push({ start: open[i]!, end: open[i + 1]!, terms: unbound(resource) })
	}
	return sessions
}

function unbound(resource: Resource): Terms {
	return {
		stepMinutes: null,
		bufferMinutes: 0,
		lanes: resource.capacity,
		appointmentTypeIds: null,
		keepBack: [],
	}
}

function scheduleDays(schedule: Schedule, { from, until }: Span): Day[] {
	const first = Math.max(from, toDay(schedule.effectiveFrom))
	const end =
		schedule.effectiveUntil === null ? until : Math.min(until, toDay(schedule.effectiveUntil) + 1)
	return occurrences(schedule.rule, schedule.anchorDate, minutesOf(schedule.startTime), first, end)
}

/** Breaks with a rule of their own fall on calendar days, also inside a session over midnight. */
function recurringBreaks(schedule: Schedule, { zone, from, until }: Span): number[] {
	const ranges: number[] = []
	for (const { rule, anchorDate, start, end } of schedule.breaks) {
		if (!rule) continue
		const anchor = anchorDate ?? schedule.anchorDate
		for (const day of occurrences(rule, anchor, minutesOf(start), from - 1, until + 1)) {
			ranges.push(...wallRange(zone, day, start, end))
		}
	}
	return ranges
}

/** Breaks of every day; in a session over midnight, those before its start fall on the next day. */
function dailyBreaks(schedule: Schedule, day: Day, zone: Zone): number[] {
	const ranges: number[] = []
	const begin = minutesOf(schedule.startTime)
	const overnight = minutesOf(schedule.endTime) <= begin
	for (const { rule, start, end } of schedule.breaks) {
		if (rule) continue
		const late = overnight && minutesOf(start) < begin
		ranges.push(...wallRange(zone, late ? day + 1 : day, start, end))
	}
	return ranges
}

function without(sessions: readonly Session[], away: Ranges): Session[] {
	if (away.length === 0) return [...sessions]
	return sessions.flatMap((session) =>
		pieces(session, subtract([session.start, session.end], clip(away, session.start, session.end))),
	)
}

function pieces({ terms }: Session, ranges: Ranges): Session[] {
	const out: Session[] = []
	for (let i = 0; i < ranges.length; i += 2)
		out.push({ start: ranges[i]!, end: ranges[i + 1]!, terms })
	return out
}

function byStart(a: Session, b: Session): number {
	return a.start - b.start || a.end - b.end
}
