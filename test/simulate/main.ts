// `npm run simulate`: one run after another, each with a seed of its own, until the time is up.
//   npm run simulate -- --seed 7            one run, again
//   npm run simulate -- --minutes 60        an hour of runs
//   npm run simulate -- --seed 7 --serial   awaited step by step: replays to the same state
import { randomInt } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { testDatabase } from '../database.ts'
import { type Report, simulate } from './simulate.ts'

const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		minutes: { type: 'string' },
		rounds: { type: 'string', default: '4' },
		steps: { type: 'string', default: '25' },
		workers: { type: 'string', default: '1' },
		owners: { type: 'string', default: '5' },
		serial: { type: 'boolean', default: false },
	},
})

const say = (text: string) => process.stdout.write(`${text}\n`)

function tell({
	seed,
	plan,
	findings,
	counts,
	state,
	rounds,
	milliseconds,
	printed,
}: Report): void {
	const seconds = (milliseconds / 1000).toFixed(1)
	say(`seed ${seed} (plan ${plan}): ${rounds} rounds, ${seconds} s, state ${state}`)
	const shown = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))
	say(`  ${shown.map(([what, count]) => `${what} ${count}`).join(', ')}`)
	for (const { check, what } of findings.slice(0, 20)) say(`  FOUND ${check}: ${what}`)
	if (findings.length === 0) return
	const file = join(tmpdir(), `vetslot-simulate-${seed}.log`)
	writeFileSync(file, printed)
	say(`  what the processes printed: ${file}`)
}

const end = Date.now() + Number(values.minutes ?? 0) * 60_000
let failed = 0
let runs = 0
do {
	const seed = values.seed !== undefined && runs === 0 ? values.seed : String(randomInt(1e9))
	say(`seed ${seed} …`)
	const database = await testDatabase()
	try {
		const report = await simulate(database, {
			seed,
			rounds: Number(values.rounds),
			steps: Number(values.steps),
			workers: Number(values.workers),
			owners: Number(values.owners),
			staff: 2,
			clinics: 3,
			faults: true,
			serial: values.serial,
		})
		tell(report)
		if (report.findings.length > 0) failed++
	} finally {
		await database.close()
	}
	runs++
} while (Date.now() < end)
say(`${runs - failed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
