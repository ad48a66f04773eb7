import type { Knex } from 'knex'
import { ERASED } from './columns.ts'

export interface Column {
	table: string
	name: string
	type: string
	isGenerated: boolean
}

/** Every column of ours and of the queue that can hold a word. */
export async function wordColumns(db: Knex): Promise<Column[]> {
	const { rows } = await db.raw(`
		select n.nspname || '.' || c.relname as table, a.attname as name,
			format_type(a.atttypid, null) as type, a.attgenerated <> '' as "isGenerated"
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p')
			and not c.relispartition
			and format_type(a.atttypid, null) in ('text', 'text[]', 'character varying', 'character',
				'json', 'jsonb', 'bytea', 'inet', 'cidr', 'xml', 'tsvector', 'name', 'citext')
		order by 1, 2`)
	return rows
}

/** Every row of every table, each beginning with its table's name. */
export async function dump(db: Knex): Promise<string[]> {
	const { rows: tables } = await db.raw(`
		select n.nspname || '.' || c.relname as table
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p') and not c.relispartition
			and has_table_privilege(c.oid, 'select') order by 1`)
	const lines: string[] = []
	for (const { table } of tables) {
		const { rows } = await db.raw(`select t::text as line from ${table} t`)
		for (const { line } of rows) lines.push(`${table} ${line}`)
	}
	return lines
}

/** The rows that hold a mark, in clear or as bytes. */
export function marked(lines: readonly string[], mark: string): string[] {
	const hex = Buffer.from(mark).toString('hex')
	return lines.filter((line) => line.includes(mark) || line.includes(hex))
}

/** Keys of all rows that a person may have, to tell later which ones came since. */
export async function keysOf(db: Knex): Promise<Map<string, Set<string>>> {
	const keys = new Map<string, Set<string>>()
	for (const table of Object.keys(ERASED)) {
		const { rows } = await db.raw(`select ${await keyOf(db, table)} as key from ${table} t`)
		keys.set(table, new Set(rows.map((row: { key: string }) => row.key)))
	}
	return keys
}

async function keyOf(db: Knex, table: string): Promise<string> {
	const { rows } = await db.raw(
		`select a.attname as name from pg_index i
		join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
		where i.indrelid = ?::regclass and i.indisprimary`,
		[table],
	)
	// A partitioned queue has its keys in its parts.
	const names = rows.length > 0 ? rows.map((row: { name: string }) => row.name) : ['name', 'id']
	return `concat_ws(' ', ${names.map((name: string) => `t.${name}`).join(', ')})`
}

/**
 * Writes a mark into every column that is to be erased, of the rows that came since, and says into
 * how many rows of which table.
 */
export async function plant(
	db: Knex,
	markOf: (column: string) => string,
	before: Map<string, Set<string>>,
): Promise<Map<string, number>> {
	const types = new Map((await wordColumns(db)).map((c) => [`${c.table} ${c.name}`, c.type]))
	const planted = new Map<string, number>()
	for (const [table, list] of Object.entries(ERASED)) {
		const sets = list.split(/\s+/).map((column) => {
			const type = types.get(`${table} ${column}`) ?? ''
			return `${column} = ${markFor(type, column, markOf(`${table}.${column}`))}`
		})
		const key = await keyOf(db, table)
		const old = [...(before.get(table) ?? [])]
		const { rowCount } = await db.raw(
			`update ${table} t set ${sets.join(', ')} where ${key} <> all(?::text[])`,
			[old],
		)
		planted.set(table, rowCount)
	}
	return planted
}

/** What stands there stays where rows are found by it; no two rows get the same. */
function markFor(type: string, column: string, mark: string): string {
	if (type === 'jsonb') return `coalesce(${column}, '{}') || '{"mark":"${mark}"}'`
	if (type === 'inet') return `'${ADDRESS}'`
	if (type === 'text[]') return `array['${mark}']`
	if (type === 'bytea') return `convert_to(rpad('${mark}', 32, '.'), 'UTF8')`
	return `'${mark}-' || substr(md5(t.ctid::text || t.tableoid::text), 1, 6)`
}

/** Where sessions are said to come from, of whoever is marked. */
export const ADDRESS = '203.0.113.77'
