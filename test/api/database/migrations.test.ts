import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../../api/database/connect.ts'
import { migrateLatest, pendingMigrations, rollbackAll } from '../../../api/database/migrate.ts'
import { SQLSTATE, sqlStateOf } from '../../../api/database/sqlstate.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

const migrations = suite('migrations')
let database: TestDatabase

migrations.before(async () => {
	database = await testDatabase({ empty: true })
})
migrations.after(() => database.close())

/** Everything that migrations make, as text, without the numbers the database gives to things. */
async function describe(db: Knex): Promise<string[]> {
	const { rows } = await db.raw(`
		select 'column ' || a.attrelid::regclass || '.' || a.attname || ' '
				|| format_type(a.atttypid, a.atttypmod) || a.attnotnull || a.attgenerated::text
				|| coalesce(pg_get_expr(d.adbin, d.adrelid), '') as line
			from pg_attribute a join pg_class c on c.oid = a.attrelid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
				and a.attnum > 0 and not a.attisdropped
		union all select 'constraint ' || conrelid::regclass || pg_get_constraintdef(oid)
			from pg_constraint where connamespace = 'public'::regnamespace
		union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
		union all select 'policy ' || tablename || policyname || qual || with_check
			from pg_policies
		union all select 'table ' || relname || relrowsecurity::text || coalesce(relacl::text, '')
			from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
		union all select 'function ' || pg_get_functiondef(oid) || coalesce(proacl::text, '')
			from pg_proc where proname in (select proname from pg_proc p
				where p.pronamespace = 'public'::regnamespace
				and not exists (select from pg_depend where objid = p.oid and deptype = 'e'))
		union all select 'schema ' || nspname || coalesce(nspacl::text, '') from pg_namespace
			where nspname !~ '^pg_t'
		union all select 'extension ' || extname from pg_extension
		order by 1`)
	return rows.map((row: { line: string }) => row.line)
}

migrations('run forward, back and forward again to the same catalogue', async () => {
	const before = await describe(database.owner)
	await migrateLatest(database.owner)
	const first = await describe(database.owner)
	assert.ok(first.length > before.length + 300)
	await rollbackAll(database.owner)
	const between = await describe(database.owner)
	assert.equal(
		between.filter((line) => !line.includes('knex_migrations')),
		before,
	)
	await migrateLatest(database.owner)
	assert.equal(await describe(database.owner), first)
})

migrations('have nothing left to do the second time', async () => {
	assert.equal(await migrateLatest(database.owner), [])
})

migrations('can be told by the login of the server to be complete', async () => {
	assert.equal(await pendingMigrations(database.server), [])
})

const modest = suite('migrations by a login that owns no more than its schema')
let crowded: TestDatabase
let login: Knex

modest.before(async () => {
	crowded = await testDatabase({ empty: true })
	const admin = connect({ url: crowded.adminUrl, poolSize: 1 })
	await admin.raw(`
		do $$ begin create role vetslot_test_modest login password 'modest';
		exception when duplicate_object then null; end $$;
		revoke create on database ${new URL(crowded.adminUrl).pathname.slice(1)} from public;
		create schema booking authorization vetslot_test_modest;
		alter role vetslot_test_modest set search_path = booking`)
	await admin.destroy()
	const url = new URL(crowded.adminUrl)
	url.username = 'vetslot_test_modest'
	url.password = 'modest'
	login = connect({ url: url.href, poolSize: 2 })
})
modest.after(async () => {
	await login.destroy()
	await crowded.close()
})

modest('name the command that an administrator has to run', async () => {
	let thrown: unknown
	await migrateLatest(login).catch((error) => {
		thrown = error
	})
	assert.is(sqlStateOf(thrown), SQLSTATE.insufficientPrivilege)
	assert.match(String(thrown), 'create extension btree_gist')
})

modest('run, and run back, once that is done', async () => {
	const admin = connect({ url: crowded.adminUrl, poolSize: 1 })
	await admin.raw(`
		create extension btree_gist;
		create schema pgboss;
		grant usage, create on schema pgboss to vetslot_server`)
	await admin.destroy()
	const ran = await migrateLatest(login)
	assert.ok(ran.length > 10)
	const { rows } = await login.raw(`
		select count(*) as tables from pg_tables where schemaname = 'booking'`)
	assert.ok(rows[0].tables > 25)
	assert.is((await rollbackAll(login)).length, ran.length)
})

migrations.run()
modest.run()
