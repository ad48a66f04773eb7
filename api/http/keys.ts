import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { LRUCache } from 'lru-cache'

/** An API key as the server knows it. The key itself is nowhere, only its hash. */
export interface ApiKey {
	id: string
	clinicId: string
	kind: 'publishable' | 'secret'
	/** Serialised origins, such as `https://www.example.org`; compared exactly. */
	allowedOrigins: readonly string[]
	/** For apps outside browsers: may write without an Origin. */
	native: boolean
	/** What a secret key may do; a publishable one does what every page may. */
	scopes: readonly string[]
	/** Until when the key may count as known without another look, by `performance.now()`. */
	knownUntil?: number
}

/** Finds a live key by the lower-case hex SHA-256 of its text. */
export type FindKey = (hash: string) => Promise<ApiKey | null>

/** The hash under which a key is stored. */
export function hashKey(key: string): string {
	return createHash('sha256').update(key).digest('hex')
}

const KNOWN = 2_000
const UNKNOWN = 10_000
const FRESH_MILLISECONDS = 5_000

/**
 * Remembers keys for five seconds, so that a revoked key or a new origin is noticed soon while most
 * calls ask no database. Unknown keys are kept apart: guessing can not push out the known ones.
 */
export function cacheKeys(find: FindKey): FindKey {
	const unknown = new LRUCache<string, true>({ max: UNKNOWN, ttl: FRESH_MILLISECONDS })
	const known = new LRUCache<string, ApiKey>({
		max: KNOWN,
		ttl: FRESH_MILLISECONDS,
		fetchMethod: async (hash) => {
			const knownUntil = performance.now() + FRESH_MILLISECONDS
			const key = await find(hash)
			return key ? { ...key, knownUntil } : undefined
		},
	})
	return async (hash) => {
		if (unknown.has(hash)) return null
		const key = known.get(hash) ?? (await known.fetch(hash))
		if (!key) unknown.set(hash, true)
		return key ?? null
	}
}

/** Asks the database, through the one function that may look before a clinic is known. */
export function findKeyIn(db: Knex): FindKey {
	return async (hash) => {
		const { rows } = await db.raw<{ rows: KeyRow[] }>('select * from find_api_key(?)', [
			Buffer.from(hash, 'hex'),
		])
		const row = rows[0]
		if (!row) return null
		const { id, clinic_id: clinicId, kind, allowed_origins: allowedOrigins, native, scopes } = row
		return { id, clinicId, kind, allowedOrigins, native, scopes }
	}
}

interface KeyRow {
	id: string
	clinic_id: string
	kind: ApiKey['kind']
	allowed_origins: string[]
	native: boolean
	scopes: string[]
}
