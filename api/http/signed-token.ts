import { timingSafeEqual } from 'node:crypto'
import { macBy } from './mac.ts'

const shape = /^[A-Za-z0-9_-]{2,120}\.[A-Za-z0-9_-]{43}$/

/**
 * Makes a token that says something and proves it: base64url of the payload, a dot, and its
 * HMAC-SHA-256 under the server key. It is recomputed when needed and never stored.
 *
 * @param purpose keeps one use of the server key apart from every other one
 */
export function signedToken(serverKey: Uint8Array, purpose: string, payload: Uint8Array): string {
	const mac = macOf(serverKey, purpose, payload)
	return `${Buffer.from(payload).toString('base64url')}.${mac.toString('base64url')}`
}

/** What a token of `signedToken` says; null for anything else. */
export function readSignedToken(
	serverKey: Uint8Array,
	purpose: string,
	token: string,
): Buffer | null {
	if (!shape.test(token)) return null
	const [payloadText = '', macText = ''] = token.split('.')
	const payload = Buffer.from(payloadText, 'base64url')
	const mac = Buffer.from(macText, 'base64url')
	if (!timingSafeEqual(mac, macOf(serverKey, purpose, payload))) return null
	// One text only for each token: the last letter of a part carries bits that say nothing.
	return `${payload.toString('base64url')}.${mac.toString('base64url')}` === token ? payload : null
}

function macOf(serverKey: Uint8Array, purpose: string, payload: Uint8Array): Buffer {
	return macBy(serverKey).update(`${purpose}\0`).update(payload).digest()
}

/** Writes a UUID's 16 bytes. */
export function writeId(bytes: Buffer, id: string, at: number): void {
	bytes.write(id.replaceAll('-', ''), at, 'hex')
}

/** Reads a UUID out of 16 bytes. */
export function readId(bytes: Buffer, at: number): string {
	const hex = bytes.toString('hex', at, at + 16)
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
