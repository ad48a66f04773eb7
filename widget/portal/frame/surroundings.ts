import type { ReactiveController } from 'lit'
import type { Phase, VetslotPortal } from '../portal-element.ts'

/** What the next connection goes on with. */
const WAITING: readonly Phase[] = ['unreached', 'leaving']

/** How long a page is out of sight until what it shows may be stale. */
const STALE_MS = 60_000

/** What the page and the device do around the portal: the network, and whether anybody looks. */
export class Surroundings implements ReactiveController {
	readonly #portal: VetslotPortal
	#hiddenAt = 0
	offline = !navigator.onLine

	constructor(portal: VetslotPortal) {
		this.#portal = portal
		portal.addController(this)
	}

	hostConnected(): void {
		this.#listen('addEventListener')
	}

	hostDisconnected(): void {
		this.#listen('removeEventListener')
	}

	#listen(how: 'addEventListener' | 'removeEventListener'): void {
		window[how]('online', this.#onLine)
		window[how]('offline', this.#onLine)
		document[how]('visibilitychange', this.#onLook)
	}

	readonly #onLine = (): void => {
		const { t, voice, view, phase } = this.#portal
		this.offline = !navigator.onLine
		if (this.#portal.inside) voice.say(t(this.offline ? 'offline-said' : 'online-said'))
		if (!this.offline && phase === 'opening') void this.#portal.boot()
		else if (!this.offline && WAITING.includes(phase)) void this.#portal.resume()
		else if (!this.offline) view?.reread()
		this.#portal.requestUpdate()
	}

	readonly #onLook = (): void => {
		if (document.hidden) this.#hiddenAt = Date.now()
		else if (Date.now() - this.#hiddenAt > STALE_MS && !this.offline) this.#portal.view?.reread()
	}
}
