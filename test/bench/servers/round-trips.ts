import type { Socket } from 'node:net'
import pg from 'pg'
import { processorTime } from './child.ts'

/** What this process has asked its database so far. */
export interface Asked {
	statements: number
	/** How often something was sent after an answer had come: statements sent together count once. */
	roundTrips: number
	/** Bytes of its answers. */
	bytes: number
	/** Microseconds of processor time that the process took, for whatever. */
	processor: number
}

const asked = { statements: 0, roundTrips: 0, bytes: 0 }

interface Wire {
	stream: Socket & { isWatched?: boolean }
}

/** Begins to count; to be called before the first connection is made. */
export function countRoundTrips(): () => Asked {
	const { query } = pg.Client.prototype
	pg.Client.prototype.query = function (this: pg.Client & { connection: Wire }, ...args: never[]) {
		asked.statements++
		watch(this.connection.stream)
		return (query as (...all: never[]) => never).apply(this, args)
	} as typeof query
	return () => ({ ...asked, processor: processorTime() })
}

function watch(stream: Wire['stream']): void {
	if (stream.isWatched) return
	stream.isWatched = true
	let answered = true
	stream.prependListener('data', (chunk: Buffer) => {
		answered = true
		asked.bytes += chunk.length
	})
	const write = stream.write
	stream.write = function (this: Socket, ...args: never[]) {
		if (answered) asked.roundTrips++
		answered = false
		return (write as (...all: never[]) => boolean).apply(this, args)
	} as typeof write
}
