/**
 * Milliseconds that this process has kept a processor busy: what guards against work without end should
 * look at, since another process may have the machine for a while.
 */
export function processorTime(): number {
	const { user, system } = process.cpuUsage()
	return (user + system) / 1000
}
