import { readdir } from 'node:fs/promises'
import type { Knex } from 'knex'

interface Migration {
	up(knex: Knex): Promise<void>
	down(knex: Knex): Promise<void>
}

const FOLDER = new URL('../../migrations/', import.meta.url)

/** The numbered files of migrations/; what they share lies beside them without a number. */
export const migrationSource: Knex.MigrationSource<string> = {
	getMigrations: async () => {
		const files = await readdir(FOLDER)
		return files.filter((file) => /^\d{4}_\w+\.ts$/.test(file)).sort()
	},
	getMigrationName: (file) => file,
	getMigration: async (file) => (await import(new URL(file, FOLDER).href)) as Migration,
}

/**
 * Brings a database to the newest form. Several servers may start at once: knex's lock lets one
 * migrate, the others fail with `MigrationLocked`.
 *
 * @param owner a connection by the login that owns the tables
 * @returns the names of the migrations that ran
 */
export async function migrateLatest(owner: Knex): Promise<string[]> {
	const [, ran] = await owner.migrate.latest({ migrationSource })
	return ran
}

/** Takes back every migration, newest first. All data is lost. */
export async function rollbackAll(owner: Knex): Promise<string[]> {
	const [, ran] = await owner.migrate.rollback({ migrationSource }, true)
	return ran
}

/** Takes back the newest migration, and the data that only it had room for. */
export async function stepBack(owner: Knex): Promise<string[]> {
	const [, ran] = await owner.migrate.down({ migrationSource })
	return ran
}

/** Whether any clinic is kept. The owner of the tables may ask; policies don't bind it. */
export async function hasClinics(owner: Knex): Promise<boolean> {
	const { rows: exists } = await owner.raw(`select to_regclass('clinics') as name`)
	if (!exists[0].name) return false
	const { rows } = await owner.raw('select from clinics limit 1')
	return rows.length > 0
}

/**
 * The migrations that this version of the server needs and the database lacks. The server's own
 * login may ask.
 */
export async function pendingMigrations(db: Knex): Promise<string[]> {
	const wanted = await migrationSource.getMigrations([])
	const { rows: exists } = await db.raw(`select to_regclass('knex_migrations') as name`)
	if (!exists[0].name) return wanted
	const { rows } = await db.raw('select name from knex_migrations')
	const done = new Set(rows.map((row: { name: string }) => row.name))
	return wanted.filter((name) => !done.has(name))
}
