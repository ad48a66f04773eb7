import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import type { BenchReport } from './report.ts'

const bench = suite('bench')
const run = promisify(execFile)
const program = fileURLToPath(new URL('run.ts', import.meta.url))

bench('measures every row on a small data set', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'vetslot-bench-'))
	try {
		const { stdout } = await run(process.execPath, [program, '--quick', '--folder', folder])
		const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.json'))
		const report: BenchReport = JSON.parse(await readFile(join(folder, file), 'utf8'))
		assert.equal(
			report.rows.map(({ row }) => row),
			[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
		)
		for (const { title, findings } of report.rows) {
			assert.ok(findings.length > 0, title)
			assert.ok(stdout.includes(title), title)
			for (const { name, value } of findings) assert.ok(Number.isFinite(value), `${title}: ${name}`)
		}
	} finally {
		await rm(folder, { recursive: true, force: true })
	}
})

bench.run()
