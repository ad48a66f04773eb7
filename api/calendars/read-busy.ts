import { Worker } from 'node:worker_threads'
import type { BusyFound, Window } from './busy-in.ts'
import { FeedError, type FeedErrorCode } from './feed-error.ts'

const THREAD = new URL('./read-busy-thread.ts', import.meta.url)
const MILLISECONDS = 10_000
const MEGABYTES = 192

/** What a thread says when it is done. */
export type Said = { found: BusyFound } | { refused: FeedErrorCode }

/**
 * Reads a calendar in a thread of its own: a hostile one costs ten seconds of a core there, and not
 * an instant of the answers that others wait for.
 *
 * @throws FeedError
 */
export async function readBusyIn(
	text: string,
	window: Window,
	milliseconds = MILLISECONDS,
): Promise<BusyFound> {
	const thread = new Worker(THREAD, {
		workerData: { text, window },
		resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
	})
	const timer = setTimeout(() => thread.terminate(), milliseconds)
	try {
		const said = await new Promise<Said>((resolve, reject) => {
			thread.on('message', resolve)
			thread.on('error', reject)
			thread.on('exit', () => reject(new FeedError('too_complex')))
		})
		if ('found' in said) return said.found
		throw new FeedError(said.refused)
	} catch (cause) {
		if (cause instanceof FeedError) throw cause
		throw new FeedError('too_complex', { cause })
	} finally {
		clearTimeout(timer)
		await thread.terminate()
	}
}
