import '../../../widget/portal/define.ts'
// Otherwise the first test of a file would wait for its code.
import '../../../widget/portal/home/home-view.ts'
import type { OwnerSession } from '../../../sdk/owner.ts'
import type { VetslotPortal } from '../../../widget/portal/portal-element.ts'
import { ok, problem, Server } from '../fixture.ts'
import { until } from '../visit/owner.ts'

export const id = (n: number) => `01900000-0000-7000-8000-00000000${String(n).padStart(4, '0')}`

export const session = (owner: Partial<OwnerSession['owner']> = {}): OwnerSession =>
	({
		accessToken: 'a.b.c',
		expiresIn: 600,
		refreshToken: null,
		sessionId: id(900),
		owner: {
			id: id(700),
			name: 'Sam Rivera',
			email: 'sam@example.com',
			isEmailVerified: true,
			phone: '+447700900142',
			isPhoneVerified: true,
			hasPassword: true,
			locale: null,
			...owner,
		},
		clinic: {
			id: id(100),
			slug: 'harbour-lane',
			name: 'Harbour Lane Vets',
			timeZone: 'Europe/London',
			locale: 'en-GB',
			currency: 'GBP',
			phone: '+442079460112',
			accent: null,
		},
	}) as OwnerSession

/** A clinic with a portal: it answers as the API does. */
export class PortalServer extends Server {
	session = session()
	/** Whether the browser has a cookie. */
	hasCookie = true

	constructor() {
		super()
		this.on('/refresh', () => (this.hasCookie ? ok(this.session) : problem(401, 'session_ended')))
		this.on(`DELETE /api/customer/sessions/${this.clinic.id}`, () => {
			this.hasCookie = false
			return { status: 204 }
		})
	}
}

/** Somebody with the portal open, and what they see and do. */
export class Visitor {
	readonly server: PortalServer
	readonly element: VetslotPortal

	constructor(server = new PortalServer(), attributes: Record<string, string> = {}) {
		this.server = server
		this.element = document.createElement('vetslot-portal')
		this.element.fetch = server.fetch
		const all = { 'clinic-key': 'pk_test', api: 'https://api.example', ...attributes }
		for (const [name, value] of Object.entries(all)) this.element.setAttribute(name, value)
		this.element.textContent = 'Call 020 7946 0112'
	}

	async arrive(hash = ''): Promise<this> {
		history.replaceState(null, '', hash || location.pathname + location.search)
		document.body.append(this.element)
		await this.element.updateComplete
		return this
	}

	/** Arrives, and waits for a view. */
	async opened(hash?: string): Promise<this> {
		await this.arrive(hash)
		await until('a view', () => this.element.view?.hasUpdated)
		await this.element.updateComplete
		return this
	}

	get title(): string {
		return textOf(this.element.renderRoot.querySelector('#title'))
	}

	/** Everything inside, through all shadow roots. */
	all<E extends HTMLElement = HTMLElement>(
		selector: string,
		root: ParentNode = this.element.renderRoot,
	): E[] {
		const here = [...root.querySelectorAll<E>(selector)]
		const deeper = [...root.querySelectorAll('*')].flatMap((one) =>
			one.shadowRoot ? this.all<E>(selector, one.shadowRoot) : [],
		)
		return [...here, ...deeper]
	}

	/** Something to press or fill, by its name or a part of it. */
	find(name: string, kinds = 'button, a, input, select, textarea'): HTMLElement | undefined {
		const nameOf = (one: HTMLElement) => {
			const label =
				one.id && (one.getRootNode() as ShadowRoot).querySelector(`label[for="${one.id}"]`)
			return one.ariaLabel ?? textOf(label || one)
		}
		const all = this.all(kinds)
		return all.find((one) => nameOf(one) === name) ?? all.find((one) => nameOf(one).includes(name))
	}

	async press(name: string): Promise<void> {
		const target = await until(`a way to press ${name}`, () => this.find(name))
		target.focus()
		target.click()
		await this.element.updateComplete
	}

	async fill(name: string, value: string): Promise<void> {
		const field = (await until(`a field ${name}`, () =>
			this.find(name, 'input, select, textarea'),
		)) as HTMLInputElement
		field.value = value
		const happens = field.tagName === 'SELECT' ? 'change' : 'input'
		field.dispatchEvent(new Event(happens, { bubbles: true }))
		field.dispatchEvent(new Event('blur'))
	}

	get focused(): HTMLElement | undefined {
		let active: Element | null | undefined = document.activeElement
		while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
		return active instanceof HTMLElement ? active : undefined
	}

	/** Waits until a text can be read. */
	async sees(text: string | RegExp): Promise<void> {
		const match = () =>
			this.all('*').some((one) => {
				const own = textOf(one)
				return typeof text === 'string' ? own.includes(text) : text.test(own)
			})
		await until(`seeing ${text}`, match)
	}

	async hears(text: string, kind: 'status' | 'alert' = 'status'): Promise<void> {
		const region = this.element.renderRoot.querySelector(`.sr[role=${kind}]`)
		await until(`hearing ${text}`, () => textOf(region).includes(text))
	}

	leave(): void {
		this.element.remove()
	}
}

const textOf = (one: Element | null): string => (one?.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Closes every portal, also those of tests that failed on the way. */
export function leaveAll(): void {
	for (const one of document.querySelectorAll('vetslot-portal')) one.remove()
	localStorage.clear()
	history.replaceState(null, '', location.pathname + location.search)
}
