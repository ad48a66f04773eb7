import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Where a secret belongs: opened in any other place it is refused. */
export interface SealPlace {
	/** Names the kind of secret; each has a key of its own, derived from the server key. */
	purpose: string
	/** Whose it is, such as clinic and row. */
	owner: string
}

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Encrypts a secret that has to be read back: nonce, tag, ciphertext. */
export function seal(serverKey: Uint8Array, place: SealPlace, secret: Uint8Array): Buffer {
	const nonce = randomBytes(NONCE_BYTES)
	const cipher = createCipheriv(ALGORITHM, keyOf(serverKey, place), nonce)
	cipher.setAAD(Buffer.from(place.owner))
	const sealed = Buffer.concat([cipher.update(secret), cipher.final()])
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** Reads what `seal` made for the same place; throws for anything else. */
export function unseal(serverKey: Uint8Array, place: SealPlace, sealed: Uint8Array): Buffer {
	const bytes = Buffer.from(sealed)
	const nonce = bytes.subarray(0, NONCE_BYTES)
	const decipher = createDecipheriv(ALGORITHM, keyOf(serverKey, place), nonce, {
		authTagLength: TAG_BYTES,
	})
	decipher.setAAD(Buffer.from(place.owner))
	decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
	return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}

function keyOf(serverKey: Uint8Array, { purpose }: SealPlace): Uint8Array {
	return new Uint8Array(hkdfSync('sha256', serverKey, '', `vetslot seal ${purpose}`, 32))
}
