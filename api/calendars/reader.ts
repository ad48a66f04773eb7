import type { Logger } from '../log.ts'
import { repeat } from '../repeat.ts'
import type { Reach } from './fetch-calendar.ts'
import { type FeedServices, readFeed } from './read-feed.ts'

const AT_ONCE = 4
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
 * one of them.
 */
export function startReader(options: ReaderOptions): { stop(): Promise<void> } {
	return repeat(() => readDue(options), (options.seconds ?? SECONDS) * 1000)
}

async function readDue(options: ReaderOptions): Promise<void> {
	const { services, log } = options
	try {
		const { rows } = await services.db.raw(
			'select clinic_id as "clinicId", id from due_calendar_feeds(?)',
			[AT_ONCE],
		)
		await Promise.all(rows.map((feed: Due) => readOne(options, feed)))
	} catch (err) {
		log.error({ err }, 'calendars')
	}
}

interface Due {
	clinicId: string
	id: string
}

/** Never the address, nor what an error says that may hold it. */
async function readOne({ services, reach, log }: ReaderOptions, feed: Due): Promise<void> {
	const line = { clinicId: feed.clinicId, feedId: feed.id }
	try {
		const outcome = await readFeed(services, reach, feed)
		const isGood = outcome === 'changed' || outcome === 'unchanged' || outcome === 'taken'
		log[isGood ? 'info' : 'warn']({ ...line, outcome }, 'calendar')
	} catch (err) {
		log.error({ ...line, err }, 'calendar')
	}
}
