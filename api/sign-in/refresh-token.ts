import type { Audience } from '../http/access-token.ts'
import { readId, readSignedToken, signedToken, writeId } from '../http/signed-token.ts'

export interface RefreshClaims {
	clinicId: string
	sessionId: string
	/** Goes up at every refresh: an older token is spent. */
	generation: number
}

const USES: Readonly<Record<Audience, string>> = {
	staff: 'vetslot staff refresh 1',
	owner: 'vetslot owner refresh 1',
}
const HEAD_BYTES = 36

/** Makes the refresh token of a session's generation: recomputed when needed and never stored. */
export function makeRefreshToken(
	serverKey: Uint8Array,
	audience: Audience,
	claims: RefreshClaims,
): string {
	const head = Buffer.alloc(HEAD_BYTES)
	writeId(head, claims.clinicId, 0)
	writeId(head, claims.sessionId, 16)
	head.writeUInt32BE(claims.generation, 32)
	return signedToken(serverKey, USES[audience], head)
}

/** Reads a token of `makeRefreshToken`; null for anything else. */
export function readRefreshToken(
	serverKey: Uint8Array,
	audience: Audience,
	token: string,
): RefreshClaims | null {
	const head = readSignedToken(serverKey, USES[audience], token)
	if (head?.length !== HEAD_BYTES) return null
	return {
		clinicId: readId(head, 0),
		sessionId: readId(head, 16),
		generation: head.readUInt32BE(32),
	}
}
