import type { Audience } from './access-token.ts'
import { readId, readSignedToken, signedToken, writeId } from './signed-token.ts'

/** What a link to choose a password is for: the first one, or another one. */
export type LinkPurpose = 'invitation' | 'reset'

/** What such a link says; it is for this person only. */
export interface LinkClaims {
	clinicId: string
	/** The member of staff or the account. */
	personId: string
	/** Goes up when a link is used, which ends all others. */
	generation: number
	purpose: LinkPurpose
	/** Epoch seconds. */
	expiresAt: number
}

/** Seconds that a link lives: people read an invitation days later, a reset at once. */
export const LINK_SECONDS = {
	invitation: 7 * 24 * 3600,
	reset: 3600,
} as const satisfies Record<LinkPurpose, number>

const USES: Readonly<Record<Audience, string>> = {
	staff: 'vetslot password link 1',
	owner: 'vetslot owner password link 1',
}
const purposes: readonly LinkPurpose[] = ['invitation', 'reset']
const HEAD_BYTES = 41

/** Makes the token of a link to choose a password: recomputed when it is sent, and never stored. */
export function makeLinkToken(
	serverKey: Uint8Array,
	audience: Audience,
	claims: LinkClaims,
): string {
	const head = Buffer.alloc(HEAD_BYTES)
	writeId(head, claims.clinicId, 0)
	writeId(head, claims.personId, 16)
	head.writeUInt32BE(claims.generation, 32)
	head.writeUInt8(purposes.indexOf(claims.purpose), 36)
	head.writeUInt32BE(claims.expiresAt, 37)
	return signedToken(serverKey, USES[audience], head)
}

/**
 * Reads a token of `makeLinkToken`; null for anything else. Whether it is over or used, the verb
 * says: it asks the database's clock and the person's row.
 */
export function readLinkToken(
	serverKey: Uint8Array,
	audience: Audience,
	token: string,
): LinkClaims | null {
	const head = readSignedToken(serverKey, USES[audience], token)
	if (head?.length !== HEAD_BYTES) return null
	const purpose = purposes[head.readUInt8(36)]
	if (purpose === undefined) return null
	return {
		clinicId: readId(head, 0),
		personId: readId(head, 16),
		generation: head.readUInt32BE(32),
		purpose,
		expiresAt: head.readUInt32BE(37),
	}
}
