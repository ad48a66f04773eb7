import { type VetslotClient, watchAvailability } from '@vetslot/sdk'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { State } from './state.ts'

interface Watched {
	client: () => VetslotClient | undefined
	state: () => State
	/** A finger was down a moment ago, so nothing may change now. */
	touched: () => boolean
	refresh: () => void
}

/** Nobody has touched the element for this long: whoever comes back finds it listening again. */
const IDLE = 600_000
/** The least from one refresh to the next, so that what is said can be heard to its end. */
const SPACING = 3000
/** Not all pages that hear of a change ask at the same instant; more of them hear the clock. */
const SPREAD = { change: 300, clock: 2000 }

/** The element that listens: a page gets one connection of the six a browser has for a server. */
let listening: Live | undefined

const pause = (milliseconds: number) =>
	new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/**
 * Refreshes the times while they are on screen and somebody is there, as soon as the server says
 * that they changed or the clock does. Where it can't listen, the refresh of every minute remains.
 */
export class Live implements ReactiveController {
	readonly #host: ReactiveControllerHost & HTMLElement
	readonly #of: Watched
	#stop: AbortController | undefined
	#idle: ReturnType<typeof setTimeout> | undefined
	#usedAt = Date.now()
	/** The version heard last: while it stays, there is nothing to refresh after a pause. */
	#version: number | undefined

	constructor(host: ReactiveControllerHost & HTMLElement, of: Watched) {
		this.#host = host
		this.#of = of
		host.addController(this)
	}

	hostConnected(): void {
		this.#hear('addEventListener')
	}

	hostDisconnected(): void {
		this.#hear('removeEventListener')
		this.#close()
	}

	hostUpdated(): void {
		this.#check()
	}

	#hear(how: 'addEventListener' | 'removeEventListener'): void {
		this.#host[how]('pointerdown', this.#use)
		this.#host[how]('keydown', this.#use)
		document[how]('visibilitychange', this.#check)
	}

	readonly #use = (): void => {
		this.#usedAt = Date.now()
		this.#check()
	}

	readonly #check = (): void => {
		const { step, diary, offline } = this.#of.state()
		const idle = Date.now() - this.#usedAt >= IDLE
		// An answer may still come to an element that has left the page.
		const here = this.#host.isConnected && !document.hidden && !idle
		if (step !== 'time' || !diary || offline || !here) this.#close()
		else if (!this.#stop && !listening) this.#open()
	}

	#open(): void {
		listening = this
		this.#stop = new AbortController()
		this.#wait()
		void this.#listen(this.#stop.signal)
	}

	/** Looks again when nobody may have been here for too long. */
	#wait(): void {
		this.#idle = setTimeout(
			() => {
				this.#check()
				if (this.#stop) this.#wait()
			},
			this.#usedAt + IDLE - Date.now(),
		)
	}

	#close(): void {
		if (!this.#stop) return
		clearTimeout(this.#idle)
		this.#stop.abort()
		this.#stop = undefined
		listening = undefined
	}

	async #listen(signal: AbortSignal): Promise<void> {
		const { client, state, refresh, touched } = this.#of
		const lastEventId = this.#version
		const validUntil = () => untilOf(state())
		const options = { signal, validUntil, ...(lastEventId !== undefined && { lastEventId }) }
		try {
			for await (const told of watchAvailability(client()!, state().clinic!.id, options)) {
				this.#version = told.version ?? lastEventId
				await pause(Math.random() * SPREAD[told.cause])
				while (touched()) await pause(300)
				if (signal.aborted) return
				refresh()
				await pause(SPACING)
			}
		} catch {
			// Ended by us, or refused for good: the refresh of every minute is left.
		}
	}
}

/** When the times on screen end to hold, by this device's clock. */
function untilOf({ diary, ahead }: State): string | undefined {
	return diary?.until ? new Date(Date.parse(diary.until) - ahead).toISOString() : undefined
}
