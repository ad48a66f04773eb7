import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { Context } from 'koa'
import { LRUCache } from 'lru-cache'
import { type Logger, logRequest, millisecondsSince } from '../log.ts'
import { addressIn } from './client-address.ts'
import type { Drain } from './drain.ts'
import type { KeptText } from './kept-text.ts'
import type { ApiKey } from './keys.ts'
import { formOf } from './reply.ts'
import { requestIdFor } from './request-id.ts'
import type { Again } from './route.ts'

export interface ShortcutOptions {
	log: Logger
	drain: Drain
	/** Throws where an address asks too often. */
	arrival: (address: string) => void
	/** How many proxies in front of the server are believed. */
	proxies: number
}

/** What the long way has found out about a request. */
interface Decided {
	/** The pattern of its route. */
	route: string
	/** When its key has to be looked at again, by `performance.now()`. */
	until: number
	again: Again
	/** Name and value in turn: those that are the same whatever else the request says. */
	headers: readonly string[]
}

/** The types know this of requests only. */
type AnyResponse = ServerResponse & { getRawHeaderNames(): string[] }

/** Longer than any address of ours. */
const LONGEST = 800
const MOST_ADDRESSES = 5000
/** A clinic has a site or two; others are refused before anything is remembered. */
const MOST_ORIGINS = 8

/** What belongs to one request, and is put there anew for each. */
const OWN = /^(?:x-request-id|etag|content-(?:type|length|encoding))$/i

/**
 * Answers a read that is, to the letter of its address and origin, one that was answered a moment ago.
 * Routing, parsing, key and origin come out the same then and are not gone through again; limits, log,
 * tag and encoding belong to each request, and whether the answer still holds is asked of its handler.
 * Whatever is not plain goes the long way, which alone decides.
 */
export class Shortcuts {
	readonly #options: ShortcutOptions
	/** By address, then by origin. */
	readonly #decided = new LRUCache<string, Map<string, Decided>>({ max: MOST_ADDRESSES })

	constructor(options: ShortcutOptions) {
		this.#options = options
	}

	/** Keeps what was decided about a request that has just been answered. */
	keep({ req, res, _matchedRoute }: Context, { knownUntil }: ApiKey, again: Again): void {
		const url = req.url ?? ''
		if (knownUntil === undefined || url.length > LONGEST || !isPlain(req)) return
		const headers = (res as AnyResponse).getRawHeaderNames().filter((name) => !OWN.test(name))
		const decided: Decided = {
			route: String(_matchedRoute),
			until: knownUntil,
			again,
			headers: headers.flatMap((name) => [name, String(res.getHeader(name))]),
		}
		const known = this.#decided.get(url)
		if (known && known.size < MOST_ORIGINS) known.set(originOf(req), decided)
		else this.#decided.set(url, new Map([[originOf(req), decided]]))
	}

	/** Takes the short way where there is one, else the long one. */
	before(long: RequestListener): RequestListener {
		return (req, res) => {
			const start = performance.now()
			const decided = this.#decided.get(req.url ?? '')?.get(originOf(req))
			if (!decided || start >= decided.until || !isPlain(req)) return long(req, res)
			if (!this.#options.drain.begin(res)) return long(req, res)
			this.#answer(req, res, decided, start).catch(() => long(req, res))
		}
	}

	/** Whatever fails does so before anything is sent. */
	async #answer(
		req: IncomingMessage,
		res: ServerResponse,
		decided: Decided,
		start: number,
	): Promise<void> {
		const { arrival, proxies } = this.#options
		arrival(addressIn(req, proxies))
		const text = decided.again()
		const { bytes, headers } = formOf(isKept(text) ? text : await text, req.headers, true)
		const body = bytes instanceof Promise ? await bytes : bytes
		const requestId = requestIdFor(req.headers['x-request-id'])
		const all = [...decided.headers, 'X-Request-Id', requestId]
		for (const header of headers) all.push(...header)
		if (body !== null) all.push('Content-Length', String(body.length))
		const status = body === null ? 304 : 200
		res.writeHead(status, all)
		res.end(body)
		const { log } = this.#options
		const ms = millisecondsSince(start)
		logRequest(log, { requestId, method: 'GET', route: decided.route, status, ms })
	}
}

function isKept(text: KeptText | Promise<KeptText>): text is KeptText {
	return !(text instanceof Promise)
}

function originOf({ headers }: IncomingMessage): string {
	return headers.origin ?? ''
}

/** Whether address and origin say all that the long way would look at. */
function isPlain({ method, headers }: IncomingMessage): boolean {
	return (
		method === 'GET' &&
		headers['vetslot-key'] === undefined &&
		headers['vetslot-manage'] === undefined &&
		headers.authorization === undefined &&
		headers['content-length'] === undefined &&
		headers['transfer-encoding'] === undefined
	)
}
