import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	unlink,
	writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { linkLibraries } from '../../../api/database/embedded/binaries.ts'
import { findPostmaster, isAlive } from '../../../api/database/embedded/postmaster.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../../api/database/embedded.ts'
import { StartupError } from '../../../api/database/startup-error.ts'

const embedded = suite('embedded PostgreSQL')
const starter = new URL('./embedded-starter.ts', import.meta.url).pathname
let folder: string
let running: EmbeddedDatabase | undefined

embedded.before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'vetslot-embedded-'))
})
embedded.after.each(async () => {
	await running?.stop()
	running = undefined
})
embedded.after(() => rm(folder, { recursive: true, force: true }))

async function start(): Promise<EmbeddedDatabase> {
	running = await startEmbedded({ folder, settings: { fsync: 'off' } })
	return running
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>> {
	const client = new pg.Client({ connectionString: url })
	await client.connect()
	const { rows } = await client.query(sql).finally(() => client.end())
	return rows[0] ?? {}
}

async function refusal(work: Promise<unknown>): Promise<string> {
	try {
		await work
	} catch (error) {
		assert.instance(error, StartupError)
		return (error as Error).message
	}
	return 'not refused'
}

/** Another process that starts on the same folder, and says what it found. */
async function startElsewhere(): Promise<{ child: ChildProcess; said: string }> {
	const child = spawn(process.execPath, [starter, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
	const [said] = await once(createInterface(child.stdout as NodeJS.ReadableStream), 'line')
	return { child, said }
}

embedded('starts on first use, and serves with a login that owns nothing', async () => {
	const { serverUrl, ownerUrl } = await start()
	const server = await ask(serverUrl, `select current_user as login, version() as version`)
	assert.is(server.login, 'vetslot_api')
	assert.match(String(server.version), /^PostgreSQL \d+/)
	const owner = await ask(
		ownerUrl,
		`select pg_get_userbyid(datdba) as owner, current_user as login
		from pg_database where datname = current_database()`,
	)
	assert.is(owner.owner, owner.login)
})

embedded('keeps its passwords to itself', async () => {
	const { mode } = await stat(join(folder, 'passwords.json'))
	assert.is(mode & 0o777, 0o600)
})

embedded('has what was written before, and has left once it is stopped', async () => {
	const first = await start()
	await ask(first.ownerUrl, 'create table kept as select 7 as n')
	await first.stop()
	assert.not.ok(isAlive(first.pid))
	const { ownerUrl } = await start()
	assert.equal(await ask(ownerUrl, 'select n from kept'), { n: 7 })
})

embedded('refuses a second start in one sentence that names the first', async () => {
	await start()
	const { said } = await startElsewhere()
	assert.match(said, `Vetslot is already running from ${folder} (process ${process.pid}).`)
})

embedded('takes over the server of a process that was killed', async () => {
	const { child, said } = await startElsewhere()
	const before = JSON.parse(said) as { pid: number }
	child.kill('SIGKILL')
	await once(child, 'exit')
	const { pid, serverUrl } = await start()
	assert.is(pid, before.pid)
	assert.equal(await ask(serverUrl, 'select 1 as one'), { one: 1 })
})

embedded('recovers when PostgreSQL itself was killed', async () => {
	const first = await start()
	process.kill(first.pid, 'SIGKILL')
	const { pid, ownerUrl } = await start()
	assert.is.not(pid, first.pid)
	assert.equal(await ask(ownerUrl, 'select n from kept'), { n: 7 })
})

embedded('tells when PostgreSQL ended by itself, and not when it was stopped', async () => {
	const first = await start()
	process.kill(first.pid, 'SIGKILL')
	const early = await Promise.race([first.lost.then(() => 'lost'), delay(5000, 'nothing')])
	assert.is(early, 'lost')
	await first.stop()
	const second = await start()
	await second.stop()
	const said = await Promise.race([second.lost.then(() => 'lost'), delay(500, 'nothing')])
	assert.is(said, 'nothing')
})

embedded('keeps its folder when PostgreSQL cut all connections and came back', async () => {
	const { adminUrl, lost } = await start()
	await ask(
		adminUrl,
		`select pg_terminate_backend(pid) from pg_stat_activity
		where application_name like 'vetslot process %'`,
	)
	const held = `select count(*)::int as n from pg_locks where locktype = 'advisory'`
	for (let i = 0; i < 50 && (await ask(adminUrl, held)).n !== 1; i++) await delay(100)
	assert.is((await ask(adminUrl, held)).n, 1)
	assert.is(await Promise.race([lost.then(() => 'lost'), delay(1, 'there')]), 'there')
})

embedded(
	'leaves nothing half made when it is given up, nor what an earlier start left',
	async () => {
		const place = await mkdtemp(join(tmpdir(), 'vetslot-given-up-'))
		const gone = spawn(process.execPath, ['--version'])
		await once(gone, 'exit')
		await mkdir(join(place, `postgres.${gone.pid}.new`))
		await writeFile(join(place, `postgres.${gone.pid}.new.password`), 'secret')
		await mkdir(join(place, `postgres.${process.ppid}.new`))
		const abort = new AbortController()
		const starting = startEmbedded({ folder: place, signal: abort.signal })
		const draft = join(place, `postgres.${process.pid}.new`)
		const isMade = () => stat(join(draft, 'PG_VERSION')).catch(() => undefined)
		while (!(await isMade())) await delay(5)
		abort.abort()
		assert.is(await starting.catch((error) => error.name), 'AbortError')
		const left = (await readdir(place)).filter((name) => name.startsWith('postgres.'))
		assert.equal(left, [`postgres.${process.ppid}.new`], 'only that of a process that lives')
		await rm(place, { recursive: true })
	},
)

embedded('says in a sentence that its folder can not be made', async () => {
	const file = join(folder, 'passwords.json')
	const message = await refusal(startEmbedded({ folder: join(file, 'data') }))
	assert.match(message, /^DATA_DIR: .+ can't be made or written to \(ENOTDIR\)$/)
})

embedded('does not mistake another program for a server, after a crash', async () => {
	const first = await start()
	const file = join(first.data, 'postmaster.pid')
	const lines = (await readFile(file, 'utf8')).split('\n')
	await first.stop()
	await writeFile(file, [process.pid, ...lines.slice(1)].join('\n'))
	await start()
})

embedded('explains data of another major version', async () => {
	const { data } = await start()
	await running?.stop()
	const file = join(data, 'PG_VERSION')
	const version = await readFile(file, 'utf8')
	await writeFile(file, '9\n')
	const message = await refusal(start())
	await writeFile(file, version)
	assert.match(message, 'was made by PostgreSQL 9, but PostgreSQL')
})

embedded('explains lost passwords', async () => {
	const { data, stop } = await start()
	await stop()
	const file = join(folder, 'passwords.json')
	await rename(file, `${file}.away`)
	const message = await refusal(start())
	await rename(`${file}.away`, file)
	assert.match(message, 'passwords.json was changed or lost')
	assert.is(await findPostmaster(data), undefined, 'no server is left behind')
})

embedded('restores the links that npm does not pack', async () => {
	const place = await mkdtemp(join(tmpdir(), 'vetslot-links-'))
	const list = [{ source: 'native/lib/libx.so.1.2', target: 'native/lib/libx.so.1' }]
	await mkdir(join(place, 'native/lib'), { recursive: true })
	await writeFile(join(place, 'native/pg-symlinks.json'), JSON.stringify(list))
	await writeFile(join(place, 'native/lib/libx.so.1.2'), 'library')
	await linkLibraries(place)
	await linkLibraries(place)
	assert.is(await readFile(join(place, 'native/lib/libx.so.1'), 'utf8'), 'library')
	await unlink(join(place, 'native/lib/libx.so.1'))
	await rm(place, { recursive: true })
})

embedded.run()
