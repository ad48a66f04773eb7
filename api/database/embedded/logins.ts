import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { keep } from '../secret.ts'
import { StartupError } from '../startup-error.ts'

/** The logins of an embedded server and their passwords, kept in a private file. */
export interface Passwords {
	admin: string
	owner: string
	server: string
}

export const DATABASE = 'vetslot'
const OWNER = 'vetslot_owner'
const SERVER = 'vetslot_api'

const newPassword = () => randomBytes(24).toString('base64url')

/** @throws StartupError when the folder is another user's */
export async function passwords(folder: string): Promise<Passwords> {
	const fresh = () =>
		JSON.stringify({ admin: newPassword(), owner: newPassword(), server: newPassword() })
	try {
		return JSON.parse(await keep(join(folder, 'passwords.json'), fresh))
	} catch (cause) {
		throw new StartupError(
			`The passwords in ${folder} can't be read: ${(cause as Error).message}. ` +
				'If another user started before, start as that one.',
			{ cause },
		)
	}
}

/**
 * Makes what is missing: the group that holds the server's grants, a login that owns the tables,
 * a login that serves, and the database.
 */
export async function ensureLogins(admin: pg.Client, passwords: Passwords): Promise<void> {
	await ensureRole(admin, 'vetslot_server', 'nologin')
	await ensureRole(admin, OWNER, `login password ${pg.escapeLiteral(passwords.owner)}`)
	await ensureRole(admin, SERVER, `login password ${pg.escapeLiteral(passwords.server)}`)
	await admin.query(`
		grant vetslot_server to ${SERVER};
		alter role ${SERVER} set statement_timeout = '30s';
		alter role ${SERVER} set idle_in_transaction_session_timeout = '60s';`)
	const { rowCount } = await admin.query('select from pg_database where datname = $1', [DATABASE])
	if (rowCount === 0) await admin.query(`create database ${DATABASE} owner ${OWNER}`)
}

async function ensureRole(admin: pg.Client, name: string, attributes: string): Promise<void> {
	const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [name])
	await admin.query(`${rowCount === 0 ? 'create' : 'alter'} role ${name} ${attributes}`)
}

/** The addresses for each login. */
export function urls(port: number, { owner, server }: Passwords) {
	const url = (user: string, password: string) =>
		`postgres://${user}:${password}@127.0.0.1:${port}/${DATABASE}`
	return { ownerUrl: url(OWNER, owner), serverUrl: url(SERVER, server) }
}
