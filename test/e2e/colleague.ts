import type { ElementHandle } from 'puppeteer-core'
import { px } from '../../widget/clinic/diary/geometry.ts'
import { Visitor } from './visitor.ts'

const STEPS = 6

interface Point {
	x: number
	y: number
}

/** Somebody at the console, who knows what stands on it. */
export class Colleague extends Visitor {
	/** Follows the link of an invitation and chooses a password. */
	async join(link: string, password: string): Promise<void> {
		await this.page.goto(link)
		await this.fill('New password', password)
		await this.press('button', 'Set it and sign in')
		await this.see('vetslot-clinic-diary')
	}

	/** The console is alive: what is pressed has to stand still first. */
	override async press(role: string, name: string): Promise<void> {
		await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click()
	}

	/** Another view, by the menu. */
	async goTo(view: string): Promise<void> {
		await this.press('button', 'Menu')
		await this.press('link', view)
	}

	/** The diary of a day, by an address that was kept or sent. */
	async goToDay(date: string): Promise<void> {
		await this.page.evaluate((to) => {
			location.hash = `#/diary/${to}`
		}, date)
		const day = Number(date.slice(-2))
		await this.see(`[role=grid][aria-label*=" ${day} "]`)
	}

	/**
	 * The first element of a selector, in whatever shadow root, that is on screen and says the words:
	 * those and nothing else when `exact`. Where a dialog is open there is nothing else to see.
	 */
	async see(selector: string, words = '', exact = false): Promise<ElementHandle<HTMLElement>> {
		const seen = this.page.waitForFunction(
			(selector, words, exact) => {
				const clinic = document.querySelector('vetslot-clinic')?.shadowRoot
				const roots: ParentNode[] = [clinic?.querySelector('dialog[open]') ?? document]
				for (const root of roots) {
					for (const each of root.querySelectorAll<HTMLElement>('*')) {
						if (each.shadowRoot) roots.push(each.shadowRoot)
						if (!each.matches(selector) || !each.checkVisibility()) continue
						const text = (each.textContent ?? '').replace(/\s+/g, ' ').trim()
						if (exact ? text === words : text.includes(words)) return each
					}
				}
				return null
			},
			{},
			...([selector, words, exact] as const),
		)
		const found = await seen.catch(() =>
			Promise.reject(new Error(`Never saw ${selector} "${words}"`)),
		)
		return found as ElementHandle<HTMLElement>
	}

	/** Waits for the sentence at the bottom, which no dialog hides any more. */
	async isTold(words: string): Promise<void> {
		await this.see('.toast', words)
	}

	/** Types into a field or chooses in it, whatever its kind, in place of what it held. */
	async fill(label: string, value: string): Promise<void> {
		const name = await this.see('label > span:first-child', label, true)
		const field = await name.evaluateHandle((span) => span.closest('label')!.control!)
		const kind = await field.evaluate((field) => (field as HTMLInputElement).type)
		if (kind === 'select-one') {
			const option = await field.evaluate(
				(field, label) =>
					[...(field as HTMLSelectElement).options].find((each) => each.label === label)?.value,
				value,
			)
			await (field as ElementHandle<HTMLSelectElement>).select(option ?? `no ${value}`)
		} else if (kind === 'date' || kind === 'time') {
			// As a picker does; how they are typed depends on the machine's language.
			await field.evaluate((field, value) => {
				;(field as HTMLInputElement).value = value
				field.dispatchEvent(new InputEvent('input', { bubbles: true }))
			}, value)
		} else {
			const input = field as ElementHandle<HTMLInputElement>
			await input.evaluate((input) => input.select())
			await input.type(value)
		}
	}

	/** The visit of a pet on the calendar. */
	async visit(pet: string, time = ''): Promise<ElementHandle<HTMLElement>> {
		return this.see('.block:not([data-dragged])', time ? `${time} ${pet}` : pet)
	}

	async openVisit(pet: string): Promise<void> {
		const block = await this.visit(pet)
		await block.click()
		await this.see('#visit-title', pet)
	}

	/** Drags a visit by so many columns and minutes, up to the question whether it shall be moved. */
	async drag(
		pet: string,
		{ columns, minutes }: { columns: number; minutes: number },
	): Promise<void> {
		const from = await this.#middle(await this.visit(pet))
		const width = await (await this.see('.cell')).evaluate((cell) => cell.clientWidth)
		const { mouse } = this.page
		await mouse.move(from.x, from.y)
		await mouse.down()
		await mouse.move(from.x + columns * width, from.y + px(minutes), { steps: STEPS })
		await this.see('.ghost')
		await mouse.up()
		await this.find('button', 'Move the visit')
	}

	/** Presses an empty place of the calendar and chooses what to do there. */
	async atPlace(column: string, time: string, choice: string): Promise<void> {
		const head = await this.#middle(await this.see('.head', column))
		const mark = await this.see('.times span', time, true)
		const { y } = await this.#middle(mark)
		await this.page.mouse.click(head.x, y + px(15))
		const item = await this.see('#place-menu .menu-item', choice)
		await item.click()
	}

	async #middle(element: ElementHandle<HTMLElement>): Promise<Point> {
		return element.evaluate((each) => {
			each.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' })
			const { left, top, width, height } = each.getBoundingClientRect()
			return { x: left + width / 2, y: top + height / 2 }
		})
	}
}
