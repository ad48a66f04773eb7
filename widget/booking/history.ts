import type { Step } from './state.ts'

/**
 * Steps as entries of the browser's history. Only on the clinic's wish or in the dialog: a page's
 * back button is never captured by an element that merely stands in it.
 */
export class StepHistory {
	readonly #back: () => void
	/** Entries of another element, or of an earlier page, are not ours to count. */
	readonly #id = Math.random()
	#depth = 0

	constructor(back: () => void) {
		this.#back = back
	}

	/** The visitor is at a step: one further, or one back by the element's own button. */
	at(step: Step, back: boolean): void {
		if (!this.#depth) addEventListener('popstate', this.#onPop)
		if (back) {
			this.#depth = Math.max(0, this.#depth - 1)
			return
		}
		this.#depth++
		window.history.pushState({ vetslot: this.#depth, of: this.#id, step }, '')
	}

	stop(): void {
		removeEventListener('popstate', this.#onPop)
	}

	readonly #onPop = (event: PopStateEvent): void => {
		const entry = event.state as { vetslot: number; of: number } | null
		const depth = entry?.of === this.#id ? entry.vetslot : 0
		if (depth < this.#depth) this.#back()
		else this.#depth = depth
	}
}
