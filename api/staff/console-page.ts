import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import { pageHeaders } from '../http/security-headers.ts'

const FOLDER = new URL('../../widget/clinic/', import.meta.url)

/** The console's page: the same for everyone, for it knows nobody until they sign in. */
export function consolePage(): Router {
	const router = new Router({ sensitive: true, strict: true })
	router.get('/clinic', async (ctx) => {
		const page = await readFile(new URL('clinic.html', FOLDER))
		// The booking page, where a clinic looks at how it is set up.
		pageHeaders(ctx, { frames: ["'self'"] })
		ctx.type = 'text/html'
		ctx.body = page
	})
	router.get('/widget/v1/clinic.css', async (ctx) => {
		ctx.body = await readFile(new URL('clinic.css', FOLDER))
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
	})
	return router
}
