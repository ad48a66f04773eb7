import { createHmac, createSecretKey, type Hmac, type KeyObject } from 'node:crypto'

const keys = new WeakMap<Uint8Array, KeyObject>()

/**
 * HMAC-SHA-256 under the server key. Given plain bytes, Node makes a key object of them each time,
 * which takes five times as long as the rest; so it is made once.
 *
 * @param serverKey whose bytes never change
 */
export function macBy(serverKey: Uint8Array): Hmac {
	let key = keys.get(serverKey)
	if (!key) {
		key = createSecretKey(serverKey)
		keys.set(serverKey, key)
	}
	return createHmac('sha256', key)
}
