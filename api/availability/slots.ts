/** Which starts can be booked, with whom, and what each would take. */
import { zoneOf } from '../time/zone.ts'
import { DaySheet } from './day-sheet.ts'
import { reasonsAgainst, standingReasons } from './explain.ts'
import { durationAt } from './lengths.ts'
import type { Candidate, Minute, Question, Resource, SlotsAnswer, StartCheck } from './model.ts'
import { meetNeeds } from './needs.ts'
import { loadsOf } from './occupancy.ts'
import { prepare, type Search, stayAt, walk } from './search.ts'
import { spanOf } from './timetable.ts'
import { validUntil } from './validity.ts'

/**
 * Every start of the days asked for that can be booked, by local day and vet. A visit lies wholly inside
 * an opening; its buffers may stick out of it, but never into other busy time.
 *
 * @throws {DateError | ZoneError | RuleError} if the question or its plan holds nonsense
 */
export function findSlots(question: Question): SlotsAnswer {
	const { from, until } = spanOf(question)
	const search = prepare(question, question.vetId, from, until)
	const sheet = new DaySheet(search.timetable)
	if (search.bookable) for (const vet of search.vets) writeStarts(search, vet, sheet)
	const days = sheet.filled()
	return {
		days,
		durationMinutes: durationAt(question, search.timetable.zone, search.timetable.bounds[0]!),
		validUntil: validUntil(search, days),
		reasons:
			search.bookable && search.vets.length > 0 ? [] : standingReasons(question, question.vetId),
	}
}

/**
 * Whether one start can be booked, and what the booking takes. Accepts exactly the starts that
 * `findSlots` offers; the day is the start's own, `from` and `to` of the question don't matter.
 *
 * @param vetId null: whoever comes first in the order of assignment
 */
export function checkStart(
	question: Question,
	start: Minute,
	vetId: string | null = question.vetId,
): StartCheck {
	const [best] = candidatesAt(question, start, vetId)
	if (best) return { ok: true, ...best }
	return { ok: false, reasons: reasonsAgainst(question, start, vetId) }
}

/** Everyone who can take a start: the client's usual vet, then the least loaded that day, then by id. */
export function candidatesAt(
	question: Question,
	start: Minute,
	vetId: string | null = question.vetId,
): Candidate[] {
	if (!Number.isInteger(start)) return []
	const day = zoneOf(question.plan.zone).dayAt(start)
	return candidatesIn(prepare(question, vetId, day, day + 1), start)
}

function candidatesIn(search: Search, start: Minute): Candidate[] {
	if (!search.bookable) return []
	const candidates: Candidate[] = []
	for (const vet of search.vets) {
		walk(search, vet, start, start + 1, (_, __, lane, stride) => {
			const stay = stayAt(stride, start)
			const [startsAt, endsAt] = [start - stride.lead, start + stride.tail]
			const own = { resourceId: vet.id, lane, startsAt, endsAt }
			const reservations = [own, ...(meetNeeds(search.needs, stay) ?? [])]
			candidates.push({ vetId: vet.id, startsAt: start, endsAt: stay.end, reservations })
			return true
		})
	}
	return inOrderOfAssignment(search, candidates, start)
}

/** The first start of the days asked for, with the vet it would be assigned to; null if none is free. */
export function nextFree(question: Question): Candidate | null {
	const { from, until } = spanOf(question)
	const search = prepare(question, question.vetId, from, until)
	const { bounds } = search.timetable
	if (!search.bookable || from >= until) return null
	let first = bounds.at(-1)!
	for (const vet of search.vets) {
		// Sessions may overlap, so the first hit of a walk need not be the earliest: look before it again.
		let limit: Minute
		do {
			limit = first
			walk(search, vet, bounds[0]!, limit, (start) => {
				first = start
				return true
			})
		} while (first < limit)
	}
	return first < bounds.at(-1)! ? (candidatesIn(search, first)[0] ?? null) : null
}

/** Writes down every start of a vet. */
function writeStarts(search: Search, vet: Resource, sheet: DaySheet): void {
	const [first, last] = [search.timetable.bounds[0]!, search.timetable.bounds.at(-1)!]
	let rises = true
	sheet.turnTo(vet.id)
	walk(search, vet, first, last, (from, to, _, { step }) => {
		rises = sheet.add(from, to, step)
		return !rises
	})
	if (rises) return
	// Sessions overlap, or lanes of flush starts follow one after the other.
	const starts = new Set<Minute>()
	walk(search, vet, first, last, (from, to, _, { step }) => {
		for (let start = from; start <= to; start += step) starts.add(start)
		return false
	})
	sheet.takeBack()
	for (const start of [...starts].sort((a, b) => a - b)) sheet.add(start, start, 1)
}

function inOrderOfAssignment(search: Search, candidates: Candidate[], start: Minute): Candidate[] {
	if (candidates.length < 2) return candidates
	const { question, timetable } = search
	const { zone } = timetable
	const day = zone.dayAt(start)
	const loads = loadsOf(question.busy, zone.toInstant(day, 0), zone.toInstant(day + 1, 0))
	const load = ({ vetId }: Candidate) => loads.get(vetId) ?? 0
	const usual = ({ vetId }: Candidate) => (vetId === question.usualVetId ? 0 : 1)
	return candidates.sort(
		(a, b) => usual(a) - usual(b) || load(a) - load(b) || (a.vetId < b.vetId ? -1 : 1),
	)
}
