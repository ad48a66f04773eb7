import { createHash } from 'node:crypto'
import { type Random, seeded } from '../../api/clinics/demo/seed.ts'

/**
 * What a run does is drawn before it begins, each actor from a stream of its own: nothing that
 * happens, and no timing, changes what comes next. Where an action needs something that only the
 * run knows (a visit to move), it takes a drawn fraction of the list that is there.
 */
export interface Plan {
	seed: string
	/** Epoch milliseconds of the virtual clock's start. */
	start: number
	rounds: Round[]
	/** Tells plans apart. */
	hash: string
}

export interface Round {
	/** One list of steps an actor; the lists run side by side. */
	lanes: Step[][]
	chaos: Blow[]
	/** Seconds that the clock moves on between this round and the next. */
	leap: number
}

/** What may go wrong with one call. */
export type Fault = 'none' | 'drop' | 'cut before' | 'cut after' | 'twice'

export interface Step {
	/** Names the step in keys, emails and findings. */
	name: string
	kind: Kind
	clinic: number
	/** Fractions, for whatever the action has to choose. */
	draws: number[]
	fault: Fault
	/** How many milliseconds a reply is waited for before the socket is dropped. */
	patience: number
}

/** What happens to the processes, after so many milliseconds. */
export interface Blow {
	after: number
	kind: 'kill server' | 'kill worker' | 'cut worker' | 'tick' | 'purge' | 'unanswered'
	which: number
	seconds: number
}

const owners = {
	hold: 14,
	extend: 5,
	release: 5,
	'book held': 14,
	book: 14,
	move: 11,
	cancel: 8,
	offer: 6,
	visit: 3,
	replay: 5,
	trespass: 4,
	race: 6,
} as const

const staff = {
	approve: 10,
	decline: 5,
	swap: 8,
	override: 8,
	reopen: 6,
	schedule: 4,
	intrude: 5,
	lapse: 4,
	strand: 5,
} as const

export type Kind = keyof typeof owners | keyof typeof staff

export interface PlanOptions {
	rounds: number
	/** Steps of each actor in a round. */
	steps: number
	owners: number
	staff: number
	clinics: number
	/** Killed processes and cut connections. */
	faults: boolean
}

// Two days before clocks change somewhere among the clinics; far off, so that no real clock gets there.
const STARTS = ['2037-03-06', '2037-03-27', '2037-04-03', '2037-10-02', '2037-10-23', '2037-10-30']

/** @example planOf('7', { rounds: 2, steps: 10, owners: 4, staff: 2, clinics: 3, faults: true }) */
export function planOf(seed: string, options: PlanOptions): Plan {
	const random = seeded(`${seed}/plan`)
	const start = Date.parse(`${random.pick(STARTS)}T06:00:00Z`) + random.whole(0, 1439) * 60_000
	const rounds = Array.from({ length: options.rounds }, (_, i) => ({
		lanes: lanesOf(`${seed}/${i}`, `r${i}`, options),
		chaos: options.faults ? chaosOf(seeded(`${seed}/${i}/chaos`)) : [],
		leap: leapOf(random),
	}))
	const hash = createHash('sha256').update(JSON.stringify({ start, rounds })).digest('hex')
	return { seed, start, rounds, hash: hash.slice(0, 16) }
}

function lanesOf(seed: string, round: string, options: PlanOptions): Step[][] {
	const lane = (actor: string, kinds: Record<string, number>) => {
		const random = seeded(`${seed}/${actor}`)
		return Array.from({ length: options.steps }, (_, i) =>
			stepOf(random, `${round}${actor}s${i}`, kinds, options),
		)
	}
	return [
		...Array.from({ length: options.owners }, (_, i) => lane(`o${i}`, owners)),
		...Array.from({ length: options.staff }, (_, i) => lane(`c${i}`, staff)),
	]
}

function stepOf(
	random: Random,
	name: string,
	kinds: Record<string, number>,
	{ clinics, faults }: PlanOptions,
): Step {
	const [kind] = random.weighted(Object.entries(kinds), ([, weight]) => weight)
	const fault = faultOf(random.next())
	return {
		name,
		kind: kind as Kind,
		clinic: random.whole(0, clinics - 1),
		draws: Array.from({ length: 8 }, () => random.next()),
		fault: faults ? fault : 'none',
		patience: random.whole(0, 40),
	}
}

function faultOf(roll: number): Fault {
	if (roll < 0.14) return 'drop'
	if (roll < 0.2) return 'cut before'
	if (roll < 0.26) return 'cut after'
	return roll < 0.34 ? 'twice' : 'none'
}

function chaosOf(random: Random): Blow[] {
	return Array.from({ length: 12 }, () => {
		const kinds = { tick: 6, purge: 3, unanswered: 2, 'cut worker': 3, 'kill worker': 2 }
		const all = { ...kinds, 'kill server': 1 }
		const [kind] = random.weighted(Object.entries(all), ([, weight]) => weight)
		const [after, which] = [random.whole(20, 250), random.whole(0, 9)]
		return { after, kind: kind as Blow['kind'], which, seconds: random.whole(1, 400) }
	})
}

/** Mostly some minutes, past the end of holds; sometimes over midnight, seldom over days. */
function leapOf(random: Random): number {
	const roll = random.next()
	if (roll < 0.6) return random.whole(300, 5400)
	return roll < 0.9 ? random.whole(3 * 3600, 15 * 3600) : random.whole(24 * 3600, 60 * 3600)
}
