import { defineBooking } from '../../../widget/booking/define.ts'
import type { VetslotBooking } from '../../../widget/booking/element.ts'
import { Server } from '../fixture.ts'

defineBooking()

export const tick = (ms = 0) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Waits until something is so, or says what was not. */
export async function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
	for (let tries = 0; tries < 300; tries++) {
		const found = look()
		if (found) return found
		await tick(10)
	}
	throw new Error(`Still not so: ${what}`)
}

/** One element on a page of its own, and what a visitor can see and do. */
export class Visitor {
	readonly server: Server
	readonly element: VetslotBooking

	constructor(server = new Server(), attributes: Record<string, string> = {}) {
		this.server = server
		this.element = document.createElement('vetslot-booking')
		this.element.fetch = server.fetch
		for (const [name, value] of Object.entries({
			'clinic-key': 'pk_test',
			api: 'https://api.example',
			...attributes,
		}))
			this.element.setAttribute(name, value)
		const fallback = document.createElement('a')
		fallback.href = 'tel:+442079460112'
		fallback.textContent = 'Call to book'
		this.element.append(fallback)
	}

	get root(): ShadowRoot {
		return this.element.renderRoot as ShadowRoot
	}

	/** Puts the element on the page and waits for its first step. */
	async arrive(): Promise<this> {
		document.body.append(this.element)
		await until('the first step', () => this.root.querySelector('#title'))
		return this
	}

	leave(): void {
		this.element.remove()
		sessionStorage.clear()
	}

	get title(): string {
		return this.text('#title')
	}

	text(selector: string): string {
		return this.root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
	}

	get focused(): Element | null {
		return this.root.activeElement
	}

	/** What a screen reader is told politely, and what interrupts it. */
	get said(): string {
		return this.text('[role=status]')
	}
	get alerted(): string {
		return this.text('[role=alert]')
	}

	async hears(text: string | RegExp, alert = false): Promise<void> {
		const heard = () => (alert ? this.alerted : this.said)
		const match = () => (typeof text === 'string' ? heard() === text : text.test(heard()))
		await until(`hearing ${text}`, match).catch((error) => {
			throw new Error(`${error.message}, heard: ${heard()}`)
		})
	}

	/** Something that can be pressed, by its name. */
	find(name: string | RegExp): HTMLElement | undefined {
		const all = [...this.root.querySelectorAll<HTMLElement>('button, a, label, [role=gridcell]')]
		const is = (text: string | null | undefined) => {
			const plain = text?.replace(/\s+/g, ' ').trim() ?? ''
			return typeof name === 'string'
				? plain === name || plain.startsWith(`${name} `)
				: name.test(plain)
		}
		return all.find(
			(one) => (is(one.ariaLabel) || is(one.textContent)) && one.getClientRects().length > 0,
		)
	}

	async press(name: string | RegExp): Promise<void> {
		const target = await until(`a way to press ${name} on “${this.title}”`, () => this.find(name))
		target.click()
		await this.element.updateComplete
	}

	async type(field: string, value: string, leave = true): Promise<void> {
		const input = await until(`the field ${field}`, () =>
			this.root.querySelector<HTMLInputElement>(`#${CSS.escape(field)}`),
		)
		input.value = value
		input.dispatchEvent(new Event('input', { bubbles: true }))
		await this.element.updateComplete
		if (leave) input.dispatchEvent(new Event('blur'))
		await this.element.updateComplete
	}

	async at(title: string | RegExp): Promise<void> {
		const match = () => (typeof title === 'string' ? this.title === title : title.test(this.title))
		await until(`the step “${title}”`, match).catch((error) => {
			throw new Error(`${error.message}, is at “${this.title}”`)
		})
		await this.element.updateComplete
	}

	async toTypes(): Promise<void> {
		await this.press('Dog')
		await this.at('What does your dog need?')
	}
	async toTime(visit = /^Booster/): Promise<void> {
		await this.toTypes()
		await this.press(visit)
		await this.at('When suits you?')
		await until('times', () => this.root.querySelector('.time'))
	}
	async toDetails(visit?: RegExp): Promise<void> {
		await this.toTime(visit)
		await this.press(/^Thursday 5 November/)
		await this.press(/^10:40/)
		await this.press('Continue')
		await this.at('Tell us about you and your pet')
	}
	async fill(): Promise<void> {
		await this.type('pet', 'Biscuit')
		await this.press('1 to 7')
		await this.type('name', 'Sam Rivera')
		await this.type('phone', '07700900142')
		await this.type('email', 'sam@example.com')
	}
	async toReview(visit?: RegExp): Promise<void> {
		await this.toDetails(visit)
		await this.fill()
		await this.press('Review your visit')
		await this.at('Does this look right?')
	}
	async toBooked(): Promise<void> {
		await this.toReview()
		await this.press('Book this visit')
		await this.at('You’re booked, Sam')
	}
}
