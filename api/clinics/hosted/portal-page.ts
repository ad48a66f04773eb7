import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import type { Context } from 'koa'
import { Problem } from '../../http/problem.ts'
import { pageHeaders } from '../../http/security-headers.ts'
import { html } from '../../notifications/html.ts'
import type { FindHosted, Hosted } from './find.ts'
import { drawIcon, ICONS, type IconName } from './icon.ts'
import { manifestOf } from './manifest.ts'
import { brandSheet, call, type HostedPage, type OpenClinic, showPage } from './page.ts'

const WORKER = new URL('../../../widget/dist/portal-worker.js', import.meta.url)

/**
 * The owners' portal on a page of ours, which can be installed as an app: for clinics without a
 * website, and where links in mails lead. Nobody shows it in a frame.
 */
export function portalPage(find: FindHosted): Router {
	const router = new Router({ sensitive: true, strict: true })
	router.get('/portal/:slug', async (ctx) => {
		const slug = String(ctx.params.slug)
		const clinic = await find(slug)
		// Pictures of pets and what is drawn of files come through calls with a token.
		pageHeaders(ctx, { images: ['blob:'] })
		showPage(ctx, clinic, (open) => portal(open, slug))
	})
	router.get('/portal/:slug/brand.css', async (ctx) => {
		send(ctx, 'text/css', brandSheet(await find(String(ctx.params.slug))))
	})
	router.get('/portal/:slug/manifest.webmanifest', async (ctx) => {
		const slug = String(ctx.params.slug)
		const clinic = openOnly(await find(slug))
		send(ctx, 'application/manifest+json', manifestOf(clinic, slug))
	})
	router.get('/portal/:slug/:icon.png', async (ctx) => {
		const clinic = openOnly(await find(String(ctx.params.slug)))
		const name = String(ctx.params.icon)
		if (!Object.hasOwn(ICONS, name)) throw new Problem('not_found')
		send(ctx, 'image/png', await drawIcon(clinic, name as IconName))
	})
	workerRoute(router, find)
	return router
}

/** What makes the page work without a connection: the same for every clinic, below each one's path. */
function workerRoute(router: Router, find: FindHosted): void {
	router.get('/portal/:slug/worker.js', async (ctx) => {
		const slug = String(ctx.params.slug)
		openOnly(await find(slug))
		send(ctx, 'text/javascript', await readFile(WORKER))
		ctx.set('Content-Security-Policy', "default-src 'none'; connect-src 'self'")
		// The page's own address has nothing behind the name, so its worker reaches one step up.
		ctx.set('Service-Worker-Allowed', `/portal/${slug}`)
	})
}

function send(ctx: Context, type: string, body: string | Buffer): void {
	ctx.type = type
	ctx.set('Cache-Control', 'public, no-cache')
	ctx.body = body
}

/** What belongs to the page is there where the page is. */
function openOnly(clinic: Hosted | null): Hosted {
	if (!clinic?.key) throw new Problem('not_found')
	return clinic
}

const portal = (clinic: OpenClinic, slug: string): HostedPage => ({
	title: 'Your pets and visits',
	head: html`<link rel="stylesheet" href="/portal/${slug}/brand.css">
	<link rel="manifest" href="/portal/${slug}/manifest.webmanifest">
	<link rel="icon" href="/portal/${slug}/icon-192.png">
	<link rel="apple-touch-icon" href="/portal/${slug}/icon-180.png">
	<script type="module" src="/widget/v1/portal/portal.js"></script>
	<script type="module" src="/widget/v1/portal-page.js"></script>`,
	body: html`<vetslot-portal clinic-key="${clinic.key}" heading-level="2" history="on" offline="on">${call(clinic)}</vetslot-portal>`,
	other: html`<a class="as-guest" href="/book/${slug}">Book without signing in</a>`,
})
