import type { Catalogue, Clinic, ClinicNow } from '../availability/catalogue.ts'
import type { Candidate, Minute, Question, Reason } from '../availability/model.ts'
import { readBusy } from '../availability/queries.ts'
import { busyAround, questionOf } from '../availability/question.ts'
import type { Wish } from '../availability/read.ts'
import { candidatesAt, checkStart } from '../availability/slots.ts'
import type { Query } from '../database/tenant.ts'
import { Problem } from '../http/problem.ts'
import { zoneOf } from '../time/zone.ts'
import { refusal } from './refusal.ts'

/** A start that somebody wants. */
export interface Claim extends Wish {
	start: Minute
	usualVetId?: string | null
	/** A live hold freezes notice, horizon, release and what is kept back. */
	held?: boolean
	/** Staff are not bound by notice, horizon and what is offered online. */
	asker?: 'owner' | 'staff'
}

/** Puts a claim together; throws a `Problem` for what the clinic does not have. */
export type ClaimOf = (clinic: Clinic) => Claim

/** All that decides about a start, as it was at one moment. */
export interface Sight {
	now: ClinicNow
	claim: Claim
	question: Question
}

/**
 * Reads a clinic's state and the busy time around a start. Both statements travel together: the
 * second one guesses that the clinic is as this process last saw it, and is sent again if not.
 */
export async function look(
	query: Query,
	catalogue: Catalogue,
	clinicId: string,
	claimOf: ClaimOf,
): Promise<Sight> {
	const reading = catalogue.read(query, clinicId)
	const guess = catalogue.known(clinicId)
	const guessed = guess ? guessAt(query, clinicId, guess, claimOf) : null
	const now = await reading
	const { claim, taken } = (now.clinic === guess && guessed) || {
		claim: claimOf(now.clinic),
		taken: null,
	}
	const ask = { ...claim, ...dayOf(now.clinic, claim) }
	const around = busyAround(now.clinic, ask)
	const busy = taken ?? readBusy(query, clinicId, { ...around, except: claim.except })
	const { question } = questionOf(now, ask, await busy)
	return { now, claim, question: { ...question, asker: claim.asker ?? 'owner' } }
}

/** Null when the clinic has not what is claimed, which the clinic as it is now has to say. */
function guessAt(query: Query, clinicId: string, clinic: Clinic, claimOf: ClaimOf) {
	try {
		const claim = claimOf(clinic)
		const around = busyAround(clinic, dayOf(clinic, claim))
		const taken = readBusy(query, clinicId, { ...around, except: claim.except })
		// When the clinic can't be read, nobody asks for this any more.
		taken.catch(() => {})
		return { claim, taken }
	} catch {
		return null
	}
}

function dayOf({ plan }: Clinic, { start }: Claim) {
	const day = zoneOf(plan.zone).dateAt(start)
	return { from: day, to: day }
}

/**
 * Everyone who can take the start, in the order of assignment. Never empty.
 *
 * @throws Problem `slot_taken`, `slot_not_offered` (each failed rule an issue), for owners
 * `clinic_paused`
 */
export function candidatesIn({ now, claim, question }: Sight): Candidate[] {
	if (now.pausedUntil && claim.asker !== 'staff') throw new Problem('clinic_paused')
	const candidates = candidatesAt(question, claim.start)
	if (candidates.length === 0) throw refusal(reasonsOf(question, claim))
	return candidates
}

function reasonsOf(question: Question, claim: Claim): readonly Reason[] {
	const check = checkStart(question, claim.start, claim.vetId)
	return check.ok ? [] : check.reasons
}
