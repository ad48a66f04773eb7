/** Which of a vet's visits to put off, and until when, at the least harm. */
import type { Busy, Minute, Reservation } from '../availability/model.ts'
import { costOf } from './cost.ts'
import type { DayVisit, Move, Situation } from './model.ts'
import { clashes, fitAt, type Placed, placeAll, startsOf, type Wanted } from './places.ts'

/** Nobody is put off by longer. */
const LONGEST = 120
/** What it costs to ask the slot engine about a place. */
const ASKED = 20
/** New times are told to people: whole five minutes. */
const STEP = 5

/** How much more may be tried, in places that are ruled out at a glance. */
export interface Budget {
	left: number
}

export interface Task {
	situation: Situation
	/** Where the emergency shall be. */
	emergency: Wanted & { reservations: readonly Reservation[] }
	/** The vet's visits that may be moved, by their starts. */
	movable: readonly DayVisit[]
	/** Everything that stays whatever happens. */
	fixed: readonly Busy[]
	/** Only what costs less is of interest. */
	below: number
	budget: Budget
}

export interface Rearranged extends Pick<Placed, 'place'> {
	moves: Move[]
	cost: number
}

/**
 * Branch and bound over the vet's visits in the order of their starts: each stays, or goes to one of
 * its places, cheapest first, with the same vet or into a gap of another's. Whatever costs as much as
 * the best so far is left. With the few visits of a session that is exhaustive; a budget bounds it.
 *
 * @returns null when nothing costs less than `below`
 */
export function rearrange(task: Task): Rearranged | null {
	const search = new Rearrangement(task)
	search.go(0, [...task.emergency.reservations], 0, [])
	return search.found
}

interface Option extends Wanted {
	minutesLater: number
	cost: number
}

type Chosen = Option & { visit: DayVisit }

class Rearrangement {
	readonly #task: Task
	readonly #options: (Option[] | undefined)[]
	/** Everything but what moves, for places of anybody. */
	readonly #taken: readonly Busy[]
	/** People who see one animal at a time. */
	readonly #single: ReadonlySet<string>
	/** What the visits from each one on cost at the least. */
	readonly #rest: readonly number[]
	#below: number
	found: Rearranged | null = null

	constructor(task: Task) {
		this.#task = task
		this.#below = task.below
		const { movable, emergency, fixed } = task
		this.#taken = [...fixed, ...emergency.reservations]
		this.#options = []
		const { resources } = task.situation.question.plan
		this.#single = new Set(resources.filter((one) => one.capacity === 1).map(({ id }) => id))
		const rest = [0]
		for (let i = movable.length - 1; i >= 0; i--) {
			const must = clashes(movable[i]!.reservations, emergency.reservations)
			const least = must ? (this.#optionsOf(i)[0]?.cost ?? Number.POSITIVE_INFINITY) : 0
			rest.unshift(rest[0]! + least)
		}
		this.#rest = rest
	}

	#optionsOf(i: number): Option[] {
		const known = this.#options[i] ?? optionsOf(this.#task.movable[i]!, this.#taken)
		this.#options[i] = known
		return known
	}

	go(i: number, placed: readonly Reservation[], cost: number, chosen: readonly Chosen[]): void {
		if (cost + this.#rest[i]! >= this.#below) return
		if (cost + this.#least(i, placed) >= this.#below) return
		const visit = this.#task.movable[i]
		if (!visit) {
			this.#keep(cost, chosen)
			return
		}
		if (!clashes(visit.reservations, placed)) {
			this.go(i + 1, [...placed, ...visit.reservations], cost, chosen)
		}
		for (const option of this.#optionsOf(i)) {
			if (cost + option.cost + this.#rest[i + 1]! >= this.#below) return
			if (this.#task.budget.left-- <= 0) return
			const fit = this.#isBusy(visit, option, placed)
				? undefined
				: this.#fit(visit, option, placed, i)
			if (!fit) continue
			const next = [...placed, ...fit.reservations]
			this.go(i + 1, next, cost + option.cost, [...chosen, { ...option, visit }])
		}
	}

	/** What those yet to be decided cost at the least, each for itself: whoever can't stay has to move. */
	#least(from: number, placed: readonly Reservation[]): number {
		let sum = 0
		for (let i = from; i < this.#task.movable.length; i++) {
			const visit = this.#task.movable[i]!
			if (!clashes(visit.reservations, placed)) continue
			const way = this.#optionsOf(i).find((option) => !this.#isBusy(visit, option, placed))
			sum += way?.cost ?? Number.POSITIVE_INFINITY
		}
		return sum
	}

	/** At a glance, and not the last word: whether the person has another animal before them. */
	#isBusy({ start, end }: DayVisit, option: Option, placed: readonly Reservation[]): boolean {
		if (!this.#single.has(option.vetId)) return false
		const until = option.start + end - start
		return placed.some(
			({ resourceId, startsAt, endsAt }) =>
				resourceId === option.vetId && startsAt < until && endsAt > option.start,
		)
	}

	/** With another vet, whoever is yet to be decided keeps their rooms; with their own, they give way. */
	#fit(visit: DayVisit, { start, vetId }: Option, placed: readonly Reservation[], i: number) {
		const { movable, fixed, budget } = this.#task
		budget.left -= ASKED
		const rooms =
			vetId === visit.vetId
				? []
				: movable.slice(i + 1).flatMap((other) => other.reservations.filter(isOf(other, false)))
		return fitAt(visit.question, [...fixed, ...placed, ...rooms], start, vetId)
	}

	/** Counts only what can be carried out as it stands. */
	#keep(cost: number, chosen: readonly Chosen[]): void {
		const { situation, emergency } = this.#task
		const all = placeAll(situation, emergency, chosen)
		if (!all) return
		this.#below = cost
		this.found = {
			place: all.place,
			moves: chosen.map(({ visit, minutesLater, cost }, k) => ({
				...{ visit, minutesLater, cost },
				to: all.moved[k]!,
			})),
			cost,
		}
	}
}

const isOf =
	({ vetId }: DayVisit, own: boolean) =>
	({ resourceId }: Reservation) =>
		(resourceId === vetId) === own

/** Where a visit could go beside what never moves, cheapest first. */
function optionsOf(visit: DayVisit, taken: readonly Busy[]): Option[] {
	const { start: before, facts, question, vetId: own } = visit
	const found = startsOf(question, taken, [before, before + LONGEST + 1])
	const options = found.flatMap(({ vetId, starts }) =>
		starts
			.filter((start) => isTold(start, before, vetId === own))
			.map((start): Option => {
				const minutesLater = start - before
				return { vetId, start, minutesLater, cost: costOf(facts, minutesLater, vetId === own) }
			}),
	)
	return options.sort(
		(a, b) => a.cost - b.cost || a.start - b.start || (a.vetId < b.vetId ? -1 : 1),
	)
}

/** A new time on the five minutes, or the same time with another vet. */
function isTold(start: Minute, before: Minute, sameVet: boolean): boolean {
	return start === before ? !sameVet : start % STEP === 0
}
