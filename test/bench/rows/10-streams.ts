import { setTimeout } from 'node:timers/promises'
import type pg from 'pg'
import { type BenchClinic, withAdmin } from '../data/dataset.ts'
import { type Listeners, startListeners } from '../load/listen.ts'
import { get } from '../load/requests.ts'
import { quantile } from '../measure.ts'
import type { Finding } from '../report.ts'
import type { Row } from '../row.ts'

export const streams: Row = {
	number: 10,
	title: '1,000 open event streams on one process',
	async run({ quick, rounds, data, serve }) {
		const { large } = (await data()).databases
		const { clinics } = large
		const many = quick ? 40 : 1000
		const server = await serve('product', { databaseUrl: large.serverUrl })
		const { port } = server
		const requests = Array.from({ length: many }, (_, i) =>
			streamRequest(clinics[i % clinics.length] as BenchClinic),
		)
		// The first streams bring code to life, which is not theirs alone.
		const first = await startListeners({ port, requests: requests.slice(0, many / 10) })
		await first.stop()
		await setTimeout(quick ? 50 : 1000)
		const before = await server.ask<number>('memory')
		const listeners = await startListeners({ port, requests })
		try {
			await setTimeout(quick ? 200 : 3000)
			const after = await server.ask<number>('memory')
			await listeners.collect()
			const times = quick ? 2 : rounds * 20
			const delays = await withAdmin(large.adminUrl, (admin) =>
				changeSome(admin, listeners, clinics, { times, many }),
			)
			return findingsOf(delays, (after - before) / many, many)
		} finally {
			await listeners.stop()
			await server.stop()
		}
	},
}

function findingsOf(delays: number[], bytes: number, many: number): Finding[] {
	const half = quantile(delays, 0.5).toFixed(0)
	return [
		{
			name: 'from commit to event, p99',
			unit: 's',
			value: quantile(delays, 0.99) / 1000,
			target: { atMost: 1 },
			note: `${delays.length} events of ${many} streams, half of them within ${half} ms`,
		},
		{
			name: 'memory of the process for each stream',
			unit: 'kB',
			value: bytes / 1024,
			target: { atMost: 50 },
		},
	]
}

function streamRequest({ id, key }: BenchClinic): string {
	return get(`/api/customer/clinics/${id}/availability/stream?key=${key}`)
}

/** Changes one clinic after the other, at odd moments, and gives the delay of each event. */
async function changeSome(
	admin: pg.Client,
	listeners: Listeners,
	clinics: readonly BenchClinic[],
	{ times, many }: { times: number; many: number },
): Promise<number[]> {
	const committed = new Map<string, number>()
	for (let i = 0; i < times; i++) {
		const clinic = i % clinics.length
		await admin.query('begin')
		const { rows } = await admin.query<{ version: number }>(
			`update availability_versions set version = version + 1, updated_at = now()
			where clinic_id = $1 returning version::int`,
			[clinics[clinic]?.id],
		)
		committed.set(`${clinic} ${rows[0]?.version}`, performance.timeOrigin + performance.now())
		await admin.query('commit')
		await setTimeout(Math.random() * 90)
	}
	await setTimeout(2500)
	const delays = (await listeners.collect()).flatMap(({ listener, version, at }) => {
		const began = committed.get(`${listener % clinics.length} ${version}`)
		return began === undefined ? [] : [at - began]
	})
	// Two changes of a clinic are far apart, so that each is told to all who listen.
	const wanted = times * Math.floor(many / clinics.length)
	if (delays.length < wanted) throw new Error(`${delays.length} events came of ${wanted}`)
	return delays
}
