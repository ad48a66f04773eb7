import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Product {
	/** The API and the hosted pages, `http://127.0.0.1:…`. */
	api: string
	/** The made-up clinic's website, `http://localhost:…`: another site to a browser. */
	site: string
	pid: number
	stop(): Promise<void>
}

const START_MS = 60_000
const STOP_MS = 20_000

/** Starts the whole product as `npm start` does, on an embedded database in a folder of its own. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
	const folder = await mkdtemp(join(tmpdir(), 'vetslot-e2e-'))
	const ports = { PORT: '18080', SITE_PORT: '18081' }
	const { DATABASE_URL: _, ...rest } = process.env
	const child = spawn(process.execPath, ['api/main.ts'], {
		env: { ...rest, ...ports, DATA_DIR: join(folder, 'data'), ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	})
	const { api, site } = await addresses(child)
	const stop = async () => {
		await ended(child)
		await rm(folder, { recursive: true, force: true })
	}
	return { api, site, pid: child.pid ?? 0, stop }
}

/** Waits until the start-up text has named both addresses. */
function addresses(child: ChildProcess): Promise<{ api: string; site: string }> {
	return new Promise((resolve, reject) => {
		let output = ''
		const timer = setTimeout(() => reject(new Error(`No start in time:\n${output}`)), START_MS)
		const read = (chunk: Buffer) => {
			output += chunk
			const api = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]
			const site = /http:\/\/localhost:\d+/.exec(output)?.[0]
			if (!api || !site) return
			clearTimeout(timer)
			resolve({ api, site })
		}
		child.stdout?.on('data', read)
		child.stderr?.on('data', read)
		child.on('exit', (code) => reject(new Error(`Ended with ${code}:\n${output}`)))
	})
}

function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return Promise.resolve()
	return new Promise((resolve) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
		child.once('exit', () => {
			clearTimeout(timer)
			resolve()
		})
		child.kill('SIGINT')
	})
}
