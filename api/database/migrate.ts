import { readdir } from 'node:fs/promises'
import type { Knex } from 'knex'
import { LockedOut, oneAtATime, PATIENCE, type Patience, patiently } from './migrate-patiently.ts'
import { SQLSTATE, sqlStateOf } from './sqlstate.ts'

interface Migration {
	up(knex: Knex): Promise<void>
	down(knex: Knex): Promise<void>
	/** What can't be done in a transaction says so, and can be run again after half of it. */
	config?: { transaction: boolean }
}

const FOLDER = new URL('../../migrations/', import.meta.url)

/** The numbered files of migrations/; what they share lies beside them without a number. */
export const migrationSource = sourceWith(PATIENCE)

function sourceWith({ lockMilliseconds }: Patience): Knex.MigrationSource<string> {
	return {
		getMigrations: async () => {
			const files = await readdir(FOLDER)
			return files.filter((file) => /^\d{4}_\w+\.ts$/.test(file)).sort()
		},
		getMigrationName: (file) => file,
		getMigration: async (file) => {
			const migration: Migration = await import(new URL(file, FOLDER).href)
			const isWhole = migration.config?.transaction !== false
			const bounded = (run: Migration['up']) => async (knex: Knex) => {
				if (isWhole) await bound(knex, lockMilliseconds)
				await run(knex).catch((error) => {
					if (sqlStateOf(error) !== SQLSTATE.lockNotAvailable) throw error
					throw new LockedOut({ migration: file, isFinal: !isWhole }, { cause: error })
				})
			}
			const { up, down, config = {} } = migration
			return { up: bounded(up), down: bounded(down), config }
		},
	}
}

/**
 * Whoever waits for a table makes everybody wait who comes after, so it is not for long. What a
 * login allows its statements is meant for those of a server, and would end a change of a big table.
 */
async function bound(trx: Knex, lockMilliseconds: number): Promise<void> {
	await trx.raw(`set local lock_timeout = ${lockMilliseconds}`)
	await trx.raw('set local statement_timeout = 0')
}

/**
 * Brings a database to the newest form, each migration in a transaction of its own, so that no table
 * is locked longer than by one. Several servers may start at once: one migrates and the others wait.
 *
 * @param owner a pool of two or more by the login that owns the tables
 * @returns the names of the migrations that ran
 * @throws LockedOut when somebody else holds a table for too long
 */
export function migrateLatest(owner: Knex, patience = PATIENCE): Promise<string[]> {
	return oneAtATime(owner, () => untilNone(owner, 'up', patience))
}

/** Takes back every migration, newest first. All data is lost. */
export function rollbackAll(owner: Knex, patience = PATIENCE): Promise<string[]> {
	return oneAtATime(owner, () => untilNone(owner, 'down', patience))
}

/** Takes back the newest migration, and the data that only it had room for. */
export function stepBack(owner: Knex, patience = PATIENCE): Promise<string[]> {
	return oneAtATime(owner, () => step(owner, 'down', patience))
}

async function untilNone(owner: Knex, way: 'up' | 'down', patience: Patience): Promise<string[]> {
	const names: string[] = []
	for (;;) {
		const ran = await step(owner, way, patience)
		if (ran.length === 0) return names
		names.push(...ran)
	}
}

function step(owner: Knex, way: 'up' | 'down', patience: Patience): Promise<string[]> {
	return patiently(owner, patience, async () => {
		const [, ran] = await owner.migrate[way]({ migrationSource: sourceWith(patience) })
		return ran
	})
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
