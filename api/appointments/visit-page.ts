import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import { pageHeaders } from '../http/security-headers.ts'

const PAGE = new URL('../../widget/visit/visit.html', import.meta.url)

/**
 * The page behind the link in a mail. It is the same for everyone: the token stands in the address'
 * fragment, which no server is told.
 */
export function visitPage(): Router {
	const router = new Router()
	router.get('/visit', async (ctx) => {
		const page = await readFile(PAGE)
		pageHeaders(ctx)
		ctx.set('Referrer-Policy', 'no-referrer')
		ctx.type = 'text/html'
		ctx.body = page
	})
	return router
}
