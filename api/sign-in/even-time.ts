import { setTimeout as rest } from 'node:timers/promises'

// More than the slowest way through takes, a password's hash included.
const EVEN_MILLISECONDS = 250

/**
 * Answers no sooner than after a fixed time, whatever comes of the work: how long it takes must not
 * tell whether somebody with that address works here.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
	const [done] = await Promise.allSettled([work(), rest(EVEN_MILLISECONDS)])
	if (done.status === 'rejected') throw done.reason
	return done.value
}
