// `npm run bench` measures every row of the table of targets, `npm run bench -- 3` one of them, and
// `--quick` shows on a small data set that they all work. Data and reports are kept in `--folder`.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type DataSet, openDataSet } from './data/dataset.ts'
import { type BenchReport, describeMachine, isMet, tableOf } from './report.ts'
import type { Bench } from './row.ts'
import { ROWS } from './rows.ts'
import { type RunningServer, startServer } from './servers/launch.ts'

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		folder: { type: 'string', default: '.vetslot/bench' },
		rounds: { type: 'string' },
	},
})
const { quick } = values
const folder = resolve(values.folder)
const say = (words: string) => void process.stdout.write(`${words}\n`)
const report: BenchReport = {
	startedAt: new Date().toISOString(),
	quick,
	machine: describeMachine(),
	rows: [],
}

const shared = new Map<string, Promise<RunningServer>>()
let opened: Promise<DataSet> | undefined
const bench: Bench = {
	quick,
	rounds: Number(values.rounds ?? (quick ? 2 : 11)),
	say,
	serve,
	data: () => {
		opened ??= open()
		return opened
	},
}

// By way of `exit`, so that PostgreSQL is told as well.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

try {
	await measure()
} finally {
	for (const server of shared.values()) await (await server).stop()
	await (await opened)?.stop()
}
await save()

async function open(): Promise<DataSet> {
	const data = await openDataSet(join(folder, quick ? 'quick' : 'full'), { quick, say })
	const bytes = Object.values(data.databases).reduce((sum, each) => sum + each.bytes, 0)
	const built =
		data.builtIn > 0 ? `built in ${Math.round(data.builtIn)} s` : 'as it was built before'
	say(`Data set: ${(bytes / 1e9).toFixed(2)} GB, ${built}`)
	Object.assign(report.machine, { postgresql: data.version, dataBytes: bytes })
	return data
}

async function serve(...kind: Parameters<typeof startServer>): Promise<RunningServer> {
	if (!quick) return startServer(...kind)
	const name = JSON.stringify(kind)
	const server = shared.get(name) ?? startServer(...kind)
	shared.set(name, server)
	return { ...(await server), stop: async () => {} }
}

async function measure(): Promise<void> {
	const wanted = positionals.map(Number)
	for (const row of ROWS) {
		if (wanted.length > 0 && !wanted.includes(row.number)) continue
		const began = performance.now()
		const findings = await row.run(bench).catch((error: Error) => {
			say(`${row.number}  ${row.title}: ${error.stack}`)
			process.exitCode = 1
			return []
		})
		const seconds = (performance.now() - began) / 1000
		const done = { row: row.number, title: row.title, seconds, findings }
		report.rows.push(done)
		say(tableOf(done, quick))
	}
}

async function save(): Promise<void> {
	const findings = report.rows.flatMap((row) => row.findings)
	const missed = findings.filter((finding) => isMet(finding) === false).length
	const met = findings.filter(isMet).length
	await mkdir(folder, { recursive: true })
	const file = join(folder, `${report.startedAt.replaceAll(/[:.]/g, '-')}.json`)
	await writeFile(file, `${JSON.stringify(report, null, '\t')}\n`)
	say(`${met} targets met, ${missed} not met. ${file}`)
	// Two processors that server, load and database share: a run says how one compares with another.
	say(
		Object.entries(report.machine)
			.map(([name, value]) => `${name} ${value}`)
			.join(', '),
	)
}
