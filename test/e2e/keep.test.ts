import type { Browser, ElementHandle } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { launchBrowser } from './browser.ts'
import { confirmation, letter } from './mailbox.ts'
import { Owner } from './owner.ts'
import { type Product, startProduct } from './product.ts'

const PASSWORD = 'three calm brown dogs'
const EMAIL = 'kit@owner.example'

const test = suite('the way from a guest’s booking to an account that has it')
let product: Product
let browser: Browser

test.before(async () => {
	product = await startProduct({ LIMIT_WRITES_BY_ADDRESS: '1000/60' })
	browser = await launchBrowser()
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
})

/** Two dogs by name on the clinic's site, without an account. */
async function bookForTwo(guest: Owner): Promise<void> {
	await guest.page.goto(product.site)
	await guest.choose(/^Several pets$/)
	for (const name of ['Olive', 'Ash']) {
		if (name === 'Ash') await guest.choose(/^Another pet$/)
		await guest.fill('Name', name)
		const kind = await guest.page.waitForSelector('>>> #new-species')
		await kind!.select('dog')
		await guest.choose(/^Add this pet$/)
		await guest.meets(`What do${name === 'Ash' ? ' Olive and Ash need?' : 'es Olive need?'}`)
	}
	await guest.choose(/^Health check and yearly vaccination/)
	await (await guest.page.waitForSelector('>>> #age-count'))?.type('4')
	await guest.choose(/^Years$/)
	await guest.choose(/^Continue$/)
	await guest.meets('When suits you?')
	await guest.pickTime(4)
	await guest.choose(/^Continue/)
	await guest.meets('Tell us about you and your pet')
	await guest.choose(/^Yes$/)
	await guest.fill('Full name', 'Kit Marsh')
	await guest.fill('Mobile', '07700 900142')
	await guest.fill('Email', EMAIL)
	await guest.choose(/^Review your visit/)
	await guest.choose(/^Book this visit/)
	await guest.meets('You’re booked, Kit')
}

/** Where the link of the booked screen leads, in the same tab. */
async function keepLink(guest: Owner): Promise<string> {
	const link = await guest.page.waitForSelector('>>> a[href*="#keep="]')
	const { text, href } = await (link as ElementHandle<HTMLAnchorElement>).evaluate((one) => ({
		text: one.textContent?.trim(),
		href: one.href,
	}))
	assert.is(text, 'Keep this visit: make an account')
	return href
}

test('two pets of a guest, booked at once, stand in the list of whoever follows the link', async () => {
	const guest = await Owner.arrive(browser)
	await guest.page.setViewport({ width: 390, height: 2400 })
	await bookForTwo(guest)
	await guest.page.goto(await keepLink(guest))
	await guest.meets('for Olive and Ash comes along')
	assert.not.match(guest.page.url(), /keep=/, 'the token has left the address')
	await guest.fill('Password', PASSWORD)
	await guest.choose(/^Create an account$/, '[type=submit]')
	await guest.meets('Check your mail')
	await guest.page.goto(confirmation(await letter(product.api, EMAIL, 'onfirm')))
	await guest.meets('Is this you?')
	await guest.fill('The password you chose', PASSWORD)
	await guest.choose(/^Confirm$/)
	await guest.meets('Next visit')
	await guest.meets('Olive and Ash')
	assert.equal(guest.complaints, [])
	await guest.leave()
})

test.run()
