import { makeClassic } from '../data/classic.ts'
import type { BenchClinic } from '../data/dataset.ts'
import { withAdmin } from '../data/dataset.ts'
import { assertAll } from '../load/load.ts'
import { addDays, firstDay, get } from '../load/requests.ts'
import { interleave, ratios } from '../measure.ts'
import { medianOf } from '../report.ts'
import type { Row } from '../row.ts'
import { askAvailability, CONNECTIONS } from './availability.ts'

const DAYS = 7
/** A slot table has to hold what can be booked: two months. */
const AHEAD = 60

export const classic: Row = {
	number: 5,
	title: 'The same week against a table of slots, filled by a function, read through a view',
	async run(bench) {
		const { large } = (await bench.data()).databases
		const clinics = large.clinics.slice(0, bench.quick ? 2 : 100)
		const from = firstDay()
		await withAdmin(large.adminUrl, (admin) =>
			makeClassic(
				admin,
				clinics.map(({ id }) => id),
				{ from: addDays(from, -7), to: addDays(from, AHEAD) },
			),
		)
		const asking = await askAvailability(bench, large, DAYS)
		const server = await bench.serve('classic', { databaseUrl: large.adminUrl })
		const { port } = server
		try {
			const requests = asking.clinics.map(classicRequest)
			const ask = async (milliseconds: number) =>
				assertAll(
					await asking.load.run({ port, connections: CONNECTIONS, requests, milliseconds }),
					200,
					'slot table',
				).perSecond
			const [theirs, ours] = [await asking.bodies(port, requests), await asking.bodies()]
			ours.forEach((body, i) => {
				assertSame(body, theirs[i] ?? '')
			})
			await ask(bench.quick ? 30 : 1000)
			const found = await interleave(bench.rounds, {
				table: () => ask(bench.quick ? 30 : 1500),
				polled: () => asking.rate('polled'),
				question: () => asking.rate('question'),
				uncached: () => asking.rate('uncached'),
			})
			const same = `the same starts for ${ours.length} clinics`
			return [
				medianOf('uncached against the slot table', '', ratios(found.uncached, found.table), {
					target: { atLeast: 5 },
					note: same,
				}),
				medianOf('cached against the slot table', '', ratios(found.polled, found.table), {
					target: { atLeast: 25 },
				}),
				medianOf('the slot table', '/s', found.table, { note: `${theirs[0]?.length} bytes` }),
			]
		} finally {
			await Promise.all([asking.stop(), server.stop()])
		}
	},
}

function classicRequest({ id, typeId, zone }: BenchClinic): string {
	const from = firstDay()
	const query = new URLSearchParams({ from, to: addDays(from, DAYS - 1), zone, type: typeId })
	return get(`/classic/${id}?${query}`)
}

interface Answer {
	days: { veterinarians: { id: string; starts: string[] }[] }[]
}

/** A design that answers something else is no measure. */
function assertSame(ours: string, theirs: string): void {
	const starts = (text: string) =>
		(JSON.parse(text) as Answer).days
			.flatMap((day) =>
				day.veterinarians.flatMap((vet) => vet.starts.map((at) => `${vet.id} ${at}`)),
			)
			.sort()
	const [mine, other] = [starts(ours), starts(theirs)]
	if (mine.length > 0 && mine.join() === other.join()) return
	const odd = mine.find((start) => !other.includes(start)) ?? other.find((s) => !mine.includes(s))
	throw new Error(`${mine.length} starts here, ${other.length} in the slot table, such as ${odd}`)
}
