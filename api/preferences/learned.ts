/** What the visits of one client have in common, and which free times suit it. Pure. */
import type { LearnedPreferences } from '../contract/preferences.ts'
import { weekdayOf } from '../time/date.ts'
import type { Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'

/** A visit that was, or was not in the end. */
export interface FormerVisit {
	start: Minute
	/** When it was booked. */
	bookedAt: Minute
	vetId: string
	typeId: string | null
	outcome: 'kept' | 'cancelled' | 'missed'
	moves: number
}

/** Once is no habit. */
const HABIT = 2
const MOST = 3
/** Parts of a day: two hours, in which people think of times. */
const PART = 120
const DAY = 1440

/** Null without any visit. */
export function learnFrom(visits: readonly FormerVisit[], zone: Zone): LearnedPreferences | null {
	if (visits.length === 0) return null
	const kept = visits.filter(({ outcome }) => outcome === 'kept')
	const parts = often(kept.map(({ start }) => Math.floor(minuteOfDay(zone, start) / PART)))
	const share = (count: number) => Math.round((count / visits.length) * 10_000) / 100
	const count = (outcome: FormerVisit['outcome']) =>
		visits.filter((visit) => visit.outcome === outcome).length
	return {
		visits: visits.length,
		times: parts.map((part) => ({
			from: clockText(part * PART),
			to: clockText((part + 1) * PART),
		})),
		weekdays: often(kept.map(({ start }) => weekdayAt(zone, start))),
		veterinarianIds: often(kept.map(({ vetId }) => vetId)),
		appointmentTypeIds: often(kept.flatMap(({ typeId }) => typeId ?? [])),
		leadHours: medianLead(visits),
		cancelled: share(count('cancelled')),
		missed: share(count('missed')),
		moved: share(visits.filter(({ moves }) => moves > 0).length),
	}
}

/** What comes up more than once, the most frequent first; of equals the one that came up last. */
function often<T>(values: readonly T[]): T[] {
	const counts = new Map<T, number>()
	for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
	return [...counts]
		.filter(([, count]) => count >= HABIT)
		.sort(([, a], [, b]) => b - a)
		.slice(0, MOST)
		.map(([value]) => value)
}

function medianLead(visits: readonly FormerVisit[]): number | null {
	const hours = visits
		.map(({ start, bookedAt }) => Math.floor((start - bookedAt) / 60))
		.filter((lead) => lead >= 0)
		.sort((a, b) => a - b)
	return hours[Math.floor(hours.length / 2)] ?? null
}

/** A wall time as `HH:MM`; the end of a day is 24:00, behind all others. */
function clockText(minutes: number): string {
	const two = (n: number) => String(n).padStart(2, '0')
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** 0 is Monday. */
function weekdayAt(zone: Zone, minute: Minute): number {
	return weekdayOf(zone.dayAt(minute)) - 1
}

function minuteOfDay(zone: Zone, minute: Minute): number {
	return (((minute + zone.offsetAt(minute)) % DAY) + DAY) % DAY
}

/** A start with somebody who could take it. */
export interface FreeStart {
	start: Minute
	vetId: string
}

export interface Habits {
	zone: Zone
	/** The visit that is to be had again. */
	like: Minute
	learned: Pick<LearnedPreferences, 'times' | 'weekdays'> | null
}

// In minutes by which a start is worse: another weekday is as bad as an hour to early or late, a day
// later as three minutes.
const OTHER_WEEKDAY = 60
const DAY_LATER = 3
const USUAL_TIME = 20

/** The starts that suit best, one a day, in the order of time. */
export function bestStarts(free: readonly FreeStart[], habits: Habits, most: number): FreeStart[] {
	const { zone } = habits
	const first = Math.min(...free.map(({ start }) => zone.dayAt(start)))
	const worth = (one: FreeStart) =>
		strangeness(one.start, habits) + (zone.dayAt(one.start) - first) * DAY_LATER
	const ranked = free
		.map((one) => ({ one, worth: worth(one) }))
		.sort((a, b) => a.worth - b.worth || a.one.start - b.one.start)
	const chosen = new Map<number, FreeStart>()
	for (const { one } of ranked) {
		const day = zone.dayAt(one.start)
		if (!chosen.has(day)) chosen.set(day, one)
		if (chosen.size === most) break
	}
	return [...chosen.values()].sort((a, b) => a.start - b.start)
}

/** How far a start is from what is usual. */
function strangeness(start: Minute, { zone, like, learned }: Habits): number {
	const time = minuteOfDay(zone, start)
	const away = Math.abs(time - minuteOfDay(zone, like))
	const clock = clockText(time)
	const isUsual = learned?.times.some(({ from, to }) => clock >= from && clock < to)
	const weekday = weekdayAt(zone, start)
	const usualDays = learned?.weekdays.length ? learned.weekdays : [weekdayAt(zone, like)]
	return (
		(isUsual ? Math.min(away, USUAL_TIME) : away) +
		(usualDays.includes(weekday) ? 0 : OTHER_WEEKDAY)
	)
}
