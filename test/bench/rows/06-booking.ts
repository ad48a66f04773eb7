import { type BenchClinic, withAdmin } from '../data/dataset.ts'
import { assertAll, startLoad } from '../load/load.ts'
import { bookingRequest, post } from '../load/requests.ts'
import { interleave, ratios } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import type { Asked } from '../servers/round-trips.ts'
import { findSpots, type Spot } from './spots.ts'

const CONNECTIONS = 8

export const booking: Row = {
	number: 6,
	title: 'A complete booking over HTTP against the same server inserting one row',
	async run({ quick, rounds, data, serve }) {
		const { databases, tidy } = await data()
		const { large } = databases
		const clinics = large.clinics.slice(0, quick ? 3 : 40)
		const load = startLoad()
		const server = await serve('product', { databaseUrl: large.serverUrl })
		const { port } = server
		try {
			const spots = await findSpots(load, port, clinics)
			const inserts = await insertRequests(large.adminUrl, clinics)
			const book = async (many: number, connections = CONNECTIONS) => {
				const requests = spots.splice(0, many).map(requestFor)
				const options = { port, connections, requests, once: true }
				return assertAll(await load.run(options), 201, 'booking')
			}
			const insert = async (many: number) => {
				const requests = Array.from({ length: many }, (_, i) => inserts[i % inserts.length] ?? '')
				const options = { port, connections: CONNECTIONS, requests, once: true }
				return assertAll(await load.run(options), 201, 'plain insert')
			}
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
			const trips = each('roundTrips')
			return [
				medianOf('booking against one plain insert', '', ratios(found.booking, found.insert), {
					target: { atLeast: 0.35 },
				}),
				medianOf('bookings', '/s', found.booking, { note: `${CONNECTIONS} connections` }),
				medianOf('plain inserts', '/s', found.insert),
				{
					name: 'round trips to the database a booking',
					unit: '',
					value: trips,
					note: `${each('statements')} statements; alone ${alone.p50.toFixed(1)} ms`,
				},
			]
		} finally {
			await Promise.all([load.stop(), server.stop()])
			await tidy()
		}
	},
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
