// `npm test`: types, lint, then every suite, two files at a time, on one shared PostgreSQL.
// `npm test -- api/http` runs the files whose path holds that text.
import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { startTestServer } from './database.ts'

interface Totals {
	passed: number
	failed: number
}

const FILES_AT_ONCE = 2
/** Ten times what the slowest needs: whatever runs for longer will never end, and says what it did until then. */
const LONGEST_MILLISECONDS = 600_000
const running = new Set<number>()
const wanted = process.argv[2] ?? ''
const started = Date.now()

function say(text: string): void {
	process.stdout.write(`${text}\n`)
}

function end(group: number): void {
	try {
		process.kill(-group, 'SIGKILL')
	} catch {
		// It has ended by itself.
	}
}

process.on('exit', () => running.forEach(end))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

function run(command: string, args: string[], env = process.env) {
	return new Promise<{ code: number; output: string }>((resolve) => {
		// A group of its own, so that what it started ends with it.
		const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
		let output = ''
		child.stdout.on('data', (chunk) => (output += chunk))
		child.stderr.on('data', (chunk) => (output += chunk))
		running.add(child.pid!)
		const timer = setTimeout(() => {
			output += `\nended after ${LONGEST_MILLISECONDS / 1000} s`
			end(child.pid!)
		}, LONGEST_MILLISECONDS)
		child.on('close', (code) => {
			clearTimeout(timer)
			running.delete(child.pid!)
			resolve({ code: code ?? 1, output })
		})
	})
}

async function step(name: string, command: string, args: string[]): Promise<Totals> {
	const { code, output } = await run(command, args)
	say(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`)
	if (code !== 0) say(output)
	return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

// uvu closes each file with "Total: N" and "Passed: N"; a file that dies before that counts as one failure.
function totalsOf(output: string, code: number): Totals {
	const count = (word: string) => Number(new RegExp(`${word}:\\s+(\\d+)`).exec(output)?.[1] ?? 0)
	const passed = count('Passed')
	const failed = count('Total') - count('Skipped') - passed
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

async function runFile(file: string): Promise<Totals> {
	const before = Date.now()
	const { code, output } = await run('node', [file])
	const totals = totalsOf(output, code)
	const seconds = ((Date.now() - before) / 1000).toFixed(1)
	say(`${code === 0 ? 'ok  ' : 'FAIL'} ${file} (${totals.passed} tests, ${seconds} s)`)
	if (code !== 0) say(output)
	return totals
}

async function runFiles(files: string[]): Promise<Totals[]> {
	const queue = [...files]
	const done: Totals[] = []
	const lane = async () => {
		for (let file = queue.shift(); file; file = queue.shift()) done.push(await runFile(file))
	}
	await Promise.all(Array.from({ length: FILES_AT_ONCE }, lane))
	return done
}

// The browser suite prints its own closing line, "N passed, N failed".
async function runBrowserSuite(): Promise<Totals> {
	const { code, output } = await run('wtr', ['--config', 'test/widget/web-test-runner.config.js'])
	const closing = /(\d+) passed, (\d+) failed/.exec(output)
	const passed = Number(closing?.[1] ?? 0)
	const failed = Number(closing?.[2] ?? 0)
	say(`${code === 0 ? 'ok  ' : 'FAIL'} test/widget in a browser (${passed} tests)`)
	if (code !== 0) say(output)
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

const all: Totals[] = []
if (!wanted) {
	all.push(await step('types', 'tsc', ['--noEmit']))
	all.push(await step('lint and format', 'biome', ['check', '--error-on-warnings', '.']))
	all.push(
		await step('client types are what the API says', 'npm', [
			'run',
			'generate',
			'-s',
			'--',
			'--check',
		]),
	)
}
process.env.CHECK_SIZE = 'on'
all.push(await step('widget bundle, within its budget', 'npm', ['run', 'build', '--silent']))
const suites = globSync('test/{api,sdk,e2e,bench,simulate}/**/*.test.ts')
const files = suites.filter((file) => file.includes(wanted))
const alone = files.filter((file) => /^test.(e2e|bench|simulate)/.test(file))
const database = await startTestServer()
process.env.TEST_DATABASE_URL = database.url
try {
	all.push(...(await runFiles(files.filter((file) => !alone.includes(file)).sort())))
	if (!wanted || wanted.includes('widget')) all.push(await runBrowserSuite())
	// Browsers and servers need the machine to themselves.
	for (const file of alone.sort()) all.push(await runFile(file))
} finally {
	await database.stop()
}

const passed = all.reduce((sum, each) => sum + each.passed, 0)
const failed = all.reduce((sum, each) => sum + each.failed, 0)
say(`\n${Math.round((Date.now() - started) / 1000)} s`)
say(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
