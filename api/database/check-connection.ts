import pg from 'pg'
import { StartupError } from './startup-error.ts'

const OLDEST = 15

/**
 * Makes sure that an address leads to a PostgreSQL we can use.
 *
 * @param name the setting the address came from, for the message
 * @throws StartupError with one line that names what is wrong, never the password
 */
export async function checkConnection(url: string, name = 'DATABASE_URL'): Promise<void> {
	const client = connectable(url, name)
	client.on('error', () => {})
	try {
		await client.connect()
		const { rows } = await client.query('show server_version_num')
		const major = Math.floor(Number(rows[0].server_version_num) / 10_000)
		if (major < OLDEST) throw new StartupError(`it is PostgreSQL ${major}; ${OLDEST} is needed`)
	} catch (cause) {
		throw new StartupError(`${name} ${where(url)}: ${explain(cause)}`, { cause })
	} finally {
		await client.end().catch(() => {})
	}
}

function connectable(url: string, name: string): pg.Client {
	try {
		if (!/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new TypeError('not postgres://')
		return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
	} catch (cause) {
		throw new StartupError(
			`${name} is not an address of the form postgres://login:password@host:5432/database`,
			{ cause },
		)
	}
}

function where(url: string): string {
	const { username, host, pathname } = new URL(url)
	return `(${decodeURIComponent(username)}@${host}${pathname})`
}

const REASONS: Record<string, string> = {
	ENOTFOUND: 'no such host',
	EAI_AGAIN: 'the host name can not be looked up now',
	ECONNREFUSED: 'nothing listens at that host and port',
	ECONNRESET: 'the connection was cut; is that a PostgreSQL?',
	ETIMEDOUT: 'the host does not answer',
	'28P01': 'the login or the password is wrong',
	'28000': 'the server does not admit this login from here',
	'3D000': 'there is no such database',
	'53300': 'the server has no connection to spare',
	'57P03': 'the server is starting or stopping',
}

function explain(error: unknown): string {
	const { code, message, errors } = error as NodeJS.ErrnoException & { errors?: unknown[] }
	// Node tries every address of a host, and gathers the failures.
	if (errors?.[0]) return explain(errors[0])
	return REASONS[code ?? ''] ?? (message.split('\n')[0] || String(code))
}
