import { setTimeout as rest } from 'node:timers/promises'

// More than the slowest way through takes, a password's hash included.
const EVEN_MILLISECONDS = 250

/**
 * Answers after a fixed time, or where a busy server took longer after the next multiple of it, whatever
 * comes of the work: how long it takes must not tell whether somebody with that address is here.
 */
export async function inEvenTime<T>(work: () => Promise<T>): Promise<T> {
	const begun = performance.now()
	const [done] = await Promise.allSettled([work()])
	await rest(EVEN_MILLISECONDS - ((performance.now() - begun) % EVEN_MILLISECONDS))
	if (done.status === 'rejected') throw done.reason
	return done.value
}
