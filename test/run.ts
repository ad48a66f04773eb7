// `npm test`: types, lint, then every suite, some files at a time, on one shared PostgreSQL.
// `npm test -- api/http` runs the files whose path holds that text.
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { startTestServer } from './database.ts'
import { run } from './run/child.ts'
import { Lane } from './run/lanes.ts'
import { type Totals, totals, totalsOf } from './run/totals.ts'

// Beside the browser's suite: tests wait for the database as much as they work.
const LANES = 3
/** Begins a file that other tests would disturb, or that would disturb them, and says why. */
const APART = '// In a process of its own'
const wanted = process.argv[2] ?? ''
const started = Date.now()

function say(text: string): void {
	process.stdout.write(`${text}\n`)
}

async function step(name: string, command: string, args: string[]): Promise<Totals> {
	const { code, output } = await run(command, args)
	say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`)
	if (code !== 0) say(output)
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

function sayOf(name: string, { passed, failed }: Totals, output: string, more = ''): void {
	say(`${failed === 0 ? 'ok  ' : 'FAIL'} ${name} (${passed} tests${more})`)
	if (failed > 0) say(output)
}

async function runFile(file: string, lane?: Lane): Promise<Totals> {
	const before = Date.now()
	const isApart = readFileSync(file, 'utf8').startsWith(APART)
	const outcome = await (lane && !isApart ? lane.run(file) : run('node', [file]))
	const counted = totalsOf(outcome)
	sayOf(file, counted, outcome.output, `, ${((Date.now() - before) / 1000).toFixed(1)} s`)
	return counted
}

async function runInLanes(files: string[]): Promise<Totals[]> {
	const queue = [...files]
	const done: Totals[] = []
	const runSome = async () => {
		const lane = new Lane()
		for (let file = queue.shift(); file; file = queue.shift()) done.push(await runFile(file, lane))
		const { code, output } = await lane.close()
		if (code === 0) return
		say(`FAIL a test has left something open\n${output}`)
		done.push({ passed: 0, failed: 1 })
	}
	await Promise.all(Array.from({ length: LANES }, runSome))
	return done
}

async function runInTurn(files: string[]): Promise<Totals[]> {
	const done: Totals[] = []
	for (const file of files) done.push(await runFile(file))
	return done
}

// The browser suite prints its own closing line, "N passed, N failed".
async function runBrowserSuite(): Promise<Totals[]> {
	const { code, output } = await run('wtr', ['--config', 'test/widget/web-test-runner.config.js'])
	const closing = /(\d+) passed, (\d+) failed/.exec(output)
	const counted = totals(code, Number(closing?.[1] ?? 0), Number(closing?.[2] ?? 0))
	sayOf('test/widget in a browser', counted, output)
	return [counted]
}

const all: Totals[] = []
// What Node makes of the sources is kept: every process of the product and of a test loads the same.
process.env.NODE_COMPILE_CACHE ??= resolve('node_modules/.cache/node')
process.env.CHECK_SIZE = 'on'
const building = step('widget bundle, within its budget', 'npm', ['run', 'build', '--silent'])
if (!wanted) {
	all.push(await step('types', 'tsc', ['--noEmit']))
	all.push(await step('lint and format', 'biome', ['check', '--error-on-warnings', '.']))
	const generate = ['run', 'generate', '-s', '--', '--check']
	all.push(await step('client types are what the API says', 'npm', generate))
}
all.push(await building)
const together = async (...suites: Promise<Totals[]>[]) => {
	all.push(...(await Promise.all(suites)).flat())
}
const filesOf = (folders: string) =>
	globSync(`test/${folders}/**/*.test.ts`)
		.filter((file) => file.includes(wanted))
		.sort()
const database = await startTestServer()
process.env.TEST_DATABASE_URL = database.url
try {
	const browses = !wanted || wanted.includes('widget')
	await together(
		runInLanes(filesOf('{api,sdk,run}')),
		browses ? runBrowserSuite() : Promise.resolve([]),
	)
	// Whole products have the machine to themselves: one with a browser, one without.
	await together(runInTurn(filesOf('e2e')), runInTurn(filesOf('{bench,simulate}')))
} finally {
	await database.stop()
}

const passed = all.reduce((sum, each) => sum + each.passed, 0)
const failed = all.reduce((sum, each) => sum + each.failed, 0)
say(`\n${Math.round((Date.now() - started) / 1000)} s`)
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
