import type { Knex } from 'knex'
import { telling } from './commits.ts'
import type { TenantConfig } from './connect.ts'
import { isId } from './ids.ts'
import { queryOn } from './prepared.ts'
import { isStale, retrying } from './retry.ts'

export interface TenantOptions {
	/** What is read or written changes no answer, so whoever keeps answers is not told. */
	quietly?: boolean
}

/**
 * Runs work in a transaction of one clinic: its rows are all that can be seen or written. A
 * deadlock or a serialization failure runs the work again, up to three times, so it must do nothing
 * outside the transaction.
 *
 * @param clinicId a UUID; anything else is a TypeError
 * @example await inTenant(db, clinicId, (trx) => Pet.query(trx).where({ clinicId, id }).delete())
 * @example
 * const read = (trx: Knex) => Pet.query(trx).where({ clinicId })
 * const pets = await inTenant(db, clinicId, read, { quietly: true })
 */
export async function inTenant<T>(
	db: Knex,
	clinicId: string,
	work: (trx: Knex.Transaction) => PromiseLike<T>,
	{ quietly = false }: TenantOptions = {},
): Promise<T> {
	requireId(clinicId)
	const config: TenantConfig = { clinicId }
	const run = () => retrying(() => db.transaction(async (trx) => work(trx), config))
	return quietly ? run() : telling(db, clinicId, run)
}

/** Runs one statement and gives its rows; parameters are `$1`, `$2` … */
export type Query = <Row>(sql: string, values?: unknown[]) => Promise<Row[]>

/**
 * Reads as one clinic with as little ceremony as there can be, for the hot paths: the statements of
 * the work travel with the ones around them, so a single read takes two round trips.
 */
export async function readInTenant<T>(
	db: Knex,
	clinicId: string,
	work: (query: Query) => Promise<T>,
): Promise<T> {
	requireId(clinicId)
	const connection: Connection = await db.client.acquireConnection()
	try {
		// Not awaited: the next statement follows on the wire. Were this one to fail, the next would
		// find nothing, since without a clinic no row can be seen.
		const begun = connection.query(`begin read only; select set_tenant('${clinicId}')`)
		begun.catch(() => {})
		const result = await work(async <Row>(sql: string, values?: unknown[]) => {
			const { rows } = await connection.query(sql, values)
			await begun
			return rows as Row[]
		})
		await begun
		return result
	} finally {
		await end(db, connection)
	}
}

/**
 * Runs one statement that sets its clinic itself, such as the function `read_calendar`: no transaction
 * around it, so a single round trip.
 */
export async function readAtOnce<T>(db: Knex, work: (query: Query) => Promise<T>): Promise<T> {
	return retrying(async () => {
		const connection = await db.client.acquireConnection()
		try {
			return await work(queryOn(connection))
		} catch (error) {
			if (isStale(error)) connection.__knex__disposed = error
			throw error
		} finally {
			await db.client.releaseConnection(connection)
		}
	})
}

interface Connection {
	query(sql: string, values?: unknown[]): Promise<{ rows: unknown[] }>
	/** Set, it makes the pool throw the connection away. */
	__knex__disposed?: unknown
}

async function end(db: Knex, connection: Connection): Promise<void> {
	try {
		await connection.query('commit') // after an error this is a rollback
	} catch (error) {
		connection.__knex__disposed = error
	} finally {
		await db.client.releaseConnection(connection)
	}
}

/** @throws TypeError */
export function requireId(clinicId: string): void {
	// It becomes part of a statement's text.
	if (!isId(clinicId)) throw new TypeError(`Not a clinic's id: ${clinicId}`)
}
