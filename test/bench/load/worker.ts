// Asks a server over kept connections for a while, or a number of things once, and tells how it went.
import { quantile } from '../measure.ts'
import { Line } from './line.ts'
import type { LoadOptions, LoadResult } from './load.ts'

// Numbers that make each question a new one; within what every field of a query takes.
const NUMBERS = 200_000
let number = Math.floor(Math.random() * NUMBERS)

process.on('message', async (options: LoadOptions) => {
	try {
		process.send?.({ result: await run(options) })
	} catch (error) {
		process.send?.({ error: String(error) })
	}
})
process.on('disconnect', () => process.exit(0))

async function run(options: LoadOptions): Promise<LoadResult> {
	const { port, connections, requests, once = false, milliseconds = Infinity } = options
	const lines = await Promise.all(
		Array.from({ length: connections }, () => Line.open(port, options.keepBodies)),
	)
	const templates = requests.map((text) => text.split('{n}'))
	const times: number[] = []
	const statuses: Record<string, number> = {}
	const bodies: string[] = []
	let next = 0
	const began = performance.now()
	const drive = async (line: Line) => {
		while (performance.now() - began < milliseconds && !(once && next >= templates.length)) {
			const template = templates[next++ % templates.length] ?? []
			number = (number + 1) % NUMBERS
			const answered = await line.send(template.join(String(number + 1)))
			times.push(answered.milliseconds)
			statuses[answered.status] = (statuses[answered.status] ?? 0) + 1
			if (options.keepBodies) bodies.push(answered.body)
		}
	}
	await Promise.all(lines.map(drive))
	const seconds = (performance.now() - began) / 1000
	for (const line of lines) line.close()
	return {
		calls: times.length,
		perSecond: times.length / seconds,
		statuses,
		p50: quantile(times, 0.5),
		p99: quantile(times, 0.99),
		bodies,
	}
}
