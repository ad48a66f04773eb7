import type { Knex } from 'knex'
import type { Query } from './tenant.ts'

/**
 * Statements with `$1`, `$2` … inside a knex transaction, so that one query serves quick reads
 * (`readInTenant`) and verbs alike.
 */
export function queryOf(trx: Knex): Query {
	return async <Row>(sql: string, values: unknown[] = []) => {
		const named = sql.replaceAll(/\$(\d+)/g, ':p$1')
		const bindings = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]))
		const { rows } = await trx.raw(named, bindings as Knex.ValueDict)
		return rows as Row[]
	}
}
