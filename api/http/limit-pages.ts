import type { Middleware } from 'koa'
import { addressOf } from './client-address.ts'
import type { Limits } from './guard.ts'

/** What the guard counts itself. */
const GUARDED = /^\/(?:api\/|healthz$|readyz$)/

/**
 * Counts what is asked of an address outside of the guard's routes: pages, the document, files.
 *
 * @param kept files that a browser asks for once
 */
export function limitPages({ arrival }: Pick<Limits, 'arrival'>, kept: RegExp): Middleware {
	return (ctx, next) => {
		if (!GUARDED.test(ctx.path) && !kept.test(ctx.path)) arrival(addressOf(ctx))
		return next()
	}
}
