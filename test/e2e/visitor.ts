import type { Browser, ElementHandle, Page } from 'puppeteer-core'

const WAIT_MS = 20_000

/**
 * Someone at a browser, who finds things by their role and name as a screen reader does, also
 * inside shadow roots.
 */
export class Visitor {
	readonly page: Page
	/** What went wrong on the page and was not meant to. */
	readonly complaints: string[] = []

	constructor(page: Page) {
		this.page = page
		page.setDefaultTimeout(WAIT_MS)
		page.on('pageerror', (error) => this.complaints.push(String(error)))
	}

	/** A fresh profile: nothing is shared with other visitors. */
	static async arrive<T extends Visitor>(
		this: new (
			page: Page,
		) => T,
		browser: Browser,
		width = 390,
	): Promise<T> {
		const context = await browser.createBrowserContext()
		const page = await context.newPage()
		await page.setViewport({ width, height: 844 })
		return new this(page)
	}

	async leave(): Promise<void> {
		await this.page.browserContext().close()
	}

	async find(role: string, name: string): Promise<ElementHandle<Element>> {
		const selector = `::-p-aria([name="${name}"][role="${role}"])`
		const found = await this.page.waitForSelector(selector, { visible: true })
		if (!found) throw new Error(`No ${role} "${name}"`)
		return found
	}

	async press(role: string, name: string): Promise<void> {
		const target = await this.find(role, name)
		await target.click()
	}

	/** Presses the first button or radio inside the element whose text holds the words. */
	async pressText(tag: string, words: string): Promise<void> {
		const target = await this.page.waitForFunction(
			(tag, words) => {
				const root = document.querySelector(tag)?.shadowRoot
				const all = root?.querySelectorAll<HTMLElement>('button, a') ?? []
				return [...all].find((each) => each.innerText.includes(words) && each.offsetParent !== null)
			},
			{ timeout: WAIT_MS },
			tag,
			words,
		)
		await (target as ElementHandle<Element>).click()
	}

	async type(label: string, text: string): Promise<void> {
		const field = await this.find('textbox', label)
		await field.type(text)
	}

	/** Waits until the element says these words. */
	async sees(tag: string, words: string): Promise<void> {
		await this.page
			.waitForFunction(
				(tag, words) => document.querySelector(tag)?.shadowRoot?.textContent?.includes(words),
				{ timeout: WAIT_MS },
				tag,
				words,
			)
			.catch(async () => {
				throw new Error(`Never saw "${words}" but: ${await this.reads(tag)}`)
			})
	}

	/** Everything that the element says now. */
	async reads(tag: string): Promise<string> {
		return await this.page.evaluate(
			(tag) => document.querySelector(tag)?.shadowRoot?.textContent?.replace(/\s+/g, ' ') ?? '',
			tag,
		)
	}

	/** Picks the first day from a date on that has free times, and waits for its times. */
	async pickDay(tag: string, from: string): Promise<void> {
		const day = await this.page.waitForFunction(
			(tag, from) => {
				const root = document.querySelector(tag)?.shadowRoot
				const days =
					root?.querySelectorAll<HTMLElement>('[data-date]:not([aria-disabled=true])') ?? []
				return [...days].find(
					(each) => (each.dataset.date ?? '') >= from && each.querySelector('.dots'),
				)
			},
			{ timeout: WAIT_MS },
			tag,
			from,
		)
		await (day as ElementHandle<HTMLElement>).evaluate((each) => each.click())
		await this.page.waitForFunction(
			(tag, from) => {
				const root = document.querySelector(tag)?.shadowRoot
				const chosen = root?.querySelector<HTMLElement>('.day.chosen[data-date]')
				return (chosen?.dataset.date ?? '') >= from && root?.querySelector('.time')
			},
			{ timeout: WAIT_MS },
			tag,
			from,
		)
	}

	/** The names of the times on offer. */
	async times(tag: string): Promise<string[]> {
		return await this.page.evaluate((tag) => {
			const found = document.querySelector(tag)?.shadowRoot?.querySelectorAll('.time') ?? []
			return [...found].map((each) => each.getAttribute('aria-label') ?? '')
		}, tag)
	}
}
