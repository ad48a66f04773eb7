import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import type { Context } from 'koa'
import { isOfClinic } from './authenticate.ts'
import { etagMatches, etagOf } from './etag.ts'
import { issuesFromZod } from './issues.ts'
import { KeptText } from './kept-text.ts'
import { type AnyReply, type Declaration, isSchema, type StreamContent } from './route.ts'

/**
 * Sends what a handler answered. With `check`, a body that its schema refuses is a failure of ours,
 * and so is a status that was not declared.
 */
export async function send(
	ctx: Context,
	route: Declaration,
	reply: AnyReply,
	check: boolean,
): Promise<void> {
	const declared = route.responses[reply.status]
	if (declared === undefined && reply.status !== 304) {
		throw new Error(`${route.operationId} answered ${reply.status}, which it does not declare`)
	}
	if (reply.stream) {
		ctx.type = (declared as StreamContent).contentType
		if (reply.headers) ctx.set(reply.headers)
		if (!sendStream(ctx, reply.status, reply.stream)) reply.unsent?.()
		return
	}
	if (check) checkBody(route, reply)
	ctx.set('Cache-Control', cacheControl(ctx, route))
	if (reply.headers) ctx.set(reply.headers)
	if (reply.json instanceof KeptText) return sendKept(ctx, reply.status, reply.json)
	const content = contentOf(declared, reply, reply.json)
	if (content instanceof Readable) return sendFile(ctx, reply, content)
	const etag = reply.etag ?? (reads(ctx) && content !== null ? etagOf(content) : undefined)
	if (etag !== undefined) ctx.set('ETag', `"${etag}"`)
	const known = etag !== undefined && reads(ctx) && etagMatches(ctx.get('If-None-Match'), etag)
	const bare = known || content === null
	// Koa turns a null body into 204, so the status comes after the body.
	ctx.body = bare ? null : content
	ctx.status = known ? 304 : reply.status
	if (!bare) ctx.type = declared && !isSchema(declared) ? declared.contentType : 'application/json'
}

/** Its type and length stand in the reply's own headers. Nobody reads it after a HEAD. */
function sendFile(ctx: Context, { status }: AnyReply, content: Readable): void {
	ctx.body = content
	ctx.status = status
	if (ctx.method === 'HEAD') content.destroy()
}

/**
 * Hands the connection over. It ends with its stream, or a server that is to end would wait for it;
 * and no proxy may hold back, shorten or keep what comes. False: there is nobody to hand it to.
 */
function sendStream(ctx: Context, status: number, stream: (sink: ServerResponse) => void): boolean {
	ctx.status = status
	ctx.set('Cache-Control', 'no-store, no-transform')
	ctx.set('X-Accel-Buffering', 'no')
	ctx.set('Connection', 'close')
	if (ctx.method === 'HEAD') return false
	ctx.respond = false
	// The caller left while his key was looked up: his `close` is past, and would end no stream.
	if (ctx.res.closed || ctx.res.destroyed) return false
	ctx.res.flushHeaders()
	stream(ctx.res)
	return true
}

function reads(ctx: Context): boolean {
	return ctx.method === 'GET' || ctx.method === 'HEAD'
}

async function sendKept(ctx: Context, status: number, text: KeptText): Promise<void> {
	const vary = ctx.response.get('Vary')
	ctx.set('Vary', vary === '' ? 'Accept-Encoding' : `${vary}, Accept-Encoding`)
	const { bytes, headers } = formOf(text, ctx.headers, reads(ctx))
	for (const [name, value] of headers) ctx.set(name, value)
	if (bytes !== null) ctx.body = bytes instanceof Buffer ? bytes : await bytes
	ctx.status = bytes === null ? 304 : status
}

/** How a kept text is sent to one caller. */
interface Form {
	/** Null: the caller has it. */
	bytes: Buffer | Promise<Buffer> | null
	headers: [name: string, value: string][]
}

/** Compressed, the same is said in other bytes, which is what a weak tag is for. */
export function formOf(text: KeptText, asked: IncomingHttpHeaders, mayHave: boolean): Form {
	const { encoding, bytes } = text.in(String(asked['accept-encoding'] ?? ''))
	const etag = `"${text.etag}"`
	const headers: Form['headers'] = [['ETag', encoding === null ? etag : `W/${etag}`]]
	const had = asked['if-none-match']
	if (mayHave && had !== undefined && etagMatches(had, text.etag)) return { bytes: null, headers }
	if (encoding !== null) headers.push(['Content-Encoding', encoding])
	headers.push(['Content-Type', 'application/json; charset=utf-8'])
	return { bytes, headers }
}

function contentOf(
	declared: Declaration['responses'][number] | undefined,
	reply: AnyReply,
	json: string | Buffer | undefined,
) {
	if (json !== undefined) return json
	if (declared === null || declared === undefined) return null
	return isSchema(declared)
		? JSON.stringify(reply.body)
		: (reply.body as string | Buffer | Readable)
}

/** @throws Error about a body that is not what its route declares */
export function checkBody(route: Declaration, reply: AnyReply): void {
	const schema = route.responses[reply.status]
	if (!isSchema(schema)) return
	// As the caller reads it: after JSON, so that a Date or an undefined field can not hide.
	const text = reply.json?.toString() ?? JSON.stringify(reply.body) ?? 'null'
	const result = schema.safeParse(JSON.parse(text), { reportInput: true })
	if (result.success) return
	const issues = issuesFromZod(result.error, 'body')
	const words = issues.map((issue) => `${issue.path} ${issue.code}`).join(', ')
	throw new Error(`${route.operationId} answered ${reply.status} against its schema: ${words}`)
}

/** What depends on a person is never kept; what is public is asked for again, cheaply, by its tag. */
function cacheControl(ctx: Context, route: Declaration): string {
	const personal = ['manage', 'owner', 'visit'].includes(route.auth) || isOfClinic(route.auth)
	const signedIn = ctx.get('Authorization') !== ''
	return reads(ctx) && !personal && !signedIn ? 'private, no-cache' : 'no-store'
}
