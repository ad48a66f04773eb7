import type { Knex } from 'knex'
import { connect } from './connect.ts'
import { requireId } from './tenant.ts'

/** Reads rows as they are asked for, some at a time. One read after the other. */
export type ReadRows = <Row>(sql: string) => AsyncGenerator<Row[]>

const ROWS_AT_ONCE = 1000

/** At once in this process: each keeps a connection for as long as its reader takes. */
export const MOST_SNAPSHOTS = 2

/** A pool for snapshots alone, so that no reader, however slow, keeps a connection from other calls. */
export function connectForSnapshots(url: string): Knex {
	return connect({ url, poolSize: MOST_SNAPSHOTS, name: 'vetslot exports', answerWithin: 15_000 })
}

interface Connection {
	query(sql: string): Promise<{ rows: unknown[] }>
	/** Set, it makes the pool throw the connection away. */
	__knex__disposed?: unknown
}

/**
 * Reads as one clinic what was true at one moment, however long it takes and however much it is: by
 * cursors, so that a table takes the memory of some rows.
 *
 * @example
 * await readSnapshot(db, clinicId, async (read) => {
 * 	for await (const rows of read(`select id from pets where clinic_id = '${clinicId}'`)) …
 * })
 */
export async function readSnapshot<T>(
	db: Knex,
	clinicId: string,
	work: (read: ReadRows) => Promise<T>,
): Promise<T> {
	requireId(clinicId)
	const connection: Connection = await db.client.acquireConnection()
	try {
		const begin = 'begin isolation level repeatable read read only'
		await connection.query(`${begin}; select set_tenant('${clinicId}')`)
		const result = await work((sql) => readRows(connection, sql))
		await connection.query('commit')
		return result
	} catch (error) {
		// Nothing was written; whatever state it is in, another one serves the next caller.
		connection.__knex__disposed = error
		throw error
	} finally {
		await db.client.releaseConnection(connection)
	}
}

async function* readRows<Row>(connection: Connection, sql: string): AsyncGenerator<Row[]> {
	await connection.query(`declare snapshot no scroll cursor for ${sql}`)
	for (;;) {
		const { rows } = await connection.query(`fetch ${ROWS_AT_ONCE} from snapshot`)
		if (rows.length > 0) yield rows as Row[]
		if (rows.length < ROWS_AT_ONCE) break
	}
	await connection.query('close snapshot')
}
