import { fileURLToPath } from 'node:url'
import Koa, { type Context } from 'koa'
import { koaBody } from 'koa-body'
import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { type Listening, listen } from '../../api/http/listen.ts'
import { serveFolder } from '../../api/http/static.ts'
import { Server } from '../widget/fixture.ts'
import { launchBrowser } from './browser.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const dist = fileURLToPath(new URL('../../widget/dist', import.meta.url))

const test = suite('the built booking, in its parts')
let api: Listening
let site: Listening
let browser: Browser
/** The later steps' file can't be had. */
let cut = false
/** Names of the files asked for, in order. */
const files: string[] = []
/** What the site's policy says beside scripts; `{api}` is the API's origin. */
let policy = ''
let scripts = 1

const origin = ({ port }: Listening, host: string) => `http://${host}:${port}`

/** The made-up clinic of the browser's tests behind real addresses. */
async function answer(ctx: Context): Promise<void> {
	ctx.set('Access-Control-Allow-Origin', '*')
	ctx.set('Access-Control-Allow-Headers', '*')
	ctx.set('Access-Control-Allow-Methods', '*')
	if (ctx.method === 'OPTIONS') {
		ctx.status = 204
		return
	}
	const { body } = ctx.request as { body?: unknown }
	const response = await new Server().fetch(ctx.href, {
		method: ctx.method,
		...(ctx.method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
	})
	ctx.status = response.status
	ctx.type = 'application/json'
	ctx.body = await response.text()
}

function page(): string {
	const src = `${origin(api, '127.0.0.1')}/widget/v1/vetslot.js`
	const tags = Array.from(
		{ length: scripts },
		(_, i) => `<script type="module" src="${src}${i ? `?${i}` : ''}"></script>`,
	)
	return `<!doctype html><title>Harbour Lane Vets</title>${tags.join('')}
		<vetslot-booking clinic-key="pk_test"><a href="tel:+442079460112">Call to book</a></vetslot-booking>`
}

test.before(async () => {
	const served = new Koa()
	served.use(koaBody())
	served.use(async (ctx, next) => {
		const file = /^\/widget\/v1\/(\w+)/.exec(ctx.path)?.[1]
		if (file) files.push(file)
		if (file === 'later' && cut) ctx.status = 503
		else await next()
	})
	served.use(serveFolder({ prefix: '/widget/v1/', folder: dist, crossOrigin: true }))
	served.use(answer)
	api = await listen(served, { host: '127.0.0.1', port: 0 })
	const clinic = new Koa().use((ctx) => {
		const from = origin(api, '127.0.0.1')
		ctx.set('Content-Security-Policy', policy.replaceAll('{api}', from))
		ctx.type = 'html'
		ctx.body = page()
	})
	site = await listen(clinic, { host: '127.0.0.1', port: 0 })
	browser = await launchBrowser()
})

test.after(async () => {
	await browser?.close()
	for (const each of [site, api]) {
		each?.server.closeAllConnections()
		each?.server.close()
	}
})

test.before.each(() => {
	cut = false
	scripts = 1
	files.length = 0
	policy = "default-src 'none'; script-src {api}; connect-src {api}"
})

async function arrive(): Promise<Visitor> {
	const visitor = await Visitor.arrive(browser)
	await visitor.page.goto(origin(site, 'localhost'))
	return visitor
}

test('shows the first screen from the first part and fetches the rest behind it', async () => {
	policy += "; require-trusted-types-for 'script'; trusted-types lit-html"
	const visitor = await arrive()
	await visitor.sees(BOOKING, 'Who is the visit for?')
	await visitor.page.waitForNetworkIdle({ idleTime: 200 })
	assert.equal(files, ['vetslot', 'begin', 'later'])
	await visitor.press('radio', 'Dog')
	await visitor.pressText(BOOKING, 'Booster vaccination')
	await visitor.sees(BOOKING, 'First available')
	assert.equal(visitor.complaints, [])
	await visitor.leave()
})

test('leaves the fallback where the page allows no trusted markup of ours', async () => {
	policy += "; require-trusted-types-for 'script'; trusted-types theirs"
	const visitor = await arrive()
	await visitor.page.waitForNetworkIdle({ idleTime: 200 })
	assert.ok(files.includes('begin'))
	assert.is(await visitor.page.$eval(BOOKING, (tag) => tag.shadowRoot), null)
	await visitor.find('link', 'Call to book')
	assert.equal(visitor.complaints, [])
	await visitor.leave()
})

test('says so when the rest does not load, and keeps what was chosen for the next try', async () => {
	cut = true
	const visitor = await arrive()
	await visitor.press('radio', 'Dog')
	await visitor.pressText(BOOKING, 'Booster vaccination')
	await visitor.sees(BOOKING, 'We can’t reach the diary')
	cut = false
	await visitor.press('button', 'Try again')
	await visitor.sees(BOOKING, 'When suits you?')
	await visitor.sees(BOOKING, 'First available')
	await visitor.sees(BOOKING, 'Booster vaccination')
	assert.equal(visitor.complaints, [])
	await visitor.leave()
})

test('works when the page has the tag twice', async () => {
	scripts = 2
	const visitor = await arrive()
	await visitor.press('radio', 'Dog')
	await visitor.sees(BOOKING, 'What does your dog need?')
	assert.equal(visitor.complaints, [])
	await visitor.leave()
})

test.run()
