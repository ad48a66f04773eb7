import type { Query } from '../database/tenant.ts'
import type { Kind, Values } from './kinds/kind.ts'

/** A row that is to be written, whole. */
export interface Due {
	externalId: string
	id: string
	/** Of what it belongs to. */
	ownerId: string | null
	isNew: boolean
	values: Values
}

/**
 * Writes rows by their external ids and gives the ids that they have: somebody else may have made one
 * since they were looked for.
 */
export async function upsert(
	query: Query,
	clinicId: string,
	kind: Kind,
	due: readonly Due[],
): Promise<Map<string, string>> {
	const cells = Object.keys(kind.columns).map((column) =>
		due.map(({ values }) => textOf(values[column] ?? null)),
	)
	const ids = [due.map(({ id }) => id), due.map(({ externalId }) => externalId)]
	const rows = await query<{ id: string; external_id: string }>(statementOf(kind), [
		clinicId,
		...ids,
		...cells,
	])
	return new Map(rows.map((row) => [row.external_id, row.id]))
}

function textOf(value: Values[string]): string | null {
	if (value === null) return null
	return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One statement for some hundred rows: a column is one parameter, so its text is always the same. */
function statementOf({ table, columns, fresh, onChange }: Kind): string {
	const names = Object.keys(columns)
	const constants = Object.keys(fresh)
	const into = ['clinic_id', 'id', 'external_id', 'updated_at', ...constants, ...names]
	const from = ['$1::uuid', 'x.id', 'x.external_id', 'now()']
	from.push(...constants.map((name) => `'${fresh[name]}'`))
	from.push(...names.map((name) => `x.${name}::${columns[name]}`))
	const arrays = ['$2::uuid[]', '$3::text[]', ...names.map((_, i) => `$${i + 4}::text[]`)]
	const set = [...names, 'updated_at'].map((name) => `${name} = excluded.${name}`)
	if (onChange) set.push(onChange)
	return `
		insert into ${table} (${into.join(', ')}) select ${from.join(', ')}
		from unnest(${arrays.join(', ')}) as x(id, external_id, ${names.join(', ')})
		on conflict (clinic_id, external_id) where external_id is not null
			do update set ${set.join(', ')}
		returning id, external_id`
}
