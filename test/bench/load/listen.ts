import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endOf } from '../servers/launch.ts'

export interface ListenOptions {
	port: number
	/** One stream for each. */
	requests: string[]
}

export interface Heard {
	/** The number of the request. */
	listener: number
	version: number
	/** Epoch milliseconds, with a fraction. */
	at: number
}

export interface Listeners {
	/** What was heard since it was asked last. */
	collect: () => Promise<Heard[]>
	stop: () => Promise<void>
}

/** A process that listens to event streams; resolves when all of them have begun. */
export async function startListeners(options: ListenOptions): Promise<Listeners> {
	const child = fork(fileURLToPath(new URL('listener.ts', import.meta.url)))
	await new Promise<void>((resolve, reject) => {
		child.once('exit', () => reject(new Error('The listeners ended')))
		child.on('message', ({ opened }: { opened?: number }) => {
			if (opened === options.requests.length) resolve()
		})
		child.send(options)
	})
	return {
		collect: () =>
			new Promise((resolve) => {
				child.once('message', ({ heard }: { heard: Heard[] }) => resolve(heard))
				child.send('collect')
			}),
		stop: () => endOf(child),
	}
}
