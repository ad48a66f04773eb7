import type { Knex } from 'knex'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import { type Allowance, countHits } from '../database/hits.ts'
import type { Query } from '../database/tenant.ts'
import { writeInTenant } from '../database/write.ts'
import type { Caller } from './authenticate.ts'
import { blinder } from './blind.ts'
import { addressOf } from './client-address.ts'
import type { Limits } from './guard.ts'
import { tooMany } from './problem.ts'

export interface LimitSettings {
	/** All calls of an address at this process: a bucket of `burst`, refilled `perSecond`. */
	reads: { burst: number; perSecond: number }
	/** Unsafe calls, counted in the database and so across processes. */
	writes: { address: Allowance; key: Allowance; email: Allowance }
}

interface LimitOptions {
	settings: LimitSettings
	/** The server's login. */
	db: Knex
	/** Blinds addresses and emails: a plain hash of an IPv4 address is found by trying all. */
	serverKey: Uint8Array
	now: () => number
}

// A count that a crash forgets favours one caller once; waiting for the disk would cost every call
// as much as the booking itself does.
const HASTY = { settings: 'set local synchronous_commit = off; ', quietly: true }

/** The limits of all routes. */
export function createLimits({ settings, db, serverKey, now }: LimitOptions): Limits {
	const takeRead = createBucket(settings.reads)
	const blind = blinder(serverKey)
	return {
		arrival: (address) => takeRead(address, now()),
		write: async (ctx, caller) => {
			if (!caller || isRead(ctx)) return
			const { address, key } = settings.writes
			const byCredential = { ...key, bucket: 'write_by_credential' }
			const hits = [{ ...byCredential, subject: blind(caller.credential) }]
			if (isAnyone(caller)) {
				hits.push({ ...address, bucket: 'write_by_address', subject: blind(addressOf(ctx)) })
			}
			// A transaction apart, so that calls that fail count too; one round trip.
			const { clinicId } = caller
			let wait = 0
			const count = async (query: Query) => {
				wait = await countHits(query, clinicId, hits, now())
			}
			const work = (query: Query) => ({ result: undefined, last: [count(query)] })
			await writeInTenant(db, clinicId, work, HASTY)
			if (wait > 0) throw tooMany(wait)
		},
	}
}

/**
 * Whether the caller has shown nothing secret of the clinic. A whole desk works behind one address,
 * and a server behind its own; both are known by what they sign with.
 */
function isAnyone({ staff, key }: Caller): boolean {
	return staff === null && key?.kind !== 'secret'
}

function isRead(ctx: Context): boolean {
	return ctx.method === 'GET' || ctx.method === 'HEAD'
}

/**
 * A token bucket for each name, in memory. The least recent names are forgotten first, which can
 * only favour the caller.
 */
export function createBucket(settings: LimitSettings['reads']) {
	const { burst, perSecond } = settings
	const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: 20_000 })
	return (name: string, now: number): void => {
		const bucket = buckets.get(name) ?? { tokens: burst, at: now }
		const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * perSecond
		const tokens = Math.min(burst, refilled) - 1
		if (tokens < 0) throw tooMany(Math.ceil(-tokens / perSecond))
		buckets.set(name, { tokens, at: now })
	}
}
