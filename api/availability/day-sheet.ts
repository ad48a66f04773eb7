/** Starts handed to their local days, one vet after another. */
import type { Minute } from '../time/interval.ts'
import type { DaySlots } from './model.ts'
import type { Timetable } from './timetable.ts'

/** Before any minute of the calendar. */
const LONG_AGO: Minute = -(2 ** 30)

/**
 * Writes starts straight into the lists of the answer: a list in between costs more memory than the
 * answer itself, and reaching for fresh memory is what takes the time.
 */
export class DaySheet {
	readonly #bounds: readonly Minute[]
	readonly #dates: readonly string[]
	readonly #days: (DaySlots | undefined)[]
	#vetId = ''
	#day = 0
	#end = LONG_AGO
	#latest = LONG_AGO
	#mine: Minute[] = []

	constructor({ bounds, dates }: Timetable) {
		this.#bounds = bounds
		this.#dates = dates
		this.#days = new Array<DaySlots | undefined>(dates.length).fill(undefined)
	}

	/** The vet whose starts come next. */
	turnTo(vetId: string): void {
		this.#vetId = vetId
		this.#day = 0
		this.#end = LONG_AGO
		this.#latest = LONG_AGO
	}

	/**
	 * Adds the vet's starts from `first` to `last` in steps.
	 *
	 * @returns false, and adds nothing, if they don't come after those before them
	 */
	add(first: Minute, last: Minute, step: number): boolean {
		if (first <= this.#latest) return false
		let start = first
		while (start <= last) {
			if (start >= this.#end) this.#open(start)
			const mine = this.#mine
			const stop = Math.min(last, this.#end - 1)
			for (; start <= stop; start += step) mine.push(start)
		}
		this.#latest = start - step
		return true
	}

	/** Takes back what the vet has on every day. */
	takeBack(): void {
		this.#days.forEach((slots, day) => {
			if (slots?.vets.at(-1)?.vetId !== this.#vetId) return
			slots.vets.pop()
			if (slots.vets.length === 0) this.#days[day] = undefined
		})
		this.turnTo(this.#vetId)
	}

	/** Every day that has a start, with the union of its vets' starts. */
	filled(): DaySlots[] {
		const filled: DaySlots[] = []
		for (const slots of this.#days) {
			if (!slots) continue
			for (let i = 1; i < slots.vets.length; i++) {
				slots.starts = union(slots.starts, slots.vets[i]!.starts)
			}
			filled.push(slots)
		}
		return filled
	}

	#open(start: Minute): void {
		while (start >= this.#bounds[this.#day + 1]!) this.#day++
		const day = this.#day
		const vetId = this.#vetId
		const starts: Minute[] = []
		const slots = this.#days[day]
		if (slots) slots.vets.push({ vetId, starts })
		else this.#days[day] = { date: this.#dates[day]!, starts, vets: [{ vetId, starts }] }
		this.#mine = starts
		this.#end = this.#bounds[day + 1]!
	}
}

/** Of two rising lists. Vets mostly share a grid, and the first list often holds all of the second. */
function union(some: Minute[], others: readonly Minute[]): Minute[] {
	let i = 0
	for (const start of others) {
		while (i < some.length && some[i]! < start) i++
		if (some[i] !== start) return merged(some, others)
	}
	return some
}

function merged(some: readonly Minute[], others: readonly Minute[]): Minute[] {
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
