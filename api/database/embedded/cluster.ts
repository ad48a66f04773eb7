import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
	chmod,
	chown,
	mkdir,
	open,
	readdir,
	readFile,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StartupError } from '../startup-error.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { findPostmaster, isAlive, type Postmaster, waitForExit } from './postmaster.ts'

const run = promisify(execFile)

/** One data folder and what is needed to run PostgreSQL on it. */
export interface Cluster {
	data: string
	log: string
	binaries: Binaries
	account: Account | undefined
	/** Server settings beside ours, for example `fsync: 'off'` in tests. */
	settings: Record<string, string>
	/** Fires when the start is given up; nothing is left running or half made then. */
	signal?: AbortSignal | undefined
}

/** The superuser of an embedded server. */
export const ADMIN = 'postgres'

const START_MS = 60_000
const ATTEMPTS = 5

/** Makes the data folder unless it is there, all or nothing, and checks that we can read it. */
export async function initialise(cluster: Cluster, adminPassword: string): Promise<void> {
	const { data, binaries } = cluster
	const version = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(refuseForeign(data))
	await removeDeadDrafts(data)
	if (version === undefined) return createData(cluster, adminPassword)
	if (Number.parseInt(version, 10) === binaries.major) return
	throw new StartupError(
		`${data} was made by PostgreSQL ${version.trim()}, but PostgreSQL ${binaries.major} is ` +
			'installed. Move that folder away to start afresh, or carry its data over with pg_dump.',
	)
}

function refuseForeign(data: string) {
	return (error: NodeJS.ErrnoException): undefined => {
		if (error.code === 'ENOENT') return undefined
		throw new StartupError(
			`${data} can't be read (${error.code}): it belongs to another user. ` +
				'Start as that user, or move the folder away to start afresh.',
			{ cause: error },
		)
	}
}

async function createData(cluster: Cluster, adminPassword: string): Promise<void> {
	const { data, account } = cluster
	const draft = `${data}.${process.pid}.new`
	const passwordFile = `${draft}.password`
	await mkdir(draft, { mode: 0o700 })
	await writeFile(passwordFile, adminPassword, { mode: 0o600 })
	if (account) {
		await chown(draft, account.uid, account.gid)
		await chown(passwordFile, account.uid, account.gid)
	}
	try {
		await runInitdb(cluster, initOptions(draft, passwordFile))
		// Several may start at once: the first to rename wins, the others use its folder.
		await rename(draft, data).catch(tolerate('ENOTEMPTY', 'EEXIST', 'EPERM'))
	} catch (cause) {
		cluster.signal?.throwIfAborted()
		throw new StartupError(
			`The PostgreSQL from npm can't run here (${firstLine(cause)}). ` +
				'Set DATABASE_URL to a PostgreSQL 15 or newer.',
			{ cause },
		)
	} finally {
		await rm(passwordFile, { force: true })
		await rm(draft, { recursive: true, force: true })
	}
}

/**
 * Runs initdb apart from the terminal, since it has to be over, however it ends, before what it
 * made is removed.
 */
async function runInitdb(cluster: Cluster, options: string[]): Promise<void> {
	const { signal, binaries } = cluster
	signal?.throwIfAborted()
	const child = spawn(binaries.initdb, options, {
		...processOptions(cluster),
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe'],
	})
	const end = () => child.kill()
	signal?.addEventListener('abort', end)
	process.on('exit', end)
	let stderr = ''
	child.stderr.setEncoding('utf8').on('data', (chunk) => {
		stderr += chunk
	})
	try {
		const [code] = await once(child, 'close')
		if (code !== 0) throw new Error(stderr.trim() || `initdb ended with code ${code}`)
	} finally {
		signal?.removeEventListener('abort', end)
		process.off('exit', end)
	}
}

/** Removes what a start that was killed left half made: a folder, and a password in a file. */
async function removeDeadDrafts(data: string): Promise<void> {
	const folder = dirname(data)
	const names = await readdir(folder).catch(() => [])
	for (const name of names) {
		const [, pid] = /^(\d+)\.new(\.password)?$/.exec(name.slice(basename(data).length + 1)) ?? []
		if (!name.startsWith(`${basename(data)}.`) || !pid) continue
		// In a container each start has the same number, and this one has made nothing yet.
		if (Number(pid) !== process.pid && isAlive(Number(pid))) continue
		await rm(join(folder, name), { recursive: true, force: true })
	}
}

