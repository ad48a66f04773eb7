import { Router } from '@koa/router'
import { pageHeaders } from '../../http/security-headers.ts'
import { html } from '../../notifications/html.ts'
import type { FindHosted } from './find.ts'
import { brandSheet, call, type HostedPage, type OpenClinic, showPage } from './page.ts'

/**
 * A booking page for clinics without a website, or to look at: the element on a page of ours, by the
 * clinic's oldest publishable key that no app has: with an app's, whoever reads the page could write
 * without an Origin. Pages of this server may use any key; revoke them all, and the page is gone. Only
 * the console shows it in a frame.
 */
export function bookingPage(find: FindHosted): Router {
	const router = new Router({ sensitive: true, strict: true })
	router.get('/book/:slug', async (ctx) => {
		const slug = String(ctx.params.slug)
		const clinic = await find(slug)
		pageHeaders(ctx, { frameAncestors: ["'self'"] })
		showPage(ctx, clinic, (open) => bookable(open, slug))
	})
	router.get('/book/:slug/brand.css', async (ctx) => {
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
		ctx.body = brandSheet(await find(String(ctx.params.slug)))
	})
	return router
}

const bookable = (clinic: OpenClinic, slug: string): HostedPage => ({
	title: 'Book a visit',
	head: html`<link rel="stylesheet" href="/book/${slug}/brand.css">
	<script type="module" src="/widget/v1/vetslot.js"></script>`,
	body: html`<vetslot-booking clinic-key="${clinic.key}" heading-level="2">${call(clinic)}</vetslot-booking>`,
	// In the console's frame nothing of another page is shown.
	other: html`<a href="/portal/${slug}" target="_top">Your pets and visits</a>`,
})
