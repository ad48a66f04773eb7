import { type Allowance, countHits, type Hit } from '../database/hits.ts'
import type { Query } from '../database/tenant.ts'
import type { Audience } from '../http/access-token.ts'
import { blinder } from '../http/blind.ts'
import { foldedEmail } from '../http/folded-email.ts'
import { tooMany } from '../http/problem.ts'

/** What a letter is for: those for one thing leave room for all others. */
export type LetterPurpose =
	| `${Audience}_code`
	| `${Audience}_reset`
	| 'registration'
	| 'email_change'
	| 'invitation'
	| 'booking' // and what becomes of it

/** A letter that somebody who need not own the address is about to cause. */
export interface CausedLetter {
	clinicId: string
	purpose: LetterPurpose
	/** Left out for a letter to the owner who has asked for it, signed in: it is counted to no mailbox. */
	email?: string
	/** Of the visit that is moved, when it is. */
	movedReference?: string
	/** Whom a guest's booking is counted to, when it is one. */
	bookedFrom?: string
}

export interface LetterAllowances {
	/** Letters for one purpose to one address of mail at one clinic. */
	letters: Allowance
	/** Bookings of guests from one network address at one clinic, whatever names they give. */
	bookings: Allowance
}

/** Throws `rate_limited`; to be called in the transaction that queues the letter. */
export type LimitLetters = (query: Query, letter: CausedLetter) => Promise<void>

/** An owner who looks for a better time; more is somebody who plays. */
const MOVES: Allowance = { most: 10, seconds: 3600 }

/**
 * Makes the limit on letters to one address, and on bookings from one. It counts with the effect
 * itself: a call that fails or is a retry queues nothing, counts nothing, and so tells nothing about
 * an address either.
 */
export function letterLimit(
	{ letters, bookings }: LetterAllowances,
	serverKey: Uint8Array,
	now: () => number,
): LimitLetters {
	const blind = blinder(serverKey)
	return async (query, { clinicId, purpose, email, movedReference: moved, bookedFrom: from }) => {
		const hits: Hit[] = []
		if (email !== undefined) {
			const bucket = `${purpose}_letter_by_email`
			hits.push({ ...letters, bucket, subject: blind(mailboxOf(email)) })
		}
		if (from) hits.push({ ...bookings, bucket: 'booking_by_address', subject: blind(from) })
		if (moved) hits.push({ ...MOVES, bucket: 'move_by_visit', subject: blind(moved) })
		const wait = await countHits(query, clinicId, hits, now())
		if (wait > 0) throw tooMany(wait)
	}
}

/** Whatever stands behind a plus arrives in the same mailbox. */
function mailboxOf(email: string): string {
	return foldedEmail(email).replace(/(?<=.)\+.*(?=@)/, '')
}
