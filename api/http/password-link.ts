import { timingSafeEqual } from 'node:crypto'
import { macBy } from './mac.ts'

/** What a link to choose a password is for: the first one, or another one. */
export type LinkPurpose = 'invitation' | 'reset'

/** What such a link says; it is for this member of staff only. */
export interface LinkClaims {
	clinicId: string
	userId: string
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

// Keeps this use of the server key apart from every other one.
const PURPOSE = 'vetslot password link 1\0'
const purposes: readonly LinkPurpose[] = ['invitation', 'reset']
const HEAD_BYTES = 41
const shape = /^[A-Za-z0-9_-]{55}\.[A-Za-z0-9_-]{43}$/

/** Makes the token of a link to choose a password: recomputed when it is sent, and never stored. */
export function makeLinkToken(serverKey: Uint8Array, claims: LinkClaims): string {
	const head = Buffer.alloc(HEAD_BYTES)
	head.write(claims.clinicId.replaceAll('-', ''), 0, 'hex')
	head.write(claims.userId.replaceAll('-', ''), 16, 'hex')
	head.writeUInt32BE(claims.generation, 32)
	head.writeUInt8(purposes.indexOf(claims.purpose), 36)
	head.writeUInt32BE(claims.expiresAt, 37)
	return `${head.toString('base64url')}.${sign(serverKey, head).toString('base64url')}`
}

/**
 * Reads a token of `makeLinkToken`; null for anything else. Whether it is over or used, the verb
 * says: it asks the database's clock and the person's row.
 */
export function readLinkToken(serverKey: Uint8Array, token: string): LinkClaims | null {
	if (!shape.test(token)) return null
	const [headText = '', macText = ''] = token.split('.')
	const head = Buffer.from(headText, 'base64url')
	const mac = Buffer.from(macText, 'base64url')
	if (!timingSafeEqual(mac, sign(serverKey, head))) return null
	const purpose = purposes[head.readUInt8(36)]
	if (purpose === undefined || `${head.toString('base64url')}` !== headText) return null
	return {
		clinicId: uuid(head, 0),
		userId: uuid(head, 16),
		generation: head.readUInt32BE(32),
		purpose,
		expiresAt: head.readUInt32BE(37),
	}
}

function sign(serverKey: Uint8Array, head: Uint8Array): Buffer {
	return macBy(serverKey).update(PURPOSE).update(head).digest()
}

function uuid(bytes: Buffer, at: number): string {
	const hex = bytes.toString('hex', at, at + 16)
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
