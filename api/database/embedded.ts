import { createHash } from 'node:crypto'
import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { type Account, canEnter, chooseAccount } from './embedded/account.ts'
import { findBinaries } from './embedded/binaries.ts'
import {
	ADMIN,
	type Cluster,
	initialise,
	prepareFolder,
	signal,
	startOrFind,
	stopPostmaster,
} from './embedded/cluster.ts'
import { ensureLogins, type Passwords, passwords, urls } from './embedded/logins.ts'
import { findPostmaster, type Postmaster } from './embedded/postmaster.ts'
import { SQLSTATE, sqlStateOf } from './sqlstate.ts'
import { StartupError } from './startup-error.ts'

export interface EmbeddedOptions {
	/** Where everything is kept: `.vetslot/`. */
	folder: string
	/** PostgreSQL's own settings, for example `{ fsync: 'off' }` for tests. */
	settings?: Record<string, string>
	/** Fires when the start is given up; what was begun is ended then. */
	signal?: AbortSignal | undefined
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
	/** Resolves when PostgreSQL ended although nobody asked `stop` for it. */
	lost: Promise<void>
	/** Ends PostgreSQL and waits until it has left. */
	stop(): Promise<void>
}

// Any number of our own; held as long as this process is connected, so the kernel frees it.
const STARTED = 0x76657473

const ATTEMPTS = 4
const RETRY_MS = 200

/**
 * Starts a real PostgreSQL in a folder, made on first use. One process at a time may have it: a
 * server left running by a process that was killed is taken over, one that is in use is refused.
 *
 * @throws StartupError with one sentence for the person who started us
 * @example const database = await startEmbedded({ folder: '.vetslot' })
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
	const folder = resolve(options.folder)
	const account = await chooseAccount(join(folder, 'postgres'))
	await prepareFolder(folder, account).catch(refuseFolder(folder))
	const secrets = await passwords(folder)
	const home = await findHome(folder, account, secrets)
	const cluster: Cluster = {
		data: join(home, 'postgres'),
		log: join(folder, 'postgres.log'),
		binaries: await findBinaries(account, home),
		account,
		settings: options.settings ?? {},
		signal: options.signal,
	}
	await initialise(cluster, secrets.admin)
	for (let attempt = 1; ; attempt++) {
		try {
			return await open(cluster, folder, secrets)
		} catch (error) {
			// What was running may have been about to leave: its pid file outlives it by a moment.
			const isFinal = error instanceof StartupError || options.signal?.aborted
			if (isFinal || attempt === ATTEMPTS) throw error
			await setTimeout(100 * attempt)
		}
	}
}

/**
 * The address, for the server's login, of the PostgreSQL that runs in a folder now; undefined when
 * none does. For commands beside a running server, which they must not disturb.
 */
export async function findEmbedded(path: string): Promise<string | undefined> {
	const folder = resolve(path)
	if (!(await stat(join(folder, 'passwords.json')).catch(() => null))) return undefined
	const secrets = await passwords(folder)
	const home = await findHome(folder, await chooseAccount(join(folder, 'postgres')), secrets)
	const postmaster = await findPostmaster(join(home, 'postgres'))
	return postmaster?.isReady ? urls(postmaster.port, secrets).serverUrl : undefined
}

function refuseFolder(folder: string) {
	return (cause: NodeJS.ErrnoException): never => {
		const words = `DATA_DIR: ${folder} can't be made or written to (${cause.code})`
		throw new StartupError(words, { cause })
	}
}

async function open(
	cluster: Cluster,
	folder: string,
	secrets: Passwords,
): Promise<EmbeddedDatabase> {
	const postmaster = await startOrFind(cluster)
	const adminUrl = `postgres://${ADMIN}:${secrets.admin}@127.0.0.1:${postmaster.port}/postgres`
	try {
		const admin = await takeOver(adminUrl, folder, cluster.data)
		await ensureLogins(admin, secrets)
		linger(admin, false)
		cluster.signal?.throwIfAborted()
		const again = () => takeOver(adminUrl, folder, cluster.data)
		return describe(cluster, postmaster, new Hold(admin, again), adminUrl, secrets)
	} catch (error) {
		// What we launched in vain must not stay behind; what another uses must.
		if (postmaster.isNew && !(error instanceof InUse)) {
			await stopPostmaster(cluster, postmaster.pid)
		}
		throw error
	}
}

