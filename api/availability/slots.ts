/** Which starts can be booked, with whom, and what each would take. */
import { zoneOf } from '../time/zone.ts'
import { reasonsAgainst, standingReasons } from './explain.ts'
import { durationAt } from './lengths.ts'
import type {
	Candidate,
	DaySlots,
	Minute,
	Question,
	Resource,
	SlotsAnswer,
	StartCheck,
} from './model.ts'
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
	const days = new Array<DaySlots | undefined>(search.timetable.dates.length).fill(undefined)
	if (search.bookable) {
		for (const vet of search.vets) collect(search, vet, startsOf(search, vet), days)
	}
	const offered = days.filter((day) => day !== undefined)
	if (search.vets.length > 1) for (const day of offered) day.starts = union(day)
	return {
		days: offered,
		durationMinutes: durationAt(question, search.timetable.zone, search.timetable.bounds[0]!),
		validUntil: validUntil(search, offered),
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

function startsOf(search: Search, vet: Resource): Minute[] {
	const { bounds } = search.timetable
	const starts: Minute[] = []
	let sorted = true
	walk(search, vet, bounds[0]!, bounds.at(-1)!, (first, last, _, { step }) => {
		if (starts.length > 0 && first <= starts[starts.length - 1]!) sorted = false
		for (let start = first; start <= last; start += step) starts.push(start)
		return false
	})
	return sorted ? starts : [...new Set(starts)].sort((a, b) => a - b)
}

/** Hands a vet's starts to their local days; `days` is indexed by day. */
function collect(
	search: Search,
	vet: Resource,
	starts: readonly Minute[],
	days: (DaySlots | undefined)[],
): void {
	const { bounds, dates } = search.timetable
	let day = 0
	for (let i = 0; i < starts.length; ) {
		while (starts[i]! >= bounds[day + 1]!) day++
		let end = i + 1
		while (end < starts.length && starts[end]! < bounds[day + 1]!) end++
		const mine = starts.slice(i, end)
		const slots = days[day] ?? { date: dates[day]!, starts: mine, vets: [] }
		slots.vets.push({ vetId: vet.id, starts: mine })
		days[day] = slots
		i = end
	}
}

/** Every vet's starts rise, so two lists at a time are merged: a set that is sorted costs five times that. */
function union({ vets }: DaySlots): Minute[] {
	return vets.map(({ starts }) => starts).reduce(merged)
}

function merged(some: Minute[], others: Minute[]): Minute[] {
	const all: Minute[] = []
	let j = 0
	for (const start of some) {
		while (j < others.length && others[j]! < start) all.push(others[j++]!)
		if (others[j] === start) j++
		all.push(start)
	}
	while (j < others.length) all.push(others[j++]!)
	return all
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
