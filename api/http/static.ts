import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Middleware } from 'koa'
import { LRUCache } from 'lru-cache'
import { etagMatches, etagOf } from './etag.ts'
import { Problem } from './problem.ts'

export interface StaticOptions {
	/** Address under which the folder appears, such as `/widget/v1/`; `/` for a whole website. */
	prefix: string
	folder: string
	/** Files that pages of other origins load: scripts of the widget and their fonts. */
	crossOrigin?: boolean
	/** Names that change with their content, and so may be kept for ever. */
	hashed?: RegExp
}

interface File {
	bytes: Buffer
	etag: string
	modified: Date
	/** By content coding; made when first asked for. */
	packed: Map<string, Buffer>
}

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.ico': 'image/x-icon',
	'.jpg': 'image/jpeg',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json',
	'.map': 'application/json',
	'.mjs': 'text/javascript; charset=utf-8',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json',
	'.webp': 'image/webp',
	'.woff2': 'font/woff2',
}
const TEXT = /^(text\/|application\/(json|manifest)|image\/svg)/
const SMALLEST_PACKED = 1024
const MEGABYTE = 1024 * 1024

/**
 * Serves the files of a folder, nothing above it and nothing hidden, and of kinds that belong to a
 * website: notes for whoever works on the folder stay there. Files are read when they have
 * changed on disk, otherwise kept in memory, compressed as the caller can take it.
 */
export function serveFolder(options: StaticOptions): Middleware {
	const files = new LRUCache<string, File>({
		maxSize: 64 * MEGABYTE,
		maxEntrySize: 16 * MEGABYTE,
		sizeCalculation: (file) => file.bytes.length * 2 + 1,
	})
	return async (ctx, next) => {
		const name = nameIn(ctx.path, options.prefix)
		if (name === null) return next()
		if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
			throw new Problem('method_not_allowed', { headers: { Allow: 'GET, HEAD' } })
		}
		const path = await findFile(options.folder, name)
		if (path === null) return next()
		const file = await load(files, path)
		setHeaders(ctx, file, path, options)
		await sendFile(ctx, file)
	}
}

/** The path inside the folder; `null` when this folder is not meant or the name is not honest. */
function nameIn(path: string, prefix: string): string | null {
	if (!path.startsWith(prefix)) return null
	const name = decoded(path.slice(prefix.length))
	if (name === null || /[\0\\:]/.test(name)) return null
	const parts = name.split('/')
	const hidden = parts.some((part) => part.startsWith('.'))
	const empty = parts.slice(0, -1).includes('')
	return hidden || empty ? null : name
}

function typeOf(path: string): string | undefined {
	return TYPES[extname(path).toLowerCase()]
}

function decoded(text: string): string | null {
	try {
		return decodeURIComponent(text)
	} catch {
		return null
	}
}

async function findFile(folder: string, name: string): Promise<string | null> {
	const wanted = name === '' || name.endsWith('/') ? `${name}index.html` : name
	if (!typeOf(wanted)) return null
	try {
		const root = await realpath(resolve(folder))
		const path = await realpath(join(root, wanted))
		// After realpath, so that a link out of the folder does not lead out of it.
		if (!path.startsWith(root + sep)) return null
		return (await stat(path)).isFile() ? path : null
	} catch {
		return null
	}
}

async function load(files: LRUCache<string, File>, path: string): Promise<File> {
	const { mtime, size } = await stat(path)
	const kept = files.get(path)
	if (kept && kept.modified.getTime() === mtime.getTime() && kept.bytes.length === size) return kept
	const bytes = await readFile(path)
	const file = { bytes, etag: etagOf(bytes), modified: mtime, packed: new Map() }
	files.set(path, file)
	return file
}

function setHeaders(ctx: Context, file: File, path: string, options: StaticOptions): void {
	ctx.type = typeOf(path) ?? 'application/octet-stream'
	ctx.lastModified = file.modified
	const forEver = options.hashed?.test(path) ?? false
	ctx.set('Cache-Control', forEver ? 'public, max-age=31536000, immutable' : 'public, no-cache')
	if (!options.crossOrigin) return
	// Module scripts are always fetched with CORS, and pages that isolate themselves ask for CORP.
	ctx.set('Access-Control-Allow-Origin', '*')
	ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
	ctx.set('Timing-Allow-Origin', '*')
}

async function sendFile(ctx: Context, file: File): Promise<void> {
	const coding = codingFor(ctx, file)
	if (coding !== '') ctx.set('Content-Encoding', coding)
	// Another text of the same file is another representation, and needs another tag.
	const etag = coding === '' ? file.etag : `${file.etag}-${coding}`
	ctx.vary('Accept-Encoding')
	ctx.set('ETag', `"${etag}"`)
	if (etagMatches(ctx.get('If-None-Match'), etag)) {
		ctx.remove('Content-Encoding')
		ctx.body = null
		ctx.status = 304
		return
	}
	const type = ctx.response.get('Content-Type')
	ctx.body = coding === '' ? file.bytes : await pack(file, coding)
	ctx.set('Content-Type', type)
}

function codingFor(ctx: Context, file: File): '' | 'br' | 'gzip' {
	if (file.bytes.length < SMALLEST_PACKED || !TEXT.test(ctx.response.get('Content-Type'))) return ''
	const best = ctx.acceptsEncodings('br', 'gzip', 'identity')
	return best === 'br' || best === 'gzip' ? best : ''
}

async function pack(file: File, coding: 'br' | 'gzip'): Promise<Buffer> {
	const kept = file.packed.get(coding)
	if (kept) return kept
	const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
	const packed =
		coding === 'br'
			? await promisify(brotliCompress)(file.bytes, quality)
			: await promisify(gzip)(file.bytes, { level: 9 })
	file.packed.set(coding, packed)
	return packed
}
