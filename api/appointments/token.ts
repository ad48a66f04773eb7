import { createHash } from 'node:crypto'
import { macBy } from '../http/mac.ts'

// Keeps this use of the server key apart from every other one.
const PURPOSE = 'vetslot hold token 1\0'

/**
 * The proof of a hold. Computed, not drawn, so that a retried call is given the same one although
 * only its hash is stored.
 */
export function holdTokenOf(serverKey: Uint8Array, clinicId: string, holdId: string): string {
	const mac = macBy(serverKey).update(`${PURPOSE}${clinicId}\0${holdId}`)
	return mac.digest('base64url')
}

/** What is stored of a token. */
export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest()
}
