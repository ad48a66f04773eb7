import { timingSafeEqual } from 'node:crypto'
import { macBy } from '../http/mac.ts'

export interface RefreshClaims {
	clinicId: string
	sessionId: string
	/** Goes up at every refresh: an older token is spent. */
	generation: number
}

// Keeps this use of the server key apart from every other one.
const PURPOSE = 'vetslot staff refresh 1\0'
const shape = /^[A-Za-z0-9_-]{48}\.[A-Za-z0-9_-]{43}$/

/** Makes the refresh token of a session's generation: recomputed when needed and never stored. */
export function makeRefreshToken(serverKey: Uint8Array, claims: RefreshClaims): string {
	const head = Buffer.alloc(36)
	head.write(claims.clinicId.replaceAll('-', ''), 0, 'hex')
	head.write(claims.sessionId.replaceAll('-', ''), 16, 'hex')
	head.writeUInt32BE(claims.generation, 32)
	return `${head.toString('base64url')}.${sign(serverKey, head).toString('base64url')}`
}

/** Reads a token of `makeRefreshToken`; null for anything else. */
export function readRefreshToken(serverKey: Uint8Array, token: string): RefreshClaims | null {
	if (!shape.test(token)) return null
	const [headText = '', macText = ''] = token.split('.')
	const head = Buffer.from(headText, 'base64url')
	const mac = Buffer.from(macText, 'base64url')
	if (!timingSafeEqual(mac, sign(serverKey, head))) return null
	// One text only for each token: the last letter of a part carries bits that say nothing.
	if (mac.toString('base64url') !== macText) return null
	return {
		clinicId: uuid(head, 0),
		sessionId: uuid(head, 16),
		generation: head.readUInt32BE(32),
	}
}

function sign(serverKey: Uint8Array, head: Uint8Array): Buffer {
	return macBy(serverKey).update(PURPOSE).update(head).digest()
}

function uuid(bytes: Buffer, at: number): string {
	const hex = bytes.toString('hex', at, at + 16)
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
