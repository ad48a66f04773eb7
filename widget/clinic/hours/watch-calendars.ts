import type { ConsoleContext } from '../context.ts'

const MINUTES = 5

/**
 * Counts beside "Hours" what reception has to look at: visits that clash with a diary kept elsewhere,
 * and diaries that have not been read for an hour.
 */
export function start(desk: ConsoleContext): () => void {
	const stop = new AbortController()
	const { signal } = stop
	const look = async (): Promise<void> => {
		const { calendars } = desk.client
		const found = await Promise.all([
			calendars.feeds({ signal }),
			calendars.conflicts({ signal }),
		]).catch(() => undefined)
		// Without an answer the number that was there stays.
		if (!found || signal.aborted) return
		const [{ feeds }, { conflicts }] = found
		const stale = feeds.filter(({ status }) => status === 'stale')
		desk.badge('hours', conflicts.length + stale.length)
	}
	const timer = setInterval(() => void look(), MINUTES * 60_000)
	const unsubscribe = desk.onChange(() => void look())
	void look()
	return () => {
		stop.abort()
		clearInterval(timer)
		unsubscribe()
	}
}
