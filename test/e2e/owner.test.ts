import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { launchBrowser } from './browser.ts'
import { Owner } from './owner.ts'
import {
	addPet,
	beginBooking,
	giveAgain,
	type Journey,
	join,
	signIn,
	travel,
} from './owner-journey.ts'
import { type Product, startProduct } from './product.ts'
import {
	keptOfThirdParty,
	type RefusingProxy,
	refuseThirdParties,
	restrictThirdParties,
	signInCookies,
} from './third-parties.ts'

const test = suite('an owner with an account, on the clinic’s site and on ours')
const QUIET_MS = 3000
/** Half a minute before the end of an access token. */
const NEARLY_OVER_MS = 570_000
let product: Product
let browser: Browser
let proxy: RefusingProxy

test.before(async () => {
	proxy = await refuseThirdParties()
	product = await startProduct({ LIMIT_WRITES_BY_ADDRESS: '1000/60' })
	browser = await launchBrowser()
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
	await proxy?.stop()
})

type Traveller = Journey & { asked: string[] }

/** A browser that keeps third parties' cookies in partitions only, or none of them at all. */
async function arrive(email: string, cookies: 'partitioned' | 'blocked'): Promise<Traveller> {
	const refusing = { proxyServer: proxy.address, proxyBypassList: ['<-loopback>'] }
	const context = await browser.createBrowserContext(cookies === 'blocked' ? refusing : {})
	const owner = new Owner(await context.newPage())
	if (cookies === 'partitioned') await restrictThirdParties(owner.page)
	// A tall window: nothing has to be scrolled to.
	await owner.page.setViewport({ width: 390, height: 2400 })
	const asked: string[] = []
	owner.page.on('request', (request) => {
		const { pathname } = new URL(request.url())
		if (request.method() !== 'OPTIONS' && pathname.startsWith('/api/')) asked.push(pathname)
	})
	return { owner, product, email, asked, cameIn: () => owner.meets('Hello, Sam') }
}

/** How often a session was asked for something. */
const calls = ({ asked }: Traveller, what: 'refresh' | 'continue'): number =>
	asked.filter((path) => path.endsWith(`/${what}`)).length

/** What somebody reads whose browser forgets the sign-in with the page. */
async function stayHere({ owner }: Journey): Promise<void> {
	await owner.meets('You’re signed in, on this page only')
	await owner.meets('When you reload the page or leave it, you sign in again.')
	const hosted = await owner.page.waitForSelector('>>> a[href$="/portal/wrenfold"]')
	assert.match(await hosted!.evaluate((link) => link.textContent), 'Open the portal')
	await owner.choose(/^Stay on this page$/)
}

/** Nothing is asked over and over. */
async function isQuiet({ asked }: Traveller): Promise<void> {
	const before = asked.length
	await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
	assert.equal(asked.slice(before), [])
}

test('with third parties’ cookies in partitions: joins, books for two pets, moves, reads, leaves', async () => {
	const journey = await arrive('sam@owner.example', 'partitioned')
	const { owner } = journey
	assert.is(await keptOfThirdParty(owner.page), 'partitioned=1')
	const cameIn = async () => {
		await owner.meets('Hello, Sam')
		const cookies = await signInCookies(owner.page)
		assert.ok(cookies.some(({ site }) => site.includes('localhost')))
		assert.ok(cookies.every(({ httpOnly, secure }) => httpOnly && secure))
		await owner.page.reload()
	}
	await travel({ ...journey, cameIn })
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('with all of them blocked: the same, for as long as the page lives', async () => {
	const journey = await arrive('kim@owner.example', 'blocked')
	const { owner, asked } = journey
	assert.is(await keptOfThirdParty(owner.page), '')
	const cameIn = async () => {
		await stayHere(journey)
		await owner.meets('Hello, Sam')
		const cookies = await signInCookies(owner.page)
		assert.ok(cookies.every(({ site }) => !site.includes('localhost')))
		await isQuiet(journey)
		asked.length = 0
		await owner.page.evaluate((later) => {
			const now = Date.now
			Date.now = () => now() + later
		}, NEARLY_OVER_MS)
	}
	await travel({ ...journey, cameIn })
	// The token was exchanged for another once, and for nothing else until the page was left.
	assert.is(calls(journey, 'continue'), 1)
	assert.is(calls(journey, 'refresh'), 2)
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test('with all of them blocked: a reload asks who they are, and goes on with what was typed', async () => {
	const journey = await arrive('lou@owner.example', 'blocked')
	const { owner, asked, email } = journey
	await join(journey)
	await signIn(journey)
	await stayHere(journey)
	await addPet(owner, 'Biscuit')
	await addPet(owner, 'Mo')
	await beginBooking(owner)
	await owner.pickTime(4)
	await owner.choose(/^Continue/)
	await owner.meets('Anything else we should know?')
	await owner.fill('Mobile', '07700 900142')
	asked.length = 0
	await owner.page.reload()
	await owner.meets('Sign in to go on with your visit. What you typed is still there.')
	await isQuiet(journey)
	assert.is(calls(journey, 'refresh'), 1)
	await giveAgain(owner, email)
	await stayHere(journey)
	await owner.meets('Anything else we should know?')
	await owner.choose(/^Yes$/)
	await owner.choose(/^Review your visit/)
	await owner.meets('Biscuit and Mo')
	await owner.choose(/^Book this visit/)
	await owner.meets('You’re booked, Sam')
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test.run()
