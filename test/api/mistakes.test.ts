import { spawn } from 'node:child_process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('an error that nothing caught')
const at = (path: string) => JSON.stringify(new URL(`../../api/${path}`, import.meta.url).href)

/** What a process that stands on something has written and done when it makes a mistake. */
function endOf(mistake: string): Promise<{ lines: string[]; words: string; code: number | null }> {
	const program = `
		const { createLog } = await import(${at('log.ts')})
		const { endOnMistakes, Started } = await import(${at('started.ts')})
		const log = createLog('info')
		const started = new Started(log, 1000)
		started.addGround(async () => log.info('let go of the ground'))
		endOnMistakes(started, log)
		setTimeout(() => {}, 20_000)
		${mistake}`
	const child = spawn(process.execPath, ['--input-type=module', '-e', program])
	let text = ''
	let words = ''
	child.stdout.on('data', (chunk) => {
		text += chunk
	})
	child.stderr.on('data', (chunk) => {
		words += chunk
	})
	return new Promise((resolve) =>
		child.on('close', (code) => resolve({ lines: text.trim().split('\n'), words, code })),
	)
}

const ERROR = "new Error('of ann@owner.example')"
const mistakes: Record<string, string> = {
	'of a timer': `setTimeout(() => { throw ${ERROR} }, 1)`,
	'of a promise': `Promise.reject(${ERROR})`,
	'that comes again and again': `setInterval(() => { throw ${ERROR} }, 1)`,
}

for (const [name, mistake] of Object.entries(mistakes)) {
	test(`${name} is told in the log, without what is private, and ends all in order`, async () => {
		const { lines, words, code } = await endOf(mistake)
		assert.is(code, 1)
		assert.is(words, '')
		const told = lines.map((line) => JSON.parse(line))
		const fatal = told.find(({ level }) => level === 'fatal')
		assert.is(fatal?.err.message, 'of [email]')
		assert.ok(told.some(({ msg }) => msg === 'let go of the ground'))
	})
}

test.run()
