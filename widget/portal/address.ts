import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { HOME, isElsewhere, isSame, type Route, readRoute, writeRoute } from './route.ts'

type Host = ReactiveControllerHost & { history: 'on' | 'off' }

/**
 * Where the portal is. Only on the clinic's wish it stands in the page's address: a page's back button
 * is never captured by an element that merely stands in it.
 */
export class Address implements ReactiveController {
	readonly #host: Host
	readonly #onMove: () => void
	/** Whether what stands here may be left, once that is asked; undefined where nothing would be lost. */
	readonly #mayLeave: () => Promise<boolean> | undefined
	#isAgreed = false
	#route: Route = HOME

	constructor(host: Host, onMove: () => void, mayLeave: () => Promise<boolean> | undefined) {
		this.#host = host
		this.#onMove = onMove
		this.#mayLeave = mayLeave
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
		const next = readRoute(location.hash) ?? HOME
		if (isSame(next, this.#route)) return
		if (!this.#isAgreed && isElsewhere(this.#route, next) && this.#isHeld()) return
		this.#isAgreed = false
		this.#route = next
		this.#onMove()
	}

	/** The browser has gone already: until leaving is agreed to, its address stands again after that one. */
	#isHeld(): boolean {
		const agreed = this.#mayLeave()
		if (!agreed) return false
		history.pushState(null, '', writeRoute(this.#route))
		void agreed.then((isAgreed) => {
			if (!isAgreed) return
			this.#isAgreed = true
			history.back()
		})
		return true
	}
}
