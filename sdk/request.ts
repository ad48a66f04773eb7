import { errorFrom, VetslotError } from './error.ts'

/** What the whole client shares. */
export interface ClientOptions {
	/** The clinic's publishable key, `pk_…`. Not needed for calls with a manage token. */
	key?: string
	/** Where the API is, e.g. `https://api.example.com`. */
	baseUrl: string
	/** Your own fetch, e.g. for tests or a proxy. */
	fetch?: typeof fetch
	/** Milliseconds until a call is given up; 15,000 unless told. */
	timeout?: number
	/** Further tries after a failure that may pass; 2 unless told. */
	retries?: number
}

/** What one call may add. */
export interface CallOptions {
	signal?: AbortSignal
	timeout?: number
	retries?: number
	/** One per intent: send the same again to repeat a call without doing it twice. Made for you when left out. */
	idempotencyKey?: string
	manageToken?: string
	holdToken?: string
	/** A secret of the page, 22 to 128 letters and digits: its next hold takes the place of its last. */
	session?: string
	/** Lets the call outlive the page. */
	keepalive?: boolean
}

export interface Call extends CallOptions {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
	path: string
	query?: object
	body?: unknown
	/** A file instead of a body. It can be sent again, so no stream is one. */
	file?: { type: string; content: Blob | string }
	/** How to read the answer; `none` for 204, `response` to read it yourself, however long it is. */
	read?: 'json' | 'text' | 'none' | 'response'
}

const FIRST_WAIT = 300
const LONGEST_WAIT = 8000

/** A fresh key for one intent: 128 random bits as 32 hex digits. */
export function idempotencyKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16))
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Sends one call, with its retries. */
export async function request<T>(client: ClientOptions, call: Call): Promise<T> {
	const init = requestInit(client, call)
	const url = address(client, call)
	const retries = call.retries ?? client.retries ?? 2
	for (let tries = 0; ; tries++) {
		try {
			return await attempt<T>(client, call, url, init)
		} catch (error) {
			if (!(error instanceof VetslotError) || !error.retryable || tries >= retries) throw error
			const wait = waitBefore(tries, error)
			// Minutes are for a person to decide about, who sees nothing while we wait.
			if (wait > LONGEST_WAIT) throw error
			await pause(wait, call.signal)
		}
	}
}

function requestInit(client: ClientOptions, call: Call): RequestInit {
	const headers: Record<string, string> = { accept: 'application/json' }
	const unsafe = call.method !== 'GET'
	if (unsafe) headers['idempotency-key'] = call.idempotencyKey ?? idempotencyKey()
	if (unsafe && client.key) headers['vetslot-key'] = client.key
	if (call.manageToken) headers['vetslot-manage'] = call.manageToken
	if (call.holdToken) headers['vetslot-hold'] = call.holdToken
	if (call.session) headers['vetslot-session'] = call.session
	const init: RequestInit = { method: call.method, headers, credentials: 'omit' }
	if (call.body !== undefined) {
		headers['content-type'] = 'application/json'
		init.body = JSON.stringify(call.body)
	}
	if (call.file) {
		headers['content-type'] = call.file.type
		init.body = call.file.content
	}
	if (call.keepalive) init.keepalive = true
	return init
}

/** The whole address of a call. */
export function address(
	client: ClientOptions,
	call: Pick<Call, 'method' | 'path' | 'query'>,
): string {
	const url = new URL(call.path, client.baseUrl)
	for (const [name, value] of Object.entries(call.query ?? {}))
		if (value !== undefined && value !== null) url.searchParams.set(name, String(value))
	// On reads the key travels in the query, so that a browser needs no preflight.
	if (call.method === 'GET' && client.key) url.searchParams.set('key', client.key)
	return url.href
}

async function attempt<T>(
	client: ClientOptions,
	call: Call,
	url: string,
	init: RequestInit,
): Promise<T> {
	const stop = new AbortController()
	const onAbort = () => stop.abort()
	if (call.signal?.aborted) stop.abort()
	call.signal?.addEventListener('abort', onAbort)
	let late = false
	const timer = setTimeout(
		() => {
			late = true
			stop.abort()
		},
		call.timeout ?? client.timeout ?? 15_000,
	)
	try {
		const response = await (client.fetch ?? fetch)(url, { ...init, signal: stop.signal })
		if (!response.ok) throw await errorFrom(response)
		return (await readAnswer(response, call.read ?? 'json')) as T
	} catch (cause) {
		if (cause instanceof VetslotError) throw cause
		if (late) throw new VetslotError({ code: 'timeout', message: 'No answer in time', cause })
		if (call.signal?.aborted)
			throw new VetslotError({ code: 'aborted', message: 'The call was called off', cause })
		throw new VetslotError({ code: 'network_error', message: 'The server was not reached', cause })
	} finally {
		clearTimeout(timer)
		call.signal?.removeEventListener('abort', onAbort)
	}
}

async function readAnswer(response: Response, read: NonNullable<Call['read']>): Promise<unknown> {
	if (read === 'none') return undefined
	if (read === 'response') return response
	const text = await response.text()
	if (read === 'text') return text
	try {
		return JSON.parse(text)
	} catch (cause) {
		throw new VetslotError({
			code: 'bad_answer',
			message: 'The answer is not JSON',
			status: response.status,
			requestId: response.headers.get('x-request-id'),
			cause,
		})
	}
}

// Doubling waits with jitter, so that a thousand widgets do not come back in the same instant.
function waitBefore(tries: number, error: VetslotError): number {
	if (error.retryAfter !== null) return error.retryAfter * 1000
	return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** tries) * (0.5 + Math.random() / 2)
}

/** Waits; throws `aborted` as soon as the signal says so. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
	return new Promise((resolve, reject) => {
		const onAbort = () => {
			clearTimeout(timer)
			reject(new VetslotError({ code: 'aborted', message: 'The call was called off' }))
		}
		const timer = setTimeout(() => {
			signal?.removeEventListener('abort', onAbort)
			resolve()
		}, milliseconds)
		if (signal?.aborted) onAbort()
		signal?.addEventListener('abort', onAbort)
	})
}
