import { timingSafeEqual } from 'node:crypto'
import { macBy } from './mac.ts'

/** What a manage token says; it opens this one visit. */
export interface ManageClaims {
	clinicId: string
	/** The booking reference; it stays the same when the appointment moves. */
	reference: string
	/** Raised to revoke every earlier token of the reference. */
	generation: number
}

// Keeps this use of the server key apart from every other one.
const PURPOSE = 'vetslot manage token 1\0'
const HEAD_BYTES = 20
const shape = /^[A-Za-z0-9_-]{28,90}\.[A-Za-z0-9_-]{43}$/
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
	head.write(claims.clinicId.replaceAll('-', ''), 'hex')
	head.writeUInt32BE(claims.generation, 16)
	const payload = Buffer.concat([head, Buffer.from(claims.reference, 'ascii')])
	return `${payload.toString('base64url')}.${sign(serverKey, payload).toString('base64url')}`
}

/**
 * Reads a token made by `makeManageToken`; `null` for anything else. Whether the generation is
 * still the current one, and whether the link has ended, is for the verb to say: only the
 * appointment knows.
 */
export function readManageToken(serverKey: Uint8Array, token: string): ManageClaims | null {
	if (!shape.test(token)) return null
	const [payloadText = '', macText = ''] = token.split('.')
	const payload = Buffer.from(payloadText, 'base64url')
	const mac = Buffer.from(macText, 'base64url')
	// The second test refuses other spellings of the same bytes: a token has one text only.
	if (!timingSafeEqual(mac, sign(serverKey, payload))) return null
	if (`${payload.toString('base64url')}.${mac.toString('base64url')}` !== token) return null
	const reference = payload.toString('ascii', HEAD_BYTES)
	if (!referenceShape.test(reference)) return null
	return { clinicId: uuid(payload), generation: payload.readUInt32BE(16), reference }
}

function sign(serverKey: Uint8Array, payload: Uint8Array): Buffer {
	return macBy(serverKey).update(PURPOSE).update(payload).digest()
}

function uuid(bytes: Buffer): string {
	const hex = bytes.toString('hex', 0, 16)
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
