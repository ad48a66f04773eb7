import {
	html,
	type ReactiveController,
	type ReactiveControllerHost,
	type TemplateResult,
} from 'lit'

// Set after the focus has moved, so that the two don't cut each other off.
const DELAY_MS = 100
const NBSP = '\u00a0'

/**
 * Speaks to screen readers through two live regions, which have to be in the page from the first
 * render on.
 *
 * @example voice = new Announcer(this); this.voice.say('Friday 6 November, 5 times')
 */
export class Announcer implements ReactiveController {
	readonly #host: ReactiveControllerHost
	readonly #timers = new Set<ReturnType<typeof setTimeout>>()
	#polite = ''
	#alert = ''

	constructor(host: ReactiveControllerHost) {
		this.#host = host
		host.addController(this)
	}

	/** Says a text; `alert` interrupts what is being said. */
	say(text: string, alert = false): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer)
			// The same text again would not be a change, and so would not be spoken.
			const fresh = (before: string) => (before === text ? text + NBSP : text)
			// What the other region says is no longer so, and could still be read there.
			const [polite, loud] = [this.#polite, this.#alert]
			this.#alert = alert ? fresh(loud) : ''
			this.#polite = alert ? '' : fresh(polite)
			this.#host.requestUpdate()
		}, DELAY_MS)
		this.#timers.add(timer)
	}

	hostDisconnected(): void {
		for (const timer of this.#timers) clearTimeout(timer)
		this.#timers.clear()
	}

	/** The two regions, for the host's template. */
	render(): TemplateResult {
		return html`<div class="sr" role="status">${this.#polite}</div><div class="sr" role="alert">${this.#alert}</div>`
	}
}
