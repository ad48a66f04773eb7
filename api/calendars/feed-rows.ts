import type { Knex } from 'knex'
import { instantText, secondText } from '../availability/presenter.ts'
import type { Feed } from '../contract/calendars.ts'
import { Problem } from '../http/problem.ts'
import { minuteOf, type Zone } from '../time/zone.ts'
import { feedErrorWords } from './feed-error.ts'

const STALE_MINUTES = 60

/** A feed as its row has it. */
export interface FeedRow {
	id: string
	resource_id: string
	label: string
	/** Encrypted. */
	address: Buffer
	host: string
	is_active: boolean
	busy: number[]
	events: number
	skipped: number
	etag: string | null
	last_modified: string | null
	digest: string | null
	/** The local day on which the events were laid out. */
	laid_out_on: string | null
	next_fetch_at: Date
	last_tried_at: Date | null
	last_success_at: Date | null
	last_error: string | null
	failures: number
	created_at: Date
}

export function feedsOf(trx: Knex, clinicId: string) {
	return trx('calendar_feeds').where({ clinic_id: clinicId })
}

/** @throws Problem `feed_not_found` */
export async function findFeed(trx: Knex, clinicId: string, id: string): Promise<FeedRow> {
	const row: FeedRow | undefined = await feedsOf(trx, clinicId).where({ id }).first()
	if (!row) throw new Problem('feed_not_found')
	return row
}

/** @param now the database's */
export function presentFeed(row: FeedRow, zone: Zone, now: Date): Feed {
	const text = (at: Date | null) => (at === null ? null : secondText(zone, at))
	const { last_error: code } = row
	return {
		id: row.id,
		resourceId: row.resource_id,
		label: row.label,
		host: row.host,
		active: row.is_active,
		status: statusOf(row, now),
		error: code === null ? null : { code, message: feedErrorWords(code) },
		events: row.events,
		skipped: row.skipped,
		lastTriedAt: text(row.last_tried_at),
		lastSuccessAt: text(row.last_success_at),
		nextFetchAt: row.is_active ? instantText(zone, minuteOf(row.next_fetch_at)) : null,
	}
}

function statusOf(row: FeedRow, now: Date): Feed['status'] {
	if (!row.is_active) return 'off'
	const last = row.last_success_at ?? row.created_at
	if (now.getTime() - last.getTime() > STALE_MINUTES * 60_000) return 'stale'
	if (row.last_error !== null) return 'failing'
	return row.last_success_at === null ? 'waiting' : 'fresh'
}
