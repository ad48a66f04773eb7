import { readId, readSignedToken, signedToken, writeId } from './signed-token.ts'

/** What a manage token says; it opens this one visit. */
export interface ManageClaims {
	clinicId: string
	/** The booking reference; it stays the same when the appointment moves. */
	reference: string
	/** Raised to revoke every earlier token of the reference. */
	generation: number
}

const PURPOSE = 'vetslot manage token 1'
const HEAD_BYTES = 20
const referenceShape = /^[A-Z0-9]{1,32}$/

/**
 * Makes the token of a manage link: base64url of clinic, generation and reference, a dot, and
 * their HMAC-SHA-256 under the server key. It is recomputed when needed and never stored.
 *
 * @example
 * makeManageToken(serverKey, { clinicId, reference: 'HLV7Q4K', generation: 1 })
 */
export function makeManageToken(serverKey: Uint8Array, claims: ManageClaims): string {
	const head = Buffer.alloc(HEAD_BYTES)
	writeId(head, claims.clinicId, 0)
	head.writeUInt32BE(claims.generation, 16)
	const payload = Buffer.concat([head, Buffer.from(claims.reference, 'ascii')])
	return signedToken(serverKey, PURPOSE, payload)
}

/**
 * Reads a token made by `makeManageToken`; `null` for anything else. Whether the generation is
 * still the current one, and whether the link has ended, is for the verb to say: only the
 * appointment knows.
 */
export function readManageToken(serverKey: Uint8Array, token: string): ManageClaims | null {
	const payload = readSignedToken(serverKey, PURPOSE, token)
	if (!payload) return null
	const reference = payload.toString('ascii', HEAD_BYTES)
	if (!referenceShape.test(reference)) return null
	return { clinicId: readId(payload, 0), generation: payload.readUInt32BE(16), reference }
}
