import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** One process of the product, started as an operator would. */
export interface Process {
	/** Where it answers; empty for a worker. */
	url: string
	/** Whether it has been killed, or ended by itself. */
	isGone(): boolean
	/** Tells the process what time it is. */
	setClock(at: number): void
	/** How it ended. */
	ending(): string
	/** Everything it printed. */
	printed(): string
	/** At once, without a word. */
	kill(): Promise<void>
	/** As an operator does. */
	stop(): Promise<void>
	pid: number
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const CLOCK = new URL('./child-clock.ts', import.meta.url).href
const START_MS = 60_000
const open = '9000000/60'

const settings = {
	PORT: '0',
	SERVER_KEY: Buffer.alloc(32, 7).toString('base64url'),
	DATABASE_POOL: '6',
	DRAIN_SECONDS: '2',
	LOG_LEVEL: 'error',
	CHECK_RESPONSES: 'true',
	LIMIT_READ_BURST: '1000000',
	LIMIT_READS_PER_SECOND: '1000000',
	LIMIT_WRITES_BY_ADDRESS: open,
	LIMIT_WRITES_BY_KEY: open,
	LIMIT_WRITES_BY_EMAIL: open,
	LIMIT_BOOKINGS_BY_ADDRESS: open,
	LIMIT_HOLDS_BY_ADDRESS: '1000000',
	MAILBOX: 'off',
}

export interface ProcessOptions {
	role: 'server' | 'worker'
	databaseUrl: string
	/** The virtual clock, epoch milliseconds; the real one without it. */
	at?: number
	/** Further settings. */
	env?: Record<string, string>
}

/** Starts `api/main.ts` and waits until a server answers. */
export async function startProcess(options: ProcessOptions): Promise<Process> {
	const { role, databaseUrl, at } = options
	const own = { ...settings, DATABASE_URL: databaseUrl, ...options.env }
	const child = spawn(process.execPath, ['--import', CLOCK, 'api/main.ts', '--role', role], {
		cwd: ROOT,
		env: {
			...process.env,
			...own,
			...(at === undefined ? {} : { SIMULATED_NOW: String(at) }),
			...(role === 'worker' ? { PUBLIC_URL: 'http://visits.example' } : {}),
		},
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	})
	let text = ''
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
	const printed = () => text
	const url = role === 'worker' ? '' : await addressOf(child, printed)
	return { url, printed, pid: child.pid ?? 0, ...controlsOf(child) }
}

function controlsOf(child: ChildProcess) {
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
	const isGone = () => child.exitCode !== null || child.signalCode !== null
	const end = async (signal: NodeJS.Signals) => {
		if (!isGone()) child.kill(signal)
		await gone
	}
	return {
		isGone,
		ending: () => `${child.exitCode ?? child.signalCode}`,
		setClock: (now: number) => {
			if (child.connected) child.send({ at: now }, () => {})
		},
		kill: () => end('SIGKILL'),
		stop: async () => {
			const timer = setTimeout(() => child.kill('SIGKILL'), 8000)
			await end('SIGTERM')
			clearTimeout(timer)
		},
	}
}

async function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
	for (const end = Date.now() + START_MS; Date.now() < end; ) {
		const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(printed()) ?? []
		if (url) return url
		if (child.exitCode !== null) break
		await new Promise((resolve) => setTimeout(resolve, 15))
	}
	child.kill('SIGKILL')
	throw new Error(`The server did not start:\n${printed()}`)
}
