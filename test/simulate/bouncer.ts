import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export interface Bouncer {
	/** The given address by way of the pooler. */
	url: string
	stop(): Promise<void>
}

/** Whether PgBouncer is on this machine. */
export function hasBouncer(): boolean {
	return spawnSync('pgbouncer', ['--version']).status === 0
}

/** Starts PgBouncer in transaction mode, with so many connections to the database. */
export async function startBouncer(databaseUrl: string, size: number): Promise<Bouncer> {
	const url = new URL(databaseUrl)
	const folder = mkdtempSync(join(tmpdir(), 'vetslot-bouncer-'))
	const port = await freePort()
	const { username, password, hostname } = url
	writeFileSync(join(folder, 'users.txt'), `"${username}" "${password}"\n`)
	writeFileSync(
		join(folder, 'bouncer.ini'),
		`[databases]
* = host=${hostname} port=${url.port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = ${size}
max_client_conn = 200
`,
	)
	const child = launch(folder)
	url.port = String(port)
	const stop = async () => {
		if (child.exitCode === null) {
			child.kill('SIGINT')
			await new Promise((resolve) => child.once('exit', resolve))
		}
		rmSync(folder, { recursive: true, force: true })
	}
	await untilItAnswers(url.href)
	return { url: url.href, stop }
}

/** It refuses to run as root. */
function launch(folder: string): ChildProcess {
	const config = join(folder, 'bouncer.ini')
	const isRoot = userInfo().uid === 0
	const nobody = isRoot ? Number(spawnSync('id', ['-u', 'nobody']).stdout) : undefined
	if (nobody !== undefined) {
		for (const name of ['.', 'bouncer.ini', 'users.txt'])
			chownSync(join(folder, name), nobody, nobody)
	}
	const account = nobody === undefined ? {} : { uid: nobody, gid: nobody }
	return spawn('pgbouncer', ['-q', config], { ...account, stdio: 'ignore' })
}

/** Without a login: a connection to the database that is made now would not know what is set later. */
async function untilItAnswers(url: string): Promise<void> {
	const { hostname, port } = new URL(url)
	for (let i = 0; i < 100; i++) {
		const answers = await new Promise<boolean>((resolve) => {
			const socket = createConnection(Number(port), hostname, () => resolve(true))
			socket.on('error', () => resolve(false)).on('connect', () => socket.end())
		})
		if (answers) return
		await new Promise((resolve) => setTimeout(resolve, 50))
	}
	throw new Error('PgBouncer does not start')
}

function freePort(): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number }
			server.close(() => resolve(port))
		})
	})
}
