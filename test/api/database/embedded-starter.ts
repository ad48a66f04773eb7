import { startEmbedded } from '../../../api/database/embedded.ts'

// A process of its own for embedded.test.ts: starts on a folder, tells, and stays until it is killed.
try {
	const { pid, data } = await startEmbedded({ folder: process.argv[2] ?? '' })
	process.stdout.write(`${JSON.stringify({ pid, data })}\n`)
	setInterval(() => {}, 1000)
} catch (error) {
	process.stdout.write(`${error instanceof Error ? error.message : error}\n`)
}
