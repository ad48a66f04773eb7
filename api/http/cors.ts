import type { Middleware } from 'koa'
import { clinicOfCookie } from './cors-with-cookies.ts'

/** Every request header that a page may send. */
const REQUEST_HEADERS = [
	'Authorization',
	'Content-Type',
	'Idempotency-Key',
	'If-None-Match',
	'Last-Event-ID',
	'Vetslot-Client',
	'Vetslot-Hold',
	'Vetslot-Key',
	'Vetslot-Manage',
	'Vetslot-Session',
	'X-Request-Id',
].join(', ')

/** Every answer header that a page may read, beyond the few it always may. */
const EXPOSED_HEADERS = 'ETag, Idempotency-Replayed, Location, Retry-After, X-Request-Id'

const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE'
// Two hours, the longest that the common browsers keep an answer.
const MAX_AGE_SECONDS = '7200'

/** What pages of clinics call. Everything else is for our own pages, or for nobody's. */
const OPEN_TO_PAGES = '/api/customer/'

/**
 * Lets pages of any origin call the customers' routes and read the answer, refusals included.
 * Whether a page may have any effect is decided at the real request, by its key: a preflight carries
 * none. No cookies here, so nothing is granted that a server elsewhere could not have too; for the
 * few paths that know a cookie `corsWithCookies` says more. That is
 * not true of pages which trust whoever sits at this machine, so no other path is opened.
 */
export function cors(): Middleware {
	return async (ctx, next) => {
		if (!ctx.path.startsWith(OPEN_TO_PAGES)) return next()
		ctx.set('Vary', 'Origin')
		const origin = ctx.get('Origin')
		if (origin === '') return next()
		// An opaque origin is refused below; the star lets its page read why.
		ctx.set('Access-Control-Allow-Origin', origin === 'null' ? '*' : origin)
		ctx.set('Access-Control-Expose-Headers', EXPOSED_HEADERS)
		if (ctx.method !== 'OPTIONS' || ctx.get('Access-Control-Request-Method') === '') return next()
		ctx.vary('Access-Control-Request-Headers')
		ctx.set('Access-Control-Allow-Methods', METHODS)
		ctx.set('Access-Control-Allow-Headers', REQUEST_HEADERS)
		ctx.set('Access-Control-Max-Age', MAX_AGE_SECONDS)
		ctx.status = 204
		// Whether a cookie may come along is told further on.
		if (clinicOfCookie(ctx.path) !== null) return next()
	}
}
