import type { BenchClinic } from '../data/dataset.ts'
import { assertAll, type Load } from '../load/load.ts'
import { addDays, firstDay, get } from '../load/requests.ts'

/** A time that can be booked. */
export interface Spot {
	clinic: BenchClinic
	vetId: string
	/** ISO 8601. */
	start: string
}

interface Answer {
	days: { veterinarians: { id: string; starts: string[] }[] }[]
}

/** From the fourth week on: before that the days are too full, and are what availability is asked for. */
const FIRST_WEEK = 4
const WEEKS = 4
/** Twenty minutes and the buffer. */
const APART_MS = 25 * 60_000

/**
 * Times of some clinics that can all be booked: none of a vet stands in the way of another. One
 * clinic follows the next, as bookings of a day come from everywhere.
 */
export async function findSpots(
	load: Load,
	port: number,
	clinics: readonly BenchClinic[],
): Promise<Spot[]> {
	const from = addDays(firstDay(), 7 * FIRST_WEEK)
	const requests = clinics.map(({ id, key, typeId }) => {
		const to = addDays(from, 7 * WEEKS - 1)
		const query = new URLSearchParams({ appointmentTypeId: typeId, species: 'dog', from, to, key })
		return get(`/api/customer/clinics/${id}/availability?${query}`)
	})
	const asked = { port, connections: 1, requests, once: true, keepBodies: true }
	const { bodies } = assertAll(await load.run(asked), 200, 'availability')
	const lists = clinics.map((clinic, i) => spotsOf(clinic, JSON.parse(bodies[i] ?? '')))
	const longest = Math.max(...lists.map((list) => list.length))
	return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat()
}

function spotsOf(clinic: BenchClinic, { days }: Answer): Spot[] {
	return days.flatMap(({ veterinarians }) =>
		veterinarians.flatMap(({ id: vetId, starts }) => {
			let last = 0
			return starts.flatMap((start) => {
				if (Date.parse(start) - last < APART_MS) return []
				last = Date.parse(start)
				return [{ clinic, vetId, start }]
			})
		}),
	)
}
