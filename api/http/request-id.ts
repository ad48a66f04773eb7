import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'

// UUIDs, and other names that are unlikely to be somebody else's too.
const shape = /^[A-Za-z0-9_-]{16,64}$/

/** A caller's own name for a request when it is harmless to log, else a new one. */
export function requestIdFor(given: string | string[] | undefined): string {
	return typeof given === 'string' && shape.test(given) ? given : randomUUID()
}

/** Names each request, and tells the caller. */
export function nameRequests(): Middleware {
	return (ctx, next) => {
		ctx.state.requestId = requestIdFor(ctx.headers['x-request-id'])
		ctx.set('X-Request-Id', ctx.state.requestId)
		return next()
	}
}
