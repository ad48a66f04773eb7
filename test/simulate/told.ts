import type { SimClinic } from './clinics.ts'

/** What the clients were told, and what they asked for without having been told. */

/** One state of a visit, as an answer gave it. */
export interface Fact {
	id: string
	status: string
	start: string
	vetId: string
	count: number
}

/** `open`: no clear answer yet. `maybe`: refused, but an earlier try went unanswered. */
export type Outcome = 'open' | 'done' | 'refused' | 'maybe'

export interface Booking {
	/** Names the intent, and its owner's mailbox. */
	name: string
	clinic: SimClinic
	email: string
	outcome: Outcome
	reference?: string
	token?: string
	/** Where the visit is now, for all that the owner knows. */
	currentId?: string
	facts: Fact[]
	/** Until when the hold that it used was promised, epoch milliseconds. */
	heldUntil?: number
	/** Changes asked for, whatever came of them. */
	movesAsked: number
	cancelsAsked: number
	cancelAcknowledged: boolean
	/** Ids that a move was told to have made of others. */
	moves: { from: string; to: string }[]
}

export interface Held {
	id: string
	token: string
	clinic: SimClinic
	typeId: string
	start: string
	vetId: string
	/** Epoch milliseconds; undefined once an extension went unanswered. */
	until: number | undefined
}

/** An acknowledged call, to be repeated word for word. */
export interface Done {
	call: Call
	status: number
	body: Record<string, unknown>
	/** The virtual clock then. */
	at: number
}

export interface Call {
	clinic: SimClinic
	method: 'GET' | 'POST' | 'PUT' | 'DELETE'
	path: string
	body?: unknown
	manage?: string
	hold?: string
	/** The Idempotency-Key of an unsafe call. */
	intent?: string
	/** The clinic's own server calls. */
	asStaff?: boolean
}

/** An override that is in force, with what its maker was told about it. */
export interface Closed {
	clinic: SimClinic
	id: string
	resourceId: string
	from: number
	to: number
}

export class Told {
	readonly bookings = new Map<string, Booking>()
	readonly done: Done[] = []
	readonly closed: Closed[] = []
	/** Visits that some change of hours was told to strand. */
	readonly stranded = new Set<string>()
	/** Ids read in answers to callers of each clinic. */
	readonly seen = new Map<SimClinic, Set<string>>()
	/** All intents that were sent, by key. */
	readonly intents = new Map<string, Outcome>()

	newBooking(name: string, clinic: SimClinic): Booking {
		const booking: Booking = {
			name,
			clinic,
			email: `${name.toLowerCase()}@owner.example`,
			outcome: 'open',
			facts: [],
			movesAsked: 0,
			cancelsAsked: 0,
			cancelAcknowledged: false,
			moves: [],
		}
		this.bookings.set(name, booking)
		return booking
	}

	/** Adds an answer that shows a visit. */
	learn(booking: Booking, body: Record<string, unknown>): void {
		const shown = body as unknown as Shown
		const { id, status, start, rescheduleCount: count } = shown
		const vetId = shown.veterinarianId ?? shown.veterinarian.id
		booking.facts.push({ id, status, start, vetId, count })
		const newest = booking.facts.reduce((a, b) => (b.count >= a.count ? b : a))
		booking.currentId = newest.id
		booking.reference = shown.reference
		if (shown.manageToken) booking.token = shown.manageToken
	}

	see(clinic: SimClinic, text: string): void {
		const ids = this.seen.get(clinic) ?? new Set()
		this.seen.set(clinic, ids)
		for (const [id] of text.matchAll(UUID)) ids.add(id)
	}
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

interface Shown {
	id: string
	status: string
	start: string
	reference: string
	rescheduleCount: number
	/** As the owner is shown it, or as the clinic is. */
	veterinarian: { id: string }
	veterinarianId?: string
	manageToken?: string
}
