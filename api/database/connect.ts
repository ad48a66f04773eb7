import knex, { type Knex } from 'knex'
import pg from 'pg'

export interface ConnectionConfig {
	/** `postgres://…`; `sslmode` and the like as libpq has them. */
	url: string
	/** Most connections this pool opens. */
	poolSize?: number
	/** Shown in pg_stat_activity. */
	name?: string
}

const BIGINT = 20
const DATE = 1082
const parsers = new Map<number, (text: string) => unknown>([
	// Versions and counts: far below 2^53.
	[BIGINT, Number],
	// pg would make midnight in the process's zone of it; a date has no zone.
	[DATE, (text) => text],
])

const types = {
	getTypeParser: (oid: number, format?: 'text' | 'binary') =>
		(format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format),
}

const ignore = () => {}

/**
 * Opens a pool of connections; none is made before the first query. `date`, `time` and `numeric`
 * come back as text, `timestamptz` as Date, `bigint` as number.
 */
export function connect(config: ConnectionConfig): Knex {
	return knex({
		client: 'pg',
		connection: {
			connectionString: config.url,
			application_name: config.name ?? 'vetslot',
			types,
		} as Knex.PgConnectionConfig,
		// What knex would print it also throws, and standard output is the server's log.
		log: { warn: ignore, error: ignore, deprecate: ignore, debug: ignore },
		pool: { min: 0, max: config.poolSize ?? 10 },
		acquireConnectionTimeout: 10_000,
	})
}
