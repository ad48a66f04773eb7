import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Write } from './zip.ts'

export interface Patience {
	/** Milliseconds for which a reader may take nothing. */
	wait: number
	/** Milliseconds for all of it. */
	whole: number
}

const PATIENCE: Patience = {
	// Shorter than what PostgreSQL lets a transaction wait in the settings that README names.
	wait: 30_000,
	// A reader who takes a little every 29 seconds keeps old rows in every table for as long.
	whole: 900_000,
}

/** Writes to a caller no faster than he reads; throws once he has left, stood still or dawdled. */
export function writeTo(sink: Writable, { wait, whole }: Patience = PATIENCE): Write {
	const end = performance.now() + whole
	return async (bytes) => {
		if (sink.destroyed) throw new Error('The reader left')
		const left = end - performance.now()
		if (left <= 0) throw new Error(TOO_LONG)
		if (sink.write(bytes)) return
		if (left < wait) await drained(sink, left, TOO_LONG)
		else await drained(sink, wait, 'The reader stood still')
	}
}

const TOO_LONG = 'The reader took too long for the whole'

async function drained(sink: Writable, milliseconds: number, otherwise: string): Promise<void> {
	const given = new AbortController()
	const onClose = () => given.abort(new Error('The reader left'))
	const timer = setTimeout(() => given.abort(new Error(otherwise)), milliseconds)
	sink.once('close', onClose)
	try {
		await once(sink, 'drain', { signal: given.signal })
	} catch (error) {
		throw given.signal.aborted ? given.signal.reason : error
	} finally {
		clearTimeout(timer)
		sink.off('close', onClose)
	}
}
