import type { Knex } from 'knex'
import { pendingMigrations } from './migrate.ts'

/**
 * Makes the question whether the database can serve: it answers and lacks no migration. Migrations
 * are looked up until none is pending, and then never again.
 *
 * @returns a function that rejects while the database can't serve
 */
export function readiness(db: Knex): () => Promise<void> {
	let isCurrent = false
	return async () => {
		if (isCurrent) return void (await db.raw('select 1'))
		const pending = await pendingMigrations(db)
		if (pending.length > 0) throw new Error(`${pending.length} migrations are pending`)
		isCurrent = true
	}
}
