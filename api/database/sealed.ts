import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Says what a secret is and whose, so that no row's secret opens in the place of another. */
export interface SealedFor {
	/** As in `calendar-address`. */
	purpose: string
	clinicId: string
	/** Of the row that it stands in. */
	id: string
}

/** Encrypts a secret that has to be read back (AES-256-GCM, under a key made for its purpose). */
export function seal(serverKey: Uint8Array, owner: SealedFor, secret: string): Buffer {
	const nonce = randomBytes(NONCE_BYTES)
	const cipher = createCipheriv('aes-256-gcm', keyFor(serverKey, owner), nonce)
	cipher.setAAD(boundTo(owner))
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** A secret was sealed for another owner or under another server key, or its bytes have changed. */
export class UnsealError extends Error {
	override name = 'UnsealError'
}

/**
 * Reads a secret back.
 *
 * @throws UnsealError
 */
export function unseal(serverKey: Uint8Array, owner: SealedFor, sealed: Buffer): string {
	try {
		return open(serverKey, owner, sealed)
	} catch (cause) {
		throw new UnsealError('A kept secret does not open: has SERVER_KEY changed?', { cause })
	}
}

function open(serverKey: Uint8Array, owner: SealedFor, sealed: Buffer): string {
	const nonce = sealed.subarray(0, NONCE_BYTES)
	const options = { authTagLength: TAG_BYTES }
	const decipher = createDecipheriv('aes-256-gcm', keyFor(serverKey, owner), nonce, options)
	decipher.setAAD(boundTo(owner))
	decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
	const rest = sealed.subarray(NONCE_BYTES + TAG_BYTES)
	return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8')
}

function keyFor(serverKey: Uint8Array, { purpose }: SealedFor): Buffer {
	return Buffer.from(hkdfSync('sha256', serverKey, '', `vetslot ${purpose}`, 32))
}

function boundTo({ clinicId, id }: SealedFor): Buffer {
	return Buffer.from(`${clinicId} ${id}`)
}
