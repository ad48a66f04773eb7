import type { AvailabilityDay } from '../contract/availability.ts'
import type { Visit } from '../contract/visit.ts'
import type { Query } from '../database/tenant.ts'
import { fromDay, toDay } from '../time/date.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { ClinicNow } from './catalogue.ts'
import type { DaySlots, LocalDate, Minute, Question } from './model.ts'
import type { FoundAvailability, FoundDay, Offered } from './presenter.ts'
import type { Except } from './queries.ts'
import { askAbout, bookableDays, type ChosenType, whoMay } from './question.ts'
import { candidatesAt, findSlots } from './slots.ts'

export interface Wish {
	type: ChosenType
	visit: Visit
	vetId: string | null
	/** A visit that is being moved does not stand in its own way. */
	except?: Except
}

/** The free times of a stretch of days, and a word for each day that has none. */
export async function readAvailability(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	ask: Wish & { from: LocalDate; to: LocalDate },
): Promise<FoundAvailability> {
	const { question, holdsEndAt } = await askAbout(query, clinicId, now, ask)
	const { last } = bookableDays(now, ask.type.rules)
	const slots = findSlots(question)
	const paused = now.pausedUntil !== null
	const validUntil = validityOf(now, slots.validUntil, holdsEndAt)
	return {
		clinicId,
		zone: zoneOf(now.clinic.plan.zone),
		typeId: ask.type.row.id,
		durationMinutes: slots.durationMinutes,
		from: ask.from,
		to: ask.to,
		lastBookableDay: last,
		validUntil: Number.isFinite(validUntil) ? validUntil : null,
		days: paused ? closedDays(ask) : nameDays(question, slots.days, last),
	}
}

/** The next instant at which the clock alone changes an answer: rule, hold or pause. */
function validityOf(now: ClinicNow, rules: Minute, holdsEndAt: number): number {
	const ends = [rules * 60_000, holdsEndAt, now.pausedUntil?.getTime() ?? Infinity]
	return Math.min(...ends.filter((end) => end > now.now.getTime()))
}

function datesOf({ from, to }: { from: LocalDate; to: LocalDate }): LocalDate[] {
	const first = toDay(from)
	return Array.from({ length: toDay(to) - first + 1 }, (_, i) => fromDay(first + i))
}

function closedDays(range: { from: LocalDate; to: LocalDate }): FoundDay[] {
	return datesOf(range).map((date) => ({ date, status: 'closed', vets: [] }))
}

/**
 * Says why a day has no times by asking the same question with fewer obstacles: what first brings
 * up a time names the reason, so that the words can't disagree with the slots.
 */
function nameDays(question: Question, free: DaySlots[], last: LocalDate): FoundDay[] {
	const found = new Map(free.map((day) => [day.date, day]))
	const dates = datesOf(question)
	const without = dates.filter((date) => !found.has(date) && date <= last)
	const reason = without.length > 0 ? reasonsOf(question, without) : () => 'closed' as const
	return dates.map((date) => {
		const day = found.get(date)
		if (day) return { date, status: 'free', vets: day.vets }
		return { date, status: date > last ? 'too_far' : reason(date), vets: [] }
	})
}

function reasonsOf(
	question: Question,
	dates: readonly LocalDate[],
): (date: LocalDate) => AvailabilityDay['status'] {
	const [from = question.from] = dates
	const to = dates.at(-1) ?? question.to
	const daysWith = (easier: Partial<Question>) =>
		new Set(findSlots({ ...question, from, to, ...easier }).days.map((day) => day.date))
	const freed = daysWith({ busy: [] })
	const anyone = question.vetId === null ? freed : daysWith({ busy: [], vetId: null })
	// Asked at the first midnight without notice, everything that day is still ahead.
	const earlier = zoneOf(question.plan.zone).toInstant(toDay(from), 0) - 1
	const sooner = daysWith({
		busy: [],
		vetId: null,
		now: Math.min(question.now, earlier),
		type: { ...question.type, minNoticeMinutes: 0, horizonDays: 800, sameDayOnly: false },
	})
	return (date) => {
		if (freed.has(date)) return 'full'
		if (anyone.has(date)) return 'not_this_vet'
		return sooner.has(date) ? 'too_soon' : 'closed'
	}
}

/** The first free time of each person, and the first of all. */
export async function readNextFree(query: Query, clinicId: string, now: ClinicNow, ask: Wish) {
	const { today: from, last: lastBookableDay } = bookableDays(now, ask.type.rules)
	const range = { from, to: lastBookableDay }
	const { question, holdsEndAt } = await askAbout(query, clinicId, now, { ...ask, ...range })
	const { days, durationMinutes, validUntil } = findSlots(question)
	const starts = new Map<string, number>()
	for (const { vetId, starts: ofVet } of now.pausedUntil ? [] : days.flatMap((day) => day.vets)) {
		const [start] = ofVet
		if (start !== undefined && !starts.has(vetId)) starts.set(vetId, start)
	}
	const start = Math.min(...starts.values())
	const people = ask.vetId === null ? whoMay(now.clinic, ask.type.rules) : [ask.vetId]
	return {
		first: Number.isFinite(start) ? offeredAt(question, start) : null,
		vets: people.map((vetId) => ({ vetId, startsAt: starts.get(vetId) ?? null })),
		durationMinutes,
		lastBookableDay,
		validUntil: validityOf(now, validUntil, holdsEndAt),
	}
}

/** The free times closest to a wished one, one offer a start. */
export async function readNearest(
	query: Query,
	clinicId: string,
	now: ClinicNow,
	ask: Wish & { start: Date; limit: number },
): Promise<{ times: Offered[]; validUntil: number }> {
	const { today: from, last: to } = bookableDays(now, ask.type.rules)
	const { question, holdsEndAt } = await askAbout(query, clinicId, now, { ...ask, from, to })
	const slots = findSlots(question)
	const wished = minuteOf(ask.start)
	const distance = (start: number) => Math.abs(start - wished)
	const starts = now.pausedUntil ? [] : slots.days.flatMap((day) => day.starts)
	const times = starts
		.sort((a, b) => distance(a) - distance(b) || a - b)
		.slice(0, ask.limit)
		.flatMap((start) => offeredAt(question, start) ?? [])
	return { times, validUntil: validityOf(now, slots.validUntil, holdsEndAt) }
}

/** Who would get that start now. */
function offeredAt(question: Question, startsAt: number): Offered | null {
	const [first] = candidatesAt(question, startsAt)
	return first ? { startsAt, vetId: first.vetId } : null
}
