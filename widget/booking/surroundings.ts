import type { ReactiveController, ReactiveControllerHost } from 'lit'

const REFRESH = 60_000
const QUIET = 1500
const WIDE = 600
const KEYBOARD = 480

interface Told {
	/** The network came or went. */
	onLine: (online: boolean) => void
	/** Someone looks at the page: came back to it, or has been on it for another minute. */
	onLook: (cameBack: boolean) => void
}

type Host = ReactiveControllerHost & HTMLElement

/** What the page and the device do around the element: network, tab, width and keyboard. */
export class Surroundings implements ReactiveController {
	readonly #host: Host
	readonly #told: Told
	readonly #resize = new ResizeObserver(() => this.#measure())
	#timer: ReturnType<typeof setInterval> | undefined
	#pressed = 0
	/** There is room for the month beside the times. */
	wide = false

	constructor(host: Host, told: Told) {
		this.#host = host
		this.#told = told
		host.addController(this)
	}

	/** The keyboard leaves enough room for a footer that sticks. */
	get tall(): boolean {
		return (visualViewport?.height ?? KEYBOARD) >= KEYBOARD
	}

	/** A finger was down a moment ago, so nothing may move now. */
	get touched(): boolean {
		return Date.now() - this.#pressed < QUIET
	}

	hostConnected(): void {
		this.#listen('addEventListener')
		this.#resize.observe(this.#host)
		this.#timer = setInterval(() => this.#look(false), REFRESH)
	}

	hostDisconnected(): void {
		this.#listen('removeEventListener')
		this.#resize.disconnect()
		clearInterval(this.#timer)
	}

	#listen(how: 'addEventListener' | 'removeEventListener'): void {
		window[how]('online', this.#line)
		window[how]('offline', this.#line)
		window[how]('focus', this.#return)
		document[how]('visibilitychange', this.#return)
		visualViewport?.[how]('resize', this.#redraw)
		this.#host[how]('pointerdown', this.#press)
	}

	hostUpdated(): void {
		this.#measure()
	}

	#measure(): void {
		// In the dialog the card has a width of its own.
		const root = this.#host.shadowRoot?.querySelector('.root') ?? this.#host
		const wide = root.clientWidth >= WIDE
		if (wide === this.wide) return
		this.wide = wide
		this.#host.requestUpdate()
	}

	#look(cameBack: boolean): void {
		if (!document.hidden) this.#told.onLook(cameBack)
	}

	readonly #line = (): void => this.#told.onLine(navigator.onLine)
	readonly #return = (): void => this.#look(true)
	readonly #redraw = (): void => this.#host.requestUpdate()
	readonly #press = (): void => {
		this.#pressed = Date.now()
	}
}
