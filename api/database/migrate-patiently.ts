import { setTimeout } from 'node:timers/promises'
import type { Knex } from 'knex'
import { StartupError } from './startup-error.ts'

/** How long a migration waits for what others hold. */
export interface Patience {
	/** For one lock. */
	lockMilliseconds: number
	/** Between one try and the next; there is one try more than pauses. */
	pauses: readonly number[]
}

/** A minute in all, of which nobody waits behind a migration for more than three seconds. */
export const PATIENCE: Patience = {
	lockMilliseconds: 3000,
	pauses: [1000, 2000, 4000, 8000, 16_000, 16_000],
}

interface Locked {
	migration: string
	/** It has waited long enough already, where its waiting held up nobody. */
	isFinal: boolean
}

/** Somebody else held a lock that a migration needs; that migration is to be run again. */
export class LockedOut extends StartupError {
	override name = 'LockedOut'
	readonly locked: Locked

	constructor(locked: Locked, options: ErrorOptions, holders = '') {
		super(
			`Migration ${locked.migration} can't have a lock that it needs: another session holds it.` +
				`${holders}\nWhat ran before it is done. End that session or wait until it has ended, ` +
				'then run it again.',
			options,
		)
		this.locked = locked
	}
}

/**
 * Tries a migration again as long as somebody else is in its way. In between, whoever waits behind it
 * goes on.
 *
 * @throws LockedOut that names who holds our tables
 */
export async function patiently<T>(
	owner: Knex,
	{ pauses }: Patience,
	migrate: () => Promise<T>,
): Promise<T> {
	for (let tries = 0; ; tries++) {
		try {
			return await migrate()
		} catch (error) {
			if (!(error instanceof LockedOut)) throw error
			const pause = error.locked.isFinal ? undefined : pauses[tries]
			if (pause === undefined) {
				throw new LockedOut(error.locked, { cause: error.cause }, await holdersOf(owner))
			}
			await setTimeout(pause)
		}
	}
}

// The oldest first, as far as this login may see how old they are.
const HOLDERS = `
	select l.pid, max(a.application_name) as name, string_agg(distinct c.relname, ', ') as tables
	from pg_locks l
	join pg_database d on d.oid = l.database and d.datname = current_database()
	join pg_class c on c.oid = l.relation and c.relkind = 'r'
		and c.relnamespace = current_schema()::regnamespace
	left join pg_stat_activity a on a.pid = l.pid
	where l.granted and l.pid <> pg_backend_pid()
	group by l.pid order by min(a.xact_start) nulls last limit 3`

async function holdersOf(owner: Knex): Promise<string> {
	const { rows } = await owner.raw(HOLDERS)
	const holders = rows.map(
		({ pid, name, tables }: { pid: number; name: string | null; tables: string }) =>
			`\n  process ${pid} of the database${name ? ` (${name})` : ''}: ${tables}`,
	)
	return holders.length > 0 ? ` Locks are held now by${holders.join('')}` : ''
}

// Any number of our own.
const MIGRATING = 0x7665746d
const ASK_AGAIN_MILLISECONDS = 250
const LONGEST_WAIT_MILLISECONDS = 600_000

/**
 * Lets one process at a time migrate; the others wait. The lock goes with its transaction, so a
 * process that was killed leaves none behind, and a pooler keeps none; knex's own, a row, would stay
 * and is freed here.
 *
 * @throws StartupError when another process has been at it for ten minutes
 */
export async function oneAtATime<T>(owner: Knex, work: () => Promise<T>): Promise<T> {
	const trx = await owner.transaction()
	const isMine = async () => {
		const { rows } = await trx.raw(`select pg_try_advisory_xact_lock(${MIGRATING}) as mine`)
		return rows[0].mine
	}
	try {
		await trx.raw('set local idle_in_transaction_session_timeout = 0')
		const end = performance.now() + LONGEST_WAIT_MILLISECONDS
		// Not asked for in one statement that waits: an index that is made beside writers waits for
		// every statement that runs, and so for us.
		while (!(await isMine())) {
			if (performance.now() > end) throw new StartupError(STILL_AT_IT)
			await setTimeout(ASK_AGAIN_MILLISECONDS)
		}
		await freeLock(owner)
		return await work()
	} finally {
		await trx.commit().catch(() => {})
	}
}

const STILL_AT_IT =
	'Another process has been migrating this database for ten minutes. Nothing was done here; start ' +
	'again when it is through.'

async function freeLock(owner: Knex): Promise<void> {
	const { rows } = await owner.raw(`select to_regclass('knex_migrations_lock') as name`)
	if (!rows[0].name) return
	await owner.raw('update knex_migrations_lock set is_locked = 0 where is_locked <> 0')
}
