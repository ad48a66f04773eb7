import type { Browser } from 'puppeteer-core'
import { suite } from 'uvu'
import * as assert from 'uvu/assert'
import { launchBrowser } from './browser.ts'
import { type Product, startProduct } from './product.ts'
import { Visitor } from './visitor.ts'

const BOOKING = 'vetslot-booking'
const DAY_MS = 86_400_000
/** After its first refresh the element lets this pass before the next. */
const SETTLED_MS = 4000

const test = suite('end to end: two visitors look at the same times')
let product: Product
let browser: Browser

test.before(async () => {
	product = await startProduct()
	browser = await launchBrowser()
})
test.after(async () => {
	await browser?.close()
	await product?.stop()
})

async function toTimes(visitor: Visitor): Promise<void> {
	await visitor.page.goto(product.site)
	await visitor.press('radio', 'Dog')
	await visitor.pressText(BOOKING, 'Nail trim')
	await visitor.sees(BOOKING, 'before?')
	await visitor.press('radio', 'Yes')
	await visitor.press('button', 'Continue')
	await visitor.sees(BOOKING, 'When suits you?')
	const from = new Date(Date.now() + 3 * DAY_MS).toISOString().slice(0, 10)
	await visitor.pickDay(BOOKING, from)
}

/** Where each time stands, by its name's first five letters. */
const places = (visitor: Visitor) =>
	visitor.page.evaluate((tag) => {
		const found = document.querySelector(tag)?.shadowRoot?.querySelectorAll('.time') ?? []
		return [...found].map((time) => {
			const { left, top } = time.getBoundingClientRect()
			return [time.getAttribute('aria-label')?.slice(0, 5), left, top + scrollY]
		})
	}, BOOKING)

test('a time fades within two seconds of being taken by the other, and nothing moves', async () => {
	const [owner, other] = await Promise.all([Visitor.arrive(browser), Visitor.arrive(browser, 1280)])
	await Promise.all([toTimes(owner), toTimes(other)])
	await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
	const before = await places(other)
	const [, wanted = ''] = await owner.times(BOOKING)
	await owner.press('radio', wanted)
	await owner.press('button', 'Continue')
	await owner.sees(BOOKING, 'Tell us about you and your pet')
	const since = performance.now()
	const gone = `${wanted.slice(0, 5)}, just taken`
	await other.page.waitForFunction(
		(tag, gone) => {
			const found = document.querySelector(tag)?.shadowRoot?.querySelectorAll('.time.gone') ?? []
			return [...found].some((time) => time.getAttribute('aria-label') === gone)
		},
		{},
		BOOKING,
		gone,
	)
	const took = performance.now() - since
	assert.ok(took < 2000, `${took} ms`)
	await other.sees(BOOKING, `${wanted.slice(0, 5)} has just been taken`)
	assert.equal(await places(other), before)
	assert.equal([...owner.complaints, ...other.complaints], [])
	await Promise.all([owner.leave(), other.leave()])
})

test.run()
