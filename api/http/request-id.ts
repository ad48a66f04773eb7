import { randomUUID } from 'node:crypto'
import type { Middleware } from 'koa'

const shape = /^[A-Za-z0-9_-]{8,64}$/

/** Names each request; a caller's own `X-Request-Id` is kept when it is harmless to log. */
export function nameRequests(): Middleware {
	return (ctx, next) => {
		const given = ctx.get('X-Request-Id')
		ctx.state.requestId = shape.test(given) ? given : randomUUID()
		ctx.set('X-Request-Id', ctx.state.requestId)
		return next()
	}
}
