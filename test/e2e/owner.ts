import type { ElementHandle, Page } from 'puppeteer-core'
import { Visitor } from './visitor.ts'

const WAIT_MS = 25_000
const DAY_MS = 86_400_000

/** Somebody at the portal, whose views and booking stand in shadow roots inside of it. */
export class Owner extends Visitor {
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
		await this.page
			.waitForFunction(
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
			.catch((cause) => {
				throw new Error(`Never met "${words}"`, { cause })
			})
	}

	/** Picks a day that is far enough ahead to be moved from, and its first time. */
	async pickTime(days: number): Promise<void> {
		const from = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
		await this.choose(/free$/, `[data-date]:not([aria-disabled=true])${after(from)}`)
		await this.choose(/^\d\d:\d\d/, '.time')
	}

	/** To another view by the menu: the page is not loaded again. */
	async goTo(view: RegExp): Promise<void> {
		await this.choose(/^Menu$/)
		await this.choose(view, '.menu-item')
	}
}

/** Matches days on or after one: of the fifteen that follow it. */
const after = (from: string): string =>
	`:is(${Array.from({ length: 15 }, (_, i) => {
		const day = new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10)
		return `[data-date="${day}"]`
	}).join(', ')})`
