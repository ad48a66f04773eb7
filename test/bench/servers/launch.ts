import { type ChildProcess, spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { devNull } from 'node:os'
import { fileURLToPath } from 'node:url'
import { OPTIONS, type Options, type Question } from './child.ts'

export interface RunningServer {
	port: number
	pid: number
	ask: <Answer>(question: Question) => Promise<Answer>
	stop: () => Promise<void>
}

/** Set, each server leaves a profile of its work in that folder. */
const PROFILES = process.env.BENCH_PROFILES

/**
 * Starts a server of the bench in a process of its own. Its log goes where a production log of
 * nobody's interest goes, written as ever.
 */
export async function startServer(
	name: 'product' | 'constant' | 'classic',
	options: Options,
): Promise<RunningServer> {
	const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url))
	const profile = PROFILES ? ['--cpu-prof', `--cpu-prof-dir=${PROFILES}`] : []
	const log = openSync(devNull, 'w')
	const child = spawn(process.execPath, ['--expose-gc', ...profile, file], {
		stdio: ['ignore', log, 'inherit', 'ipc'],
		env: { ...process.env, NODE_ENV: 'production', [OPTIONS]: JSON.stringify(options) },
	})
	const waiting = new Map<number, (answer: never) => void>()
	let asked = 0
	const port = await new Promise<number>((resolve, reject) => {
		child.once('exit', (code) => reject(new Error(`The ${name} server ended with ${code}`)))
		child.on('message', (message: { port?: number; id?: number; answer?: unknown }) => {
			if (message.port !== undefined) resolve(message.port)
			else waiting.get(message.id ?? -1)?.(message.answer as never)
		})
	})
	return {
		port,
		pid: child.pid ?? 0,
		ask: (question) =>
			new Promise((resolve) => {
				const id = asked++
				waiting.set(id, resolve)
				child.send({ id, question })
			}),
		stop: () => endOf(child),
	}
}

/** The process ends when it notices that nobody is there to ask. */
export function endOf(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.removeAllListeners('exit')
		child.once('exit', () => resolve())
		child.disconnect()
	})
}
