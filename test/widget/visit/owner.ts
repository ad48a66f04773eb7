import '../../../widget/visit/visit.ts'
import type { VetslotVisit } from '../../../widget/visit/visit-element.ts'
import { VisitServer } from './clinic.ts'

/** Waits until something is so, or says what was not. */
export async function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
	const end = performance.now() + 12_000
	while (performance.now() < end) {
		const found = look()
		if (found) return found
		await new Promise((resolve) => setTimeout(resolve, 10))
	}
	throw new Error(`Still not so: ${what}`)
}

/** Someone who opened the link in their mail, and what they see and do. */
export class Owner {
	readonly server: VisitServer
	readonly element: VetslotVisit

	constructor(server = new VisitServer()) {
		this.server = server
		this.element = document.createElement('vetslot-visit') as VetslotVisit
		this.element.fetch = server.fetch
		this.element.api = 'https://api.example'
	}

	/** Puts the element on the page, whose address has the link's token. */
	async arrive(token = 'opens.this-visit'): Promise<this> {
		history.replaceState(null, '', `#${token}`)
		document.body.append(this.element)
		await this.element.updateComplete
		return this
	}

	async opened(token?: string): Promise<this> {
		await this.arrive(token)
		await until('a heading', () => this.title)
		return this
	}

	leave(): void {
		this.element.remove()
	}

	get root(): ShadowRoot {
		return this.element.renderRoot as ShadowRoot
	}

	/** What can be read, without what is kept for screen readers and for paper. */
	text(selector: string): string {
		return this.root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? ''
	}
	get title(): string {
		return this.text('#title')
	}
	get body(): string {
		return this.text('section')
	}
	get focused(): Element | null {
		return this.root.activeElement
	}

	async hears(text: string | RegExp, alert = false): Promise<void> {
		const heard = () => this.text(alert ? '[role=alert]' : 'div[role=status]')
		const match = () => (typeof text === 'string' ? heard() === text : text.test(heard()))
		await until(`hearing ${text}`, match).catch((error) => {
			throw new Error(`${error.message}, heard: ${heard()}`)
		})
	}

	/** Something to press by its name, or by a part of it: a vet's has the initials in front. */
	find(name: string): HTMLElement | undefined {
		const all = [...this.root.querySelectorAll<HTMLElement>('button, a')]
		const nameOf = (one: HTMLElement) =>
			(one.ariaLabel ?? one.textContent ?? '').replace(/\s+/g, ' ').trim()
		return (
			all.find((one) => nameOf(one).startsWith(name)) ??
			all.find((one) => nameOf(one).includes(name))
		)
	}

	async press(name: string): Promise<void> {
		const target = await until(`a way to press ${name}`, () => this.find(name))
		target.focus()
		target.click()
		await this.element.updateComplete
	}

	async at(title: string): Promise<void> {
		await until(`the screen “${title}”`, () => this.title === title).catch((error) => {
			throw new Error(`${error.message}, is at “${this.title}”`)
		})
		await this.element.updateComplete
	}

	async toTimes(): Promise<void> {
		await this.press('Move to another time')
		await until('times', () => this.root.querySelector('.time'))
	}

	/** Picks Friday's 11:40, which is Dr Lind's. */
	async toPicked(): Promise<void> {
		await this.toTimes()
		await this.press('Friday 6 November')
		await this.press('11:40')
	}
}

/** Makes the browser say whether there is a network. */
export function online(yes: boolean): void {
	Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => yes })
	dispatchEvent(new Event(yes ? 'online' : 'offline'))
}
