import type { VetslotClient } from './client.ts'
import { errorFrom, type VetslotError } from './error.ts'
import { address, pause } from './request.ts'

export interface WatchOptions {
	/** Ends the watch: the iterator throws a `VetslotError` with code `aborted`. */
	signal?: AbortSignal
	/** The version you know already: only newer ones are told. */
	lastEventId?: number
	manageToken?: string
	/**
	 * Until when the times that you show hold, asked again at each step: what the clock changes is told
	 * then, too, and also while no stream can be had.
	 */
	validUntil?: () => string | null | undefined
	/** Milliseconds without a sign of life until a connection is given up; 45,000 unless told. */
	silence?: number
}

export interface AvailabilityChange {
	/** Rises with every change; null while none was told. */
	version: number | null
	/** Whether somebody changed something, or the clock did. */
	cause: 'change' | 'clock'
}

type Client = Pick<VetslotClient, 'options'>

const SILENCE = 45_000
const FIRST_WAIT = 1000
const LONGEST_WAIT = 60_000
/** The same `validUntil` again means that our clock is ahead of the server's. */
const SAME_AGAIN = 15_000
/** What a timer can count to. */
const LONGEST_TIMER = 2 ** 31 - 1
/** Answers after which asking again would not help. */
const FINAL = [401, 403, 404]

/**
 * Tells when a clinic's free times changed: at once the version they have, then every change within
 * about a second. Connections that end or fall silent are made anew, without end; changes that come
 * faster than you take them are told as one.
 *
 * @throws VetslotError when the server refuses (401, 403, 404), or with code `aborted`
 * @example
 * const leave = new AbortController()
 * for await (const { version } of watchAvailability(client, clinic.id, { signal: leave.signal }))
 *   show(version, await client.availability(clinic.id, query))
 */
export async function* watchAvailability(
	client: Client,
	clinicId: string,
	options: WatchOptions = {},
): AsyncGenerator<AvailabilityChange, never> {
	const leave = new AbortController()
	const onAbort = () => leave.abort()
	options.signal?.addEventListener('abort', onAbort)
	if (options.signal?.aborted) leave.abort()
	const news = new News(options.lastEventId ?? null)
	const { silence = SILENCE, manageToken } = options
	const thread = { news, silence, manageToken, retry: FIRST_WAIT, failures: 0 }
	listen(client, clinicId, thread, leave.signal).catch((error) => news.fail(error))
	try {
		for (;;) yield await news.next(options.validUntil?.())
	} finally {
		leave.abort()
		options.signal?.removeEventListener('abort', onAbort)
	}
}

/** The latest that is to be told, and who waits for it. */
class News {
	version: number | null
	#told: number | null
	#error: unknown
	#wake = () => {}
	/** The `validUntil` that was told last. */
	#past: string | null | undefined

	constructor(version: number | null) {
		this.version = version
		this.#told = version
	}

	tell(version: number): void {
		this.version = version
		this.#wake()
	}

	fail(error: unknown): void {
		this.#error = error
		this.#wake()
	}

	async next(until: string | null | undefined): Promise<AvailabilityChange> {
		let late = false
		const onLate = () => {
			late = true
			this.#wake()
		}
		const timer = until ? setTimeout(onLate, this.#timeTo(until)) : undefined
		try {
			while (this.version === this.#told && !late && !this.#error)
				await new Promise<void>((resolve) => {
					this.#wake = resolve
				})
		} finally {
			clearTimeout(timer)
		}
		if (this.#error) throw this.#error
		if (late) this.#past = until
		const cause = this.version === this.#told ? 'clock' : 'change'
		this.#told = this.version
		return { version: this.version, cause }
	}

	#timeTo(until: string): number {
		const least = until === this.#past ? SAME_AGAIN : 0
		return Math.min(Math.max(Date.parse(until) - Date.now(), least), LONGEST_TIMER)
	}
}

/** What one connection hands to the next. */
interface Thread {
	news: News
	silence: number
	manageToken: string | undefined
	/** Milliseconds to wait before the next; the server's wish differs from caller to caller. */
	retry: number
	/** Connections in a row that brought nothing. */
	failures: number
}

async function listen(
	client: Client,
	clinicId: string,
	thread: Thread,
	signal: AbortSignal,
): Promise<never> {
	for (;;) {
		let wait = 0
		try {
			await follow(client, clinicId, thread, signal)
		} catch (error) {
			const { status = 0, retryAfter } = error as Partial<VetslotError>
			if (FINAL.includes(status)) throw error
			const longer = Math.min(LONGEST_WAIT, thread.retry * 2 ** thread.failures++)
			wait = Math.max(longer * (0.5 + Math.random() / 2), (retryAfter ?? 0) * 1000)
		}
		await pause(wait || thread.retry, signal)
	}
}

/** One connection, to its end; throws when it breaks, falls silent or is refused. */
async function follow(
	client: Client,
	clinicId: string,
	thread: Thread,
	signal: AbortSignal,
): Promise<void> {
	const stop = new AbortController()
	let reader: ReadableStreamDefaultReader<string> | undefined
	const onAbort = () => {
		stop.abort()
		// For a fetch of the caller's own that does not look at its signal.
		reader?.cancel().catch(() => {})
	}
	if (signal.aborted) onAbort()
	signal.addEventListener('abort', onAbort)
	let timer = setTimeout(onAbort, thread.silence)
	try {
		const response = await open(client, clinicId, thread, stop.signal)
		reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
		let text = ''
		for (;;) {
			const { value, done } = await reader.read()
			if (done) return
			clearTimeout(timer)
			timer = setTimeout(onAbort, thread.silence)
			const lines = (text + value).split('\n')
			text = lines.pop()!
			for (const line of lines) understand(line, thread)
		}
	} finally {
		clearTimeout(timer)
		onAbort()
		signal.removeEventListener('abort', onAbort)
	}
}

async function open(
	{ options }: Client,
	clinicId: string,
	{ news, manageToken }: Thread,
	signal: AbortSignal,
): Promise<Response> {
	const path = `/api/customer/clinics/${encodeURIComponent(clinicId)}/availability/stream`
	const headers: Record<string, string> = { accept: 'text/event-stream' }
	if (news.version !== null) headers['last-event-id'] = `${news.version}`
	if (manageToken) headers['vetslot-manage'] = manageToken
	const url = address(options, { method: 'GET', path })
	const init: RequestInit = { headers, credentials: 'omit', cache: 'no-store', signal }
	const response = await (options.fetch ?? fetch)(url, init)
	const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
	if (!response.ok || !isStream) throw await errorFrom(response)
	return response
}

/** A line of the stream; the id of an event is all there is to know. */
function understand(line: string, thread: Thread): void {
	const [, field, value] = /^(id|retry): ?(\d+)\r?$/.exec(line) ?? []
	thread.failures = 0
	if (field === 'retry') thread.retry = Number(value)
	if (field === 'id') thread.news.tell(Number(value))
}
