import type { ReactiveController, ReactiveControllerHost } from 'lit'

/**
 * Redraws its host once a second until an instant that the server named. The difference between
 * the two clocks is taken once, so a wrong clock on the phone neither shortens nor lengthens a hold.
 */
export class Countdown implements ReactiveController {
	readonly #host: ReactiveControllerHost
	readonly #onSecond: (left: number) => void
	#timer: ReturnType<typeof setInterval> | undefined
	#end: number | undefined

	constructor(host: ReactiveControllerHost, onSecond: (left: number) => void) {
		this.#host = host
		this.#onSecond = onSecond
		host.addController(this)
	}

	/** `until`: epoch milliseconds by the server's clock. `ahead`: server's clock minus ours. */
	start(until: number, ahead = 0): void {
		this.#end = until - ahead
		this.hostConnected()
	}

	stop(): void {
		this.#end = undefined
		clearInterval(this.#timer)
	}

	/** Milliseconds left, 0 when it is over or was never started. */
	get left(): number {
		return this.#end === undefined ? 0 : Math.max(0, this.#end - Date.now())
	}

	hostConnected(): void {
		clearInterval(this.#timer)
		if (this.#end !== undefined) this.#timer = setInterval(() => this.#tick(), 1000)
	}

	hostDisconnected(): void {
		clearInterval(this.#timer)
	}

	#tick(): void {
		const { left } = this
		if (!left) this.stop()
		this.#host.requestUpdate()
		this.#onSecond(left)
	}
}
