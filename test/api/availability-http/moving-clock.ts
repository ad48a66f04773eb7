import type { Knex } from 'knex'
import { connect } from '../../../api/database/connect.ts'
import type { TestDatabase } from '../../database.ts'

/** A clock of the database that can be set, and then runs on. */
export interface MovingClock {
	/** @param at ISO text */
	set(at: string): Promise<void>
	close(): Promise<void>
}

/**
 * Puts a clock before the database's own: the product asks for `now()` and `statement_timestamp()`
 * without a schema, so functions of these names in a schema that is searched first answer instead.
 *
 * @param server the pool whose connections are to go by it; those that are open are closed
 */
export async function moveClock(database: TestDatabase, server: Knex): Promise<MovingClock> {
	const admin = connect({ url: database.adminUrl, poolSize: 1 })
	await admin.raw(`
		create schema clock;
		create table clock.shift (by interval not null);
		insert into clock.shift values (interval '0');
		grant usage on schema clock to public;
		grant select on clock.shift to public;
		create function clock.statement_timestamp() returns timestamptz language sql stable
			as 'select pg_catalog.statement_timestamp() + by from clock.shift';
		create function clock.now() returns timestamptz language sql stable
			as 'select pg_catalog.now() + by from clock.shift'`)
	const login = new URL(database.serverUrl).username
	const name = new URL(database.serverUrl).pathname.slice(1)
	await admin.raw(
		`alter role ${login} in database ${name} set search_path = clock, pg_catalog, public`,
	)
	await server.destroy()
	server.initialize()
	return {
		set: async (at) => {
			await admin.raw('update clock.shift set by = ?::timestamptz - clock_timestamp()', [at])
		},
		close: () => admin.destroy(),
	}
}
