import { readId, readSignedToken, signedToken, writeId } from '../../http/signed-token.ts'

/** What the link of an invitation says; whether it is still good, its row says. */
export interface ShareClaims {
	clinicId: string
	invitationId: string
}

const PURPOSE = 'vetslot pet share 1'
const BYTES = 32

/** Makes the token of an invitation to share a pet: recomputed when it is sent, and never stored. */
export function makeShareToken(serverKey: Uint8Array, claims: ShareClaims): string {
	const payload = Buffer.alloc(BYTES)
	writeId(payload, claims.clinicId, 0)
	writeId(payload, claims.invitationId, 16)
	return signedToken(serverKey, PURPOSE, payload)
}

/** Reads a token of `makeShareToken`; null for anything else. */
export function readShareToken(serverKey: Uint8Array, token: string): ShareClaims | null {
	const payload = readSignedToken(serverKey, PURPOSE, token)
	if (payload?.length !== BYTES) return null
	return { clinicId: readId(payload, 0), invitationId: readId(payload, 16) }
}
