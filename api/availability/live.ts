import type { VersionPoll } from '../database/version-poll.ts'
import type { EventStream, EventStreams, Sink, StillAllowed } from '../http/event-stream.ts'

export interface Listener {
	clinicId: string
	address: string
	/** The version that the caller knows already; NaN for none. */
	lastVersion: number
	stillAllowed: StillAllowed
}

/** What the listeners of one clinic share. */
interface Channel {
	/** The version last told to each. */
	streams: Map<EventStream, number>
	latest: { version: number; event: Uint8Array } | undefined
	end: () => void
}

/** Tells open calendars that a clinic's free times changed, from the poll of versions. */
export class LiveAvailability {
	readonly #versions: VersionPoll
	readonly #streams: EventStreams
	readonly #channels = new Map<string, Channel>()

	constructor(versions: VersionPoll, streams: EventStreams) {
		this.#versions = versions
		this.#streams = streams
	}

	/**
	 * Makes room for a listener.
	 *
	 * @returns what begins the stream on the connection
	 * @throws Problem when there are too many
	 */
	listen(listener: Listener): (sink: Sink) => void {
		const { clinicId, address, lastVersion, stillAllowed } = listener
		this.#streams.admit(address)
		return (sink) => {
			const channel = this.#channels.get(clinicId) ?? this.#openChannel(clinicId)
			const onEnd = () => this.#leave(clinicId, channel, stream)
			const stream = this.#streams.begin(sink, { address, stillAllowed, onEnd })
			channel.streams.set(stream, lastVersion)
			tell(channel)
		}
	}

	#openChannel(clinicId: string): Channel {
		const channel: Channel = { streams: new Map(), latest: undefined, end: () => {} }
		channel.end = this.#versions.subscribe(clinicId, (version) => {
			channel.latest = { version, event: eventOf(version) }
			tell(channel)
		})
		this.#channels.set(clinicId, channel)
		return channel
	}

	#leave(clinicId: string, channel: Channel, stream: EventStream): void {
		channel.streams.delete(stream)
		if (channel.streams.size > 0) return
		channel.end()
		this.#channels.delete(clinicId)
	}
}

/** One text for all listeners. */
function eventOf(version: number): Uint8Array {
	const data = JSON.stringify({ version })
	return Buffer.from(`event: availability\nid: ${version}\ndata: ${data}\n\n`)
}

/** Tells the latest version to whoever does not know it. */
function tell({ latest, streams }: Channel): void {
	if (!latest) return
	for (const [stream, told] of streams) {
		if (told === latest.version) continue
		streams.set(stream, latest.version)
		stream.send(latest.event)
	}
}
