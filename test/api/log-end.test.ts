import { spawn } from 'node:child_process'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'

const test = suite('the log at the end')
const module = new URL('../../api/log.ts', import.meta.url).href
const LINES = 3000

/** A process that logs and then ends in some way; what it has written, and what it was ended by. */
function endOf(how: string): Promise<{ text: string; code: number | null; signal: string | null }> {
	const program = `
		const { createLog, logRequest } = await import('${module}')
		const log = createLog('info')
		const line = { requestId: 'r', method: 'GET', route: '/', status: 200, ms: 1 }
		for (let i = 1; i < ${LINES}; i++) logRequest(log, { ...line, ms: i })
		${how}`
	const child = spawn(process.execPath, ['--input-type=module', '-e', program])
	let text = ''
	child.stdout.on('data', (chunk) => {
		text += chunk
	})
	return new Promise((resolve) =>
		child.on('close', (code, signal) => resolve({ text, code, signal })),
	)
}

const last = "log.info('last')"
const ends: Record<string, { how: string; code: number }> = {
	'by itself': { how: last, code: 0 },
	'at once': { how: `${last}; process.exit(3)`, code: 3 },
	'a moment later': { how: `${last}; setTimeout(() => process.exit(3), 1)`, code: 3 },
	'on a signal': {
		how: `process.on('SIGTERM', () => { ${last}; process.exit(0) })
			setTimeout(() => {}, 5000); process.kill(process.pid, 'SIGTERM')`,
		code: 0,
	},
	'on what nobody caught': { how: `${last}; throw new Error('unexpected')`, code: 1 },
	'on a failed promise': { how: `${last}; Promise.reject(new Error('unexpected'))`, code: 1 },
	'after a fatal line': { how: `log.fatal('last'); process.exit(1)`, code: 1 },
}

for (const [name, { how, code }] of Object.entries(ends)) {
	test(`is whole when the process ends ${name}`, async () => {
		const ended = await endOf(how)
		assert.is(ended.code, code)
		const lines = ended.text
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line))
		assert.is(lines.length, LINES)
		assert.is(lines.at(-1).msg, 'last')
	})
}

test.run()
