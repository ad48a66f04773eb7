import { readFile } from 'node:fs/promises'
import { Router } from '@koa/router'
import type { Knex } from 'knex'
import { bookingPage } from './booking-page.ts'
import { findHostedIn, keepHosted } from './find.ts'
import { portalPage } from './portal-page.ts'

const SHEET = new URL('../../../widget/hosted/hosted.css', import.meta.url)

/** The pages that we serve for a clinic: its booking, and its owners' portal. */
export function hostedPages(db: Knex): Router[] {
	const find = keepHosted(findHostedIn(db))
	const router = new Router({ sensitive: true, strict: true })
	router.get('/widget/v1/hosted.css', async (ctx) => {
		ctx.body = await readFile(SHEET)
		ctx.type = 'text/css'
		ctx.set('Cache-Control', 'public, no-cache')
	})
	return [router, bookingPage(find), portalPage(find)]
}
