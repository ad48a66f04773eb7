import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Koa from 'koa'
import { serveFolder } from '../../http/static.ts'

const FOLDER = fileURLToPath(new URL('../../../examples/clinic-site/', import.meta.url))
/** As the made-up clinic pasted it. */
const PASTED = 'http://127.0.0.1:8080'

/**
 * The made-up clinics' website, a second site beside the API. Its pages are static; where the API
 * listens elsewhere than their tag says, the tag is adapted on the way out.
 */
export function demoSite(apiUrl: () => string): Koa {
	const site = new Koa()
	site.silent = true
	site.use(async (ctx, next) => {
		const name = /^\/(?:([a-z0-9-]+)\.html)?$/.exec(ctx.path)
		if (!name || ctx.method !== 'GET') return next()
		const page = await readFile(join(FOLDER, `${name[1] ?? 'index'}.html`), 'utf8').catch(
			() => null,
		)
		if (page === null) return next()
		ctx.type = 'text/html'
		ctx.set('Cache-Control', 'no-cache')
		ctx.body = page.replaceAll(PASTED, apiUrl())
	})
	site.use(serveFolder({ prefix: '/', folder: FOLDER }))
	return site
}
