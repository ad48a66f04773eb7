import { type LookupAddress, lookup } from 'node:dns'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { FeedError } from './feed-error.ts'
import { isLoopback, isPublic } from './public-address.ts'

const MAX_BYTES = 5 * 1024 * 1024
const MAX_REDIRECTS = 3
const TIMEOUT = 10_000
const MAX_TAG = 500

export interface Reach {
	/** Also this very machine, without encryption: for tests and one's own desk. */
	loopback: boolean
	/** Names to addresses; the system's unless told otherwise. */
	resolve?: (host: string) => Promise<LookupAddress[]>
	/** For the whole of it, redirects included. */
	milliseconds?: number
}

/** What is known of the last answer. */
export interface Known {
	etag: string | null
	lastModified: string | null
}

export type Fetched = { changed: false } | ({ changed: true; text: string } & Known)

/**
 * Fetches a calendar from the open internet, if it has changed. A foreign address must not make the
 * server ask its own network: each name is resolved once, and the very address that was checked is
 * connected to, for every redirect anew.
 *
 * @param address with scheme `https`; `http` only to this machine, and where that is allowed
 * @throws FeedError
 */
export async function fetchCalendar(address: string, known: Known, reach: Reach): Promise<Fetched> {
	const signal = AbortSignal.timeout(reach.milliseconds ?? TIMEOUT)
	try {
		const answer = await follow(new URL(address), headersFor(known), reach, signal)
		if (answer.statusCode === 304) {
			answer.resume()
			return { changed: false }
		}
		const text = await readText(answer)
		const { etag, 'last-modified': lastModified } = answer.headers
		return { changed: true, text, etag: short(etag), lastModified: short(lastModified) }
	} catch (cause) {
		if (cause instanceof FeedError) throw cause
		throw new FeedError(signal.aborted ? 'too_slow' : codeOf(cause), { cause })
	}
}

function codeOf(cause: unknown): 'not_found' | 'unreachable' {
	return (cause as NodeJS.ErrnoException).code === 'ENOTFOUND' ? 'not_found' : 'unreachable'
}

function headersFor({ etag, lastModified }: Known): Record<string, string> {
	return {
		Accept: 'text/calendar',
		// What is small on the wire could be large here.
		'Accept-Encoding': 'identity',
		'User-Agent': 'Vetslot',
		...(etag === null ? {} : { 'If-None-Match': etag }),
		...(lastModified === null ? {} : { 'If-Modified-Since': lastModified }),
	}
}

async function follow(
	first: URL,
	headers: Record<string, string>,
	reach: Reach,
	signal: AbortSignal,
): Promise<IncomingMessage> {
	let url = first
	for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
		const answer = await ask(url, await addressFor(url, reach, signal), headers, signal)
		const { statusCode: status = 0 } = answer
		if (status === 200 || status === 304) return answer
		answer.destroy()
		const { location } = answer.headers
		if (status < 300 || status > 399 || location === undefined) {
			throw new FeedError(`http_${status}`)
		}
		if (!URL.canParse(location, url)) throw new FeedError('unreachable')
		url = new URL(location, url)
	}
	throw new FeedError('too_many_redirects')
}

/** The one address that will be connected to; all that a name stands for must be open. */
async function addressFor(url: URL, reach: Reach, signal: AbortSignal): Promise<LookupAddress> {
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new FeedError('not_https')
	const host = url.hostname.replace(/^\[|\]$/g, '')
	const family = isIP(host)
	const { resolve = resolveBySystem } = reach
	const found = family ? [{ address: host, family }] : await orAborted(resolve(host), signal)
	const mayBe = ({ address }: LookupAddress) =>
		isPublic(address) || (reach.loopback && isLoopback(address))
	if (found.length === 0) throw new FeedError('not_found')
	if (!found.every(mayBe)) throw new FeedError('refused_address')
	const plain = url.protocol === 'http:' && found.every(({ address }) => isLoopback(address))
	if (url.protocol !== 'https:' && !plain) throw new FeedError('not_https')
	return found.find((one) => one.family === 4) ?? found[0]!
}

const lookupAll = promisify(lookup)

function resolveBySystem(host: string): Promise<LookupAddress[]> {
	return lookupAll(host, { all: true, verbatim: true })
}

/** The system's look-up can't be broken off. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason), { once: true })
		work.then(resolve, reject)
	})
}

function ask(
	url: URL,
	{ address, family }: LookupAddress,
	headers: Record<string, string>,
	signal: AbortSignal,
): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const by = url.protocol === 'https:' ? https : http
		const request = by.get(url, {
			headers,
			signal,
			// No connection is kept: the next one is checked anew.
			agent: false,
			lookup: (_host, { all }, done) =>
				all ? done(null, [{ address, family }]) : done(null, address, family),
		})
		request.on('response', resolve)
		request.on('error', reject)
	})
}

async function readText(answer: IncomingMessage): Promise<string> {
	if (Number(answer.headers['content-length'] ?? 0) > MAX_BYTES) {
		answer.destroy()
		throw new FeedError('too_large')
	}
	const chunks: Buffer[] = []
	let bytes = 0
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		bytes += chunk.length
		if (bytes > MAX_BYTES) throw new FeedError('too_large')
		chunks.push(chunk)
	}
	return new TextDecoder().decode(Buffer.concat(chunks))
}

function short(tag: string | undefined): string | null {
	return tag !== undefined && tag.length <= MAX_TAG ? tag : null
}
