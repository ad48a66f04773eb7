import { join } from 'node:path'
import type { Knex } from 'knex'
import { checkConnection } from './check-connection.ts'
import { connect } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { migrateLatest, pendingMigrations } from './migrate.ts'
import { requireBoundLogin } from './roles.ts'
import { StartupError } from './startup-error.ts'

// Longer than any statement of ours takes; shorter than what a balancer or a browser waits.
const ANSWER_MILLISECONDS = 15_000

const HOW_TO_MIGRATE =
	'Run "npm run migrate" with DATABASE_OWNER_URL set to the login that owns the tables, or start with it.'

export interface DatabaseSettings {
	/** Unset: PostgreSQL is started in `dataDir`. */
	url: string | undefined
	/** The login that owns the tables; with it, missing migrations are run at start. */
	ownerUrl: string | undefined
	pool: number
	dataDir: string
	/** Fires when the start is given up. */
	signal?: AbortSignal
}

export interface OpenDatabase {
	/** The server's login, which row level security binds. */
	db: Knex
	url: string
	/** Whether it is the product's own PostgreSQL. */
	isEmbedded: boolean
	/** Resolves, with a sentence for the log, when the product's own PostgreSQL ended by itself. */
	lost: Promise<string>
	/** Closes the pool, and ends PostgreSQL where it is the product's own. */
	close(): Promise<void>
}

/**
 * Opens the database, migrated and behind a login that can't see past a clinic.
 *
 * @throws StartupError with a sentence for the person who started the server
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
	if (settings.url === undefined) return openEmbedded(settings)
	await checkConnection(settings.url)
	if (settings.ownerUrl !== undefined) {
		await checkConnection(settings.ownerUrl, 'DATABASE_OWNER_URL')
		await migrateBy(settings.ownerUrl)
	}
	const { url } = settings
	const db = connect({ url, poolSize: settings.pool, answerWithin: ANSWER_MILLISECONDS })
	try {
		// An empty database lacks the server's role, too, and making that alone would not help.
		await requireMigrated(db)
		await requireBoundLogin(db)
		await requireCurrent(db)
	} catch (error) {
		await db.destroy()
		throw error
	}
	const lost = new Promise<string>(() => {})
	return { db, url, isEmbedded: false, lost, close: () => db.destroy() }
}

async function openEmbedded(settings: DatabaseSettings): Promise<OpenDatabase> {
	const { dataDir, pool, signal } = settings
	const embedded = await startEmbedded({ folder: dataDir, signal })
	try {
		await migrateBy(embedded.ownerUrl)
	} catch (error) {
		await embedded.stop()
		throw error
	}
	const url = embedded.serverUrl
	const db = connect({ url, poolSize: pool, answerWithin: ANSWER_MILLISECONDS })
	const close = async () => {
		await db.destroy()
		await embedded.stop()
	}
	const log = join(dataDir, 'postgres.log')
	const lost = embedded.lost.then(() => `The embedded PostgreSQL ended by itself; ${log} says why`)
	return { db, url, isEmbedded: true, lost, close }
}

async function migrateBy(ownerUrl: string): Promise<void> {
	const owner = connect({ url: ownerUrl, poolSize: 2, name: 'vetslot migrations' })
	try {
		if ((await pendingMigrations(owner)).length > 0) await migrateLatest(owner)
	} finally {
		await owner.destroy()
	}
}

async function requireMigrated(db: Knex): Promise<void> {
	const { rows } = await db.raw(`select from pg_tables where tablename = 'knex_migrations'`)
	if (rows.length > 0) return
	throw new StartupError(`The database is empty. ${HOW_TO_MIGRATE}`)
}

async function requireCurrent(db: Knex): Promise<void> {
	const pending = await pendingMigrations(db)
	if (pending.length === 0) return
	throw new StartupError(`The database lacks ${pending.length} migrations. ${HOW_TO_MIGRATE}`)
}
