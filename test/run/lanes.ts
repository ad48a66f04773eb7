import { fileURLToPath } from 'node:url'
import { Child, type Outcome } from './child.ts'
import { END_OF_FILE } from './end-of-file.ts'

const LANE = fileURLToPath(new URL('lane.ts', import.meta.url))
/** For leaving after the last file: only what a test has left open takes longer. */
const LEAVING_MILLISECONDS = 20_000

/** A process that runs test files one after another; a new one after each that fails or dies. */
export class Lane {
	#child: Child | undefined

	async run(file: string): Promise<Outcome> {
		this.#child ??= new Child('node', [LANE], ['ignore', 'pipe', 'pipe', 'ipc'])
		const child = this.#child
		const died = child.ended.then(({ code, output }) => ({ code: code || 1, output }))
		const over = Promise.race([outcomeOf(child), died])
		child.process.send(file, () => {})
		const outcome = await child.within(over)
		if (outcome.code !== 0) {
			this.#child = undefined
			child.end()
		}
		return outcome
	}

	/** Lets the process go, which ends by itself unless a test has left something open. */
	async close(): Promise<Outcome> {
		const child = this.#child
		if (!child) return { code: 0, output: '' }
		child.process.send('')
		return child.within(child.ended, LEAVING_MILLISECONDS)
	}
}

/** What it says of one file, and the digit behind that: how it went. */
function outcomeOf(child: Child): Promise<Outcome> {
	return new Promise((resolve) => {
		const stdout = child.process.stdout!
		const look = () => {
			const end = child.output.indexOf(END_OF_FILE)
			if (end < 0) return
			stdout.off('data', look)
			resolve({ code: Number(child.output[end - 1]), output: child.output.slice(0, end - 1) })
			child.output = child.output.slice(end + 1)
		}
		stdout.on('data', look)
	})
}
