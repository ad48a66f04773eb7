import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { launchBrowser } from './browser.ts'
import { letter, manageLink } from './mailbox.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const VISIT = 'vetslot-visit'
const HEALTH_CHECK = 'Health check and yearly vaccination'

const test = suite('end to end: two origins, a real browser, a real database')
let product: Product
let browser: Browser

test.before(async () => {
	product = await startProduct({
		LIMIT_WRITES_BY_ADDRESS: '1000/60',
		LIMIT_BOOKINGS_BY_ADDRESS: '1000/60',
		LIMIT_HOLDS_BY_ADDRESS: '1000',
	})
	browser = await launchBrowser()
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
})

const DAY_MS = 86_400_000

/** From the clinic's website to the times of a dog's health check on a day that can still be moved. */
async function toTimes(visitor: Visitor): Promise<void> {
	await visitor.page.goto(product.site)
	await visitor.press('radio', 'Dog')
	await visitor.pressText(BOOKING, HEALTH_CHECK)
	const age = await visitor.find('textbox', 'How old is your dog?')
	// A tab remembers what it was told.
	if ((await age.evaluate((field) => (field as HTMLInputElement).value)) === '') {
		await age.type('4')
		await visitor.press('radio', 'Years')
	}
	await visitor.press('button', 'Continue')
	await visitor.sees(BOOKING, 'When suits you?')
	// Later than any cut-off, whatever the hour at which the test runs.
	const from = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
	await visitor.pickDay(BOOKING, from)
}

async function fillDetails(visitor: Visitor, email: string): Promise<void> {
	await visitor.sees(BOOKING, 'Tell us about you and your pet')
	await visitor.type('Name', 'Biscuit')
	await visitor.press('radio', 'Yes')
	await visitor.type('Full name', 'Sam Rivera')
	await visitor.type('Mobile', '07700 900142')
	await visitor.type('Email', email)
	await visitor.press('button', 'Review your visit')
	await visitor.sees(BOOKING, 'Does this look right?')
}

test('books, reads the mail, moves and cancels; another visitor sees the time go', async () => {
	const owner = await Visitor.arrive(browser)
	const other = await Visitor.arrive(browser, 1280)
	await Promise.all([toTimes(owner), toTimes(other)])
	const before = await other.times(BOOKING)
	const [wanted = ''] = await owner.times(BOOKING)
	assert.ok(before.includes(wanted))

	await owner.press('radio', wanted)
	await owner.press('button', 'Continue')
	await fillDetails(owner, 'sam@mail.example')
	await owner.press('button', 'Book this visit')
	await owner.sees(BOOKING, 'You’re booked, Sam')

	await toTimes(other)
	assert.not.ok((await other.times(BOOKING)).includes(wanted), 'the time is gone for others')

	await owner.page.goto(manageLink(await letter(product.api, 're booked')))
	await owner.sees(VISIT, 'Biscuit')
	await owner.press('button', 'Move to another time')
	await owner.pickDay(VISIT, new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10))
	const another = (await owner.times(VISIT)).find((time) => time !== wanted) ?? ''
	await owner.press('radio', another)
	await owner.press('button', 'Move to this time')
	await owner.sees(VISIT, 'Your visit is moved')
	await toTimes(other)
	assert.ok((await other.times(BOOKING)).includes(wanted), 'the old time is free again')

	// The newest letter opens the visit where it is now.
	await owner.page.goto('about:blank')
	await owner.page.goto(manageLink(await letter(product.api, 'New time')))
	await owner.press('button', 'Can’t make it')
	await owner.press('button', 'Cancel the visit')
	await owner.sees(VISIT, 'Visit cancelled')
	await letter(product.api, 'Visit cancelled')
	assert.equal([...owner.complaints, ...other.complaints], [])
	await Promise.all([owner.leave(), other.leave()])
})

test('gives one time to one of two browsers, and three other times to the other', async () => {
	const pair = await Promise.all([Visitor.arrive(browser), Visitor.arrive(browser)])
	await Promise.all(pair.map(toTimes))
	const times = await pair[0].times(BOOKING)
	const wanted = times.at(-1) ?? ''
	for (const each of pair) await each.press('radio', wanted)
	await Promise.all(pair.map((each) => each.press('button', 'Continue')))
	const outcome = async (visitor: Visitor) =>
		await Promise.race([
			visitor.sees(BOOKING, 'Tell us about you').then(() => 'held'),
			visitor.sees(BOOKING, 'has just gone').then(() => 'lost'),
		])
	const outcomes = await Promise.all(pair.map(outcome))
	assert.equal([...outcomes].sort(), ['held', 'lost'])
	await Promise.all(pair.map((each) => each.leave()))
})

test.run()
