import { type BenchClinic, withAdmin } from '../data/dataset.ts'
import { assertAll, type LoadResult, startLoad } from '../load/load.ts'
import { bookingRequest, post } from '../load/requests.ts'
import { interleave, ratios } from '../measure.ts'
import { type Finding, medianOf } from '../report.ts'
import type { Bench, Row } from '../row.ts'
import type { RunningServer } from '../servers/launch.ts'
import type { Asked } from '../servers/round-trips.ts'
import { findSpots, type Spot } from './spots.ts'

const CONNECTIONS = 8

export const booking: Row = {
	number: 6,
	title: 'A complete booking over HTTP against the same server inserting one row',
	async run(bench) {
		const { databases, tidy } = await bench.data()
		const { adminUrl, serverUrl, clinics: all } = databases.large
		const clinics = all.slice(0, bench.quick ? 3 : 40)
		const load = startLoad()
		const server = await bench.serve('product', { databaseUrl: serverUrl })
		const send = (requests: string[], connections = CONNECTIONS) =>
			load.run({ port: server.port, connections, requests, once: true })
		try {
			const spots = await findSpots(load, server.port, clinics)
			const inserts = await insertRequests(adminUrl, clinics)
			return await measure(bench, server, {
				book: async (many, connections) => {
					const requests = spots.splice(0, many).map(requestFor)
					return assertAll(await send(requests, connections), 201, 'booking')
				},
				insert: async (many) => {
					const requests = Array.from({ length: many }, (_, i) => inserts[i % inserts.length] ?? '')
					return assertAll(await send(requests), 201, 'plain insert')
				},
			})
		} finally {
			await Promise.all([load.stop(), server.stop()])
			await tidy()
		}
	},
}

interface Writes {
	book: (many: number, connections?: number) => Promise<LoadResult>
	insert: (many: number) => Promise<LoadResult>
}

async function measure(
	{ quick, rounds }: Bench,
	server: RunningServer,
	{ book, insert }: Writes,
): Promise<Finding[]> {
	const many = quick ? 20 : 400
	await book(many)
	await insert(many)
	const found = await interleave(rounds, {
		insert: async () => (await insert(many * 3)).perSecond,
		booking: async () => (await book(many)).perSecond,
	})
	const before = await server.ask<Asked>('counters')
	const alone = await book(quick ? 5 : 100, 1)
	const after = await server.ask<Asked>('counters')
	const each = (name: keyof Asked) => (after[name] - before[name]) / alone.calls
	const statements = `${each('statements').toFixed(2)} statements`
	const processor = `${(each('processor') / 1000).toFixed(1)} ms of the process`
	return [
		medianOf('booking against one plain insert', '', ratios(found.booking, found.insert), {
			target: { atLeast: 0.35 },
		}),
		medianOf('bookings', '/s', found.booking, { note: `${CONNECTIONS} connections` }),
		medianOf('plain inserts', '/s', found.insert),
		{
			name: 'round trips to the database a booking',
			unit: '',
			value: each('roundTrips'),
			note: `${statements}, ${processor}; alone a booking takes ${alone.p50.toFixed(1)} ms`,
		},
	]
}

export function requestFor({ clinic, start, vetId }: Spot): string {
	return bookingRequest(clinic, start, vetId)
}

/** Rows that refer to people who are there: the foreign keys have something to look up. */
async function insertRequests(url: string, clinics: readonly BenchClinic[]): Promise<string[]> {
	return withAdmin(url, async (admin) => {
		const { rows } = await admin.query<Record<string, string>>(
			`select a.clinic_id as "clinicId", a.appointment_type_id, a.pet_id, a.client_id, a.veterinarian_id,
				a.scheduled_start, a.scheduled_end, a.booking_reference
			from unnest($1::uuid[]) c (id), lateral (
				select * from appointments where clinic_id = c.id limit 20) a`,
			[clinics.map(({ id }) => id)],
		)
		return rows.map((row) => post('/bench/insert', row, {}))
	})
}
