/** Questions that look ahead only as far as they must: the next free time, the nearest to a wish. */
import { fromDay, toDay } from '../time/date.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { ClinicNow } from './catalogue.ts'
import type { LocalDate, Minute, Question } from './model.ts'
import type { Offered } from './presenter.ts'
import { bookableDays, questionOf, whoMay } from './question.ts'
import { type Days, type ReadBusy, validityOf, type Wish } from './read.ts'
import { candidatesAt, findSlots } from './slots.ts'

/** The first look; every further one is three times as wide. */
const FIRST_DAYS = 7
const WIDER = 3

/** The days from one to another in stretches, each longer than the one before. */
function* stretches(from: LocalDate, to: LocalDate): Generator<Days> {
	const last = toDay(to)
	for (let first = toDay(from), size = FIRST_DAYS; first <= last; size *= WIDER) {
		const end = Math.min(last, first + size - 1)
		yield { from: fromDay(first), to: fromDay(end) }
		first = end + 1
	}
}

/** The first free time of each person, and the first of all. */
export async function readNextFree(read: ReadBusy, now: ClinicNow, ask: Wish) {
	const { today, last } = bookableDays(now, ask.type.rules)
	const people = ask.vetId === null ? whoMay(now.clinic, ask.type.rules) : [ask.vetId]
	const starts = new Map<string, Minute>()
	let first: Offered | null = null
	let validUntil = Infinity
	let durationMinutes = ask.type.rules.durationMinutes
	for (const days of stretches(today, last)) {
		const { question, holdsEndAt } = questionOf(now, { ...ask, ...days }, await read(days))
		const slots = findSlots(question)
		durationMinutes = slots.durationMinutes
		validUntil = Math.min(validUntil, validityOf(now, slots.validUntil, holdsEndAt))
		if (now.pausedUntil) break
		for (const { vetId, starts: own } of slots.days.flatMap((day) => day.vets)) {
			if (own[0] !== undefined && !starts.has(vetId)) starts.set(vetId, own[0])
		}
		if (!first && starts.size > 0) first = offeredAt(question, Math.min(...starts.values()))
		if (people.every((vetId) => starts.has(vetId))) break
	}
	const vets = people.map((vetId) => ({ vetId, startsAt: starts.get(vetId) ?? null }))
	return { first, vets, durationMinutes, lastBookableDay: last, validUntil }
}

/** The free times closest to a wished one, one offer a start. */
export async function readNearest(
	read: ReadBusy,
	now: ClinicNow,
	ask: Wish & { start: Date; limit: number },
): Promise<{ times: Offered[]; validUntil: number }> {
	const { today, last } = bookableDays(now, ask.type.rules)
	const zone = zoneOf(now.clinic.plan.zone)
	const [least, most] = [toDay(today), toDay(last)]
	// A wish of any other century has the same nearest times as the edge of what can be booked.
	const edge = zone.toInstant(most + 1, 0)
	const wished = Math.min(edge, Math.max(zone.toInstant(least, 0), minuteOf(ask.start)))
	const middle = Math.min(most, zone.dayAt(wished))
	for (let reach = FIRST_DAYS >> 1; ; reach *= WIDER) {
		const [from, to] = [Math.max(least, middle - reach), Math.min(most, middle + reach)]
		const days = { from: fromDay(from), to: fromDay(to) }
		const { question, holdsEndAt } = questionOf(now, { ...ask, ...days }, await read(days))
		const slots = findSlots(question)
		const starts = now.pausedUntil
			? []
			: closest(
					slots.days.flatMap((day) => day.starts),
					wished,
					ask.limit,
				)
		// No time outside of these days can be closer than the edge that has more days behind it.
		const edges = [
			from > least ? wished - zone.toInstant(from, 0) : Infinity,
			to < most ? zone.toInstant(to + 1, 0) - wished : Infinity,
		]
		const farthest = starts.length < ask.limit ? Infinity : Math.abs(starts.at(-1)! - wished)
		if (!now.pausedUntil && farthest > Math.min(...edges)) continue
		const times = starts.flatMap((start) => offeredAt(question, start) ?? [])
		return { times, validUntil: validityOf(now, slots.validUntil, holdsEndAt) }
	}
}

function closest(starts: Minute[], wished: Minute, limit: number): Minute[] {
	const distance = (minute: Minute) => Math.abs(minute - wished)
	return starts.sort((a, b) => distance(a) - distance(b) || a - b).slice(0, limit)
}

/** Who would get that start now. */
function offeredAt(question: Question, startsAt: Minute): Offered | null {
	const [first] = candidatesAt(question, startsAt)
	return first ? { startsAt, vetId: first.vetId } : null
}
