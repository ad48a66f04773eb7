import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Write } from './zip.ts'

// Shorter than what PostgreSQL lets a transaction wait in the settings that README names.
const LONGEST_WAIT = 30_000

/** Writes to a caller no faster than he reads; throws once he has stood still for too long, or left. */
export function writeTo(sink: ServerResponse): Write {
	return async (bytes) => {
		if (sink.destroyed) throw new Error('The caller left')
		if (sink.write(bytes)) return
		const left = new AbortController()
		const onClose = () => left.abort()
		sink.once('close', onClose)
		try {
			const signal = AbortSignal.any([left.signal, AbortSignal.timeout(LONGEST_WAIT)])
			await once(sink, 'drain', { signal })
		} finally {
			sink.off('close', onClose)
		}
	}
}
