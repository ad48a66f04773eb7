import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { launchBrowser } from './browser.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const DAY_MS = 86_400_000

const test = suite('visits that follow others, or last the day')
let product: Product
let browser: Browser

test.before(async () => {
	product = await startProduct({ LIMIT_HOLDS_BY_ADDRESS: '1000' })
	browser = await launchBrowser()
})

test.after(async () => {
	await browser?.close()
	await product?.stop()
})

const dayFromNow = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

/** From the clinic's website to the questions about a dog's visit. */
async function toQuestions(visitor: Visitor, visit: string): Promise<void> {
	await visitor.page.goto(product.site)
	await visitor.press('radio', 'Dog')
	await visitor.pressText(BOOKING, visit)
	await visitor.sees(BOOKING, 'A little more about the visit')
	await visitor.press('radio', 'Yes')
}

/** Gives the day of the earlier visit, as a picker does. */
async function lastSeen(visitor: Visitor, day: string): Promise<void> {
	const give = (tag: string, value: string) => {
		const field = document.querySelector(tag)?.shadowRoot?.querySelector<HTMLInputElement>('#last')
		if (!field) throw new Error('No field for the day')
		field.value = value
		field.dispatchEvent(new Event('input', { bubbles: true }))
	}
	await visitor.page.evaluate(give, BOOKING, day)
}

async function toRecheckTimes(visitor: Visitor): Promise<void> {
	await toQuestions(visitor, 'Follow-up the vet asked for')
	await lastSeen(visitor, dayFromNow(-20))
	await visitor.press('button', 'Continue')
	await visitor.sees(BOOKING, 'When suits you?')
	await visitor.pickDay(BOOKING, dayFromNow(3))
}

test('books a recheck by its earlier visit, and keeps one time only', async () => {
	const owner = await Visitor.arrive(browser)
	const other = await Visitor.arrive(browser)
	await toQuestions(owner, 'Follow-up the vet asked for')
	await lastSeen(owner, dayFromNow(-60))
	await owner.sees(BOOKING, 'That’s more than 6 weeks ago')

	await toRecheckTimes(owner)
	const offered = await owner.times(BOOKING)
	const [first, second] = [offered[0] ?? '', offered.at(-1) ?? '']
	await owner.press('radio', first)
	await owner.press('button', 'Continue')
	await owner.sees(BOOKING, 'Tell us about you and your pet')
	await toRecheckTimes(other)
	assert.not.ok((await other.times(BOOKING)).includes(first), 'held for the owner')

	await owner.press('button', 'Back')
	await owner.press('radio', second)
	await owner.press('button', 'Continue')
	await owner.sees(BOOKING, 'Tell us about you and your pet')
	await toRecheckTimes(other)
	const times = await other.times(BOOKING)
	assert.ok(times.includes(first), 'let go of when another was held')
	assert.not.ok(times.includes(second))

	await owner.type('Name', 'Milo')
	await owner.press('radio', '1 to 7')
	await owner.type('Full name', 'Sam Rivera')
	await owner.type('Mobile', '07700 900142')
	await owner.type('Email', 'sam@mail.example')
	await owner.type('What did the vet ask us to recheck?', 'The left ear')
	await owner.press('button', 'Review your visit')
	await owner.press('button', 'Book this visit')
	await owner.sees(BOOKING, 'You’re booked, Sam')
	assert.equal([...owner.complaints, ...other.complaints], [])
	await Promise.all([owner.leave(), other.leave()])
})

test('leads to the check before an operation, and says when to bring and to collect', async () => {
	const owner = await Visitor.arrive(browser)
	await toQuestions(owner, 'Neutering: drop-off day')
	await owner.press('checkbox', 'Not yet, or I don’t know')
	await owner.find('button', 'Book “Check before an operation” first')
	await owner.type('How old is your dog?', '2')
	await owner.press('radio', 'Years')
	await lastSeen(owner, dayFromNow(-8))
	await owner.press('button', 'Continue')
	await owner.sees(BOOKING, 'Bring your dog at')
	await owner.sees(BOOKING, 'Collect between 15:30 and 18:00')
	await owner.pickDay(BOOKING, dayFromNow(3))
	const [time = ''] = await owner.times(BOOKING)
	await owner.press('radio', time)
	await owner.press('button', 'Continue')
	await owner.sees(BOOKING, 'Tell us about you and your pet')
	await owner.sees(BOOKING, `Bring at ${time.slice(0, 5)}, collect between 15:30 and 18:00`)
	assert.equal(owner.complaints, [])
	await owner.leave()
})

test.run()
