import type { Knex } from 'knex'

/** The group role every server login belongs to. It holds grants and owns nothing. */
export const SERVER_ROLE = 'vetslot_server'

// The array form is what a distributed database accepts in outer joins; see README, "Decisions".
const ownClinic = (column: string) =>
	`${column} = any (array[nullif(current_setting('vetslot.clinic_id', true), '')::uuid])`

interface TenantTable {
	name: string
	/** Everything between the ids and the timestamps: columns, checks, keys. */
	body: string
	/** Columns of the primary key after clinic_id. Without `id` in it the table has no id column. */
	key?: string[]
	/** What the server may do. */
	grants?: string
}

const EVERYTHING = 'select, insert, update, delete'

/**
 * Creates a table of one clinic's rows: clinic_id first in its key, shut behind row level security,
 * open to the server's role, and distributed where the database spans several machines.
 */
export async function createTenantTable(knex: Knex, table: TenantTable): Promise<void> {
	const key = table.key ?? ['id']
	await knex.raw(`
		create table ${table.name} (
			clinic_id uuid not null,
			${key.includes('id') ? 'id uuid not null,' : ''}
			${table.body.trim().replace(/,$/, '')},
			created_at timestamptz not null default now(),
			updated_at timestamptz not null default now(),
			primary key (${['clinic_id', ...key].join(', ')})
		)`)
	await distribute(knex, table.name)
	await isolate(knex, table.name, 'clinic_id', table.grants ?? EVERYTHING)
}

/** Puts a table behind the tenant's policy and grants the server its rights. */
export async function isolate(knex: Knex, table: string, column: string, grants: string) {
	await knex.raw(`alter table ${table} enable row level security`)
	await knex.raw(`
		create policy own_clinic on ${table}
			using (${ownClinic(column)}) with check (${ownClinic(column)})`)
	await knex.raw(`grant ${grants} on ${table} to ${SERVER_ROLE}`)
}

/** Spreads a tenant table over the workers by clinic, when the citus extension is there. */
export async function distribute(knex: Knex, table: string, column = 'clinic_id') {
	if (!(await hasCitus(knex))) return
	const colocation = table === 'clinics' ? '' : ", colocate_with => 'clinics'"
	await knex.raw(`select create_distributed_table('${table}', '${column}'${colocation})`)
}

/** Copies a small global table to every machine, when the citus extension is there. */
export async function replicate(knex: Knex, table: string): Promise<void> {
	if (await hasCitus(knex)) await knex.raw(`select create_reference_table('${table}')`)
}

async function hasCitus(knex: Knex): Promise<boolean> {
	const { rows } = await knex.raw(`select 1 from pg_extension where extname = 'citus'`)
	return rows.length > 0
}

interface OwnerFunction {
	/** Name with parameters, as in `find_clinic(p_slug text)`. */
	signature: string
	returns: string
	language?: 'sql' | 'plpgsql'
	/** `stable` for a read. */
	volatility?: 'stable' | 'volatile'
	body: string
}

/**
 * Creates a function that runs with the owner's rights and so sees every clinic. Each one is a
 * narrow door: the search path is pinned, and only the server's role may call it.
 */
export async function createOwnerFunction(knex: Knex, fn: OwnerFunction): Promise<void> {
	const { rows } = await knex.raw('select quote_ident(current_schema()) as schema')
	await knex.raw(`
		create function ${fn.signature} returns ${fn.returns}
			language ${fn.language ?? 'sql'} ${fn.volatility ?? 'volatile'} security definer
			set search_path = ${rows[0].schema}, pg_temp
			as $body$ ${fn.body} $body$`)
	const name = fn.signature.slice(0, fn.signature.indexOf('('))
	await knex.raw(`revoke all on function ${name} from public`)
	await knex.raw(`grant execute on function ${name} to ${SERVER_ROLE}`)
}

/** Drops tables in the order given: children first. */
export async function dropTables(knex: Knex, ...names: string[]): Promise<void> {
	for (const name of names) await knex.raw(`drop table ${name}`)
}

/** Drops functions by name; none of ours is overloaded. */
export async function dropFunctions(knex: Knex, ...names: string[]): Promise<void> {
	for (const name of names) await knex.raw(`drop function ${name}`)
}

interface IndexBeside {
	name: string
	/** Table, columns and condition. */
	on: string
}

/**
 * Makes an index of a table that is in use: nobody who writes waits for it. For migrations without a
 * transaction, which may have ended in the middle: what is there stays, and what is half there is
 * made anew.
 */
export async function createIndexBeside(knex: Knex, { name, on }: IndexBeside): Promise<void> {
	const { rows } = await knex.raw(
		`select i.indisvalid as whole from pg_index i where i.indexrelid = to_regclass(?)`,
		[name],
	)
	if (rows[0]?.whole) return
	if (rows.length > 0) await beside(knex, `drop index concurrently ${name}`)
	await beside(knex, `create index concurrently ${name} on ${on}`)
}

export async function dropIndexesBeside(knex: Knex, ...names: string[]): Promise<void> {
	for (const name of names) await beside(knex, `drop index concurrently if exists ${name}`)
}

/**
 * Waits for every transaction that may see the table as it was, which holds up nobody; but one that
 * was forgotten would never end.
 */
async function beside(knex: Knex, sql: string): Promise<void> {
	const connection = await knex.client.acquireConnection()
	const run = (text: string) => knex.raw(text).connection(connection)
	try {
		await run(`set lock_timeout = '10min'`)
		await run('set statement_timeout = 0')
		await run(sql)
	} finally {
		await run('reset lock_timeout').catch(() => {})
		await run('reset statement_timeout').catch(() => {})
		await knex.client.releaseConnection(connection)
	}
}
