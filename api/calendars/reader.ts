import type { Logger } from '../log.ts'
import { repeat } from '../repeat.ts'
import type { Reach } from './fetch-calendar.ts'
import { type FeedServices, readFeed } from './read-feed.ts'

const AT_ONCE = 6
const SECONDS = 5

export interface ReaderOptions {
	services: FeedServices
	reach: Reach
	log: Pick<Logger, 'info' | 'warn' | 'error'>
	/** Seconds between two looks for diaries that are due. */
	seconds?: number
}

/**
 * Reads the diaries of all clinics as their time comes. Several processes may: each diary is taken by
 * one of them. A slow diary holds one place of several, and the only one that its clinic gets here.
 */
export function startReader(options: ReaderOptions): { stop(): Promise<void> } {
	const reader = new Reader(options)
	const looking = repeat(() => reader.fill(), (options.seconds ?? SECONDS) * 1000)
	return {
		async stop() {
			reader.close()
			await looking.stop()
			await reader.done()
		},
	}
}

class Reader {
	readonly #options: ReaderOptions
	/** By clinic. */
	readonly #reading = new Map<string, Promise<void>>()
	#filling = Promise.resolve()
	#closed = false

	constructor(options: ReaderOptions) {
		this.#options = options
	}

	/** Looks for as many diaries as there are places, one look after the other. */
	fill(): Promise<void> {
		this.#filling = this.#filling.then(() => this.#take())
		return this.#filling
	}

	close(): void {
		this.#closed = true
	}

	async done(): Promise<void> {
		await this.#filling
		await Promise.all(this.#reading.values())
	}

	async #take(): Promise<void> {
		const places = AT_ONCE - this.#reading.size
		if (this.#closed || places === 0) return
		try {
			const due = await findDue(this.#options, places, [...this.#reading.keys()])
			for (const feed of due) this.#reading.set(feed.clinicId, this.#read(feed))
		} catch (err) {
			this.#options.log.error({ err }, 'calendars')
		}
	}

	async #read(feed: Due): Promise<void> {
		const isTried = await readOne(this.#options, feed)
		this.#reading.delete(feed.clinicId)
		// What could not even be tried is due still, and would be found again at once.
		if (isTried) void this.fill()
	}
}

interface Due {
	clinicId: string
	id: string
}

async function findDue({ services }: ReaderOptions, most: number, busy: string[]): Promise<Due[]> {
	const { rows } = await services.db.raw(
		'select clinic_id as "clinicId", id from due_calendar_feeds(?, ?::uuid[])',
		[most, busy],
	)
	return rows
}

/** Never the address, nor what an error says that may hold it. */
async function readOne({ services, reach, log }: ReaderOptions, feed: Due): Promise<boolean> {
	const line = { clinicId: feed.clinicId, feedId: feed.id }
	try {
		const outcome = await readFeed(services, reach, feed)
		const isGood = outcome === 'changed' || outcome === 'unchanged' || outcome === 'taken'
		log[isGood ? 'info' : 'warn']({ ...line, outcome }, 'calendar')
		return true
	} catch (err) {
		log.error({ ...line, err }, 'calendar')
		return false
	}
}
