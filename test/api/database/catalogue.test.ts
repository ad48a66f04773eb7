import type { Knex } from 'knex'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type TestDatabase, testDatabase } from '../../database.ts'

/** Found before a clinic is known; reached through functions only. */
const GLOBAL = [
	...['api_keys', 'clinic_directory', 'server_key'],
	...['knex_migrations', 'knex_migrations_lock'],
]

/** What happens to rows when the row they point to goes: only what is no history may go with it. */
const MAY_CASCADE = ['availability_versions -> clinics', 'reservations -> holds']

const catalogue = suite('catalogue')
let database: TestDatabase

catalogue.before(async () => {
	database = await testDatabase()
})
catalogue.after(() => database.close())

async function names(sql: string, db: Knex = database.owner): Promise<string[]> {
	const { rows } = await db.raw(sql)
	return rows.map((row: { name: string }) => row.name)
}

const TENANT_TABLES = `
	select c.* from pg_class c
	where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		and c.relname not in (${GLOBAL.map((name) => `'${name}'`).join(', ')})`

// The first column of a key, whatever its kind: primary, unique or exclusion.
const firstColumn = `(select a.attname from pg_attribute a
	where a.attrelid = i.indrelid and a.attnum = i.indkey[0])`

catalogue('holds tenant tables at all', async () => {
	const found = await names(`select t.relname::text as name from (${TENANT_TABLES}) t`)
	assert.ok(found.length >= 25)
	assert.ok(found.includes('reservations'))
})

catalogue('begins every key and exclusion with the clinic', async () => {
	const faults = await names(`
		select t.relname || '.' || i.indexrelid::regclass as name
		from pg_index i join (${TENANT_TABLES}) t on t.oid = i.indrelid
		where (i.indisunique or i.indisexclusion)
			and ${firstColumn} <> case t.relname when 'clinics' then 'id' else 'clinic_id' end`)
	assert.equal(faults, [])
})

catalogue('gives every tenant table a primary key', async () => {
	const faults = await names(`
		select t.relname::text as name from (${TENANT_TABLES}) t
		where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary)`)
	assert.equal(faults, [])
})

catalogue('begins every foreign key with the clinic, on both ends', async () => {
	const column = (table: string, key: string) =>
		`(select attname from pg_attribute where attrelid = k.${table} and attnum = k.${key}[1])`
	const faults = await names(`
		select k.conrelid::regclass || '.' || k.conname as name
		from pg_constraint k join (${TENANT_TABLES}) t on t.oid = k.conrelid
		where k.contype = 'f' and (${column('conrelid', 'conkey')} <> 'clinic_id'
			or ${column('confrelid', 'confkey')}
				<> case k.confrelid when 'clinics'::regclass then 'id' else 'clinic_id' end)`)
	assert.equal(faults, [])
})

catalogue('ties every row to a clinic that there is', async () => {
	// A foreign key that may hold a null asks for nothing then.
	const faults = await names(`
		select t.relname::text as name from (${TENANT_TABLES}) t
		where t.relname <> 'clinics' and not exists (
			select from pg_constraint k where k.conrelid = t.oid and k.contype = 'f'
				and not exists (select from pg_attribute a where a.attrelid = t.oid
					and a.attnum = any(k.conkey) and not a.attnotnull))`)
	assert.equal(faults, [])
})

catalogue('lets nothing but holds and versions go with what they point to', async () => {
	const found = await names(`
		select k.conrelid::regclass || ' -> ' || k.confrelid::regclass as name
		from pg_constraint k
		where k.contype = 'f' and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r'))
		order by 1`)
	assert.equal(found, MAY_CASCADE)
})

catalogue('guards every tenant table by row level security that its owner escapes', async () => {
	const faults = await names(`
		select t.relname::text as name from (${TENANT_TABLES}) t
		where not t.relrowsecurity or t.relforcerowsecurity`)
	assert.equal(faults, [])
})

catalogue('has one policy on each, of the form that a distributed database takes', async () => {
	const { rows } = await database.owner.raw(`
		select t.relname as table, p.cmd, p.permissive, p.qual, p.with_check as "withCheck"
		from (${TENANT_TABLES}) t
		left join pg_policies p on p.tablename = t.relname and p.schemaname = 'public'`)
	for (const policy of rows) {
		const column = policy.table === 'clinics' ? 'id' : 'clinic_id'
		const form =
			`(${column} = ANY (ARRAY[(NULLIF(current_setting('vetslot.clinic_id'::text, true), ` +
			`''::text))::uuid]))`
		assert.is(policy.qual, form, policy.table)
		assert.is(policy.withCheck, form, policy.table)
		assert.is(policy.cmd, 'ALL', policy.table)
	}
	assert.is(new Set(rows.map((row: { table: string }) => row.table)).size, rows.length)
})

catalogue('lets the server own nothing', async () => {
	const owned = await names(`
		select c.relname::text as name from pg_class c
		where pg_has_role('vetslot_server', c.relowner, 'member')
		union all
		select p.proname::text from pg_proc p
		where pg_has_role('vetslot_server', p.proowner, 'member')`)
	assert.equal(owned, [])
})

catalogue('keeps the global tables from the server and the public', async () => {
	const reachable = await names(`
		select c.relname::text as name from pg_class c
		where c.relname in ('api_keys', 'clinic_directory')
			and has_table_privilege('vetslot_server', c.oid, 'select, insert, update, delete')`)
	assert.equal(reachable, [])
})

catalogue('pins the search path of every function with the rights of the owner', async () => {
	const faults = await names(`
		select p.proname::text as name from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prosecdef
			and (p.proconfig is null or not 'search_path=public, pg_temp' = any (p.proconfig)
				or has_function_privilege('public', p.oid, 'execute'))`)
	assert.equal(faults, [])
})

catalogue('has no triggers', async () => {
	const found = await names(`select tgname::text as name from pg_trigger where not tgisinternal`)
	assert.equal(found, [])
})

catalogue('keeps instants with their zone', async () => {
	const faults = await names(`
		select table_name || '.' || column_name as name from information_schema.columns
		where table_schema = 'public' and data_type = 'timestamp without time zone'`)
	assert.equal(faults, [])
})

catalogue.run()
