import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { HOME, isSame, type Route, readRoute, writeRoute } from './route.ts'

type Host = ReactiveControllerHost & { history: 'on' | 'off' }

/**
 * Where the portal is. Only on the clinic's wish it stands in the page's address: a page's back button
 * is never captured by an element that merely stands in it.
 */
export class Address implements ReactiveController {
	readonly #host: Host
	readonly #onMove: () => void
	#route: Route = HOME

	constructor(host: Host, onMove: () => void) {
		this.#host = host
		this.#onMove = onMove
		host.addController(this)
	}

	hostConnected(): void {
		addEventListener('hashchange', this.#onHash)
		addEventListener('popstate', this.#onHash)
	}

	hostDisconnected(): void {
		removeEventListener('hashchange', this.#onHash)
		removeEventListener('popstate', this.#onHash)
	}

	get route(): Route {
		return (this.#isWritten && readRoute(location.hash)) || this.#route
	}

	get #isWritten(): boolean {
		return this.#host.history === 'on'
	}

	/** Goes there; without a trace in the history when told. */
	set(route: Route, replace: boolean): void {
		if (isSame(route, this.route)) return
		this.#route = route
		if (this.#isWritten)
			history[replace ? 'replaceState' : 'pushState'](null, '', writeRoute(route))
		this.#onMove()
	}

	/** Is there without standing in the address. */
	point(route: Route): void {
		this.#route = route
	}

	readonly #onHash = (): void => {
		if (!this.#isWritten) return
		this.#route = readRoute(location.hash) ?? HOME
		this.#onMove()
	}
}
