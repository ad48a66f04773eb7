import type { Knex } from 'knex'
import { readAtOnce } from '../database/tenant.ts'
import { type Calendar, type CalendarAsk, readCalendars } from './queries.ts'

/** Under way at a time, each on a connection; whoever comes meanwhile waits and goes with others. */
const MOST_AT_ONCE = 4
/** One large clinic should not keep many others waiting. */
const MOST_TOGETHER = 6

interface Waiting {
	ask: CalendarAsk
	resolve: (calendar: Calendar | undefined) => void
	reject: (error: unknown) => void
}

/**
 * Reads the calendars of whoever asks at about the same time by one statement: a round trip costs this
 * process more than what comes back by it.
 */
export class CalendarReads {
	readonly #db: Knex
	#waiting: Waiting[] = []
	#underWay = 0
	#isDue = false

	constructor(db: Knex) {
		this.#db = db
	}

	/** Undefined without such a clinic. */
	read(ask: CalendarAsk): Promise<Calendar | undefined> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ ask, resolve, reject })
			if (this.#isDue) return
			this.#isDue = true
			// By then all requests have been read that have arrived by now.
			setImmediate(() => {
				this.#isDue = false
				this.#next()
			})
		})
	}

	#next(): void {
		while (this.#waiting.length > 0 && this.#underWay < MOST_AT_ONCE) {
			this.#underWay++
			this.#run(this.#waiting.splice(0, MOST_TOGETHER)).finally(() => {
				this.#underWay--
				this.#next()
			})
		}
	}

	async #run(together: Waiting[]): Promise<void> {
		const asks = together.map(({ ask }) => ask)
		try {
			const calendars = await readAtOnce(this.#db, (query) => readCalendars(query, asks))
			for (const [i, { resolve }] of together.entries()) resolve(calendars[i])
		} catch (error) {
			for (const { reject } of together) reject(error)
		}
	}
}
