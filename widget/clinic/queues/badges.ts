import type { ConsoleContext } from '../context.ts'

/** Promises run out by the clock, and calls are asked for without a change of the calendar. */
const AGAIN_MS = 60_000

/** Counts what waits, for the number beside the view's name. */
export function start(desk: ConsoleContext): () => void {
	const stop = new AbortController()
	const count = async () => {
		try {
			const waiting = await desk.client.queues({ signal: stop.signal })
			const { requests, matches, callbacks, prescriptions } = waiting
			desk.badge('queues', requests + matches + callbacks + prescriptions)
		} catch {
			// The number stays as it was until the next look.
		}
	}
	const timer = setInterval(count, AGAIN_MS)
	const unhear = desk.onChange(() => void count())
	void count()
	return () => {
		clearInterval(timer)
		unhear()
		stop.abort()
	}
}
