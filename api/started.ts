import { describeError, type Logger } from './log.ts'

type Stop = () => Promise<unknown>

/** Thrown into a start that has been told to end. */
class Ending extends Error {}

/**
 * What has been started, and how it ends: first, all at once, whatever takes in work, then what that
 * stands on, in the opposite order. It never takes longer than told, whatever hangs.
 */
export class Started {
	readonly #log: Pick<Logger, 'error'>
	readonly #milliseconds: number
	readonly #takers: Stop[] = []
	readonly #grounds: Stop[] = []
	readonly #abort = new AbortController()
	#starting: Promise<unknown> = Promise.resolve()
	#ended: Promise<boolean> | undefined

	constructor(log: Pick<Logger, 'error'>, milliseconds: number) {
		this.#log = log
		this.#milliseconds = milliseconds
	}

	/** Fires when the end begins, for what takes long to start. */
	get signal(): AbortSignal {
		return this.#abort.signal
	}

	/** Runs the start; an end that comes meanwhile waits for it. */
	run(start: () => Promise<void>): Promise<void> {
		const starting = start()
		this.#starting = starting.catch(() => {})
		return starting
	}

	/** Keeps how something that takes in work is stopped. Throws when the end has begun. */
	addTaker(stop: Stop): void {
		this.#takers.push(stop)
		if (this.signal.aborted) throw new Ending()
	}

	/** Keeps how something that others stand on is stopped. Throws when the end has begun. */
	addGround(stop: Stop): void {
		this.#grounds.push(stop)
		if (this.signal.aborted) throw new Ending()
	}

	/** Ends everything, once; resolves to whether that was done in time. */
	end(): Promise<boolean> {
		this.#ended ??= this.#endInTime()
		return this.#ended
	}

	async #endInTime(): Promise<boolean> {
		const late = Promise.withResolvers<boolean>()
		const timer = setTimeout(() => late.resolve(false), this.#milliseconds)
		const inTime = await Promise.race([this.#endAll(), late.promise])
		clearTimeout(timer)
		return inTime
	}

	async #endAll(): Promise<true> {
		this.#abort.abort()
		await Promise.all([this.#starting, this.#endTakers()])
		// What the start had under way when it was told.
		await this.#endTakers()
		for (let stop = this.#grounds.pop(); stop; stop = this.#grounds.pop()) await this.#end(stop)
		return true
	}

	async #endTakers(): Promise<void> {
		await Promise.all(this.#takers.splice(0).map((stop) => this.#end(stop)))
	}

	async #end(stop: Stop): Promise<void> {
		try {
			await stop()
		} catch (error) {
			this.#log.error({ err: describeError(error) }, 'shut-down')
		}
	}
}

/** Ends on Ctrl-C and the like; at once when asked a second time. */
export function endOnSignals(started: Started): void {
	let asked = false
	const end = async () => {
		if (asked) process.exit(130)
		asked = true
		await endProcess(started, 0)
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
}

/**
 * Ends on an error that nothing caught: what it left behind is unknown. Also those of promises, which
 * Node hands on. Before this is called, Node ends the process at once, with databases left running.
 */
export function endOnMistakes(started: Started, log: Pick<Logger, 'fatal'>): void {
	process.on('uncaughtException', (err) => {
		log.fatal({ err }, 'nobody caught')
		void endProcess(started, 1)
	})
}

/** Ends everything and this process; with code 1 also when something had to be left hanging. */
export async function endProcess(started: Started, code: 0 | 1): Promise<never> {
	if (await started.end()) process.exit(code)
	process.stderr.write('Something did not end in time and was cut off.\n')
	process.exit(1)
}
