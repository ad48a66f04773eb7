import type { BookingPauses, Emergency } from '@vetslot/sdk/staff'
import type { ConsoleContext } from '../context.ts'
import { EmergencyBanner } from './emergency-banner.ts'
import { PauseBanner } from './pause-banner.ts'
import { headline, sayOf } from './speech.ts'

/** Where nothing is heard of changes, this finds them. */
const LOOK_MS = 30_000

/** Watches for emergencies and pauses whatever the view, and shows them below the top bar. */
export function start(desk: ConsoleContext): () => void {
	const watch = new Watch(desk)
	const stop = desk.onChange(watch.look)
	const timer = setInterval(watch.look, LOOK_MS)
	watch.look()
	return () => {
		stop()
		clearInterval(timer)
		watch.end()
	}
}

class Watch {
	readonly #desk: ConsoleContext
	readonly #emergencies = new EmergencyBanner()
	readonly #pauses = new PauseBanner()
	/** Those that were said aloud: each once. */
	readonly #told = new Set<string>()
	#asking = false
	#again = false
	#ended = false

	constructor(desk: ConsoleContext) {
		this.#desk = desk
		this.#emergencies.desk = desk
		this.#pauses.desk = desk
		this.#pauses.classList.add('calm')
	}

	end(): void {
		this.#ended = true
	}

	/** Asks once more when something changes while it asks. */
	readonly look = (): void => {
		this.#again = true
		if (!this.#asking) void this.#ask()
	}

	async #ask(): Promise<void> {
		const { client } = this.#desk
		this.#asking = true
		while (this.#again && !this.#ended) {
			this.#again = false
			// Without an answer what is on screen stays; the next look comes by itself.
			const [open, pauses] = await Promise.all([
				client.emergencies.list().catch(() => undefined),
				client.pause.list().catch(() => undefined),
			])
			if (this.#ended) return
			if (open) this.#showEmergencies(open.emergencies)
			if (pauses) this.#showPauses(pauses)
		}
		this.#asking = false
	}

	#showEmergencies(open: readonly Emergency[]): void {
		const desk = this.#desk
		desk.badge('emergencies', open.length)
		this.#emergencies.show(open)
		desk.banner('emergencies', open.length > 0 ? this.#emergencies : null)
		for (const one of open) {
			if (this.#told.has(one.id)) continue
			this.#told.add(one.id)
			desk.say(headline(sayOf(desk), desk.words, one, Date.now()), true)
		}
	}

	#showPauses(pauses: BookingPauses): void {
		this.#pauses.pauses = pauses
		const isOn = pauses.everyone !== null || pauses.people.length > 0
		this.#desk.banner('pause', isOn ? this.#pauses : null)
	}
}
