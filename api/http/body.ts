import { createHash } from 'node:crypto'
import type { Context } from 'koa'
import { HttpMethodEnum, koaBody } from 'koa-body'
import { Problem } from './problem.ts'

/** No request of ours comes near; a form with six pets and forty answers is about 20 kB. */
const BODY_LIMIT_BYTES = 64 * 1024

const parse = koaBody({
	json: true,
	jsonTypes: ['application/json'],
	jsonLimit: BODY_LIMIT_BYTES,
	urlencoded: false,
	text: false,
	multipart: false,
	patchNode: false,
	parsedMethods: [
		HttpMethodEnum.POST,
		HttpMethodEnum.PUT,
		HttpMethodEnum.PATCH,
		HttpMethodEnum.DELETE,
	],
})

/** Whether the request comes with a body at all. */
export function hasBody(ctx: Context): boolean {
	return ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length')) > 0
}

/**
 * Reads a JSON body of at most `BODY_LIMIT_BYTES`; `undefined` when there is none. A field named
 * `__proto__` counts as malformed. Compressed bodies are refused: the limit is about work.
 */
export async function readBody(ctx: Context): Promise<unknown> {
	if (!hasBody(ctx)) return undefined
	const utf8 = ['', 'utf-8', 'utf8'].includes(ctx.request.charset.toLowerCase())
	const plain = ['', 'identity'].includes(ctx.get('Content-Encoding').toLowerCase())
	if (ctx.request.type !== 'application/json' || !utf8 || !plain) {
		const detail = 'The body must be application/json in UTF-8.'
		throw new Problem('unsupported_media_type', { detail })
	}
	// Whoever left while their credentials were looked up gets no answer, and is no fault of ours.
	if (ctx.req.destroyed) throw new Problem('request_aborted')
	try {
		// koa-body is middleware; its `next` has nothing to do here.
		await parse(ctx, async () => {})
	} finally {
		// A body that was refused midway stays in the socket, and the next request on this connection
		// would wait behind it for ever.
		ctx.req.resume()
	}
	return (ctx.request as { body?: unknown }).body
}

/** Hex SHA-256 of a JSON value; the same for the same fields in another order. */
export function hashBody(value: unknown): string {
	return createHash('sha256').update(canonical(value)).digest('hex')
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
	const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
	return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`
}
