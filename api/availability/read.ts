import type { AvailabilityDay } from '../contract/availability.ts'
import type { Visit } from '../contract/visit.ts'
import { fromDay, toDay } from '../time/date.ts'
import { zoneOf } from '../time/zone.ts'
import type { ClinicNow } from './catalogue.ts'
import type { DaySlots, LocalDate, Minute, Question } from './model.ts'
import type { FoundAvailability, FoundDay } from './presenter.ts'
import type { BusyAnswer, Except } from './queries.ts'
import { bookableDays, type ChosenType, questionOf } from './question.ts'
import { findSlots } from './slots.ts'

export interface Wish {
	type: ChosenType
	visit: Visit
	vetId: string | null
	/** When the visit was told; left out: now. */
	toldAt?: Date
	/** A visit that is being moved does not stand in its own way. */
	except?: Except
}

/** Reads the busy time that a question about some days needs. */
export type ReadBusy = (days: Days) => Promise<BusyAnswer>

export interface Days {
	from: LocalDate
	to: LocalDate
}

/** The free times of a stretch of days, and a word for each day that has none. */
export async function readAvailability(
	read: ReadBusy,
	clinicId: string,
	now: ClinicNow,
	ask: Wish & Days,
): Promise<FoundAvailability> {
	const { question, holdsEndAt } = questionOf(now, ask, await read(ask))
	const { last } = bookableDays(now, ask.type.rules)
	const slots = findSlots(question)
	const named = now.pausedUntil ? closedDays(ask) : nameDays(question, slots.days, last)
	const validUntil = validityOf(now, Math.min(slots.validUntil, named.validUntil), holdsEndAt)
	return {
		clinicId,
		zone: zoneOf(now.clinic.plan.zone),
		typeId: ask.type.row.id,
		durationMinutes: slots.durationMinutes,
		from: ask.from,
		to: ask.to,
		lastBookableDay: last,
		validUntil: Number.isFinite(validUntil) ? validUntil : null,
		pausedUntil: now.pausedUntil,
		days: named.days,
	}
}

/** The next instant at which the clock alone changes an answer: rule, hold or pause. */
export function validityOf(now: ClinicNow, rules: Minute, holdsEndAt: number): number {
	const ends = [rules * 60_000, holdsEndAt, now.pausedUntil?.getTime() ?? Infinity]
	return Math.min(...ends.filter((end) => end > now.now.getTime()))
}

function datesOf({ from, to }: Days): LocalDate[] {
	const first = toDay(from)
	return Array.from({ length: toDay(to) - first + 1 }, (_, i) => fromDay(first + i))
}

interface Named {
	days: FoundDay[]
	/** Until when the words hold. */
	validUntil: Minute
}

function closedDays(range: Days): Named {
	const days = datesOf(range).map((date): FoundDay => ({ date, status: 'closed', vets: [] }))
	return { days, validUntil: Infinity }
}

/**
 * Says why a day has no times by asking the same question with fewer obstacles: what first brings
 * up a time names the reason, so that the words can't disagree with the slots.
 */
function nameDays(question: Question, free: DaySlots[], last: LocalDate): Named {
	const found = new Map(free.map((day) => [day.date, day]))
	const dates = datesOf(question)
	const without = dates.filter((date) => !found.has(date) && date <= last)
	const reasons = reasonsOf(question, without)
	const days = dates.map((date): FoundDay => {
		const day = found.get(date)
		if (day) return { date, status: 'free', vets: day.vets }
		return { date, status: reasons.words.get(date) ?? 'too_far', vets: [] }
	})
	return { days, validUntil: reasons.validUntil }
}

type Word = AvailabilityDay['status']

/** Asks with ever fewer obstacles, and only about the days that have no reason yet. */
function reasonsOf(question: Question, dates: readonly LocalDate[]) {
	const words = new Map<LocalDate, Word>(dates.map((date) => [date, 'closed']))
	let open = dates
	/** @returns until when the word holds: the notice may pass the times that it speaks of */
	const name = (word: Word, easier: Partial<Question>): Minute => {
		const answers = runsOf(open).map((days) => findSlots({ ...question, ...days, ...easier }))
		const freed = new Set(answers.flatMap(({ days }) => days.map(({ date }) => date)))
		for (const date of freed) words.set(date, word)
		open = open.filter((date) => !freed.has(date))
		const telling = answers.filter(({ days }) => days.length > 0)
		return Math.min(...telling.map(({ validUntil }) => validUntil))
	}
	const ends = [name('full', { busy: [] })]
	if (question.vetId !== null) ends.push(name('not_this_vet', { busy: [], vetId: null }))
	// Asked at the first midnight without notice, everything that day is still ahead.
	const earlier = zoneOf(question.plan.zone).toInstant(toDay(open[0] ?? question.from), 0) - 1
	const type = { ...question.type, minNoticeMinutes: 0, horizonDays: 800, sameDayOnly: false }
	// Of another moment, so its validity says nothing; like all else it holds until midnight.
	name('too_soon', { busy: [], vetId: null, now: Math.min(question.now, earlier), type })
	return { words, validUntil: Math.min(...ends) }
}

/** Days as stretches without a gap: a month's Sundays are four questions of a day, not one of a month. */
function runsOf(dates: readonly LocalDate[]): Days[] {
	const runs: Days[] = []
	for (const date of dates) {
		const last = runs.at(-1)
		if (last && toDay(last.to) + 1 === toDay(date)) last.to = date
		else runs.push({ from: date, to: date })
	}
	return runs
}
