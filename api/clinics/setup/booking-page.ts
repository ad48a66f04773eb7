import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import type { Knex } from 'knex'
import type { Context } from 'koa'
import { colour } from '../../contract/colour.ts'
import { pageHeaders } from '../../http/security-headers.ts'
import { html } from '../../notifications/html.ts'
import { phoneText } from '../../notifications/phone-text.ts'
import { findHostedIn, type Hosted, keepHosted } from './hosted.ts'

const FOLDER = new URL('../../../widget/book/', import.meta.url)

/**
 * A booking page for clinics without a website, or to look at: the element on a page of ours, by the
 * clinic's oldest publishable key that no app has: with an app's, whoever reads the page could write
 * without an Origin. Pages of this server may use any key; revoke them all, and the page is gone. Only
 * the console shows it in a frame.
 */
export function bookingPage(db: Knex): Router {
	const find = keepHosted(findHostedIn(db))
	const router = new Router({ sensitive: true, strict: true })
	router.get('/book/:slug', async (ctx) => {
		const clinic = await find(String(ctx.params.slug))
		pageHeaders(ctx, { frameAncestors: ["'self'"] })
		show(ctx, clinic, String(ctx.params.slug))
	})
	router.get('/book/:slug/brand.css', async (ctx) => {
		const clinic = await find(String(ctx.params.slug))
		const accent = colour.safeParse(clinic?.settings.accent).data
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
		ctx.body = accent === undefined ? '' : `:root { --vetslot-accent: ${accent} }\n`
	})
	router.get('/widget/v1/book.css', async (ctx) => {
		ctx.body = await readFile(new URL('book.css', FOLDER))
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
	})
	return router
}

function show(ctx: Context, clinic: Hosted | null, slug: string): void {
	const isOpen = clinic !== null && clinic.key !== null
	ctx.status = isOpen ? 200 : 404
	ctx.type = 'text/html'
	ctx.body = `<!doctype html>\n${isOpen ? bookable(clinic, slug) : closed(clinic)}`
}

const head = (title: string) => html`<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
	<meta name="color-scheme" content="light dark">
	<title>${title}</title>
	<link rel="stylesheet" href="/widget/v1/book.css">`

function bookable(clinic: Hosted, slug: string) {
	const { name, locale, address_lines: address } = clinic
	return html`<html lang="${locale}">
<head>
	${head(`Book a visit: ${name}`)}
	<link rel="stylesheet" href="/book/${slug}/brand.css">
	<script type="module" src="/widget/v1/vetslot.js"></script>
</head>
<body>
	<main>
		<h1>${name}</h1>
		<vetslot-booking clinic-key="${clinic.key}" heading-level="2">${call(clinic)}</vetslot-booking>
		<footer>${address.map((line) => html`<span>${line}</span> `)}${call(clinic)}</footer>
	</main>
</body>
</html>`
}

function closed(clinic: Hosted | null) {
	return html`<html lang="en">
<head>
	${head('No booking page')}
</head>
<body>
	<main>
		<h1>${clinic?.name ?? 'No booking page here'}</h1>
		<p>${clinic ? 'Please call to book a visit.' : 'Please check the address, or call your clinic.'}</p>
		${clinic && call(clinic)}
	</main>
</body>
</html>`
}

function call({ phone, locale }: Hosted) {
	if (!phone) return null
	return html`<a href="tel:${phone}">Call to book: ${phoneText(phone, locale)}</a>`
}
