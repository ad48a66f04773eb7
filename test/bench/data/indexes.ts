import type pg from 'pg'

/** What is cheaper to build once over a whole table than to keep up row by row. */
interface Taken {
	drop: string
	create: string
}

// Indexes without a constraint, and the exclusion constraint. Primary keys stay: foreign keys lean on them.
const INDEXES = `
	select format('drop index %s', i.indexrelid::regclass) as drop,
		pg_get_indexdef(i.indexrelid) as create
	from pg_index i where i.indrelid = any($1::regclass[])
		and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
	union all
	select format('alter table %s drop constraint %I', conrelid::regclass, conname),
		format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
	from pg_constraint where conrelid = any($1::regclass[]) and contype = 'x'`

/** Drops the indexes of tables for as long as `fill` writes to them. */
export async function withoutIndexes(
	admin: pg.Client,
	tables: readonly string[],
	fill: () => Promise<void>,
): Promise<void> {
	const { rows } = await admin.query<Taken>(INDEXES, [tables])
	for (const { drop } of rows) await admin.query(drop)
	await fill()
	for (const { create } of rows) await admin.query(create)
}
