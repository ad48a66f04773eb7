import { createStaffClient, type StaffClient, type StaffSession } from '@vetslot/sdk/staff'
import { LitElement, type TemplateResult } from 'lit'
import { Announcer } from '../controls/announcer.ts'
import { Dialogs } from '../frame/dialogs.ts'
import { leaving } from '../frame/leaving.ts'
import { Questions } from '../frame/questions.ts'
import { Toasts } from '../frame/toasts.ts'
import { createTranslate, type Translate } from '../locales/localize.ts'
import { registerFontSize } from '../theme/tokens.ts'
import type { ConsoleView } from './console-view.ts'
import { Desk } from './desk.ts'
import { clinicStyles } from './frame/clinic.styles.ts'
import { drawFrame } from './frame/frame.ts'
import { Navigation } from './frame/navigation.ts'
import { Panel } from './frame/panel.ts'
import { Search } from './frame/search.ts'
import { ViewHost } from './frame/view-host.ts'
import { consoleMessages } from './messages.ts'
import { type KnownClinic, knownClinic, rememberClinic } from './remembered.ts'
import { type Route, readRoute, writeRoute } from './route.ts'
import { takeLink } from './sign-in/link.ts'
import { companions } from './views.ts'
import { NOWHERE } from './words.ts'

/** Where somebody stands with the console. */
export type Phase = 'opening' | 'signed-out' | 'signed-in' | 'unreached' | 'leaving'

/**
 * The console of a clinic: sign-in, navigation, the view that the address names, and what every view
 * shares. It is served at `/clinic` only.
 *
 * @example <vetslot-clinic></vetslot-clinic>
 */
export class VetslotClinic extends LitElement {
	static override properties = { api: {}, theme: { reflect: true } }
	static override styles = clinicStyles

	/** Where the API is; the page's own origin unless told. */
	declare api: string
	declare theme: 'auto' | 'light' | 'dark'
	/** Your own fetch, for tests. Set it before the element is connected. */
	fetch: typeof fetch | undefined
	readonly voice: Announcer
	readonly toasts: Toasts
	readonly dialogs: Dialogs<ConsoleView>
	readonly questions: Questions
	readonly navigation: Navigation
	readonly panel: Panel
	readonly search: Search
	readonly views: ViewHost
	readonly badges = new Map<string, number>()
	readonly banners = new Map<string, HTMLElement>()
	/** Before anybody is signed in, too. */
	t: Translate<typeof consoleMessages>
	client!: StaffClient
	desk: Desk | undefined
	phase: Phase
	/** The token of a link to choose a password, until it is used or somebody signs in. */
	link: string | undefined
	route: Route
	#stops: (() => void)[] = []

	constructor() {
		super()
		this.api = location.origin
		this.theme = 'auto'
		this.phase = 'opening'
		this.link = takeLink()
		this.route = readRoute(location.hash)
		this.t = createTranslate(NOWHERE.locale, consoleMessages)
		this.voice = new Announcer(this)
		this.toasts = new Toasts(this)
		this.dialogs = new Dialogs(this)
		this.questions = new Questions(this)
		this.navigation = new Navigation(this)
		this.panel = new Panel(this)
		this.search = new Search(this)
		this.views = new ViewHost(this)
	}

