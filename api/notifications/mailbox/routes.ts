import { Router } from '@koa/router'
import type { Knex } from 'knex'
import type { Context } from 'koa'
import { isId } from '../../database/ids.ts'
import type { LocalMessage } from '../../database/models/notification.ts'
import { Problem } from '../../http/problem.ts'
import { pageHeaders } from '../../http/security-headers.ts'
import { onlyHere } from './access.ts'
import { frameScript, stylesheet } from './assets.ts'
import { listPage, messagePage } from './pages.ts'
import { findMessage, listMessages } from './queries.ts'

/** The pages that show mail which stayed here. Mounted only when there is no mail provider. */
export function mailboxRoutes(db: Knex): Router {
	const router = new Router({ prefix: '/mailbox', sensitive: true })
	router.use(onlyHere())
	router.get('/', async (ctx) => {
		showPage(ctx, listPage(await listMessages(db), ctx.query.refresh !== 'off', new Date()))
	})
	router.get('/mailbox.css', (ctx) => {
		ctx.type = 'text/css'
		ctx.body = stylesheet
	})
	router.get('/frame.js', (ctx) => {
		ctx.type = 'text/javascript'
		ctx.body = frameScript
	})
	router.get('/:id', async (ctx) => {
		showPage(ctx, messagePage(await messageOf(db, ctx), new Date()))
	})
	router.get('/:id/html', async (ctx) => {
		const { htmlBody } = await messageOf(db, ctx)
		if (htmlBody === null) throw new Problem('not_found')
		ctx.set('Content-Security-Policy', MAIL_POLICY)
		ctx.set('Cache-Control', 'no-store')
		ctx.type = 'text/html'
		// Links of a mail open beside the mailbox, as they would from a mail reader.
		ctx.body = htmlBody.replace('<head>', '<head><base target="_blank">')
	})
	router.get('/:id/attachments/:at', async (ctx) => {
		const { attachments } = await messageOf(db, ctx)
		const file = /^\d{1,3}$/.test(ctx.params.at ?? '') && attachments[Number(ctx.params.at)]
		if (!file) throw new Problem('not_found')
		ctx.attachment(file.name)
		ctx.set('Cache-Control', 'no-store')
		ctx.type = file.contentType
		ctx.body = Buffer.from(file.content, 'base64')
	})
	return router
}

// A mail may style itself. It runs nothing, loads nothing and is framed by us alone.
const MAIL_POLICY = [
	"default-src 'none'",
	"style-src 'unsafe-inline'",
	'img-src data:',
	"frame-ancestors 'self'",
	'sandbox allow-popups allow-popups-to-escape-sandbox allow-same-origin',
].join('; ')

function showPage(ctx: Context, body: string): void {
	pageHeaders(ctx)
	const policy = ctx.response.get('Content-Security-Policy')
	ctx.set('Content-Security-Policy', `${policy}; frame-src 'self'`)
	ctx.type = 'text/html'
	ctx.body = body
}

async function messageOf(
	db: Knex,
	ctx: Context & { params: { id?: string } },
): Promise<LocalMessage> {
	const id = ctx.params.id ?? ''
	const message = isId(id) ? await findMessage(db, id) : undefined
	if (!message) throw new Problem('not_found')
	return message
}
