/** What the planner reads and answers. Plain data: nothing here knows the database or HTTP. */
import type { Busy, Candidate, Minute, Question, Reservation } from '../availability/model.ts'

export type Severity = 'life_threatening' | 'urgent'

/** What decides about asking an owner to come later. */
export interface VisitFacts {
	/** Begun, arrived, waiting for the clinic's word, or of a kind that is never put off. */
	fixed: boolean
	/** Nails, a weight, a healthy animal's booster: the first to be asked. */
	flexible: boolean
	/** It is urgent itself, and gives way to a life alone. */
	urgent: boolean
	/** From booking to now. */
	waitedDays: number
	/** The clinic has put it off once already. */
	delayed: boolean
	/** So soon that its owner has probably left home. */
	setOut: boolean
}

/** A visit around the emergency. */
export interface DayVisit {
	id: string
	vetId: string
	start: Minute
	/** Without buffers. */
	end: Minute
	/** What it occupies, buffers included. */
	reservations: readonly Reservation[]
	/** How the slot engine is asked about another time for it; the busy time is put in here. */
	question: Question
	facts: VisitFacts
}

/** A day as it is, and who is on the way. */
export interface Situation {
	now: Minute
	severity: Severity
	arrivesAt: Minute
	/** How the slot engine is asked about a time for the emergency. */
	question: Question
	visits: readonly DayVisit[]
	/** All else that takes time: holds, and visits of other days. */
	busy: readonly Busy[]
}

/** A visit that would be put off. */
export interface Move {
	visit: DayVisit
	/** Where it goes; never earlier than it was. */
	to: Candidate
	minutesLater: number
	/** In points; see `cost.ts`. */
	cost: number
}

export interface Proposal {
	/** `kept_time`: kept for emergencies. `gap`: free anyway. `rearranged`: others are put off. */
	kind: 'kept_time' | 'gap' | 'rearranged'
	/** Who sees the emergency, when, and what that takes. */
	place: Candidate
	/** From arrival on. */
	waitMinutes: number
	/** In the order of their starts. */
	moves: readonly Move[]
	/** Of the moves and of the emergency's own waiting, in points. */
	cost: number
}

export interface EmergencyPlan {
	/** The first place that puts nobody off; null: there is none today. */
	soonest: Proposal | null
	/** Best first; `soonest` comes last where better ones put others off. */
	proposals: readonly Proposal[]
	/** False when the search was cut short: there may be something better. */
	complete: boolean
}
