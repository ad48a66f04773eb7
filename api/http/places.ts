import { Problem } from './problem.ts'

/** Counts what may go on at once in this process: one for each clinic or caller, and so many in all. */
export class Places {
	readonly #most: number
	readonly #retryAfter: string
	readonly #taken = new Set<string>()

	/** @param retryAfter seconds after which it is worth asking again */
	constructor(most: number, retryAfter: number) {
		this.#most = most
		this.#retryAfter = String(retryAfter)
	}

	/**
	 * Takes somebody's place, before anything is waited for, and gives what leaves it again.
	 *
	 * @throws Problem `overloaded`
	 */
	take(whose: string): () => void {
		if (this.#taken.size >= this.#most || this.#taken.has(whose)) {
			throw new Problem('overloaded', { headers: { 'Retry-After': this.#retryAfter } })
		}
		this.#taken.add(whose)
		let isMine = true
		return () => {
			if (isMine) this.#taken.delete(whose)
			isMine = false
		}
	}
}
