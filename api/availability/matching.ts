/** Who serves what when several things are wanted at once: exact, since what is wanted is little. */
import type { Minute } from '../time/interval.ts'

/** One lane of one resource. */
export interface Choice {
	resourceId: string
	lane: number
}

/** Something wanted for `[from, until)`, with everything that is free for it then. */
export interface Want {
	from: Minute
	until: Minute
	/** A person does one thing at a time, whatever their lanes. */
	person: boolean
	choices: readonly Choice[]
}

/**
 * One choice for every want, so that no two take the same lane at the same time.
 *
 * Taking the first free one in turn can miss what is possible: of two rooms, the first visitor takes
 * the only one that the second could use. So all ways are tried, but only where it matters: a want
 * with as many choices as there are wants can't be crowded out by the others and comes last.
 *
 * @returns the choices in the order of the wants, or null if there is no way
 */
export function assign(wants: readonly Want[]): Choice[] | null {
	const order = wants.map((_, i) => i)
	const easy: number[] = []
	for (let i = 0; i < order.length; ) {
		const want = wants[order[i]!]!
		if (placesOf(want) < order.length) i++
		else {
			easy.unshift(...order.splice(i, 1))
			i = 0
		}
	}
	order.sort((a, b) => wants[a]!.choices.length - wants[b]!.choices.length)
	const chosen = new Array<Choice | undefined>(wants.length).fill(undefined)
	return place(wants, [...order, ...easy], 0, chosen, new Set()) ? (chosen as Choice[]) : null
}

/** How many others it takes to crowd a want out. */
function placesOf({ person, choices }: Want): number {
	return person ? new Set(choices.map(({ resourceId }) => resourceId)).size : choices.length
}

/** @param dead what was taken when the rest could not be placed: whoever took it, it fails again */
function place(
	wants: readonly Want[],
	order: readonly number[],
	next: number,
	chosen: (Choice | undefined)[],
	dead: Set<string>,
): boolean {
	const index = order[next]
	if (index === undefined) return true
	const taken = takenBy(wants, chosen)
	if (dead.has(taken)) return false
	const want = wants[index]!
	for (const choice of want.choices) {
		if (wants.some((other, i) => chosen[i] && clash(want, choice, other, chosen[i]))) continue
		chosen[index] = choice
		if (place(wants, order, next + 1, chosen, dead)) return true
		chosen[index] = undefined
	}
	dead.add(taken)
	return false
}

function clash(a: Want, mine: Choice, b: Want, theirs: Choice): boolean {
	if (mine.resourceId !== theirs.resourceId || a.from >= b.until || b.from >= a.until) return false
	return mine.lane === theirs.lane || a.person || b.person
}

function takenBy(wants: readonly Want[], chosen: readonly (Choice | undefined)[]): string {
	return chosen
		.flatMap((one, i) => {
			const { from, until } = wants[i]!
			return one ? `${one.resourceId} ${one.lane} ${from} ${until}` : []
		})
		.sort()
		.join()
}
