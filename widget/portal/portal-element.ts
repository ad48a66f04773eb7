import { createClient } from '@vetslot/sdk'
import { createOwnerClient, type OwnerClient, type OwnerSession } from '@vetslot/sdk/owner'
import { LitElement, type TemplateResult } from 'lit'
import { noteSignedIn, onSignedOut } from '../booking/owner/note.ts'
import { Announcer } from '../controls/announcer.ts'
import { Dialogs } from '../frame/dialogs.ts'
import { leaving } from '../frame/leaving.ts'
import { Questions } from '../frame/questions.ts'
import { Toasts } from '../frame/toasts.ts'
import { createTranslate, type Translate } from '../locales/localize.ts'
import { adoptAccent, registerFontSize } from '../theme/tokens.ts'
import { Address } from './address.ts'
import { drawFrame } from './frame/frame.ts'
import { Menu } from './frame/menu.ts'
import { portalFrameStyles } from './frame/portal.styles.ts'
import { Surroundings } from './frame/surroundings.ts'
import { ViewHost } from './frame/view-host.ts'
import { Inside } from './inside.ts'
import { type Link, takeLink } from './link.ts'
import { portalMessages } from './messages.ts'
import type { PortalView } from './portal-view.ts'
import { isLeaving, rememberLeaving } from './remembered.ts'
import { HOME, isElsewhere, type Route } from './route.ts'
import { Shelf } from './shelf.ts'
import { linkNames, views } from './views.ts'
import { NOWHERE } from './words.ts'

/** Where somebody stands with the portal. */
export type Phase = 'opening' | 'resuming' | 'ready' | 'unreached' | 'leaving'

let origin = ''

/** Where the API is for elements that don't say it themselves. */
export function setOrigin(url: string): void {
	origin = url
}

const RETRY_MS = 8000

/**
 * An owner's pets and visits, on the clinic's own page. What stands inside the tag is shown until it
 * has loaded, and stays when it can't.
 *
 * @example <vetslot-portal clinic-key="pk_…"><a href="tel:…">Call us</a></vetslot-portal>
 * @slot - shown while there is nothing better: the clinic's phone number
 * @csspart card - the card
 * @csspart title - the heading of a view
 * @csspart primary-button - the one filled button of a view
 * @cssproperty --vetslot-accent - the brand's colour; all others are derived from it
 */
export class VetslotPortal extends LitElement {
	static override styles = portalFrameStyles
	static override properties = {
		clinicKey: { attribute: 'clinic-key' },
		api: {},
		theme: { reflect: true },
		surface: { reflect: true },
		locale: {},
		headingLevel: { attribute: 'heading-level', type: Number },
		history: {},
		scrollOffset: { attribute: 'scroll-offset', type: Number },
		keepsOffline: { attribute: 'offline' },
	}

	/** The clinic's publishable key. */
	declare clinicKey: string
	/** Where the API is; the script's own origin unless told. */
	declare api: string
	declare theme: 'auto' | 'light' | 'dark'
	declare surface: 'card' | 'bare'
	declare locale: string
	/** Level of the views' titles; 2 unless told. */
	declare headingLevel: number
	/** `on`: views stand in the page's address, and the browser's back button goes back among them. */
	declare history: 'on' | 'off'
	/** Height in pixels of a header that sticks to the page's top. */
	declare scrollOffset: number
	/** `on`: the page can be opened without a connection, and shows the upcoming visits then. */
	declare keepsOffline: 'on' | 'off'
	/** Your own fetch, for tests and proxies. Set it before the element is connected. */
	fetch: typeof fetch | undefined

	readonly voice: Announcer
	readonly toasts: Toasts
	readonly questions: Questions
	readonly dialogs: Dialogs<PortalView>
	readonly menu: Menu
	readonly address: Address
	readonly views: ViewHost
	readonly around: Surroundings
	readonly shelf: Shelf
	phase: Phase
	/** From when the clinic is known. */
	inside: Inside | undefined
	/** What is kept of the upcoming visits, drawn, while the server is out of reach; and whose it is. */
	kept: TemplateResult | undefined
	keptName = ''
	/** Of a mail, until a view takes it in. */
	link: Link | undefined
	#client: OwnerClient | undefined
	#retry: ReturnType<typeof setTimeout> | undefined
	#unhear: () => void = () => {}

	constructor() {
		super()
		this.clinicKey = ''
		this.api = ''
		this.theme = 'auto'
		this.surface = 'card'
		this.locale = ''
		this.headingLevel = 2
		this.history = 'off'
		this.scrollOffset = 0
		this.keepsOffline = 'off'
		this.phase = 'opening'
		this.voice = new Announcer(this)
		this.toasts = new Toasts(this)
		this.questions = new Questions(this)
		this.dialogs = new Dialogs(this)
		this.menu = new Menu(this)
		this.address = new Address(
			this,
			() => this.#onMove(),
			() => this.#mayLeave(),
		)
		this.views = new ViewHost(this)
		this.around = new Surroundings(this)
		this.shelf = new Shelf(this)
	}

	/** Before the clinic is known, too. */
	get t(): Translate<typeof portalMessages> {
		return this.inside?.t ?? createTranslate(NOWHERE.locale, portalMessages)
	}

	get offline(): boolean {
		return this.around.offline
	}

	get route(): Route {
		return this.address.route
	}

	/** The view on screen. */
	get view(): PortalView | undefined {
		return this.views.element
	}

	get origin(): string {
		return this.api || origin || location.origin
	}

