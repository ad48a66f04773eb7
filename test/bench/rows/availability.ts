import type { BenchClinic, BenchDatabase } from '../data/dataset.ts'
import { assertAll, type Load, type LoadResult, startLoad } from '../load/load.ts'
import { availabilityRequest } from '../load/requests.ts'
import type { Bench } from '../row.ts'
import type { RunningServer } from '../servers/launch.ts'
import type { Asked } from '../servers/round-trips.ts'

/** Enough to keep one process busy, few enough that none waits for its turn long. */
export const CONNECTIONS = 12

/** The busy time of a week takes more, a version less. */
const MANY_BYTES = 700

/**
 * How an answer comes about: kept, at a version seen a moment ago; kept, at a version asked for; made
 * anew for a question that was never asked, whatever else is kept; or made anew from the
 * database, since the version has changed.
 */
export type Kind = 'polled' | 'checked' | 'question' | 'uncached'

export interface Asking {
	/** Answers per second of a round. */
	rate: (kind: Kind | 'floor') => Promise<number>
	/** An answer's bytes, as each of them has. */
	bytes: number
	/** What one answer of a kind costs the database, in words. */
	costs: (kind: Kind | 'floor') => Promise<string>
	load: Load
	/** Whose answers are about equally long. */
	clinics: BenchClinic[]
	/** One answer for each request; without arguments the product's, in the order of `clinics`. */
	bodies: (port?: number, requests?: string[]) => Promise<string[]>
	stop: () => Promise<void>
}

interface Target {
	server: RunningServer
	requests: string[]
}

/**
 * Servers that answer for the free times of some clinics in each of the ways, and one that sends a
 * constant of the same bytes, each in a process of its own.
 */
export async function askAvailability(
	{ quick, serve }: Bench,
	database: BenchDatabase,
	days: number,
): Promise<Asking> {
	const databaseUrl = database.serverUrl
	const load = startLoad()
	const [polled, checked, forgetful] = await Promise.all([
		serve('product', { databaseUrl }),
		serve('product', { databaseUrl, poll: false }),
		serve('product', { databaseUrl, poll: false, forgets: true }),
	])
	const clinics = await alike(load, checked, database.clinics.slice(0, quick ? 2 : 100), days)
	const same = clinics.map((clinic) => availabilityRequest(clinic, { days }))
	const other = clinics.map((clinic) => availabilityRequest(clinic, { days, differently: true }))
	const { bodies } = await once(load, checked, same.slice(0, 1))
	const floor = await serve('constant', { text: bodies[0] ?? '' })
	const targets: Record<Kind | 'floor', Target> = {
		floor: { server: floor, requests: same },
		polled: { server: polled, requests: same },
		checked: { server: checked, requests: same },
		question: { server: checked, requests: other },
		uncached: { server: forgetful, requests: other },
	}
	const run = async (kind: Kind | 'floor', milliseconds: number) => {
		const { server, requests } = targets[kind]
		const asked = { port: server.port, connections: CONNECTIONS, requests, milliseconds }
		return assertAll(await load.run(asked), 200, kind)
	}
	for (const kind of Object.keys(targets) as Kind[]) await run(kind, quick ? 30 : 1500)
	return {
		rate: async (kind) => (await run(kind, quick ? 30 : 700)).perSecond,
		bytes: Buffer.byteLength(bodies[0] ?? ''),
		costs: async (kind) => {
			const { server } = targets[kind]
			const before = await server.ask<Asked>('counters')
			const { calls } = await run(kind, quick ? 100 : 1000)
			const after = await server.ask<Asked>('counters')
			const statements = (after.statements - before.statements) / calls
			const bytes = (after.bytes - before.bytes) / calls
			// What is to be measured must also be what happens.
			const wrong =
				kind === 'uncached' ? bytes < MANY_BYTES : kind !== 'question' && bytes > MANY_BYTES
			const each = ((after.processor - before.processor) / calls).toFixed(0)
			const words = `${statements.toFixed(2)} statements and ${bytes.toFixed(0)} bytes from the database`
			if (wrong) throw new Error(`${kind}: ${words} for each answer`)
			return `${each} µs of the process, ${words}`
		},
		load,
		clinics,
		bodies: async (port = checked.port, requests = same) =>
			assertAll(await once(load, { port }, requests), 200, 'availability').bodies,
		stop: async () => {
			await Promise.all([load, polled, checked, forgetful, floor].map((each) => each.stop()))
		},
	}
}

function once(load: Load, { port }: { port: number }, requests: string[]): Promise<LoadResult> {
	return load.run({ port, connections: 1, requests, once: true, keepBodies: true })
}

/** Those whose answers are about as long as the middle one, so that one constant stands for all. */
async function alike(
	load: Load,
	server: RunningServer,
	clinics: BenchClinic[],
	days: number,
): Promise<BenchClinic[]> {
	const requests = clinics.map((clinic) => availabilityRequest(clinic, { days }))
	const { bodies } = assertAll(await once(load, server, requests), 200, 'availability')
	const lengths = bodies.map((body) => body.length)
	const middle = [...lengths].sort((a, b) => a - b)[lengths.length >> 1] ?? 0
	return clinics.filter((_, i) => Math.abs((lengths[i] ?? 0) - middle) < middle * 0.1)
}
