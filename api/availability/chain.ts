/** Visits one after the other on one day, with whoever can take them. Pure. */
import { zoneOf } from '../time/zone.ts'
import { durationAt } from './lengths.ts'
import type { Candidate, LocalDate, Minute, Question, Reason } from './model.ts'
import { candidatesAt, checkStart, findSlots } from './slots.ts'

/** The longest wait between two visits of a chain that is offered. */
export const CHAIN_GAP: Minute = 30
// Neighbours get into each other's way by a buffer or a shared room: a few tries tell.
const MOST_TRIES = 60

/** One visit of a chain; its question knows nothing of the others. */
export interface Link {
	question: Question
	start: Minute
}

export type ChainFit =
	| { fits: Candidate[] }
	/** The first link that nobody can take, whoever takes those before it. */
	| { failed: number; reasons: readonly Reason[] }

/**
 * Who takes each visit of a chain. Every start is judged by the one function that judges single ones,
 * with what the visits before it take counted as taken.
 *
 * @param may a further condition, such as that what is taken is locked
 */
export function fitChain(
	links: readonly Link[],
	may: (candidate: Candidate) => boolean = () => true,
): ChainFit {
	let tries = 0
	let furthest: { failed: number; question: Question } | undefined
	const fit = (at: number, before: readonly Candidate[]): Candidate[] | null => {
		const link = links[at]
		if (!link) return []
		const question = amid(link.question, before)
		for (const candidate of candidatesAt(question, link.start).filter(may)) {
			if (++tries > MOST_TRIES) return null
			const rest = fit(at + 1, [...before, candidate])
			if (rest) return [candidate, ...rest]
		}
		if (!furthest || at > furthest.failed) furthest = { failed: at, question }
		return null
	}
	const fits = fit(0, [])
	if (fits) return { fits }
	const { failed, question } = furthest ?? { failed: 0, question: links[0]!.question }
	const check = checkStart(question, links[failed]!.start)
	return { failed, reasons: check.ok ? [] : check.reasons }
}

/** A question with what others of the chain take. */
function amid(question: Question, before: readonly Candidate[]): Question {
	if (before.length === 0) return question
	const taken = before.flatMap((candidate) => candidate.reservations)
	return { ...question, busy: [...question.busy, ...taken] }
}

/** When a visit that starts then is over, without buffers. */
export function endOf({ question, start }: Link): Minute {
	return start + durationAt(question, zoneOf(question.plan.zone), start)
}

export interface ChainDay {
	date: LocalDate
	chains: Candidate[][]
}

/** For each start of the first visit the chain that is over soonest, by days. */
export function findChains(questions: readonly [Question, ...Question[]]): ChainDay[] {
	const offered = questions.map((question) => {
		const days = findSlots(question).days
		return new Map(days.map((day) => [day.date, day.starts]))
	})
	return [...(offered[0]?.keys() ?? [])].flatMap((date) => {
		const starts = offered.map((days) => days.get(date) ?? [])
		const chains = (starts[0] ?? []).flatMap((first) => soonest(questions, starts, [first]) ?? [])
		return chains.length > 0 ? [{ date, chains }] : []
	})
}

/** In a list of its own, so that lists of chains can be joined. */
function soonest(
	questions: readonly Question[],
	offered: readonly (readonly Minute[])[],
	starts: readonly Minute[],
): [Candidate[]] | null {
	const links = starts.map((start, i) => ({ question: questions[i]!, start }))
	if (links.length === questions.length) {
		const chain = fitChain(links)
		return 'fits' in chain ? [chain.fits] : null
	}
	const end = endOf(links.at(-1)!)
	const next = (offered[links.length] ?? []).filter(
		(start) => start >= end && start <= end + CHAIN_GAP,
	)
	for (const start of next) {
		const chain = soonest(questions, offered, [...starts, start])
		if (chain) return chain
	}
	return null
}
