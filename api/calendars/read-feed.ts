/** Reads one diary from where it is kept, and lays what is taken there over the clinic's hours. */
import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { carryOut } from '../clinics/hours/carry-out.ts'
import { applyPlan } from '../clinics/hours/change-plan.ts'
import { lockAllResources } from '../database/lock-resources.ts'
import { queryOf } from '../database/query.ts'
import { unseal } from '../database/sealed.ts'
import { inTenant } from '../database/tenant.ts'
import { bumpPlan } from '../database/versions.ts'
import type { Services } from '../services.ts'
import { fromDay } from '../time/date.ts'
import { minuteOf, zoneOf } from '../time/zone.ts'
import type { BusyFound, Window } from './busy-in.ts'
import { FeedError } from './feed-error.ts'
import { type FeedRow, feedsOf } from './feed-rows.ts'
import { sealedFor } from './feeds.ts'
import { type Fetched, fetchCalendar, type Known, type Reach } from './fetch-calendar.ts'
import { readBusyIn } from './read-busy.ts'

const MINUTES_BETWEEN = 5
const MOST_MINUTES_BETWEEN = 60
/** So that ten seconds are taken at most each twenty minutes. */
const MINUTES_FOR_A_SECOND = 2
/** Even for a clinic whose types are all for this week. */
const LEAST_DAYS = 90
const MOST_DAYS = 400

export type FeedServices = Pick<Services, 'db' | 'catalogue' | 'serverKey'>

/** What came of it: `taken` by another worker, or removed, before this one came. */
export type Outcome = 'taken' | 'unchanged' | 'changed' | FeedError['code']

/**
 * Fetches a diary whose time has come and keeps what is taken in it. Visits that it clashes with stay
 * booked, and are listed as conflicts; holds end.
 */
export async function readFeed(
	services: FeedServices,
	reach: Reach,
	feed: { clinicId: string; id: string },
): Promise<Outcome> {
	const claimed = await inTenant(services.db, feed.clinicId, (trx) => claim(trx, services, feed), {
		quietly: true,
	})
	if (!claimed) return 'taken'
	const begun = performance.now()
	const secondsSoFar = () => (performance.now() - begun) / 1000
	try {
		const { row, today, window } = claimed
		// What recurs goes on for another day, although the file is the same.
		const isToday = row.laid_out_on === today
		const known: Known = isToday
			? { etag: row.etag, lastModified: row.last_modified }
			: { etag: null, lastModified: null }
		const address = addressOf(services, feed.clinicId, row)
		const fetched = await fetchCalendar(address, known, reach)
		const digest = fetched.changed ? digestOf(fetched.text) : row.digest
		const isSame = isToday && digest === row.digest
		const found = fetched.changed && !isSame ? await readBusyIn(fetched.text, window) : null
		const all = { ...claimed, clinicId: feed.clinicId, fetched, digest, found }
		return await keep(services, { ...all, seconds: secondsSoFar() })
	} catch (error) {
		if (!(error instanceof FeedError)) throw error
		const failed = { ...claimed, clinicId: feed.clinicId, seconds: secondsSoFar(), error }
		const note = (trx: Knex.Transaction) => noteFailure(trx, failed)
		await inTenant(services.db, feed.clinicId, note, { quietly: true })
		return error.code
	}
}

function addressOf({ serverKey }: FeedServices, clinicId: string, row: FeedRow): string {
	try {
		return unseal(serverKey, sealedFor(clinicId, row.id), row.address)
	} catch (cause) {
		throw new FeedError('unreadable_address', { cause })
	}
}

interface Claimed {
	row: FeedRow
	today: string
	window: Window
}

/** One worker takes it; should that one die, the next try is a few minutes away. */
async function claim(
	trx: Knex.Transaction,
	{ catalogue }: FeedServices,
	{ clinicId, id }: { clinicId: string; id: string },
): Promise<Claimed | null> {
	const [row]: FeedRow[] = await feedsOf(trx, clinicId)
		.where({ id, is_active: true })
		.where('next_fetch_at', '<=', trx.raw('statement_timestamp()'))
		.update({ next_fetch_at: inMinutes(trx, MINUTES_BETWEEN), last_tried_at: trx.fn.now() })
		.returning('*')
	if (!row) return null
	const { clinic, now } = await catalogue.read(queryOf(trx), clinicId)
	const zone = zoneOf(clinic.plan.zone)
	const today = zone.dayAt(minuteOf(now))
	const horizons = clinic.rows.types.map((type) => type.horizon_days)
	const days = Math.min(MOST_DAYS, Math.max(LEAST_DAYS, ...horizons) + 2)
	const [from, until] = [zone.toInstant(today - 1, 0), zone.toInstant(today + days, 0)]
	return { row, today: fromDay(today), window: { zone: zone.name, from, until, clinicId } }
}

