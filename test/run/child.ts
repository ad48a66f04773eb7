import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'

export interface Outcome {
	code: number
	output: string
}

/** Ten times what the slowest needs: whatever runs for longer will never end, and says what it did until then. */
const LONGEST_MILLISECONDS = 600_000
const running = new Set<number>()

process.on('exit', () => running.forEach(kill))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

function kill(group: number): void {
	try {
		process.kill(-group, 'SIGKILL')
	} catch {
		// It has ended by itself.
	}
}

/** A process with what it says, in a group of its own, so that what it started ends with it. */
export class Child {
	readonly process: ChildProcess
	readonly ended: Promise<Outcome>
	output = ''

	constructor(command: string, args: string[], stdio: StdioOptions = ['ignore', 'pipe', 'pipe']) {
		this.process = spawn(command, args, { stdio, detached: true })
		const group = this.process.pid!
		running.add(group)
		for (const stream of [this.process.stdout!, this.process.stderr!]) {
			stream.setEncoding('utf8').on('data', (text: string) => (this.output += text))
		}
		this.ended = new Promise((resolve) => {
			this.process.on('close', (code) => {
				running.delete(group)
				resolve({ code: code ?? 1, output: this.output })
			})
		})
	}

	end(): void {
		kill(this.process.pid!)
	}

	/** Waits for what it does, and ends it when that takes too long. */
	async within<T>(work: Promise<T>, milliseconds = LONGEST_MILLISECONDS): Promise<T> {
		const timer = setTimeout(() => {
			this.output += `\nended after ${milliseconds / 1000} s`
			this.end()
		}, milliseconds)
		return work.finally(() => clearTimeout(timer))
	}
}

/** Runs a command to its end. */
export function run(command: string, args: string[]): Promise<Outcome> {
	const child = new Child(command, args)
	return child.within(child.ended)
}
