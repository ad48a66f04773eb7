import { macBy } from './mac.ts'

/** Names callers without their addresses or emails: a plain hash of either is found by trying all. */
export function blinder(serverKey: Uint8Array): (text: string) => string {
	return (text) => macBy(serverKey).update(`rate limit\0${text}`).digest('base64url')
}
