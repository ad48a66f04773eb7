// Runs test files one after another, as `lanes.ts` names them until it says nothing, so that what
// all of them import is loaded once.
import { pathToFileURL } from 'node:url'
import { END_OF_FILE } from './end-of-file.ts'

const shared = globalThis as { UVU_DEFER?: number; UVU_QUEUE?: unknown[][] }
shared.UVU_DEFER = 1
const { exec } = await import('uvu')

/** Remembers how an object is; what is returned makes it so again, whatever a file has put there. */
function watch(object: object): () => void {
	const before = Object.getOwnPropertyDescriptors(object)
	return () => {
		for (const key of Reflect.ownKeys(object)) {
			if (!Object.hasOwn(before, key)) Reflect.deleteProperty(object, key)
		}
		Object.defineProperties(object, before)
	}
}

async function runFile(file: string): Promise<void> {
	// Only its own work keeps this process alive meanwhile: a test that waits for nothing is seen.
	process.channel?.unref()
	shared.UVU_QUEUE = [[null]]
	const takeBack = [watch(globalThis), watch(process.env)]
	await import(pathToFileURL(file).href)
	await exec()
	for (const each of takeBack) each()
	process.channel?.ref()
	process.stdout.write(`${process.exitCode ?? 0}${END_OF_FILE}`)
	process.exitCode = 0
}

process.on('message', (file: string) => void (file ? runFile(file) : process.disconnect()))
