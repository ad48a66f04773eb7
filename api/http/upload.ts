import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Context } from 'koa'
import { Places } from './places.ts'
import { Problem } from './problem.ts'
import { allowTime, LONGEST_BODY_MILLISECONDS } from './time-limit.ts'

/** What a route takes that is too large for memory. */
export interface UploadTerms {
	/** Without parameters: `text/csv`. */
	contentTypes: readonly [string, ...string[]]
	/** In lower case; a file that names none is in the first. */
	charsets: readonly [string, ...string[]]
	maxBytes: number
	/** Milliseconds after which a line has to be as fast as a slow phone; unset: 20,000. */
	slowAfter?: number
	description: string
	/** Of people, each of whom has a place of their own; unset: the clinic has one. */
	byCaller?: true
}

/** A file that has arrived whole. */
export interface Upload {
	charset: string
	bytes: number
	/** Its content from the beginning, each time; for as long as the call lasts. */
	read(): Readable
}

export interface ReceivedUpload extends Upload {
	/** Hex SHA-256 of its content. */
	sha256: string
	discard(): Promise<void>
}

const SILENT_MILLISECONDS = 20_000
const SLOW_MILLISECONDS = 20_000
/** On average, once it has gone on for that long: a place is not for keeping. */
const LEAST_PER_SECOND = 10_000
/** They share the disk. */
const places = new Places(4, 5)
/** Twenty owners on slow lines keep nobody else waiting. */
const callersPlaces = new Places(40, 5)

/**
 * Takes in a file, to be read once all of it is here: no transaction waits for somebody's line, and
 * what breaks off midway has done nothing. It lies in a file without a name, which is gone with the
 * process, however that ends. The body is not looked at before a place is free,
 * and there is one for each owner.
 *
 * @throws Problem `unsupported_media_type`, `body_too_large`, `overloaded`, `request_aborted`
 */
export async function receiveUpload(
	ctx: Context,
	terms: UploadTerms,
	owner: string,
): Promise<ReceivedUpload> {
	const charset = charsetOf(ctx, terms)
	if (Number(ctx.get('Content-Length')) > terms.maxBytes) throw tooLarge(terms)
	if (ctx.req.destroyed) throw new Problem('request_aborted')
	const leave = (terms.byCaller ? callersPlaces : places).take(owner)
	const file = await openUnnamed().catch((error) => {
		leave()
		throw error
	})
	const discard = async () => {
		leave()
		await file.close()
	}
	try {
		const { bytes, sha256 } = await fill(file, ctx, terms)
		const read = () => file.createReadStream({ start: 0, autoClose: false })
		return { charset, bytes, sha256, read, discard }
	} catch (error) {
		await discard()
		throw error
	} finally {
		// What was refused midway stays in the socket, before the connection's next request.
		allowTime(ctx.req)
		ctx.req.resume()
	}
}

function charsetOf(ctx: Context, { contentTypes, charsets }: UploadTerms): string {
	const charset = ctx.request.charset.toLowerCase() || charsets[0]
	const plain = ['', 'identity'].includes(ctx.get('Content-Encoding').toLowerCase())
	if (contentTypes.includes(ctx.request.type) && charsets.includes(charset) && plain) return charset
	const detail = `The body must be ${contentTypes.join(' or ')} in ${charsets.join(' or ')}.`
	throw new Problem('unsupported_media_type', { detail })
}

function tooLarge({ maxBytes }: UploadTerms): Problem {
	const megabytes = Math.floor(maxBytes / 1_000_000)
	return new Problem('body_too_large', { detail: `A file has at most ${megabytes} MB.` })
}

async function openUnnamed(): Promise<FileHandle> {
	const path = join(tmpdir(), `vetslot-${randomUUID()}`)
	const file = await open(path, 'wx+', 0o600)
	await unlink(path)
	return file
}

async function fill(file: FileHandle, { req }: Context, terms: UploadTerms) {
	const hash = createHash('sha256')
	let bytes = 0
	allowTime(req, LONGEST_BODY_MILLISECONDS)
	const silence = setTimeout(() => req.destroy(), SILENT_MILLISECONDS)
	const { slowAfter = SLOW_MILLISECONDS } = terms
	const began = performance.now()
	const watch = setInterval(() => {
		const seconds = (performance.now() - began) / 1000
		if (seconds * 1000 >= slowAfter && bytes < seconds * LEAST_PER_SECOND) req.destroy()
	}, slowAfter / 10)
	try {
		for await (const chunk of req.iterator({ destroyOnReturn: false })) {
			silence.refresh()
			bytes += chunk.length
			if (bytes > terms.maxBytes) throw tooLarge(terms)
			hash.update(chunk)
			await file.writeFile(chunk)
		}
	} catch (cause) {
		throw req.destroyed ? new Problem('request_aborted', { cause }) : cause
	} finally {
		clearTimeout(silence)
		clearInterval(watch)
	}
	return { bytes, sha256: hash.digest('hex') }
}
