import knex, { type Knex } from 'knex'
import pg from 'pg'

export interface ConnectionConfig {
	/** `postgres://…`; `sslmode` and the like as libpq has them. */
	url: string
	/** Most connections this pool opens. */
	poolSize?: number
	/** Shown in pg_stat_activity. */
	name?: string
	/**
	 * Milliseconds after which a statement without an answer fails and its connection is dropped: a
	 * database that is frozen or unreachable says nothing at all. Unset: it is waited for.
	 */
	answerWithin?: number
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
	const db = knex({
		client: 'pg',
		// No settings travel in the start-up packet: a pooler in transaction mode refuses them.
		connection: {
			connectionString: config.url,
			application_name: config.name ?? 'vetslot',
			connectionTimeoutMillis: 10_000,
			query_timeout: config.answerWithin,
			pipeline: true,
			types,
		} as Knex.PgConnectionConfig,
		// What knex would print it also throws, and standard output is the server's log.
		log: { warn: ignore, error: ignore, deprecate: ignore, debug: ignore },
		pool: { min: 0, max: config.poolSize ?? 10 },
		acquireConnectionTimeout: 10_000,
	})
	beginWithTenant(db)
	return db
}

/** What tenant.ts hands to `db.transaction` beside knex's own settings. */
export interface TenantConfig extends Knex.TransactionConfig {
	clinicId?: string
}

type Start = (work: unknown, config?: TenantConfig, outer?: unknown) => Begun
interface Begun {
	begin(connection: unknown): Promise<unknown>
	query(connection: unknown, sql: string): Promise<unknown>
}

/**
 * Lets a transaction that names its clinic (see tenant.ts) begin and set it in one round trip: knex
 * would take two, and every booking pays for them while it holds locks.
 */
function beginWithTenant(db: Knex): void {
	const client = db.client as { transaction: Start }
	const start = client.transaction.bind(client)
	client.transaction = (work, config, outer) => {
		const transaction = start(work, config, outer)
		const clinicId = config?.clinicId
		if (clinicId && !outer) {
			transaction.begin = (connection) =>
				transaction.query(connection, `begin; select set_tenant('${clinicId}')`)
		}
		return transaction
	}
}
