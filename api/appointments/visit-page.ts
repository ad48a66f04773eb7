import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import { pageHeaders } from '../http/security-headers.ts'

const FOLDER = new URL('../../widget/visit/', import.meta.url)

/**
 * The page behind the link in a mail. It is the same for everyone: the token stands in the address'
 * fragment, which no server is told.
 */
export function visitPage(): Router {
	const router = new Router({ sensitive: true, strict: true })
	router.get('/visit', async (ctx) => {
		const page = await readFile(new URL('visit.html', FOLDER))
		pageHeaders(ctx)
		ctx.set('Referrer-Policy', 'no-referrer')
		ctx.type = 'text/html'
		ctx.body = page
	})
	router.get('/widget/v1/visit.css', async (ctx) => {
		ctx.body = await readFile(new URL('visit.css', FOLDER))
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
	})
	return router
}
