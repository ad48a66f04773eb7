import type pg from 'pg'

/**
 * A clock that stands still until it is told to move. The product asks for `now()` and
 * `statement_timestamp()` without a schema, so that in this database alone a schema of functions of
 * those names, first in the search path, answers instead of the real clock.
 *
 * @param login the role for which the clock is to hold
 */
export async function installClock(
	admin: pg.Client,
	{ login, at }: { login: string; at: number },
): Promise<void> {
	await admin.query(`
		create schema clock;
		create table clock.state (at timestamptz not null);
		grant usage on schema clock to public;
		grant select on clock.state to public;
		insert into clock.state values ('${new Date(at).toISOString()}')`)
	for (const name of ['now', 'statement_timestamp', 'transaction_timestamp', 'clock_timestamp']) {
		await admin.query(`create function clock.${name}() returns timestamptz
			language sql stable parallel safe as 'select at from clock.state'`)
	}
	await admin.query(OWNER_FUNCTIONS)
	await admin.query(DEFAULTS)
	const { rows } = await admin.query('select current_database() as name')
	await admin.query(`alter role ${login} in database ${rows[0].name}
		set search_path = clock, pg_catalog, public`)
}

// Their search path is pinned.
const OWNER_FUNCTIONS = `
	do $$ declare f regprocedure; begin
		for f in select oid::regprocedure from pg_proc
			where prosecdef and pronamespace = 'public'::regnamespace loop
			execute format('alter function %s set search_path = clock, pg_catalog, public, pg_temp', f);
		end loop;
	end $$`

// A default knows which function it means since its table was made.
const DEFAULTS = `
	do $$ declare c record; begin
		for c in select table_name, column_name, column_default from information_schema.columns
			where table_schema = 'public' and column_default like '%now()%' loop
			execute format('alter table public.%I alter column %I set default %s', c.table_name,
				c.column_name, replace(c.column_default, 'now()', 'clock.now()'));
		end loop;
	end $$`

export async function readClock(admin: pg.Client): Promise<number> {
	const { rows } = await admin.query('select extract(epoch from at) * 1000 as at from clock.state')
	return Number(rows[0].at)
}

/** Moves the clock on; it never goes back. */
export async function moveClock(admin: pg.Client, milliseconds: number): Promise<number> {
	const { rows } = await admin.query(
		`update clock.state set at = at + make_interval(secs => $1::float8 / 1000)
		returning extract(epoch from at) * 1000 as at`,
		[milliseconds],
	)
	return Number(rows[0].at)
}
