import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { connect } from '../../api/database/connect.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../api/database/embedded.ts'
import { migrateLatest } from '../../api/database/migrate.ts'
import type { TestDatabase } from '../database.ts'
import { simulate } from './simulate.ts'

const test = suite('crashes')

/** A PostgreSQL that keeps its word: nothing is made faster at the cost of being lost. */
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** Looks like any test's database, and can be killed and started again. */
class MortalDatabase implements TestDatabase {
	readonly #folder: string
	#running: EmbeddedDatabase
	server!: TestDatabase['server']
	owner!: TestDatabase['owner']

	private constructor(folder: string, running: EmbeddedDatabase) {
		this.#folder = folder
		this.#running = running
	}

	static async open(): Promise<MortalDatabase> {
		const folder = await mkdtemp(join(tmpdir(), 'vetslot-crash-'))
		const database = new MortalDatabase(folder, await start(folder))
		database.#connect()
		await migrateLatest(database.owner)
		return database
	}

	get serverUrl(): string {
		return this.#running.serverUrl
	}

	get ownerUrl(): string {
		return this.#running.ownerUrl
	}

	get adminUrl(): string {
		const url = new URL(this.#running.adminUrl)
		url.pathname = new URL(this.serverUrl).pathname
		return url.href
	}

	#connect(): void {
		this.server = connect({ url: this.serverUrl, poolSize: 4 })
		this.owner = connect({ url: this.ownerUrl, poolSize: 2 })
	}

	/** As when the power fails; then it is started again and recovers. */
	async crash(): Promise<void> {
		process.kill(this.#running.pid, 'SIGKILL')
		await this.#running.lost
		await Promise.all([this.server.destroy(), this.owner.destroy()])
		this.#running = await start(this.#folder)
		this.#connect()
	}

	async close(): Promise<void> {
		await Promise.all([this.server.destroy(), this.owner.destroy()])
		await this.#running.stop()
		await rm(this.#folder, { recursive: true, force: true })
	}
}

const start = (folder: string) => startEmbedded({ folder, settings: DURABLE })

const seed = String(randomInt(1e9))
const size = {
	rounds: 1,
	steps: 12,
	owners: 4,
	staff: 2,
	clinics: 2,
	faults: false,
	holdsLocks: false,
}

test(`what was acknowledged survives kill -9 of server, worker and PostgreSQL: seed ${seed}`, async () => {
	process.stdout.write(`seed ${seed}\n`)
	const database = await MortalDatabase.open()
	try {
		const { findings, counts, printed } = await simulate(database, {
			...size,
			seed,
			disaster: () => database.crash(),
		})
		assert.equal(findings.slice(0, 10), [], `seed ${seed}\n${printed.slice(-3000)}`)
		assert.is(counts['killed database'], 1)
		assert.ok((counts.booked ?? 0) > 0, 'something was booked')
	} finally {
		await database.close()
	}
})

test.run()
