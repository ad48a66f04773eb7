import type { Knex } from 'knex'
import type { Query } from './tenant.ts'

/** The last statement of each transaction, so that the next one comes after it. */
const turns = new WeakMap<Knex, Promise<unknown>>()

/**
 * Statements with `$1`, `$2` … inside a knex transaction, so that one query serves quick reads
 * (`readInTenant`), quick writes (`writeInTenant`) and verbs alike. They run in the order of the
 * calls, also when the calls are not awaited: what comes behind a lock sees what the lock let in.
 */
export function queryOf(trx: Knex): Query {
	return <Row>(sql: string, values: unknown[] = []) => {
		const run = async () => {
			const named = sql.replaceAll(/\$(\d+)/g, ':p$1')
			const bindings = Object.fromEntries(values.map((value, i) => [`p${i + 1}`, value]))
			const { rows } = await trx.raw(named, bindings as Knex.ValueDict)
			return rows as Row[]
		}
		if (!trx.isTransaction) return run()
		const turn = (turns.get(trx) ?? Promise.resolve()).then(run, run)
		// Of statements sent together all fail after the first; whoever awaits one hears of it.
		turn.catch(ignore)
		turns.set(trx, turn)
		return turn
	}
}

const ignore = () => {}
