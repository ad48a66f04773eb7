import type { Middleware } from 'koa'
import { addressOf } from './client-address.ts'
import type { Pages } from './pages.ts'

/** Below it each clinic has its cookie; no other path of the owners' knows one. */
const WITH_COOKIES =
	/^\/api\/customer\/sessions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/

/** Whose cookie a path knows, if it does one. */
export function clinicOfCookie(path: string): string | null {
	return WITH_COOKIES.exec(path)?.[1] ?? null
}

/**
 * Lets the pages that a clinic has listed, and our own, send a cookie along and be given one; for
 * every other origin browsers do neither. That is asked of the database, already at the preflight, so
 * one of these is counted like a call.
 */
export function corsWithCookies(options: {
	pages: Pick<Pages, 'mayUse'>
	arrival: (address: string) => void
}): Middleware {
	return async (ctx, next) => {
		const clinicId = clinicOfCookie(ctx.path)
		const origin = ctx.get('Origin')
		const isPreflight = ctx.method === 'OPTIONS' && ctx.status === 204
		if (clinicId !== null && origin !== '') {
			if (isPreflight) options.arrival(addressOf(ctx))
			if (await options.pages.mayUse(clinicId, origin))
				ctx.set('Access-Control-Allow-Credentials', 'true')
		}
		if (!isPreflight) return next()
	}
}
