import type { Knex } from 'knex'
import { checkConnection } from './check-connection.ts'
import { connect } from './connect.ts'
import { startEmbedded } from './embedded.ts'
import { migrateLatest, pendingMigrations } from './migrate.ts'
import { requireBoundLogin } from './roles.ts'
import { StartupError } from './startup-error.ts'

export interface DatabaseSettings {
	/** Unset: PostgreSQL is started in `dataDir`. */
	url: string | undefined
	/** The login that owns the tables; with it, missing migrations are run at start. */
	ownerUrl: string | undefined
	pool: number
	dataDir: string
}

export interface OpenDatabase {
	/** The server's login, which row level security binds. */
	db: Knex
	url: string
	/** Whether it is the product's own PostgreSQL. */
	isEmbedded: boolean
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
	const db = connect({ url, poolSize: settings.pool })
	try {
		await requireBoundLogin(db)
		await requireCurrent(db)
	} catch (error) {
		await db.destroy()
		throw error
	}
	return { db, url, isEmbedded: false, close: () => db.destroy() }
}

async function openEmbedded({ dataDir, pool }: DatabaseSettings): Promise<OpenDatabase> {
	const embedded = await startEmbedded({ folder: dataDir })
	try {
		await migrateBy(embedded.ownerUrl)
	} catch (error) {
		await embedded.stop()
		throw error
	}
	const url = embedded.serverUrl
	const db = connect({ url, poolSize: pool })
	const close = async () => {
		await db.destroy()
		await embedded.stop()
	}
	return { db, url, isEmbedded: true, close }
}

async function migrateBy(ownerUrl: string): Promise<void> {
	const owner = connect({ url: ownerUrl, poolSize: 2, name: 'vetslot migrations' })
	try {
		if ((await pendingMigrations(owner)).length > 0) await migrateLatest(owner)
	} finally {
		await owner.destroy()
	}
}

async function requireCurrent(db: Knex): Promise<void> {
	const pending = await pendingMigrations(db)
	if (pending.length === 0) return
	throw new StartupError(
		`The database lacks ${pending.length} migrations. Run "npm run migrate" with ` +
			'DATABASE_OWNER_URL set, or start with it.',
	)
}
