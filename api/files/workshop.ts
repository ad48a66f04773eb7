import { Problem } from '../http/problem.ts'

/** How many wait at most: whoever comes later is better told to come again. */
const MOST_WAITING = 20

/** Lets so many works be under way at once: each may take the memory of a large picture. */
export class Workshop {
	readonly #most: number
	readonly #waiting: (() => void)[] = []
	#busy = 0

	constructor(most: number) {
		this.#most = most
	}

	/** @throws Problem `overloaded` */
	async run<T>(work: () => Promise<T>): Promise<T> {
		await this.#enter()
		try {
			return await work()
		} finally {
			// Who waits next takes over the place, so that nobody slips in between.
			const next = this.#waiting.shift()
			if (next) next()
			else this.#busy -= 1
		}
	}

	async #enter(): Promise<void> {
		if (this.#busy < this.#most) {
			this.#busy += 1
			return
		}
		if (this.#waiting.length >= MOST_WAITING) {
			throw new Problem('overloaded', { headers: { 'Retry-After': '5' } })
		}
		await new Promise<void>((resolve) => this.#waiting.push(resolve))
	}
}
