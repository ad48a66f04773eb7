/** Booked visits that lie in time taken elsewhere. Looked for anew each time, so none is ever stale. */
import type { Knex } from 'knex'
import { instantText } from '../availability/presenter.ts'
import type { BusyQuery, Conflicts, DismissBody, ForeignBusy } from '../contract/calendars.ts'
import { type Actor, audit } from '../database/audit.ts'
import { queryOf } from '../database/query.ts'
import { Problem } from '../http/problem.ts'
import { toDay } from '../time/date.ts'
import { clip, firstEndingAfter, type Minute } from '../time/interval.ts'
import type { Zone } from '../time/zone.ts'
import { type FeedRow, feedsOf, findFeed } from './feed-rows.ts'

interface BookedRow {
	id: string
	reference: string
	start: Minute
	end: Minute
	vetId: string
	typeId: string | null
	resourceId: string
}

// Whoever is here already is not in the way of a plan any more.
const BOOKED = `
	select a.id, a.booking_reference as reference, a.veterinarian_id as "vetId",
		a.appointment_type_id as "typeId", r.resource_id as "resourceId",
		extract(epoch from a.scheduled_start)::float8 / 60 as start,
		extract(epoch from a.scheduled_end)::float8 / 60 as end
	from appointments a
	join reservations r on r.clinic_id = a.clinic_id and r.appointment_id = a.id
	where a.clinic_id = $1 and r.clinic_id = $1 and r.resource_id = any($2::uuid[])
		and a.scheduled_start > statement_timestamp()
		and a.status in ('pending', 'confirmed', 'reminded')
	group by 1, 2, 3, 4, 5, 6, 7
	order by start, a.id`

interface Seen {
	feed_id: string
	appointment_id: string
	starts_at: Date
	ends_at: Date
}

/** All that reception has not dismissed, by the start of the visit. */
export async function listConflicts(
	trx: Knex,
	clinicId: string,
	zone: Zone,
): Promise<Conflicts['conflicts']> {
	const feeds = await activeFeeds(trx, clinicId)
	if (feeds.length === 0) return []
	const ids = feeds.map((feed) => feed.resource_id)
	const booked = await queryOf(trx)<BookedRow>(BOOKED, [clinicId, ids])
	const seen: Seen[] = await trx('dismissed_conflicts').where({ clinic_id: clinicId })
	const dismissed = new Set(
		seen.map((one) => keyOf(one.feed_id, one.appointment_id, one.starts_at, one.ends_at)),
	)
	return booked.flatMap((visit) =>
		feeds
			.filter((feed) => feed.resource_id === visit.resourceId)
			.flatMap((feed) => clashes(feed, visit).map((range) => ({ feed, range })))
			.filter(({ feed, range: [from, until] }) => {
				const key = keyOf(feed.id, visit.id, new Date(from * 60_000), new Date(until * 60_000))
				return !dismissed.has(key)
			})
			.map(({ feed, range }) => present(feed, range, visit, zone)),
	)
}

function activeFeeds(trx: Knex, clinicId: string): Promise<FeedRow[]> {
	return feedsOf(trx, clinicId).where({ is_active: true }).orderBy(['label', 'id'])
}

function keyOf(feedId: string, visitId: string, from: Date, until: Date): string {
	return [feedId, visitId, from.getTime(), until.getTime()].join(' ')
}

type Range = [start: Minute, end: Minute]

/** Whole stretches of the foreign diary, not only what the visit covers: that is what people look up. */
function clashes({ busy }: FeedRow, visit: BookedRow): Range[] {
	const found: Range[] = []
	for (let i = firstEndingAfter(busy, visit.start); i < busy.length; i += 2) {
		const [start, end] = [busy[i]!, busy[i + 1]!]
		if (start >= visit.end) break
		found.push([start, end])
	}
	return found
}

function stretchOf(feed: FeedRow, [start, end]: Range, zone: Zone) {
	return {
		feedId: feed.id,
		resourceId: feed.resource_id,
		label: feed.label,
		start: instantText(zone, start),
		end: instantText(zone, end),
	}
}

function present(feed: FeedRow, range: Range, visit: BookedRow, zone: Zone) {
	return {
		...stretchOf(feed, range, zone),
		appointment: {
			id: visit.id,
			reference: visit.reference,
			start: instantText(zone, visit.start),
			end: instantText(zone, visit.end),
			veterinarianId: visit.vetId,
			typeId: visit.typeId,
		},
	}
}

/**
 * Notes that reception has seen a conflict and leaves it. Should either of the two change its time, it
 * comes back.
 *
 * @throws Problem `feed_not_found`, `appointment_not_found`
 */
export async function dismissConflict(
	trx: Knex.Transaction,
	clinicId: string,
	{ feedId, appointmentId, start, end }: DismissBody,
	actor: Actor,
): Promise<void> {
	const feed = await findFeed(trx, clinicId, feedId)
	const own = { clinic_id: clinicId, id: appointmentId }
	if (!(await trx('appointments').where(own).first('id')))
		throw new Problem('appointment_not_found')
	const added = await trx('dismissed_conflicts')
		.insert({
			...{ clinic_id: clinicId, feed_id: feed.id, appointment_id: appointmentId },
			...{ starts_at: new Date(start), ends_at: new Date(end) },
			...{ actor_kind: actor.kind, actor_id: actor.id },
		})
		.onConflict()
		.ignore()
		.returning('feed_id')
	if (added.length === 0) return
	const about = { subjectId: appointmentId, data: { feedId: feed.id } }
	await audit(trx, clinicId, { actor, action: 'conflict.dismissed', ...about })
}

/** What is taken elsewhere on some days, for the calendar: times and where from, nothing else is known. */
export async function listBusy(
	trx: Knex,
	clinicId: string,
	zone: Zone,
	{ from, to, resourceId }: BusyQuery,
): Promise<ForeignBusy['busy']> {
	const [first, last] = [zone.toInstant(toDay(from), 0), zone.toInstant(toDay(to) + 1, 0)]
	const feeds = await activeFeeds(trx, clinicId)
	return feeds
		.filter((feed) => resourceId === undefined || feed.resource_id === resourceId.toLowerCase())
		.flatMap((feed) => {
			const taken = clip(feed.busy, first, last)
			const starts = taken.filter((_, i) => i % 2 === 0)
			return starts.map((start, i) => stretchOf(feed, [start, taken[2 * i + 1]!], zone))
		})
		.sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
}
