import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endOf } from '../servers/launch.ts'

export interface LoadOptions {
	port: number
	connections: number
	/** Whole requests as they go over the wire, taken in turn; `{n}` becomes another number each time. */
	requests: string[]
	/** Each request is sent once, instead of again and again for some time. */
	once?: boolean
	milliseconds?: number
	keepBodies?: boolean
}

export interface LoadResult {
	calls: number
	perSecond: number
	/** Answers by status. */
	statuses: Record<string, number>
	/** Milliseconds. */
	p50: number
	p99: number
	bodies: string[]
}

export interface Load {
	run: (options: LoadOptions) => Promise<LoadResult>
	stop: () => Promise<void>
}

/** A process that asks, apart from the one that answers. */
export function startLoad(): Load {
	const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)))
	return {
		run: (options) =>
			new Promise((resolve, reject) => {
				child.once('message', (message: { result?: LoadResult; error?: string }) => {
					if (message.result) resolve(message.result)
					else reject(new Error(message.error))
				})
				child.send(options)
			}),
		stop: () => endOf(child),
	}
}

/** Fails unless all answers had this status: a refusal is quickly said, and would look like speed. */
export function assertAll(result: LoadResult, status: number, whose: string): LoadResult {
	const words = JSON.stringify(result.statuses)
	if (result.calls === 0 || result.statuses[status] !== result.calls)
		throw new Error(`${whose}: expected ${status} only, got ${words}`)
	return result
}