/** Not all at once: a tenth sooner or later, so that a thousand diaries spread out. */
function inMinutes(trx: Knex, minutes: number): Knex.Raw {
	const seconds = minutes * 60 * (0.9 + 0.2 * Math.random())
	return trx.raw(`now() + make_interval(secs => ?)`, [seconds])
}

/** Some write anew into each answer when that was made. */
function digestOf(text: string): string {
	return createHash('sha256')
		.update(text.replace(/^DTSTAMP[^\n]*\n/gim, ''))
		.digest('base64url')
}

interface Read extends Claimed {
	clinicId: string
	fetched: Fetched
	digest: string | null
	/** null: the same as before. */
	found: BusyFound | null
	/** How long it took. */
	seconds: number
}

function keep(
	{ db, catalogue }: FeedServices,
	read: Read,
): Promise<'taken' | 'unchanged' | 'changed'> {
	const { row, found, clinicId } = read
	const changes = found !== null && String(found.busy) !== String(row.busy)
	const note = async (trx: Knex.Transaction) => {
		const same = { id: row.id, is_active: true, address: row.address }
		const [noted] = await feedsOf(trx, clinicId)
			.where(same)
			.update(columns(trx, read))
			.returning('id')
		return noted !== undefined
	}
	if (!changes) {
		const quietly = async (trx: Knex.Transaction) => ((await note(trx)) ? 'unchanged' : 'taken')
		return inTenant(db, clinicId, quietly, { quietly: true })
	}
	return inTenant(db, clinicId, async (trx) => {
		// Like every change of a plan: nobody books in between, and holds that clash end.
		await lockAllResources(queryOf(trx), clinicId)
		let isNoted = false
		const { concerned } = await applyPlan(trx, { catalogue }, clinicId, async () => {
			isNoted = await note(trx)
			const touched = { resourceIds: [row.resource_id], days: null }
			return { id: row.id, touched: isNoted ? touched : null }
		})
		if (!isNoted) return 'taken'
		await carryOut(trx, clinicId, concerned)
		await bumpPlan(trx, clinicId)
		return 'changed'
	})
}

function columns(trx: Knex, { fetched, found, digest, today, seconds }: Read) {
	const tags = fetched.changed ? { etag: fetched.etag, last_modified: fetched.lastModified } : {}
	const minutes = minutesAfter(seconds, 0)
	// As it was claimed, unless it was slow: somebody may have asked for it meanwhile.
	const later = minutes > MINUTES_BETWEEN ? { next_fetch_at: inMinutes(trx, minutes) } : {}
	return {
		...{ ...tags, ...found, ...later, digest, laid_out_on: today },
		...{ last_success_at: trx.fn.now(), last_error: null, failures: 0 },
		updated_at: trx.fn.now(),
	}
}

/**
 * How long until a diary is asked again. Later and later while it fails, since a server in trouble is
 * not helped by being asked; and the later, the longer it kept a place from others.
 */
function minutesAfter(seconds: number, failures: number): number {
	const minutes = Math.max(MINUTES_BETWEEN * 2 ** failures, seconds * MINUTES_FOR_A_SECOND)
	return Math.min(MOST_MINUTES_BETWEEN, minutes)
}

interface Failed extends Pick<Read, 'clinicId' | 'row' | 'seconds'> {
	error: FeedError
}

async function noteFailure(
	trx: Knex.Transaction,
	{ clinicId, row, seconds, error }: Failed,
): Promise<void> {
	const { id, failures, address } = row
	await feedsOf(trx, clinicId)
		.where({ id, address })
		.update({
			last_error: error.code,
			failures: failures + 1,
			next_fetch_at: inMinutes(trx, minutesAfter(seconds, failures)),
			updated_at: trx.fn.now(),
		})
}
