import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import pg from 'pg'
import { connect } from '../api/database/connect.ts'
import { type EmbeddedDatabase, startEmbedded } from '../api/database/embedded.ts'
import { migrateLatest } from '../api/database/migrate.ts'

export interface TestDatabase {
	/** The address for the server's login, which row level security binds. */
	serverUrl: string
	/** The address for the login that owns the tables. */
	ownerUrl: string
	/** The superuser's address, in this same database. */
	adminUrl: string
	/** Pools for the two; closed by `close`. */
	server: Knex
	owner: Knex
	/** Drops the database. The last one also stops a server that was started for this file alone. */
	close(): Promise<void>
}

const OWNER = 'vetslot_test_owner'
const SERVER = 'vetslot_test_server'
const TEMPLATE_LOCK = 7_365_301

// Tests lose nothing in a power cut, and are twice as fast for it.
const UNSAFE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Starts the one PostgreSQL of a test run; `TEST_DATABASE_URL` is to be set to its `url`. */
export async function startTestServer(): Promise<{ url: string; stop(): Promise<void> }> {
	const folder = await mkdtemp(join(await quickFolder(), 'vetslot-test-'))
	const database = await startEmbedded({ folder, settings: UNSAFE })
	const leave = () => abandon(database, folder)
	process.on('exit', leave)
	for (const signal of SIGNALS) process.once(signal, exit)
	const stop = async () => {
		process.off('exit', leave)
		for (const signal of SIGNALS) process.off(signal, exit)
		await database.stop()
		await rm(folder, { recursive: true, force: true })
	}
	return { url: database.adminUrl, stop }
}

const MEMORY = '/dev/shm'
const ENOUGH_BYTES = 3e9

/** In memory, where Linux has plenty of it: each database is a thousand files, and soon gone. */
async function quickFolder(): Promise<string> {
	const there = await statfs(MEMORY).catch(() => undefined)
	return there && there.bavail * there.bsize > ENOUGH_BYTES ? MEMORY : tmpdir()
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const exit = () => process.exit(1)

/** A test that dies must not leave a server behind. */
function abandon(database: EmbeddedDatabase, folder: string): void {
	try {
		process.kill(database.pid, 'SIGQUIT')
		rmSync(folder, { recursive: true, force: true })
	} catch {
		// gone already
	}
}

let own: ReturnType<typeof startTestServer> | undefined
let open = 0

/**
 * A fresh database, migrated unless told otherwise, for one test file.
 *
 * @example
 * const database = await testDatabase()
 * pets.after(() => database.close())
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
	open++
	const adminUrl = process.env.TEST_DATABASE_URL ?? (await ownServer())
	const name = `test_${randomBytes(6).toString('hex')}`
	await asAdmin(adminUrl, async (admin) => {
		await ensureTestLogins(admin)
		const template = options.empty ? 'template1' : await ensureTemplate(admin, adminUrl)
		await admin.query(`create database ${name} owner ${OWNER} template ${template}`)
	})
	const ownerUrl = address(adminUrl, name, OWNER)
	const serverUrl = address(adminUrl, name, SERVER)
	const owner = connect({ url: ownerUrl, name: 'test-owner', poolSize: 2 })
	const server = connect({ url: serverUrl, name: 'test', poolSize: 10 })
	const close = async () => {
		await Promise.all([owner.destroy(), server.destroy()])
		await asAdmin(adminUrl, (admin) => admin.query(`drop database ${name} with (force)`))
		await closeOwnServer()
	}
	return { serverUrl, ownerUrl, adminUrl: address(adminUrl, name), owner, server, close }
}

async function ownServer(): Promise<string> {
	own ??= startTestServer()
	return (await own).url
}

async function closeOwnServer(): Promise<void> {
	if (--open > 0 || !own) return
	const server = await own
	own = undefined
	await server.stop()
}

async function asAdmin<T>(url: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
	const admin = new pg.Client({ connectionString: url })
	await admin.connect()
	try {
		// Test files of one run may come here at once.
		await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
		return await work(admin)
	} finally {
		await admin.end()
	}
}

async function ensureTestLogins(admin: pg.Client): Promise<void> {
	for (const [role, attributes] of [
		['vetslot_server', 'nologin'],
		[OWNER, `login password '${OWNER}'`],
		[SERVER, `login password '${SERVER}'`],
	]) {
		const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role])
		if (rowCount === 0) await admin.query(`create role ${role} ${attributes}`)
	}
	await admin.query(`grant vetslot_server to ${SERVER}`)
}

async function ensureTemplate(admin: pg.Client, adminUrl: string): Promise<string> {
	const name = `vetslot_template_${fingerprint()}`
	const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
	if (rowCount) return name
	// Under another name until it is whole: a run that was cut off leaves half a template.
	await admin.query('drop database if exists vetslot_template_draft with (force)')
	await admin.query(`create database vetslot_template_draft owner ${OWNER}`)
	const owner = connect({ url: address(adminUrl, 'vetslot_template_draft', OWNER), poolSize: 2 })
	try {
		await migrateLatest(owner)
	} finally {
		await owner.destroy()
	}
	await admin.query(`alter database vetslot_template_draft rename to ${name}`)
	return name
}

function fingerprint(): string {
	const folder = new URL('../migrations/', import.meta.url)
	const hash = createHash('sha256')
	for (const file of readdirSync(folder).sort()) hash.update(readFileSync(new URL(file, folder)))
	return hash.digest('hex').slice(0, 16)
}

function address(url: string, database: string, login?: string): string {
	const result = new URL(url)
	result.pathname = `/${database}`
	if (login) result.username = result.password = login
	return result.href
}
