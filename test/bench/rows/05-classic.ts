import { makeClassic } from '../data/classic.ts'
import { type BenchClinic, type BenchDatabase, withAdmin } from '../data/dataset.ts'
import { assertAll } from '../load/load.ts'
import { addDays, firstDay, get } from '../load/requests.ts'
import { interleave, ratios } from '../measure.ts'
import { type Finding, medianOf } from '../report.ts'
import type { Bench, Row } from '../row.ts'
import { type Asking, askAvailability, CONNECTIONS } from './availability.ts'

const DAYS = 7
/** A slot table has to hold what can be booked: two months. */
const AHEAD = 60

export const classic: Row = {
	number: 5,
	title: 'The same week against a table of slots, filled by a function, read through a view',
	async run(bench) {
		const { large } = (await bench.data()).databases
		await fillSlots(large, bench.quick ? 2 : 100)
		const asking = await askAvailability(bench, large, DAYS)
		const server = await bench.serve('classic', { databaseUrl: large.adminUrl })
		try {
			return await measure(bench, asking, server.port)
		} finally {
			await Promise.all([asking.stop(), server.stop()])
		}
	},
}

function fillSlots({ adminUrl, clinics }: BenchDatabase, many: number): Promise<void> {
	const ids = clinics.slice(0, many).map(({ id }) => id)
	const from = addDays(firstDay(), -7)
	return withAdmin(adminUrl, (admin) => makeClassic(admin, ids, { from, to: addDays(from, AHEAD) }))
}

async function measure(
	{ quick, rounds }: Bench,
	{ load, clinics, bodies, rate }: Asking,
	port: number,
): Promise<Finding[]> {
	const requests = clinics.map(classicRequest)
	const theirs = await bodies(port, requests)
	const ours = await bodies()
	ours.forEach((body, i) => {
		assertSame(body, theirs[i] ?? '')
	})
	const ask = async () => {
		const milliseconds = quick ? 30 : 1500
		const asked = { port, connections: CONNECTIONS, requests, milliseconds }
		return assertAll(await load.run(asked), 200, 'slot table').perSecond
	}
	await ask()
	const { table, polled, question, uncached } = await interleave(rounds, {
		table: ask,
		polled: () => rate('polled'),
		question: () => rate('question'),
		uncached: () => rate('uncached'),
	})
	const note = `the same starts for ${ours.length} clinics`
	return [
		medianOf('uncached, version bumped, against the slot table', '', ratios(uncached, table), {
			target: { atLeast: 5 },
			note,
		}),
		medianOf('uncached, another question, against it', '', ratios(question, table), {
			target: { atLeast: 5 },
		}),
		medianOf('cached against it', '', ratios(polled, table), { target: { atLeast: 25 } }),
		medianOf('the slot table', '/s', table, { note: `${theirs[0]?.length} bytes` }),
	]
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
