/** What a server's process is told at its start, and what it answers while it runs. */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

/** In the environment of the process, as JSON. */
export const OPTIONS = 'BENCH_OPTIONS'

export interface Options {
	/** What the server without rules answers with. */
	text?: string
	databaseUrl?: string
	/** Whether versions that a poll saw within a second are believed. */
	poll?: boolean
	/** Whether every version is taken for a new one. */
	forgets?: boolean
}

export type Question = 'counters' | 'memory'

export function readOptions(): Options {
	return JSON.parse(process.env[OPTIONS] ?? '{}')
}

/** Tells the parent where this process listens, answers its questions, and ends with it. */
export function serve(port: number, answers: Partial<Record<Question, () => unknown>>): void {
	process.on('message', ({ id, question }: { id: number; question: Question }) => {
		process.send?.({ id, answer: answers[question]?.() ?? null })
	})
	process.on('disconnect', () => process.exit(0))
	process.send?.({ port })
}

/** Listens as the product does, as far as connections are concerned. */
export function listenAnywhere(listener: RequestListener): Promise<number> {
	const server = createServer(listener)
	server.keepAliveTimeout = 65_000
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
	})
}

/** Bytes, after everything that is not used any more is gone. */
export function memory(): number {
	globalThis.gc?.()
	return process.memoryUsage().rss
}

/** Microseconds of processor time so far: others who keep the machine busy hardly change it. */
export function processorTime(): number {
	const { user, system } = process.cpuUsage()
	return user + system
}
