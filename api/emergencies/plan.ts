/**
 * Where an emergency goes. First what harms nobody: time kept for emergencies, a gap, a vet between
 * two visits. Where that is not soon enough, the least harmful way of putting booked visits off; how
 * harm is counted stands in `cost.ts`. Owners are asked, and theirs is the last word.
 */
import type { Busy, Candidate, Minute, Reservation } from '../availability/model.ts'
import { timetableOf } from '../availability/timetable.ts'
import { isFree } from '../time/interval.ts'
import { zoneOf } from '../time/zone.ts'
import { costOfWaiting, IN_TIME, mayMove } from './cost.ts'
import type { DayVisit, EmergencyPlan, Proposal, Situation } from './model.ts'
import { fitAt, startsOf, type Wanted } from './places.ts'
import { type Budget, rearrange } from './rearrange.ts'

/** So many ways are worth reading in a hurry. */
const MOST_PROPOSALS = 3
/** Vets whose visits are looked at, those first who could be there first. */
const MOST_VETS = 8
/** Of one vet's visits; whatever comes after them stays. */
const MOST_VISITS = 12
/** For all vets together, in places that are ruled out at a glance; see `rearrange`. */
const TRIES = 40_000
/** From one start that is tried to the next: waiting a little may spare others. */
const STEP = 5
/** No emergency is put off by longer to spare a booked visit. */
const LONGEST_WAIT = 120
/** Until midnight places are looked for, and for so long in any case: hours may go on across it. */
const LEAST_REACH = 360

/**
 * The proposals for one emergency, best first: for the rest of the local day of its arrival,
 * and the first hours of the next where midnight is near.
 *
 * None of them puts an animal later than doing nothing would. Each can be carried out as it stands,
 * as long as the day stays as it is.
 *
 * @example planEmergency(situation).proposals[0]?.place.vetId
 */
export function planEmergency(situation: Situation): EmergencyPlan {
	const from = Math.max(situation.now, situation.arrivesAt)
	const free = freePlaces(situation, from)
	const soonest = free[0] ?? null
	const inTime = free.filter(({ place }) => place.startsAt - from <= IN_TIME[situation.severity])
	if (inTime.length > 0) {
		return { soonest, proposals: inTime.slice(0, MOST_PROPOSALS), complete: true }
	}
	const { ways, complete } = rearrangements(situation, from, soonest)
	const best = ways.slice(0, MOST_PROPOSALS - (soonest ? 1 : 0))
	return { soonest, proposals: [...best, ...(soonest ? [soonest] : [])], complete }
}

/** Of each vet the first place that is free, soonest first. */
function freePlaces(situation: Situation, from: Minute): Proposal[] {
	const busy = [...situation.busy, ...situation.visits.flatMap((visit) => visit.reservations)]
	const zone = zoneOf(situation.question.plan.zone)
	const until = Math.max(zone.toInstant(zone.dayAt(from) + 1, 0), from + LEAST_REACH)
	return startsOf(situation.question, busy, [from, until])
		.flatMap(({ vetId, starts: [start] }) => {
			const place = start === undefined ? undefined : fitAt(situation.question, busy, start, vetId)
			return place ? [freeProposal(situation, from, place)] : []
		})
		.sort((a, b) => a.place.startsAt - b.place.startsAt)
}

function freeProposal(situation: Situation, from: Minute, place: Candidate): Proposal {
	const waitMinutes = place.startsAt - from
	const kind = isKept(situation, place) ? 'kept_time' : 'gap'
	const cost = costOfWaiting(situation.severity, waitMinutes)
	return { kind, place, waitMinutes, moves: [], cost }
}

/** Whether the place lies in time that the vet keeps for emergencies. */
function isKept({ question }: Situation, { vetId, startsAt, endsAt }: Candidate): boolean {
	const { plan } = question
	const day = zoneOf(plan.zone).dayAt(startsAt)
	const vet = plan.resources.find(({ id }) => id === vetId)
	return !!vet && !isFree(timetableOf(plan, day, day + 1).hours(vet).emergency, startsAt, endsAt)
}

/** What one vet could do if others waited. */
interface Chance {
	vetId: string
	movable: readonly DayVisit[]
	fixed: readonly Busy[]
	/** When the vet could see the emergency, soonest first. */
	starts: readonly Minute[]
}

/** The best way of each vet, best first. */
function rearrangements(
	situation: Situation,
	from: Minute,
	soonest: Proposal | null,
): { ways: Proposal[]; complete: boolean } {
	const latest = soonest ? soonest.place.startsAt : Number.POSITIVE_INFINITY
	const chances = situation.question.plan.resources
		.flatMap(({ id }) => chanceOf(situation, from, id) ?? [])
		.map((chance) => ({ ...chance, starts: chance.starts.filter((start) => start < latest) }))
		.filter(({ starts }) => starts.length > 0)
		.sort((a, b) => a.starts[0]! - b.starts[0]!)
		.slice(0, MOST_VETS)
	const budgets = chances.map((): Budget => ({ left: Math.ceil(TRIES / chances.length) }))
	const ways = chances.flatMap((chance, i) => bestOf(situation, from, chance, budgets[i]!) ?? [])
	return {
		ways: ways.sort((a, b) => a.cost - b.cost || a.place.startsAt - b.place.startsAt),
		complete: budgets.every(({ left }) => left > 0),
	}
}

function chanceOf(situation: Situation, from: Minute, vetId: string): Chance | null {
	const { visits, severity, question, busy } = situation
	const movable = visits
		.filter((visit) => visit.vetId === vetId && mayMove(visit.facts, severity))
		.filter((visit) => endOf(visit.reservations) > from)
		.sort((a, b) => a.start - b.start)
		.slice(0, MOST_VISITS)
	if (movable.length === 0) return null
	const moving = new Set(movable)
	const fixed = [
		...busy,
		...visits.filter((visit) => !moving.has(visit)).flatMap((visit) => visit.reservations),
	]
	const [own] = startsOf(question, fixed, [from, from + LONGEST_WAIT + 1], vetId)
	const [first] = own?.starts ?? []
	if (!own || first === undefined) return null
	const ends = new Set(movable.map((visit) => endOf(visit.reservations)))
	const starts = own.starts.filter((start) => (start - first) % STEP === 0 || ends.has(start))
	return { vetId, movable, fixed, starts }
}

function endOf(reservations: readonly Reservation[]): Minute {
	return Math.max(...reservations.map(({ endsAt }) => endsAt))
}

function bestOf(
	situation: Situation,
	from: Minute,
	{ vetId, movable, fixed, starts }: Chance,
	budget: Budget,
): Proposal | null {
	let best: Proposal | null = null
	for (const start of starts) {
		const waitMinutes = start - from
		const waiting = costOfWaiting(situation.severity, waitMinutes)
		const below = (best?.cost ?? Number.POSITIVE_INFINITY) - waiting
		if (below <= 0) break
		const fit = fitAt(situation.question, fixed, start, vetId)
		if (!fit) continue
		const emergency: Wanted & Pick<Candidate, 'reservations'> = { ...fit, start }
		const way = rearrange({ situation, emergency, movable, fixed, below, budget })
		if (!way) continue
		const { place, moves, cost } = way
		best = { kind: 'rearranged', place, waitMinutes, moves, cost: cost + waiting }
	}
	return best
}
