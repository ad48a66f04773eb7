import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { canEnter, chooseAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import {
	ADMIN,
	type Cluster,
	initialise,
	prepareFolder,
	startOrFind,
	stopPostmaster,
} from './embedded/cluster.ts'
import { ensureLogins, type Passwords, passwords, urls } from './embedded/logins.ts'
import type { Postmaster } from './embedded/postmaster.ts'
import { SQLSTATE, sqlStateOf } from './sqlstate.ts'
import { StartupError } from './startup-error.ts'

export interface EmbeddedOptions {
	/** Where everything is kept: `.vetslot/`. */
	folder: string
	/** PostgreSQL's own settings, for example `{ fsync: 'off' }` for tests. */
	settings?: Record<string, string>
}

export interface EmbeddedDatabase {
	/** For the server: owns nothing, sees one clinic at a time. */
	serverUrl: string
	/** For migrations: owns the tables. */
	ownerUrl: string
	/** The superuser, for tools and tests. */
	adminUrl: string
	/** Where the data lies. */
	data: string
	/** PostgreSQL's own process. */
	pid: number
	/** Ends PostgreSQL and waits until it has left. */
	stop(): Promise<void>
}

// Any number of our own; held as long as this process is connected, so the kernel frees it.
const STARTED = 0x76657473

/**
 * Starts a real PostgreSQL in a folder, made on first use. One process at a time may have it: a
 * server left running by a process that was killed is taken over, one that is in use is refused.
 *
 * @throws StartupError with one sentence for the person who started us
 * @example const database = await startEmbedded({ folder: '.vetslot' })
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const folder = resolve(options.folder)
	const cluster = await findCluster(folder, options.settings ?? {})
	const secrets = await passwords(folder)
	await initialise(cluster, secrets.admin)
	const postmaster = await startOrFind(cluster)
	const adminUrl = `postgres://${ADMIN}:${secrets.admin}@127.0.0.1:${postmaster.port}/postgres`
	const admin = await takeOver(adminUrl, folder)
	await ensureLogins(admin, secrets)
	linger(admin, false)
	return describe(cluster, postmaster, admin, adminUrl, secrets)
}

function describe(
	cluster: Cluster,
	{ pid, port }: Postmaster,
	admin: pg.Client,
	adminUrl: string,
	secrets: Passwords,
): EmbeddedDatabase {
	let stopped: Promise<void> | undefined
	const stop = async () => {
		linger(admin, true)
		await stopPostmaster(cluster, pid)
		await admin.end().catch(() => {})
	}
	return {
		...urls(port, secrets),
		adminUrl,
		data: cluster.data,
		pid,
		stop: () => {
			stopped ??= stop()
			return stopped
		},
	}
}

/** Whether the connection that holds the lock keeps this process from ending by itself. */
function linger(admin: pg.Client, isKept: boolean): void {
	const client = admin as pg.Client & { ref(): void; unref(): void }
	if (isKept) client.ref()
	else client.unref()
}

async function findCluster(folder: string, settings: Record<string, string>): Promise<Cluster> {
	const account = await chooseAccount(join(folder, 'postgres'))
	await prepareFolder(folder, account)
	// In a home that only root may enter, the data goes where the account can reach it.
	const id = createHash('sha256').update(folder).digest('hex').slice(0, 12)
	const spare = join('/var/lib/vetslot', id)
	const isReachable = !account || (await canEnter(folder, account))
	const home = isReachable ? folder : spare
	if (account && !isReachable) await mkdir(spare, { recursive: true, mode: 0o711 })
	return {
		data: join(home, 'postgres'),
		log: join(folder, 'postgres.log'),
		binaries: await findBinaries(account, spare),
		account,
		settings,
	}
}

async function takeOver(url: string, folder: string): Promise<pg.Client> {
	const name = `vetslot process ${process.pid}`
	const admin = new pg.Client({ connectionString: url, application_name: name })
	admin.on('error', () => {}) // the server is leaving, which its users notice themselves
	try {
		await admin.connect()
	} catch (cause) {
		if (sqlStateOf(cause) !== SQLSTATE.invalidPassword) throw cause
		throw new StartupError(
			`The database in ${folder} refuses the password kept there: passwords.json was changed ` +
				'or lost. Put it back, or move the folder away to start afresh.',
			{ cause },
		)
	}
	const { rows } = await admin.query('select pg_try_advisory_lock($1) as free', [STARTED])
	if (rows[0].free) return admin
	const holder = await admin.query(
		`select application_name as name from pg_locks join pg_stat_activity using (pid)
			where locktype = 'advisory' and objid = $1 and granted`,
		[STARTED],
	)
	await admin.end()
	const who = holder.rows[0]?.name.replace('vetslot ', '') ?? 'another process'
	throw new StartupError(`Vetslot is already running from ${folder} (${who}). Stop that one first.`)
}
