import { parentPort, workerData } from 'node:worker_threads'
import { busyIn } from './busy-in.ts'
import { FeedError } from './feed-error.ts'
import type { Said } from './read-busy.ts'

const { text, window } = workerData

function say(): Said {
	try {
		return { found: busyIn(text, window) }
	} catch (error) {
		if (error instanceof FeedError) return { refused: error.code }
		throw error
	}
}

parentPort?.postMessage(say())
