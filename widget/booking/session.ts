import { idempotencyKey } from '@vetslot/sdk'

const NAME = 'vetslot:session'

/** For a page whose storage is switched off. */
let unstored = ''

/**
 * A random name of this tab, 128 bits, the same until it is closed: at each clinic it holds one time,
 * so that holding another lets go of the first.
 */
export function tabSession(): string {
	try {
		const known = sessionStorage.getItem(NAME)
		if (known) return known
		const made = idempotencyKey()
		sessionStorage.setItem(NAME, made)
		return made
	} catch {
		unstored ||= idempotencyKey()
		return unstored
	}
}
