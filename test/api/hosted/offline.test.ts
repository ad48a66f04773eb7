import type { Browser, Page } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { ensureDemo } from '../../../api/clinics/demo/ensure.ts'
import { demoPassword } from '../../../api/clinics/demo/sign-ins.ts'
import { launchBrowser } from '../../e2e/browser.ts'
import { startApi, type TestApi } from '../api.ts'

const test = suite('the hosted portal without a connection')
const SLUG = 'wrenfold'
let api: TestApi
let browser: Browser | undefined
let page: Page
let clinicId: string
let url: string

test.before(async () => {
	api = await startApi()
	const options = { now: new Date(), allowedOrigins: [], signIns: true }
	const { clinics } = await ensureDemo(api.services.db, options)
	clinicId = clinics.find(({ slug }) => slug === SLUG)?.id ?? ''
	url = new URL(`/portal/${SLUG}`, api.url).href
	browser = await launchBrowser()
	page = await browser.newPage()
})
test.after(async () => {
	try {
		await browser?.close()
	} finally {
		await api.close()
	}
})

/** Everything that can be read, through all shadow roots. */
const read = (): Promise<string> =>
	page.evaluate(() => {
		const textOf = (node: Node): string => {
			if (node instanceof Element && node.localName === 'style') return ''
			const inside = node instanceof Element && node.shadowRoot ? textOf(node.shadowRoot) : ''
			if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
			return inside + [...node.childNodes].map(textOf).join(' ')
		}
		return textOf(document.body).replace(/\s+/g, ' ')
	})

async function sees(text: RegExp): Promise<void> {
	for (let tries = 0; tries < 450; tries++) {
		if (text.test(await read())) return
		await new Promise((resolve) => setTimeout(resolve, 100))
	}
	throw new Error(`Not seen: ${text}. There is: ${await read()}`)
}

/** As the sign-in view does it. */
const signIn = () =>
	page.evaluate(
		async (id, password) => {
			const key = document.querySelector('vetslot-portal')?.getAttribute('clinic-key') ?? ''
			const answer = await fetch(`/api/customer/sessions/${id}`, {
				method: 'POST',
				credentials: 'include',
				headers: {
					'content-type': 'application/json',
					'vetslot-client': 'portal',
					'vetslot-key': key,
				},
				body: JSON.stringify({ email: 'b.sandoway@mail.example', password }),
			})
			return answer.status
		},
		clinicId,
		demoPassword(SLUG),
	)

const offline = async (isOffline: boolean) => {
	await page.setOfflineMode(isOffline)
	await page.reload({ waitUntil: 'domcontentloaded' })
}

test('opens when nobody has signed in, and shows whom to call and nothing else', async () => {
	await page.goto(url)
	await page.evaluate(async () => {
		await navigator.serviceWorker.ready
	})
	await offline(true)
	await sees(/Call to book/)
	assert.not.match(await read(), 'Hello')
	await offline(false)
})

test('shows the upcoming visits of whoever is signed in, and nothing of anybody’s health', async () => {
	assert.is(await signIn(), 201)
	await page.reload()
	await sees(/Hello, Beatrix/)
	await sees(/Next visit|No visits planned/)
	await offline(true)
	await sees(/You’re offline/)
	await sees(/As it was when you were last online/)
	await sees(/Your next visits|No visits planned/)
	const kept = await page.evaluate(async () => {
		const store = await caches.open('vetslot-portal-visits')
		const [entry] = await store.matchAll()
		return entry ? entry.json() : null
	})
	assert.equal(Object.keys(kept).sort(), ['accountId', 'clinic', 'keptAt', 'name', 'visits'])
	for (const visit of kept.visits) assert.equal(Object.keys(visit).sort(), ['pets', 'start', 'vet'])
	await offline(false)
	await sees(/Next visit|No visits planned/)
})

test('forgets them after a week without a connection', async () => {
	await page.evaluate(async () => {
		const store = await caches.open('vetslot-portal-visits')
		const [address] = await store.keys()
		const kept = address && (await (await store.match(address))?.json())
		kept.keptAt -= 7 * 86_400_000
		if (address) await store.put(address, new Response(JSON.stringify(kept)))
	})
	await offline(true)
	await page.waitForFunction(async () => {
		const store = await caches.open('vetslot-portal-visits')
		return (await store.keys()).length === 0
	})
	await sees(/Call to book/)
	assert.not.match(await read(), 'Beatrix')
	await offline(false)
	await sees(/Next visit|No visits planned/)
})

test('shows nothing any more once the session has ended, wherever that was', async () => {
	await page.evaluate(async (id) => {
		await fetch(`/api/customer/sessions/${id}`, {
			method: 'DELETE',
			credentials: 'include',
			headers: { 'content-type': 'application/json', 'vetslot-client': 'portal' },
			body: '{}',
		})
	}, clinicId)
	await page.reload()
	await sees(/Call to book|Sign in/)
	await page.waitForFunction(async () => {
		const store = await caches.open('vetslot-portal-visits')
		return (await store.keys()).length === 0
	})
	await offline(true)
	await sees(/Call to book/)
	assert.not.match(await read(), 'Beatrix')
	assert.not.match(await read(), 'next visits')
	await offline(false)
})

test('keeps scripts and the page alone, never what is about somebody', async () => {
	const paths = await page.evaluate(async () => {
		const names = (await caches.keys()).filter((name) => name.startsWith('vetslot-portal /'))
		const all = await Promise.all(
			names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
		)
		return [names.length, all.flat()] as const
	})
	assert.is(paths[0], 1)
	for (const path of paths[1]) assert.not.match(path, '/api/')
})

test.run()
