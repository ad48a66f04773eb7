import { type BenchDatabase, withAdmin } from '../data/dataset.ts'
import { type Load, type LoadResult, startLoad } from '../load/load.ts'
import { bookingRequest } from '../load/requests.ts'
import { quantile } from '../measure.ts'
import type { Finding } from '../report.ts'
import type { Row } from '../row.ts'
import { requestFor } from './06-booking.ts'
import { findSpots, type Spot } from './spots.ts'

const CLIENTS = 32
const TIMES = 20

export const races: Row = {
	number: 8,
	title: 'Everyone wants the same: 1,000 requests for one time, 32 clients for 20 times',
	async run({ quick, data, serve }) {
		const { databases, tidy } = await data()
		const { large } = databases
		const load = startLoad()
		const server = await serve('product', { databaseUrl: large.serverUrl })
		const { port } = server
		try {
			const clinics = large.clinics.slice(0, quick ? 2 : 10)
			const spots = await findSpots(load, port, clinics)
			const deadlocks = await countDeadlocks(large)
			const quiet = await uncontended(load, port, spots.splice(0, quick ? 10 : 200))
			const crowds: LoadResult[] = []
			const fields: LoadResult[] = []
			for (let i = 0; i < (quick ? 1 : 5); i++) {
				crowds.push(await crowd(load, port, spots.shift() as Spot, quick ? 60 : 1000))
				fields.push(await field(load, port, takeOf(spots, clinics[i % clinics.length]?.id, TIMES)))
			}
			const all = [...crowds, ...fields]
			const failed = all.flatMap(({ statuses }) =>
				Object.entries(statuses).flatMap(([code, many]) => (Number(code) >= 500 ? [many] : [])),
			)
			return [
				...exactly('booked of one time, 1,000 asking at once', crowds, 1),
				...exactly('booked of 20 times, 32 clients racing', fields, TIMES),
				counted('deadlocks', (await countDeadlocks(large)) - deadlocks),
				counted(
					'answers with 5xx',
					failed.reduce((sum, many) => sum + many, 0),
				),
				...tails(quiet, crowds, fields),
			]
		} finally {
			await Promise.all([load.stop(), server.stop()])
			await tidy()
		}
	},
}

/** One booking after the other, each of a time that nobody else wants. */
function uncontended(load: Load, port: number, spots: Spot[]): Promise<LoadResult> {
	return load.run({ port, connections: 1, requests: spots.map(requestFor), once: true })
}

function crowd(load: Load, port: number, spot: Spot, many: number): Promise<LoadResult> {
	const requests = Array.from({ length: many }, () => requestFor(spot))
	return load.run({ port, connections: many, requests, once: true })
}

/** Each client tries all times, in an order of its own. */
function field(load: Load, port: number, spots: Spot[]): Promise<LoadResult> {
	const tries = Array.from({ length: CLIENTS * TIMES }, (_, i) => {
		const turn = Math.floor(i / CLIENTS)
		return spots[((i % CLIENTS) * 7 + turn) % TIMES] as Spot
	})
	const requests = tries.map(({ clinic, start, vetId }) => bookingRequest(clinic, start, vetId))
	return load.run({ port, connections: CLIENTS, requests, once: true })
}

/** Takes so many times of one clinic out of the list. */
function takeOf(spots: Spot[], clinicId: string | undefined, many: number): Spot[] {
	const taken = spots.filter(({ clinic }) => clinic.id === clinicId).slice(0, many)
	for (const spot of taken) spots.splice(spots.indexOf(spot), 1)
	return taken
}

function exactly(name: string, results: LoadResult[], wanted: number): Finding[] {
	const booked = results.map(({ statuses }) => statuses[201] ?? 0)
	// The worst of the races stands for all.
	const value = booked.find((many) => many !== wanted) ?? wanted
	const answers = JSON.stringify(results.map(({ statuses }) => statuses))
	return [{ name, unit: '', value, target: { exactly: wanted }, note: answers }]
}

function counted(name: string, value: number): Finding {
	return { name, unit: '', value, target: { exactly: 0 } }
}

function tails(quiet: LoadResult, crowds: LoadResult[], fields: LoadResult[]): Finding[] {
	const p99 = (results: LoadResult[]) =>
		quantile(
			results.map((each) => each.p99),
			0.5,
		)
	const against = (value: number) => ({
		note: `${(value / quiet.p99).toFixed(1)} times a quiet one`,
	})
	return [
		{ name: 'p99 of a quiet booking', unit: 'ms', value: quiet.p99 },
		{ name: 'p99 among 32 clients', unit: 'ms', value: p99(fields), ...against(p99(fields)) },
		{ name: 'p99 among 1,000 at once', unit: 'ms', value: p99(crowds), ...against(p99(crowds)) },
	]
}

async function countDeadlocks({ adminUrl }: BenchDatabase): Promise<number> {
	return withAdmin(adminUrl, async (admin) => {
		const { rows } = await admin.query<{ deadlocks: number }>(
			`select deadlocks::int from pg_stat_database where datname = current_database()`,
		)
		return rows[0]?.deadlocks ?? 0
	})
}
