import type { Query } from '../database/tenant.ts'
import type { Kind, Values } from './kinds/kind.ts'

/** A row that is in the database already. */
export type Known = Values & { id: string; external_id: string }

/**
 * The rows with these external ids, by them; locked until the transaction ends when they are to be
 * written, so that what somebody changes meanwhile is not taken back unseen.
 */
export async function findKnown(
	query: Query,
	clinicId: string,
	{ table, columns, ends }: Kind,
	externalIds: readonly (string | null)[],
	locks: boolean,
): Promise<Map<string, Known>> {
	const names = ['id', 'external_id', ...Object.keys(columns), ...ends]
	const rows = await query<Known>(
		`select ${names.map((name) => `t.${name}`).join(', ')} from ${table} t
		where t.clinic_id = $1 and t.external_id = any($2) order by t.id
		${locks ? 'for no key update' : ''}`,
		[clinicId, externalIds],
	)
	return new Map(rows.map((row) => [row.external_id, row]))
}

interface Living {
	id: string
	external_id: string
	merged_into_id: string | null
}

/** The ids of what rows belong to, by external id; of what was merged, that of what it lives on in. */
export async function findOwners(
	query: Query,
	clinicId: string,
	table: 'clients' | 'pets',
	externalIds: readonly (string | null)[],
): Promise<Map<string, string>> {
	const rows = await query<Living>(
		`select t.id, t.external_id, t.merged_into_id from ${table} t
		where t.clinic_id = $1 and t.external_id = any($2)`,
		[clinicId, [...new Set(externalIds)]],
	)
	const found = new Map<string, string>()
	for (const row of rows) found.set(row.external_id, await livingId(query, clinicId, table, row))
	return found
}

async function livingId(
	query: Query,
	clinicId: string,
	table: string,
	row: Pick<Living, 'id' | 'merged_into_id'>,
): Promise<string> {
	let { id, merged_into_id: next } = row
	while (next !== null) {
		const [into] = await query<Living>(
			`select t.id, t.merged_into_id from ${table} t where t.clinic_id = $1 and t.id = $2`,
			[clinicId, next],
		)
		if (!into) break
		id = into.id
		next = into.merged_into_id
	}
	return id
}
