import pg from 'pg'
import type { TestDatabase } from '../database.ts'
import type { Answer } from './caller.ts'
import type { SimClinic } from './clinics.ts'
import { moveClock, readClock } from './clock.ts'
import type { Plan, Step } from './plan.ts'
import { type Process, startProcess } from './processes.ts'
import { type Call, Told } from './told.ts'
import type { Wire } from './wire.ts'

/** What a check or an answer showed to be wrong. */
export interface Finding {
	check: string
	what: string
}

export interface WorldOptions {
	plan: Plan
	database: TestDatabase
	clinics: SimClinic[]
	/** From servers and from workers to the database. */
	wire: Wire
	workerWire: Wire
	serial: boolean
	/** Whether rows may be locked for a while to bring about a meeting. */
	holdsLocks: boolean
}

/** Everything that a run's actors share. */
export class World {
	readonly plan: Plan
	readonly database: TestDatabase
	readonly clinics: SimClinic[]
	readonly wire: Wire
	readonly workerWire: Wire
	readonly serial: boolean
	readonly holdsLocks: boolean
	readonly told = new Told()
	readonly findings: Finding[] = []
	/** How often each kind of thing happened. */
	readonly counts: Record<string, number> = {}
	readonly servers: Process[] = []
	readonly workers: Process[] = []
	admin!: pg.Client
	/** Whether the database has been killed and is not back yet. */
	isDown = false
	/** The virtual clock, epoch milliseconds. */
	now: number
	#printed = ''

	constructor(options: WorldOptions) {
		this.plan = options.plan
		this.database = options.database
		this.clinics = options.clinics
		this.wire = options.wire
		this.workerWire = options.workerWire
		this.serial = options.serial
		this.holdsLocks = options.holdsLocks
		this.now = options.plan.start
	}

	async open(servers: number, workers: number): Promise<void> {
		this.admin = await connectAdmin(this.database.adminUrl)
		this.now = await readClock(this.admin)
		const start = (role: 'server' | 'worker', count: number) =>
			Promise.all(Array.from({ length: count }, () => this.#start(role)))
		this.servers.push(...(await start('server', servers)))
		this.workers.push(...(await start('worker', workers)))
	}

	#start(role: 'server' | 'worker'): Promise<Process> {
		const { url } = role === 'server' ? this.wire : this.workerWire
		return startProcess({ role, databaseUrl: url, at: this.now })
	}

	/** Kills a process without a word, and starts another in its place. */
	async replace(role: 'server' | 'worker', which: number): Promise<void> {
		const list = role === 'server' ? this.servers : this.workers
		const index = which % list.length
		const old = list[index]
		// Another blow has it already, unless there was no database when it started: then whoever
		// watches over it starts it again.
		const startFailed = old?.isGone() && /^DATABASE_URL \(/m.test(old.printed())
		if (!old || (old.isGone() && !startFailed)) return
		this.count(`killed ${role}`)
		await old.kill()
		this.#printed += old.printed()
		list[index] = await this.#start(role)
		list[index].setClock(this.now)
	}

	/** Lives through the end of the database, and finds the one that comes after. */
	async loseDatabase(disaster: () => Promise<void>): Promise<void> {
		this.isDown = true
		await disaster()
		const port = Number(new URL(this.database.serverUrl).port)
		this.wire.sever(port)
		this.workerWire.sever(port)
		this.admin = await connectAdmin(this.database.adminUrl)
		this.isDown = false
	}

	serverFor(step: Step, turn: number): string {
		const first = Math.floor((step.draws[7] ?? 0) * this.servers.length)
		return this.servers[(first + turn) % this.servers.length]?.url ?? ''
	}

	/** Moves the clock on, in the database and in every process. */
	async tick(milliseconds: number): Promise<void> {
		this.now = Math.max(this.now, await moveClock(this.admin, milliseconds))
		for (const process of [...this.servers, ...this.workers]) process.setClock(this.now)
	}

	find(check: string, what: string): void {
		this.findings.push({ check, what })
	}

	count(what: string, by = 1): void {
		this.counts[what] = (this.counts[what] ?? 0) + by
	}

	/** Every answer passes here, also those that the caller does not take for an answer. */
	watch(call: Call, { status, body }: Answer): void {
		this.told.see(call.clinic, JSON.stringify(body ?? ''))
		const name = `${call.method} ${call.path.replace(/[0-9a-f-]{36}/g, '…').replace(/\?.*/, '')}`
		this.count(`answer ${status}`)
		if (status === 503) return
		if (status >= 500) this.find('no fault', `${name} answered ${status} ${body?.requestId}`)
		else if (status === 400) this.find('no fault', `${name}: ${JSON.stringify(body)}`)
	}

	/** The connections that were cut by the wires, and the processes killed. */
	blows(): number {
		const killed = ['server', 'worker', 'database'].map((one) => this.counts[`killed ${one}`] ?? 0)
		return killed.reduce((a, b) => a + b, this.wire.cuts() + this.workerWire.cuts())
	}

	/** Nobody but us ends a process. True when one has ended. */
	checkAlive(): boolean {
		const gone = [...this.servers, ...this.workers].filter((process) => process.isGone())
		for (const process of gone) {
			const words = process.printed().slice(-1500)
			this.find('no fault', `a process ended by itself (${process.ending()}): ${words}`)
		}
		return gone.length > 0
	}

	/** What all processes printed, for the one who looks into a finding. */
	printed(): string {
		const all = [...this.servers, ...this.workers].map((process) => process.printed())
		return this.#printed + all.join('')
	}

	async endProcesses(): Promise<void> {
		await Promise.all([...this.servers, ...this.workers].map((process) => process.kill()))
	}

	async close(): Promise<void> {
		await this.endProcesses()
		await this.admin.end()
		await Promise.all([this.wire.close(), this.workerWire.close()])
	}
}

async function connectAdmin(url: string): Promise<pg.Client> {
	const admin = new pg.Client({ connectionString: url })
	// Of a database that is killed; whoever asks it something is told.
	admin.on('error', () => {})
	await admin.connect()
	return admin
}
