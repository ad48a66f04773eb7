import type { Context, Middleware } from 'koa'

/** What holds for every answer; a page of ours adds `pageHeaders`. */
export function secureAnswers(options: { https: boolean }): Middleware {
	return (ctx, next) => {
		ctx.set('X-Content-Type-Options', 'nosniff')
		ctx.set('Referrer-Policy', 'no-referrer')
		ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
		if (options.https) ctx.set('Strict-Transport-Security', 'max-age=31536000')
		return next()
	}
}

export interface PagePolicy {
	/** Further sources for scripts, styles, images and calls; the page's own origin always is one. */
	sources?: readonly string[]
	/** Further sources of images alone. */
	images?: readonly string[]
	/** Who may show the page in a frame; nobody by default. */
	frameAncestors?: readonly string[]
	/** What the page itself may show in a frame; nothing by default. */
	frames?: readonly string[]
}

/**
 * The policy of a hosted page: own scripts and styles only, nothing inline, no frames, no referrer
 * that could carry a token away, never kept by a cache.
 */
export function pageHeaders(ctx: Context, policy: PagePolicy = {}): void {
	const own = ["'self'", ...(policy.sources ?? [])].join(' ')
	const ancestors = policy.frameAncestors?.join(' ') || "'none'"
	const rules = [
		"default-src 'none'",
		`script-src ${own}`,
		`style-src ${own}`,
		`img-src ${[own, 'data:', ...(policy.images ?? [])].join(' ')}`,
		"manifest-src 'self'",
		`font-src ${own}`,
		`connect-src ${own}`,
		"base-uri 'none'",
		"form-action 'self'",
		`frame-ancestors ${ancestors}`,
		...(policy.frames ? [`frame-src ${policy.frames.join(' ')}`] : []),
	]
	ctx.set('Content-Security-Policy', rules.join('; '))
	ctx.set('Cross-Origin-Opener-Policy', 'same-origin')
	ctx.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=()')
	ctx.set('Cache-Control', 'no-store')
}
