import { createHmac } from 'node:crypto'
import type { Knex } from 'knex'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import type { Caller } from './authenticate.ts'
import { addressOf } from './client-address.ts'
import type { Limits } from './guard.ts'
import { Problem } from './problem.ts'

/** At most `most` hits in each window of `seconds`. */
export interface Allowance {
	most: number
	seconds: number
}

export interface LimitSettings {
	/** All calls of an address at this process: a bucket of `burst`, refilled `perSecond`. */
	reads: { burst: number; perSecond: number }
	/** Unsafe calls, counted in the database and so across processes. */
	writes: { address: Allowance; key: Allowance; email: Allowance }
}

/** One thing to count up. */
export interface Hit extends Allowance {
	bucket: string
	/** Whom it is counted to, never in clear. */
	subject: string
}

export type InTenant = <T>(
	clinicId: string,
	work: (trx: Knex.Transaction) => Promise<T>,
) => Promise<T>

interface LimitOptions {
	settings: LimitSettings
	inTenant: InTenant
	/** Blinds addresses and emails: a plain hash of an IPv4 address is found by trying all. */
	serverKey: Uint8Array
	now: () => number
}

/** The limits of all routes. */
export function createLimits(options: LimitOptions): Limits {
	const { settings, inTenant, now } = options
	const takeRead = createBucket(settings.reads)
	const blind = blinder(options.serverKey)
	const count = (caller: Caller, hits: readonly Hit[]) =>
		inTenant(caller.clinicId, (trx) => countHits(trx, caller.clinicId, hits, now()))
	return {
		arrival: (ctx) => takeRead(addressOf(ctx), now()),
		write: async (ctx, caller) => {
			if (!caller || isRead(ctx)) return
			const { address, key } = settings.writes
			await count(caller, [
				{ ...address, bucket: 'write_by_address', subject: blind(addressOf(ctx)) },
				{ ...key, bucket: 'write_by_credential', subject: blind(caller.credential) },
			])
		},
	}
}

function blinder(serverKey: Uint8Array): (text: string) => string {
	return (text) => createHmac('sha256', serverKey).update(`rate limit\0${text}`).digest('base64url')
}

/** A letter that somebody who need not own the address is about to cause. */
export interface CausedLetter {
	clinicId: string
	email: string
	/** Of the visit that is moved, when it is. */
	movedReference?: string
}

/** Throws `rate_limited`; to be called in the transaction that queues the letter. */
export type LimitLetters = (trx: Knex.Transaction, letter: CausedLetter) => Promise<void>

/** An owner who looks for a better time; more is somebody who plays. */
const MOVES: Allowance = { most: 10, seconds: 3600 }

/**
 * Makes the limit on letters to one address. It counts with the effect itself: a call that fails or
 * is a retry queues nothing, counts nothing, and so tells nothing about an address either.
 */
export function letterLimit(
	allowance: Allowance,
	serverKey: Uint8Array,
	now: () => number,
): LimitLetters {
	const blind = blinder(serverKey)
	return async (trx, { clinicId, email, movedReference: moved }) => {
		const hits = [{ ...allowance, bucket: 'letter_by_email', subject: blind(mailboxOf(email)) }]
		if (moved) hits.push({ ...MOVES, bucket: 'move_by_visit', subject: blind(moved) })
		await countHits(trx, clinicId, hits, now())
	}
}

/** Whatever stands behind a plus arrives in the same mailbox. */
function mailboxOf(email: string): string {
	return email
		.trim()
		.toLowerCase()
		.replace(/(?<=.)\+.*(?=@)/, '')
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

/**
 * Counts hits. Attempts are counted in a transaction apart, so that calls that fail count too;
 * letters in the transaction that queues them. One upsert, rows in one order: two calls that count
 * the same names wait, never deadlock.
 */
export async function countHits(
	trx: Knex.Transaction,
	clinicId: string,
	hits: readonly Hit[],
	now: number,
): Promise<void> {
	const sorted = [...hits].sort((a, b) => (a.bucket + a.subject < b.bucket + b.subject ? -1 : 1))
	const rows = sorted.flatMap((hit) => {
		const start = windowStart(hit, now)
		const end = start + hit.seconds * 1000
		return [clinicId, hit.bucket, hit.subject, new Date(start), new Date(end)]
	})
	const { rows: counted } = await trx.raw<{ rows: { bucket: string; hits: number }[] }>(
		`insert into rate_limits (clinic_id, bucket, subject, window_starts_at, expires_at, hits)
		values ${sorted.map(() => '(?, ?, ?, ?, ?, 1)').join(', ')}
		on conflict (clinic_id, bucket, subject, window_starts_at)
			do update set hits = rate_limits.hits + excluded.hits, updated_at = excluded.updated_at
		returning bucket, hits`,
		rows,
	)
	const waits = sorted
		.filter((hit) => counted.some((row) => row.bucket === hit.bucket && row.hits > hit.most))
		.map((hit) => Math.ceil((windowStart(hit, now) + hit.seconds * 1000 - now) / 1000))
	if (waits.length > 0) throw tooMany(Math.max(...waits))
}

function windowStart(hit: Allowance, now: number): number {
	const window = hit.seconds * 1000
	return Math.floor(now / window) * window
}

/** The refusal of whoever should wait that many seconds. */
export function tooMany(seconds: number): Problem {
	const wait = Math.max(1, seconds)
	return new Problem('rate_limited', {
		detail: `Too many requests. Try again in ${wait} ${wait === 1 ? 'second' : 'seconds'}.`,
		headers: { 'Retry-After': String(wait) },
	})
}