	override connectedCallback(): void {
		super.connectedCallback()
		registerFontSize()
		const send = this.fetch && { fetch: this.fetch }
		this.client = createStaffClient({ baseUrl: this.api, onEnd: this.#onEnd, ...send })
		this.route = readRoute(location.hash)
		addEventListener('hashchange', this.#onHash)
		addEventListener('beforeunload', this.#onUnload)
		void this.open()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		removeEventListener('hashchange', this.#onHash)
		removeEventListener('beforeunload', this.#onUnload)
		this.#leave()
	}

	/** Goes on with the session that this browser has, or asks to sign in. */
	readonly open = async (): Promise<void> => {
		const known = knownClinic()
		if (known?.left === 'wished') return this.#end(known)
		if (this.link !== undefined) return this.#turn('signed-out')
		const wanted = new URLSearchParams(location.search).get('clinic')
		if (!known || known.left || (wanted !== null && wanted !== known.slug))
			return this.#turn('signed-out')
		this.#turn('opening')
		try {
			const session = await this.client.resume(known.id)
			if (session) await this.enter(session)
			else this.#turn('signed-out')
		} catch {
			this.#turn('unreached')
		}
	}

	/** Begins with a session that was just made. */
	readonly enter = async (session: StaffSession): Promise<void> => {
		const desk = new Desk(this, session)
		const { clinic } = session
		rememberClinic(clinic)
		this.link = undefined
		document.title = clinic.name
		if (clinic.accent && CSS.supports('color', clinic.accent))
			this.style.setProperty('--vetslot-accent', clinic.accent)
		await desk.readResources()
		this.desk = desk
		this.t = desk.t
		this.#turn('signed-in')
		this.views.show()
		void desk.watch()
		for (const { load } of companions) void load().then(({ start }) => this.#keep(desk, start))
	}

	readonly signOut = async (): Promise<void> => {
		const clinic = this.desk?.clinic
		this.#leave()
		if (clinic) await this.#end(clinic)
	}

	/** Ends the session on the server; where that is out of reach, before anything else next time. */
	async #end({ id, slug }: KnownClinic): Promise<void> {
		rememberClinic({ id, slug, left: 'wished' })
		this.#turn('opening')
		try {
			await this.client.signOut(id)
			rememberClinic({ id, slug, left: 'done' })
			this.#turn('signed-out')
			this.voice.say(this.t('signed-out'))
		} catch {
			this.#turn('leaving')
			addEventListener('online', () => void this.open(), { once: true })
		}
	}

	/** Changes the address; the view follows. */
	go(route: Route, replace: boolean): void {
		const hash = writeRoute(route)
		if (hash === location.hash) return
		history[replace ? 'replaceState' : 'pushState'](null, '', hash)
		this.#onHash()
	}

	#keep(desk: Desk, start: (desk: Desk) => () => void): void {
		if (this.desk === desk) this.#stops.push(start(desk))
	}

	readonly #onHash = (): void => {
		const link = takeLink()
		if (link !== undefined) {
			void this.#follow(link)
			return
		}
		const next = readRoute(location.hash)
		if (this.view?.dirty && isElsewhere(this.route, next)) void this.#leaveFor(next)
		else this.#show(next)
	}

	#show(route: Route): void {
		this.route = route
		if (this.desk) this.views.show()
		this.requestUpdate()
	}

	/** What is not saved is left only once that is agreed to; until then the address stays, too. */
	async #leaveFor(next: Route): Promise<void> {
		history.replaceState(null, '', writeRoute(this.route))
		if (!(await this.questions.ask(leaving(this.t)))) return
		history.replaceState(null, '', writeRoute(next))
		this.#show(next)
	}

	readonly #onUnload = (event: Event): void => {
		if (this.view?.dirty || this.dialogs.dirty) event.preventDefault()
	}

	/** A link from a mail that was opened in a page which was there already, signed in or not. */
	async #follow(link: string): Promise<void> {
		this.#leave()
		this.#turn('opening')
		await this.updateComplete
		this.link = link
		this.#turn('signed-out')
	}

	readonly #onEnd = (): void => {
		this.#leave()
		this.#turn('signed-out')
		this.voice.say(this.t('session-over'), true)
	}

	#leave(): void {
		for (const stop of this.#stops.splice(0)) stop()
		this.questions.close(false)
		this.dialogs.close()
		this.views.clear()
		this.badges.clear()
		this.banners.clear()
		this.desk?.leave()
		this.desk = undefined
	}

	prepare(view: ConsoleView, label: string): boolean {
		if (!this.desk) return false
		Object.assign(view, { desk: this.desk, route: this.route, label })
		return true
	}

	#turn(phase: Phase): void {
		this.phase = phase
		this.requestUpdate()
	}

	/** The view on screen. */
	get view(): ConsoleView | undefined {
		return this.views.element
	}

	protected override render(): TemplateResult {
		return drawFrame(this)
	}
}

/** Another view, or another part of it. */
const isElsewhere = (now: Route, next: Route): boolean =>
	now.view !== next.view || now.path.join('/') !== next.path.join('/')
