import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { findChromium } from '../widget/chromium.ts'
import { confirmation, letter } from './mailbox.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const test = suite('an owner with an account, on the clinic’s site and on ours')
const PASSWORD = 'three calm brown dogs'
const WAIT_MS = 25_000
const DAY_MS = 86_400_000
let product: Product
let browser: Browser

test.before(async () => {
	const { executablePath, args } = await findChromium()
	product = await startProduct({ LIMIT_WRITES_BY_ADDRESS: '1000/60' })
	browser = await puppeteer.launch({
		args,
		headless: 'shell',
		...(executablePath ? { executablePath } : { channel: 'chrome' }),
	})
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
})

/** Somebody at the portal, whose views and booking stand in shadow roots inside of it. */
class Owner extends Visitor {
	constructor(page: Page) {
		super(page)
		page.setDefaultTimeout(WAIT_MS)
	}

	/** What can be pressed and says so, at any depth. */
	async choose(words: RegExp, selector = 'button, a'): Promise<void> {
		const found = await this.page.waitForFunction(
			(source, selector) => {
				const words = new RegExp(source, 'u')
				const look = (root: Document | ShadowRoot): HTMLElement | undefined => {
					for (const each of root.querySelectorAll<HTMLElement>('*')) {
						const name = each.getAttribute('aria-label') ?? each.textContent?.trim() ?? ''
						if (each.matches(selector) && words.test(name) && each.checkVisibility()) return each
						const within = each.shadowRoot && look(each.shadowRoot)
						if (within) return within
					}
					return undefined
				}
				return look(document)
			},
			{ timeout: WAIT_MS },
			words.source,
			selector,
		)
		await (found as ElementHandle<HTMLElement>).evaluate((each) => each.click())
	}

	/** Fills a field by its label, also one whose text is hidden. */
	async fill(label: string, text: string): Promise<void> {
		const field = await this.page.waitForSelector(`::-p-aria([name="${label}"])`, { visible: true })
		await field?.type(text)
	}

	/** Waits until these words stand anywhere in the portal. */
	async meets(words: string): Promise<void> {
		await this.page.waitForFunction(
			(words) => {
				const text = (root: Document | ShadowRoot): string =>
					[...root.querySelectorAll('*')]
						.map((each) => (each.shadowRoot ? text(each.shadowRoot) : ''))
						.join(' ') + (root instanceof ShadowRoot ? root.textContent : '')
				return text(document).replace(/\s+/g, ' ').includes(words)
			},
			{ timeout: WAIT_MS },
			words,
		)
	}

	/** Picks a day that is far enough ahead to be moved from, and its first time. */
	async pickTime(days: number): Promise<void> {
		const from = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
		await this.choose(/free$/, `[data-date]:not([aria-disabled=true])${after(from)}`)
		await this.choose(/^\d\d:\d\d/, '.time')
	}
}

/** Matches days on or after one: of the fifteen that follow it. */
const after = (from: string): string =>
	`:is(${Array.from({ length: 15 }, (_, i) => {
		const day = new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10)
		return `[data-date="${day}"]`
	}).join(', ')})`

/** A tall window: nothing has to be scrolled to. */
async function arrive(): Promise<Owner> {
	const owner = await Owner.arrive(browser)
	await owner.page.setViewport({ width: 390, height: 2400 })
	return owner
}

async function register(owner: Owner, email: string): Promise<void> {
	await owner.page.goto(`${product.site}/pets.html`)
	await owner.choose(/^Create an account$/)
	await owner.fill('Your name', 'Sam Rivera')
	await owner.fill('Email', email)
	await owner.fill('Password', PASSWORD)
	await owner.choose(/^Create an account$/, '[type=submit]')
	await owner.meets('Check your mail')
}

async function verify(owner: Owner, email: string): Promise<void> {
	await owner.page.goto(confirmation(await letter(product.api, email)))
	await owner.meets('Is this you?')
	assert.not.match(owner.page.url(), /verify=/, 'the token has left the address')
	await owner.fill('The password you chose', PASSWORD)
	await owner.choose(/^Confirm$/)
	await owner.meets('Hello, Sam')
}

async function signIn(owner: Owner, email: string): Promise<void> {
	await owner.page.goto(`${product.site}/pets.html`)
	await owner.fill('Email', email)
	await owner.fill('Password', PASSWORD)
	await owner.choose(/^Sign in$/, '[type=submit]')
}

async function addPet(owner: Owner, name: string): Promise<void> {
	await owner.choose(/^\+?\s*Add (a|your first) pet/)
	await owner.fill('Name', name)
	await owner.choose(/^Save$/)
	await owner.meets(`About ${name}`)
	await owner.page.goto(`${product.site}/pets.html`)
	await owner.meets('Hello, Sam')
}

test('registers, proves the email, books for two pets, moves, reads, carries away, deletes', async () => {
	const email = 'sam@owner.example'
	const owner = await arrive()
	await register(owner, email)
	await verify(owner, email)

	// The clinic's site is another site: there the sign-in is one of its own, kept in a partition.
	await signIn(owner, email)
	await owner.meets('Hello, Sam')
	const cookies = await browserCookies(owner.page)
	const kept = cookies.filter(({ name }) => name.includes('owner'))
	assert.ok(
		kept.some(({ partitionKey }) => JSON.stringify(partitionKey ?? '').includes('localhost')),
	)
	assert.ok(kept.every(({ httpOnly, secure }) => httpOnly && secure))
	await owner.page.reload()
	await owner.meets('No visits planned')

	await addPet(owner, 'Biscuit')
	await addPet(owner, 'Mo')

	await owner.choose(/^Book a visit$/)
	await owner.choose(/^Biscuit$/)
	await owner.choose(/^Mo$/)
	await owner.choose(/^Health check and yearly vaccination/)
	await (await owner.page.waitForSelector('>>> #age-count'))?.type('4')
	await owner.choose(/^Years$/)
	await owner.choose(/^Continue$/)
	await owner.meets('When suits you?')
	await owner.pickTime(4)
	await owner.choose(/^Continue/)
	await owner.meets('Anything else we should know?')
	await owner.fill('Mobile', '07700 900142')
	await owner.choose(/^Yes$/)
	await owner.choose(/^Review your visit/)
	await owner.choose(/^Book this visit/)
	await owner.meets('You’re booked, Sam')

	await owner.page.goto(`${product.site}/pets.html`)
	await owner.meets('Next visit')
	await owner.choose(/^Change/)
	await owner.choose(/^Move to another time/)
	await owner.meets('When suits you instead?')
	await owner.pickTime(6)
	await owner.choose(/^(Move|Yes)/)
	await owner.meets('Moved to')

	await owner.page.goto(`${product.site}/pets.html`)
	await owner.choose(/^Biscuit/)
	await owner.choose(/^Medical history/)
	await owner.meets('Medical history')

	await owner.choose(/^Menu$/)
	await owner.choose(/^Your data/)
	await owner.choose(/^Download your data/)
	await owner.meets('Your data is saved')
	await owner.choose(/^Delete account and data/)
	await owner.choose(/^Yes, delete everything/)
	await owner.meets('Your account is deleted')
	await signIn(owner, email)
	await owner.meets('Email and password don’t fit together')

	assert.equal(owner.complaints, [])
	await owner.leave()
})

async function browserCookies(page: Page) {
	const session = await page.createCDPSession()
	const { cookies } = await session.send('Network.getAllCookies')
	await session.detach()
	return cookies
}

test.run()
