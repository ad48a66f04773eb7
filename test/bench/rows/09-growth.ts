import type { BenchClinic, BenchDatabase } from '../data/dataset.ts'
import { assertAll, type Load, startLoad } from '../load/load.ts'
import { availabilityRequest } from '../load/requests.ts'
import { interleave, ratios } from '../measure.ts'
import { type Finding, medianOf } from '../report.ts'
import type { Bench, Row } from '../row.ts'
import type { RunningServer } from '../servers/launch.ts'
import { requestFor } from './06-booking.ts'
import { findSpots, type Spot } from './spots.ts'

/** One at a time: answers to questions that come together may be found together. */
const READERS = 1
const BOOKERS = 4
const TARGET = { atMost: 1.3 }

/** Some clinics of one database, with what can be booked there. */
interface Place {
	server: RunningServer
	requests: string[]
	spots: Spot[]
}

type Name = 'small' | 'middle' | 'large' | 'short' | 'long'

export const growth: Row = {
	number: 9,
	title: 'Growth: 10,000, 200,000, 2 million appointments; ten years of history at one clinic',
	async run(bench) {
		const { databases, tidy } = await bench.data()
		const load = startLoad()
		const open = ({ serverUrl }: BenchDatabase) =>
			bench.serve('product', { databaseUrl: serverUrl, poll: false, forgets: true })
		const servers = {
			small: await open(databases.small),
			middle: await open(databases.middle),
			large: await open(databases.large),
		}
		try {
			const at = (size: keyof typeof servers, from: number, to: number) =>
				placeOf(load, servers[size], databases[size].clinics.slice(from, to))
			// The same clinics, with the same visits ahead, at each size. The first is the one with history.
			const places: Record<Name, Place> = {
				small: await at('small', 1, 5),
				middle: await at('middle', 1, 5),
				large: await at('large', 1, 5),
				short: await at('small', 0, 1),
				long: await at('large', 0, 1),
			}
			return [
				...(await compare(bench, 'availability, uncached', (name) =>
					ask(bench, load, places[name]),
				)),
				...(await compare(bench, 'booking', (name) => book(bench, load, places[name]))),
			]
		} finally {
			await Promise.all([load, ...Object.values(servers)].map((each) => each.stop()))
			await tidy()
		}
	},
}

async function placeOf(load: Load, server: RunningServer, clinics: BenchClinic[]): Promise<Place> {
	const requests = clinics.map((clinic) =>
		availabilityRequest(clinic, { days: 7, differently: true }),
	)
	return { server, requests, spots: await findSpots(load, server.port, clinics) }
}

async function compare(
	{ rounds }: Bench,
	what: string,
	rate: (name: Name) => Promise<number>,
): Promise<Finding[]> {
	const variants = {
		small: () => rate('small'),
		middle: () => rate('middle'),
		large: () => rate('large'),
		short: () => rate('short'),
		long: () => rate('long'),
	}
	await interleave(1, variants)
	const found = await interleave(rounds, variants)
	const cost = (name: string, of: number[], to: number[]) =>
		medianOf(`${what}: cost at ${name}`, '', ratios(to, of), { target: TARGET })
	return [
		cost('200,000 against 10,000', found.middle, found.small),
		cost('2 million against 10,000', found.large, found.small),
		cost('ten years of history against one', found.long, found.short),
	]
}

async function ask({ quick }: Bench, load: Load, { server, requests }: Place): Promise<number> {
	const milliseconds = quick ? 30 : 700
	const asked = { port: server.port, connections: READERS, requests, milliseconds }
	return assertAll(await load.run(asked), 200, 'availability').perSecond
}

async function book({ quick }: Bench, load: Load, { server, spots }: Place): Promise<number> {
	const requests = spots.splice(0, quick ? 8 : 60).map(requestFor)
	const asked = { port: server.port, connections: BOOKERS, requests, once: true }
	return assertAll(await load.run(asked), 201, 'booking').perSecond
}
