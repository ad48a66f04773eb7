import type { Knex } from 'knex'
import { telling } from './commits.ts'
import { type Connection, queryOn, send } from './prepared.ts'
import { isStale, retrying } from './retry.ts'
import { type Query, requireId } from './tenant.ts'

/** What a transaction's work hands over at its end. */
export interface Finish<T> {
	result: T
	/** Statements that were sent and not awaited: the commit follows right behind them. */
	last?: readonly Promise<unknown>[]
}

export interface WriteOptions {
	/** Statements before the first, each with its semicolon: `set local … ; `. */
	settings?: string
	/** What is written changes no answer, so whoever keeps answers is not told. */
	quietly?: boolean
}

/**
 * Writes as one clinic with as few round trips as there can be, for the hot paths: statements that
 * are not awaited travel together, the beginning with the first of them, the commit with the last.
 * Everyday writes use `inTenant`.
 *
 * The statements in `last` must fail by themselves when what they did is not enough: nobody looks at
 * their rows before the commit. Retried like `inTenant`, so the work must do nothing outside.
 *
 * @example
 * await writeInTenant(db, clinicId, async (query) => {
 * 	const [row] = await query<{ id: string }>('select …', [clinicId])
 * 	return { result: row?.id, last: [query('update …', [clinicId, row?.id])] }
 * })
 */
export function writeInTenant<T>(
	db: Knex,
	clinicId: string,
	work: (query: Query) => Promise<Finish<T>> | Finish<T>,
	options: WriteOptions = {},
): Promise<T> {
	requireId(clinicId)
	const { settings = '', quietly = false } = options
	const begin = `begin; ${settings}select set_tenant('${clinicId}')`
	const write = () => retrying(() => once(db, begin, work))
	return quietly ? write() : telling(db, clinicId, write)
}

async function once<T>(
	db: Knex,
	begin: string,
	work: (query: Query) => Promise<Finish<T>> | Finish<T>,
): Promise<T> {
	const connection: Connection = await db.client.acquireConnection()
	try {
		return await transact(connection, begin, work)
	} catch (error) {
		if (isStale(error)) connection.__knex__disposed = error
		throw error
	} finally {
		await db.client.releaseConnection(connection)
	}
}

async function transact<T>(
	connection: Connection,
	begin: string,
	work: (query: Query) => Promise<Finish<T>> | Finish<T>,
): Promise<T> {
	const begun = send(connection, begin)
	begun.catch(() => {})
	const query = queryOn(connection)
	let isOver = false
	try {
		const { result, last = [] } = await work((sql, values) =>
			isOver ? Promise.reject(new Error('The transaction is over')) : query(sql, values),
		)
		isOver = true
		const commit = send(connection, 'commit')
		// Of several failures the first tells why; what was sent behind it fails for its sake only, and
		// may well be heard of sooner.
		const ends = await Promise.allSettled([begun, ...last, commit])
		for (const end of ends) if (end.status === 'rejected') throw end.reason
		const { command } = await commit
		// Some statement failed that nobody listened to.
		if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}`)
		return result
	} catch (error) {
		isOver = true
		await rollBack(connection)
		// Whatever came after a failed beginning failed for it.
		await begun
		throw error
	}
}

async function rollBack(connection: Connection): Promise<void> {
	try {
		await connection.query('rollback')
	} catch (error) {
		connection.__knex__disposed = error
	}
}
