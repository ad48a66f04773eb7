import type { Knex } from 'knex'

/** How often the pool was asked for a connection while `work` ran. */
export async function connectionsFor(
	{ client }: Knex,
	work: () => Promise<unknown>,
): Promise<number> {
	const acquire = client.acquireConnection
	let count = 0
	client.acquireConnection = (...given: unknown[]) => {
		count++
		return acquire.apply(client, given)
	}
	await work()
	client.acquireConnection = acquire
	return count
}