const initOptions = (data: string, passwordFile: string) => [
	`--pgdata=${data}`,
	`--username=${ADMIN}`,
	`--pwfile=${passwordFile}`,
	'--auth=scram-sha-256',
	'--encoding=UTF8',
	// The same order and case folding on every system, whatever its locales.
	'--locale=C',
	'--locale-provider=builtin',
	'--builtin-locale=C.UTF-8',
]

/**
 * Starts the server, or finds the one that runs: an orphan of a process that was killed, or
 * another's. Survives stale lock files and a port taken in the last moment.
 */
export async function startOrFind(cluster: Cluster): Promise<Postmaster & { isNew: boolean }> {
	for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
		const running = await waitUntilReady(cluster)
		if (running) return { ...running, isNew: false }
		const child = await launch(cluster)
		const started = await waitUntilReady(cluster, child).catch(async (error) => {
			if (child.pid) await stopPostmaster(cluster, child.pid)
			throw error
		})
		if (started) return { ...started, isNew: started.pid === child.pid }
		await setTimeout(200 * attempt) // backends of a killed server may take a moment to leave
	}
	const log = await readFile(cluster.log, 'utf8').catch(() => '')
	const last = log.trim().split('\n').slice(-3).join(' | ')
	throw new StartupError(`PostgreSQL does not start in ${cluster.data}: ${last}`)
}

async function launch(cluster: Cluster): Promise<ChildProcess> {
	const settings = {
		port: String(await freePort()),
		listen_addresses: '127.0.0.1',
		unix_socket_directories: '',
		timezone: 'UTC',
		log_timezone: 'UTC',
		...cluster.settings,
	}
	const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
	const log = await open(cluster.log, 'w', 0o600)
	// Detached: Ctrl-C in a terminal reaches the whole group, and the server has to outlive the
	// requests that are being drained. Its log is a file, so that it can outlive us, too.
	const child = spawn(cluster.binaries.postgres, ['-D', cluster.data, ...options], {
		...processOptions(cluster),
		detached: true,
		stdio: ['ignore', log.fd, log.fd],
	})
	child.on('error', () => {}) // seen as a child that never was
	child.unref()
	await log.close()
	return child
}

async function waitUntilReady(
	cluster: Cluster,
	child?: ChildProcess,
): Promise<Postmaster | undefined> {
	for (const end = Date.now() + START_MS; Date.now() < end; await setTimeout(15)) {
		cluster.signal?.throwIfAborted()
		const postmaster = await findPostmaster(cluster.data)
		if (postmaster?.isReady) return postmaster
		const isComing = postmaster || (child?.pid && child.exitCode === null && isAlive(child.pid))
		if (!isComing) return undefined
	}
	throw new StartupError(`PostgreSQL in ${cluster.data} is not ready after a minute`)
}

/** Ends the server: running transactions are rolled back, the data is left clean. */
export async function stopPostmaster(cluster: Cluster, pid: number): Promise<void> {
	if (process.platform === 'win32') {
		await run(cluster.binaries.pg_ctl, ['stop', '-D', cluster.data, '-m', 'fast', '-w'])
		return
	}
	signal(pid, 'SIGINT')
	if (await waitForExit(pid, 20_000)) return
	signal(pid, 'SIGQUIT') // leaves work to the next start, loses nothing
	await waitForExit(pid, 5_000)
}

/** Sends a signal to a process that may be gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name)
	} catch {
		// gone already
	}
}

/** Lets the account write where it must: the log, and a way to its own folder. */
export async function prepareFolder(folder: string, account: Account | undefined): Promise<void> {
	await mkdir(folder, { recursive: true })
	if (account) await chmod(folder, 0o711)
}

function processOptions({ account, data }: Cluster) {
	// Not our own working directory: the account may not be let in there.
	return {
		...account,
		cwd: join(data, '..'),
		windowsHide: true,
		env: { ...process.env, LC_ALL: 'C' },
	}
}

function tolerate(...codes: string[]) {
	return (error: NodeJS.ErrnoException) => {
		if (!codes.includes(error.code ?? '')) throw error
	}
}

function firstLine(error: unknown): string {
	return (error as Error).message.split('\n')[0] ?? ''
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().on('error', reject)
		server.listen(0, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
		})
	})
}