	override connectedCallback(): void {
		super.connectedCallback()
		registerFontSize()
		adoptAccent(this)
		this.#takeLink()
		this.#hearSignedOut()
		addEventListener('hashchange', this.#onHash)
		addEventListener('beforeunload', this.#onUnload)
		if (this.phase === 'opening') void this.boot()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		removeEventListener('hashchange', this.#onHash)
		removeEventListener('beforeunload', this.#onUnload)
		this.#unhear()
		clearTimeout(this.#retry)
	}

	readonly boot = async (): Promise<void> => {
		clearTimeout(this.#retry)
		// Attributes that the page sets in the same task count as well.
		await Promise.resolve()
		this.#hearSignedOut()
		const more = this.fetch && { fetch: this.fetch }
		const reader = createClient({ key: this.clinicKey, baseUrl: this.origin, ...more })
		try {
			const clinic = await reader.clinic()
			this.#client = createOwnerClient({
				...{ clinicKey: this.clinicKey, clinicId: clinic.id, api: this.origin, ...more },
				onEnd: () => this.forget(this.t('session-over'), ''),
			})
			this.inside = new Inside(this, clinic, this.#client)
		} catch {
			// What the clinic put into the tag says what else to do meanwhile.
			if (this.isConnected) this.#retry = setTimeout(this.boot, RETRY_MS)
			await this.#recall()
			return
		}
		await this.resume()
	}

	/** Whoever signs out in another tab leaves nothing of theirs in this one. */
	#hearSignedOut(): void {
		this.#unhear()
		if (!this.isConnected) return
		this.#unhear = onSignedOut(this.clinicKey, () => {
			if (this.inside?.owner) this.forget(this.t('signed-out'))
		})
	}

	/** What can be read while the server is out of reach. */
	async #recall(): Promise<void> {
		const kept = await this.shelf.recall()
		this.kept =
			kept && (await import('./kept-part.ts')).keptPart(kept, this.headingLevel, Date.now())
		this.keptName = kept?.name ?? ''
		this.requestUpdate()
	}

	/** Goes on with the session that this browser has, or asks to sign in. */
	readonly resume = async (): Promise<void> => {
		const { inside } = this
		if (!inside) return
		if (isLeaving(inside.clinic.id)) return this.#end()
		this.#turn('resuming')
		try {
			inside.owner = (await inside.client.resume())?.owner
			this.#turn('ready')
			this.views.show()
			noteSignedIn(this.clinicKey, inside.owner ? inside.clinic.id : '')
			if (!inside.owner) this.shelf.drop()
		} catch {
			this.#turn('unreached')
			await this.#recall()
		}
	}

	/** Begins with a session that was just made. */
	enter({ owner }: OwnerSession): void {
		const { inside } = this
		if (!inside) return
		inside.owner = owner
		noteSignedIn(this.clinicKey, inside.clinic.id)
		this.#turn('ready')
		// Whoever came for a view that needs a session is at its address already.
		if (this.views.entry?.id === this.route.view) void this.go(HOME, true)
		else this.views.show()
	}

	async signOut(): Promise<void> {
		const { inside } = this
		if (!inside) return
		this.forget()
		rememberLeaving(inside.clinic.id, true)
		await this.#end()
	}

	/** Ends the session on the server; where that is out of reach, before anything else next time. */
	async #end(): Promise<void> {
		const { inside } = this
		if (!inside) return
		this.#turn('resuming')
		try {
			await inside.client.signOut()
			rememberLeaving(inside.clinic.id, false)
			this.#turn('ready')
			this.views.show()
			this.voice.say(this.t('signed-out'))
		} catch {
			this.#turn('leaving')
		}
	}

	/** @param noted `''` where only this session is over: other tabs may have one of their own */
	forget(text?: string, noted: '' | null = null): void {
		const { inside } = this
		if (!inside) return
		this.questions.close(false)
		this.dialogs.close()
		this.views.clear()
		inside.owner = undefined
		noteSignedIn(this.clinicKey, noted)
		this.kept = undefined
		this.shelf.drop()
		this.address.set(HOME, true)
		this.views.show()
		if (text !== undefined) this.voice.say(text, true)
	}

	/** Shows another view, once that is agreed to where something would be lost. */
	async go(route: Route, replace: boolean): Promise<void> {
		const asked = isElsewhere(this.route, route) ? this.#mayLeave() : undefined
		if (asked && !(await asked)) return
		this.address.set(route, replace)
	}

	#mayLeave(): Promise<boolean> | undefined {
		return this.view?.dirty ? this.questions.ask(leaving(this.t)) : undefined
	}

	readonly #onUnload = (event: Event): void => {
		if (this.view?.dirty || this.dialogs.dirty) event.preventDefault()
	}

	/** Gives a view or a dialog what it needs. */
	prepare(view: PortalView, label: string): boolean {
		const { inside, route } = this
		if (!inside) return false
		Object.assign(view, { portal: inside, route, label })
		return true
	}

	#onMove(): void {
		if (this.phase === 'ready') this.views.show()
		this.requestUpdate()
	}

	readonly #onHash = (): void => {
		if (!this.#takeLink() || this.phase !== 'ready') return
		this.views.clear()
		this.views.show()
	}

	/** A link from a mail leads to its view, but never into the address. */
	#takeLink(): boolean {
		const link = takeLink(linkNames)
		const entry = views.find((view) => view.link === link?.name)
		if (!link || !entry) return false
		this.link = link
		this.address.point({ view: entry.id, path: [], query: {} })
		return true
	}

	#turn(phase: Phase): void {
		this.phase = phase
		this.requestUpdate()
	}

	protected override updated(): void {
		this.toggleAttribute('ready', this.phase !== 'opening')
		this.toggleAttribute('signed-in', this.inside?.owner !== undefined)
		this.style.scrollMarginBlockStart = `${this.scrollOffset + 16}px`
	}

	protected override render(): TemplateResult {
		return drawFrame(this)
	}
}
