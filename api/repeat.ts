/** Runs again and again, never twice at once. */
export function repeat(run: () => Promise<void>, milliseconds: number): { stop(): Promise<void> } {
	let stopped = false
	let timer: NodeJS.Timeout
	let current = Promise.resolve()
	const wait = () => {
		if (stopped) return
		timer = setTimeout(() => {
			current = run().finally(wait)
		}, milliseconds)
	}
	wait()
	return {
		async stop() {
			stopped = true
			clearTimeout(timer)
			await current
		},
	}
}
