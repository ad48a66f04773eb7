import { Problem, tooMany } from './problem.ts'

export interface StreamSettings {
	/** Open streams of this process. */
	most: number
	/** Open streams of one address, behind which may sit a whole office or a phone network. */
	byAddress: number
}

/** The writing end of a connection, as much of Node's ServerResponse as a stream needs. */
export interface Sink {
	/** Bytes that were written and that the other end has not taken yet. */
	readonly writableLength: number
	write(chunk: Uint8Array | string): boolean
	end(): unknown
	destroy(): unknown
	on(event: 'close' | 'error', listener: () => void): unknown
}

/** What is asked about a stream at each heartbeat; false ends it. */
export type StillAllowed = () => Promise<boolean>

const BEAT_MS = 15_000
const BEAT_JITTER_MS = 5_000
const RETRY_MS = 1_000
const RETRY_JITTER_MS = 4_000
/** A reader that is this many bytes behind is not written to; the system's own buffers come first. */
const BEHIND_BYTES = 16_384
/** How long a reader may take for what was written before the end. */
const LINGER_MS = 500

const jittered = (least: number, jitter: number) => Math.round(least + Math.random() * jitter)

/** One open `text/event-stream`, of which only the latest event matters. */
export class EventStream {
	readonly #sink: Sink
	readonly #stillAllowed: StillAllowed
	#nextBeat: number
	/** The latest event, while the reader is too far behind to be sent it. */
	#kept: Uint8Array | undefined
	#ended = false
	readonly #onEnd: () => void

	/** @param onEnd called once, however it ends */
	constructor(sink: Sink, stillAllowed: StillAllowed, now: number, onEnd = () => {}) {
		this.#sink = sink
		this.#stillAllowed = stillAllowed
		this.#onEnd = onEnd
		sink.on('close', () => this.#over())
		this.#nextBeat = now + jittered(BEAT_MS, BEAT_JITTER_MS)
		// A write that meets a connection just lost; its end is told by `close`.
		sink.on('error', () => {})
		// Whoever lost the connection waits a while of his own, so that not all come back at once.
		sink.write(`retry: ${jittered(RETRY_MS, RETRY_JITTER_MS)}\n\n`)
	}

	/** Sends an event, unless the reader is behind: then it gets the latest one once it has caught up. */
	send(event: Uint8Array): void {
		if (this.#ended) return
		const behind = this.#isBehind
		this.#kept = behind ? event : undefined
		if (!behind) this.#sink.write(event)
	}

	/** Keeps the connection known to be alive; ends it for a reader that stands still. */
	beat(now: number): void {
		if (now < this.#nextBeat || this.#ended) return
		this.#nextBeat = now + jittered(BEAT_MS, BEAT_JITTER_MS)
		if (this.#isBehind) {
			this.destroy()
			return
		}
		if (this.#kept) this.send(this.#kept)
		else this.#sink.write(':\n\n')
		void this.#stillAllowed().then((allowed) => allowed || this.end())
	}

	/** Gives the reader a moment to take what was written. */
	end(): void {
		if (this.#ended) return
		this.#over()
		this.#sink.end()
		setTimeout(() => this.#sink.destroy(), LINGER_MS).unref()
	}

	destroy(): void {
		this.#over()
		this.#sink.destroy()
	}

	/** Not left to `close` alone, which a connection that is gone already never tells again. */
	#over(): void {
		if (this.#ended) return
		this.#ended = true
		this.#onEnd()
	}

	get #isBehind(): boolean {
		return this.#sink.writableLength > BEHIND_BYTES
	}
}

/** All streams of this process: how many there may be, their heartbeats, their end. */
export class EventStreams {
	readonly #settings: StreamSettings
	readonly #open = new Set<EventStream>()
	readonly #byAddress = new Map<string, number>()
	#beats: NodeJS.Timeout | undefined
	#closed = false

	constructor(settings: StreamSettings) {
		this.#settings = settings
	}

	/** How many are open. */
	get size(): number {
		return this.#open.size
	}

	/** @throws Problem `rate_limited`, `overloaded`, or `unavailable` once the server is ending */
	admit(address: string): void {
		const { most, byAddress } = this.#settings
		if (this.#closed) throw new Problem('unavailable', { headers: { 'Retry-After': '1' } })
		if (this.#count(address) >= byAddress) throw tooMany(jittered(20, 40))
		if (this.#open.size < most) return
		throw new Problem('overloaded', { headers: { 'Retry-After': String(jittered(20, 40)) } })
	}

	/** Begins a stream on a connection; `onEnd` is called once, however it ends. */
	begin(
		sink: Sink,
		of: { address: string; stillAllowed: StillAllowed; onEnd: () => void },
	): EventStream {
		const stream = new EventStream(sink, of.stillAllowed, performance.now(), () => {
			this.#forget(stream, of.address)
			of.onEnd()
		})
		this.#open.add(stream)
		this.#byAddress.set(of.address, this.#count(of.address) + 1)
		this.#beats ??= setInterval(() => this.#beat(), 1000).unref()
		return stream
	}

	/** Ends all streams and takes no more; readers come back to another server by themselves. */
	close(): void {
		this.#closed = true
		for (const stream of this.#open) stream.end()
	}

	#beat(): void {
		const now = performance.now()
		for (const stream of this.#open) stream.beat(now)
	}

	#count(address: string): number {
		return this.#byAddress.get(address) ?? 0
	}

	#forget(stream: EventStream, address: string): void {
		this.#open.delete(stream)
		const left = this.#count(address) - 1
		if (left > 0) this.#byAddress.set(address, left)
		else this.#byAddress.delete(address)
		if (this.#open.size > 0) return
		clearInterval(this.#beats)
		this.#beats = undefined
	}
}
