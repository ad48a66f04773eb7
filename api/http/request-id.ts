import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'

// UUIDs, and other names that are unlikely to be somebody else's too.
const shape = /^[A-Za-z0-9_-]{16,64}$/

/** Names each request; a caller's own `X-Request-Id` is kept when it is harmless to log. */
export function nameRequests(): Middleware {
	return (ctx, next) => {
		const given = ctx.get('X-Request-Id')
		ctx.state.requestId = shape.test(given) ? given : randomUUID()
		ctx.set('X-Request-Id', ctx.state.requestId)
		return next()
	}
}
