import type { Writable } from 'node:stream'
import type { QueryConfig } from 'pg'
import type { Query } from './tenant.ts'

/** A connection of the pool, as `pg` has it. */
export interface Connection {
	query(sql: string | QueryConfig): Promise<{ command: string; rows: unknown[] }>
	/** What it speaks through; another one once encryption has been agreed on. */
	connection: { stream: Writable }
	/** The process that answered when the connection was made. */
	processID?: number
	/** Set, it makes the pool throw the connection away. */
	__knex__disposed?: unknown
}

// Far more than we have; statements whose text is put together would fill the server's memory.
const MOST_NAMES = 300
const names = new Map<string, string>()

/** Connections to PostgreSQL itself, and those to a pooler, which hands each transaction to another. */
const isDirect = new WeakMap<Connection, boolean>()

/**
 * Statements with `$1`, `$2` … on one connection; those that are not awaited travel together. The
 * database parses and plans each text once a connection: a booking's large statement takes it longer
 * to plan than to do. Behind a pooler every statement is parsed anew.
 */
export function queryOn(connection: Connection): Query {
	return <Row>(text: string, values: unknown[] = []) => {
		const name = nameOf(connection, text)
		const answer = send(connection, name ? { name, text, values } : { text, values })
		const rows = answer.then((result) => result.rows as Row[])
		// Of statements sent together all fail after the first; whoever awaits one hears of it.
		rows.catch(ignore)
		return rows
	}
}

/**
 * Sends a statement together with those that follow before anything is awaited: in one piece, since
 * each write to the socket costs more than putting the statement together, and wakes the database.
 */
export function send(connection: Connection, statement: string | QueryConfig) {
	const { stream } = connection.connection
	if (stream.writableCorked === 0) {
		stream.cork()
		// Comes when the promises that are settled by now have all been heard.
		process.nextTick(() => stream.uncork())
	}
	return connection.query(statement)
}

const ignore = () => {}

function nameOf(connection: Connection, text: string): string | undefined {
	if (!isKnownDirect(connection)) return undefined
	const known = names.get(text)
	if (known || names.size >= MOST_NAMES) return known
	const name = `vetslot_${names.size}`
	names.set(text, name)
	return name
}

/**
 * A pooler makes up the process that it says we talk to, so asking for the real one tells. Until
 * the answer is here, statements go without a name.
 */
function isKnownDirect(connection: Connection): boolean {
	const known = isDirect.get(connection)
	if (known !== undefined) return known
	isDirect.set(connection, false)
	send(connection, 'select pg_backend_pid() as pid').then(({ rows }) => {
		const [row] = rows as { pid: number }[]
		isDirect.set(connection, row !== undefined && row.pid === connection.processID)
	}, ignore)
	return false
}
