import type { OwnSession, StaffMember, StaffSession, StaffUser } from '../../../../sdk/staff.ts'
import '../../../../widget/clinic/clinic.ts'
import type { VetslotClinic } from '../../../../widget/clinic/clinic-element.ts'
import { violations } from '../../axe.ts'
import { ok, problem, Server } from '../../fixture.ts'
import { until } from '../../visit/owner.ts'

const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const CLINIC = id(100)

const signIn = {
	...{ hasPassword: true, hasSecondFactor: false, invitedAt: null },
	lastLoginAt: '2026-11-03T08:00:00.000Z',
}

export const member = (of: Partial<StaffMember> = {}): StaffMember => ({
	id: id(1),
	name: 'Imogen Tarrow',
	email: 'imogen@harbour.example',
	title: null,
	roles: ['admin', 'veterinarian'],
	isActive: true,
	isSchedulable: true,
	signIn,
	...of,
})

export function session(of: Partial<StaffUser> = {}): StaffSession {
	const { isSchedulable: _, signIn: __, ...rest } = member()
	const user = { ...rest, ...signIn, ...of }
	return {
		accessToken: 'a.b.c',
		expiresIn: 600,
		refreshToken: null,
		sessionId: id(50),
		user,
		clinic: {
			id: CLINIC,
			slug: 'harbour-lane',
			name: 'Harbour Lane Vets',
			timeZone: 'Europe/London',
			locale: 'en-GB',
			currency: 'GBP',
			phone: null,
			accent: null,
		},
	}
}

const ownSession = (of: Partial<OwnSession>): OwnSession => ({
	id: id(50),
	device: 'Firefox on Windows',
	address: '192.0.2.7',
	beganAt: '2026-11-02T08:00:00.000Z',
	lastUsedAt: '2026-11-03T08:00:00.000Z',
	isThis: true,
	...of,
})

/** A server that knows Imogen, whose password is `right`; nobody is signed in yet. */
export class StaffServer extends Server {
	user: Partial<StaffUser> = {}
	staff: StaffMember[] = [
		member(),
		member({
			id: id(2),
			name: 'Robin Fell',
			roles: ['nurse'],
			signIn: { ...signIn, hasPassword: false },
		}),
	]
	sessions = [ownSession({}), ownSession({ id: id(51), device: 'Safari on iPhone', isThis: false })]

	constructor() {
		super()
		const right = (body: Record<string, unknown>) =>
			body.password === 'right' || body.code === '123456' || body.password === 'larks and meadows'
		this.on('POST /api/clinic/sessions', ({ body }) =>
			right(body) ? ok(session(this.user), 201) : problem(401, 'sign_in_refused'),
		)
		this.on(`/sessions/${CLINIC}/refresh`, () => ok(session(this.user)))
		this.on('GET /api/clinic/resources', () => ok({ resources: [] }))
		this.on('GET /api/clinic/types', () => ok({ types: [] }))
		this.on('/sign-in-codes', () => ({ status: 202, body: '' }))
		this.on('/password-resets', () => ({ status: 202, body: '' }))
		this.on('GET /api/clinic/me/sessions', () => ok({ sessions: this.sessions }))
		this.on('GET /api/clinic/staff', () => ok({ staff: this.staff }))
	}
}

/** Every element inside, through all shadow roots. */
function* inside(root: ParentNode): Generator<HTMLElement> {
	for (const element of root.querySelectorAll<HTMLElement>('*')) {
		yield element
		if (element.shadowRoot) yield* inside(element.shadowRoot)
	}
}

const textOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

/** Somebody at the console, and what they see and do. */
export class Colleague {
	readonly server = new StaffServer()
	element: VetslotClinic | undefined

	/** Opens the page at an address, signed in or not. */
	async arrive(hash = '', signedIn = false): Promise<this> {
		localStorage.removeItem('vetslot-clinic')
		if (signedIn) {
			const known = JSON.stringify({ id: CLINIC, slug: 'harbour-lane' })
			localStorage.setItem('vetslot-clinic', known)
		}
		history.replaceState(null, '', location.pathname + location.search + hash)
		// It reads the address when it is made, as on its page.
		const element = document.createElement('vetslot-clinic') as VetslotClinic
		element.fetch = this.server.fetch
		element.api = 'https://api.example'
		this.element = element
		document.body.append(element)
		await element.updateComplete
		return this
	}

	leave(): void {
		this.element?.remove()
		history.replaceState(null, '', location.pathname + location.search)
		localStorage.removeItem('vetslot-clinic')
	}

	all(selector: string): HTMLElement[] {
		return [...inside(this.element?.renderRoot ?? document)].filter((one) => one.matches(selector))
	}

	one<E extends HTMLElement = HTMLElement>(selector: string): Promise<E> {
		return until(selector, () => this.all(selector)[0] as E | undefined)
	}

	get title(): string {
		return textOf(this.all('h1')[0] ?? document.createElement('p'))
	}

	at(title: string): Promise<unknown> {
		return until(`the screen “${title}”`, () => this.title === title)
	}

	/** What can be read at a selector, once something is there. */
	async text(selector: string): Promise<string> {
		return textOf(await this.one(selector))
	}

	async type(field: string, text: string, index = 0): Promise<void> {
		const input = await until(`the field ${field}`, () => {
			return this.all(`input:is(#${field}, #field-${field})`)[index] as HTMLInputElement | undefined
		})
		input.focus()
		input.value = text
		input.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
	}

	async press(name: string): Promise<void> {
		const button = await until(`a way to press ${name}`, () =>
			this.all('button, a').find((one) => (one.ariaLabel ?? textOf(one)) === name),
		)
		button.focus()
		button.click()
		await this.element?.updateComplete
	}

	/** What has the focus, inside of however many shadow roots. */
	get focused(): Element | null {
		let active = document.activeElement
		while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
		return active
	}

	async violations(selector: string): Promise<string[]> {
		await until('nothing under way', () => this.all('[aria-busy]').length === 0)
		return violations(await this.one(selector))
	}
}
