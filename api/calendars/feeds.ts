import type { Knex } from 'knex'
import type { ClinicNow } from '../availability/catalogue.ts'
import type { Written } from '../clinics/hours/change-plan.ts'
import type { FeedBody, FeedChangeBody } from '../contract/calendars.ts'
import { newId } from '../database/ids.ts'
import { seal } from '../database/sealed.ts'
import { invalidRequest, Problem, tooMany } from '../http/problem.ts'
import { feedsOf, findFeed } from './feed-rows.ts'

/** Two for each of a large team. */
const MOST_FEEDS = 30
const SECONDS_BETWEEN_ASKS = 60

export interface FeedOwner {
	clinicId: string
	serverKey: Uint8Array
}

/** How an address is sealed: for its own row only. */
export function sealedFor(clinicId: string, id: string) {
	return { purpose: 'calendar address', clinicId, id }
}

/**
 * Keeps the address of a diary. It is read a moment later; until then it takes no time.
 *
 * @throws Problem `resource_not_found`, `feed_limit_reached`, `invalid_request`
 */
export async function createFeed(
	trx: Knex.Transaction,
	{ clinic }: ClinicNow,
	owner: FeedOwner,
	{ resourceId, label, address }: FeedBody,
): Promise<Written> {
	const resource = clinic.rows.resources.find(({ id }) => id === resourceId.toLowerCase())
	if (!resource) throw new Problem('resource_not_found')
	// Whoever changes a plan is alone with it, so nobody adds another one in between.
	const [kept] = await feedsOf(trx, owner.clinicId).count('id as feeds')
	if (Number(kept?.feeds) >= MOST_FEEDS) {
		const detail = `A clinic keeps at most ${MOST_FEEDS} calendars. Remove one first.`
		throw new Problem('feed_limit_reached', { detail })
	}
	const id = newId()
	await trx('calendar_feeds').insert({
		...{ clinic_id: owner.clinicId, id, label, resource_id: resource.id },
		...addressColumns(owner, id, address),
	})
	return { id, touched: null }
}

/**
 * Changes a diary. With another address, or switched off, what was read from it is gone at once.
 *
 * @throws Problem `feed_not_found`, `invalid_request`, `rate_limited` for a second address in a minute
 */
export async function changeFeed(
	trx: Knex.Transaction,
	owner: FeedOwner,
	{ id, body }: { id: string; body: FeedChangeBody },
): Promise<Written> {
	const old = await findFeed(trx, owner.clinicId, id)
	const { label, address, active } = body
	if (address !== undefined) await noteAsk(trx, owner.clinicId, old.id)
	await feedsOf(trx, owner.clinicId)
		.where({ id: old.id })
		.update({
			...(label === undefined ? {} : { label }),
			...(address === undefined ? {} : addressColumns(owner, old.id, address)),
			...(active === undefined ? {} : { is_active: active }),
			...(address !== undefined || active === false ? unread : {}),
			...(active === true ? { next_fetch_at: soon(trx) } : {}),
			...(address === undefined ? {} : { next_fetch_at: trx.fn.now() }),
			updated_at: trx.fn.now(),
		})
	return { id: old.id, touched: null }
}

/** Forgets a diary: its time is free again. */
export async function removeFeed(
	trx: Knex.Transaction,
	clinicId: string,
	id: string,
): Promise<Written> {
	const old = await findFeed(trx, clinicId, id)
	await trx('dismissed_conflicts').where({ clinic_id: clinicId, feed_id: old.id }).delete()
	await feedsOf(trx, clinicId).where({ id: old.id }).delete()
	return { id: old.id, touched: null }
}

/**
 * Has a diary read as soon as may be, whatever went wrong before.
 *
 * @throws Problem `feed_not_found`, `rate_limited` for a second time in a minute
 */
export async function askForFeed(trx: Knex.Transaction, clinicId: string, id: string) {
	const { id: found } = await findFeed(trx, clinicId, id)
	await noteAsk(trx, clinicId, found)
	const due = { next_fetch_at: trx.fn.now(), updated_at: trx.fn.now() }
	await feedsOf(trx, clinicId).where({ id: found }).update(due)
}

/** Somebody else's server is asked then, however slow it is: not more than once a minute. */
async function noteAsk(trx: Knex.Transaction, clinicId: string, id: string): Promise<void> {
	const noted = await feedsOf(trx, clinicId)
		.where({ id })
		.whereRaw('(asked_at is null or asked_at <= now() - make_interval(secs => ?))', [
			SECONDS_BETWEEN_ASKS,
		])
		.update({ asked_at: trx.fn.now() })
	if (noted === 0) throw tooMany(SECONDS_BETWEEN_ASKS)
}

/** Switching off and on again is no way around that. */
function soon(trx: Knex): Knex.Raw {
	return trx.raw('greatest(now(), last_tried_at + make_interval(secs => ?))', [
		SECONDS_BETWEEN_ASKS,
	])
}

/** As if it had never been read. */
const unread = {
	...{ busy: [], events: 0, skipped: 0, failures: 0 },
	...{ etag: null, last_modified: null, digest: null, laid_out_on: null },
	...{ last_success_at: null, last_error: null },
}

function addressColumns({ clinicId, serverKey }: FeedOwner, id: string, given: string) {
	const address = given.replace(/^webcals?:/i, 'https:')
	const { host, hostname, protocol } = new URL(address)
	// Whether this machine may be asked at all is seen when it is.
	const isOwn = /^(?:127(?:\.\d+){3}|localhost)$/.test(hostname)
	if (protocol !== 'https:' && !isOwn) {
		const message = 'Must be an https address: this one would be read by everyone on the way'
		throw invalidRequest([{ path: 'address', in: 'body', code: 'not_https', message }])
	}
	return { address: seal(serverKey, sealedFor(clinicId, id), address), host }
}