class InUse extends StartupError {}

function describe(
	cluster: Cluster,
	{ pid, port }: Postmaster,
	hold: Hold,
	adminUrl: string,
	secrets: Passwords,
): EmbeddedDatabase {
	let stopped: Promise<void> | undefined
	// However this process ends, unless it is killed, PostgreSQL is told to end as well.
	const leave = () => signal(pid, 'SIGINT')
	process.on('exit', leave)
	const lost = hold.watch(async () => (await findPostmaster(cluster.data))?.pid === pid)
	lost.then(() => process.off('exit', leave))
	const stop = async () => {
		linger(hold.admin, true)
		hold.release()
		await stopPostmaster(cluster, pid)
		process.off('exit', leave)
		await hold.admin.end().catch(() => {})
	}
	return {
		...urls(port, secrets),
		adminUrl,
		data: cluster.data,
		pid,
		lost,
		stop: () => {
			stopped ??= stop()
			return stopped
		},
	}
}

/**
 * The connection that holds the folder for this process. It also tells of the server's end, whoever
 * started it: its own crash, or a signal from somewhere. A server that only lost its connections,
 * since one of its processes crashed, comes back by itself, and is held again.
 */
class Hold {
	admin: pg.Client
	readonly #again: () => Promise<pg.Client>
	#isReleased = false

	constructor(admin: pg.Client, again: () => Promise<pg.Client>) {
		this.admin = admin
		this.#again = again
	}

	/** From now on the connection may end. */
	release(): void {
		this.#isReleased = true
	}

	/** Resolves when the server is gone before `release`. */
	async watch(isThere: () => Promise<boolean>): Promise<void> {
		for (;;) {
			await new Promise((resolve) => this.admin.once('end', resolve))
			for (let isHeld = false; !isHeld; ) {
				if (this.#isReleased) return new Promise(() => {})
				if (!(await isThere())) return
				await setTimeout(RETRY_MS, undefined, { ref: false })
				isHeld = await this.#take()
			}
		}
	}

	async #take(): Promise<boolean> {
		try {
			this.admin = await this.#again()
			linger(this.admin, this.#isReleased)
			return true
		} catch {
			return false
		}
	}
}

/** Whether the connection that holds the lock keeps this process from ending by itself. */
function linger(admin: pg.Client, isKept: boolean): void {
	const client = admin as pg.Client & { ref(): void; unref(): void }
	if (isKept) client.ref()
	else client.unref()
}

/**
 * Where the data lies: in the folder, unless that is in a home which only root may enter; then where
 * the account can reach it, under a name that a folder made afresh does not share.
 */
async function findHome(
	folder: string,
	account: Account | undefined,
	{ admin }: Passwords,
): Promise<string> {
	if (!account || (await canEnter(folder, account))) return folder
	const id = createHash('sha256').update(folder).update(admin).digest('hex').slice(0, 12)
	const home = join('/var/lib/vetslot', id)
	await mkdir(home, { recursive: true, mode: 0o711 })
	return home
}

async function takeOver(url: string, folder: string, data: string): Promise<pg.Client> {
	const name = `vetslot process ${process.pid}`
	const admin = new pg.Client({ connectionString: url, application_name: name })
	admin.on('error', () => {}) // the server is leaving, which its users notice themselves
	try {
		await admin.connect()
	} catch (cause) {
		if (sqlStateOf(cause) !== SQLSTATE.invalidPassword) throw cause
		throw new StartupError(
			`The database in ${data} refuses the password kept in ${folder}: passwords.json was ` +
				'changed or lost. Put it back, or move the database away to start afresh.',
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
	throw new InUse(`Vetslot is already running from ${folder} (${who}). Stop that one first.`)
}
