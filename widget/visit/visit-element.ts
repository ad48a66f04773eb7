import { createClient, idempotencyKey, type VetslotClient, type VetslotError } from '@vetslot/sdk'
import { html, LitElement, type TemplateResult } from 'lit'
import { Announcer } from '../controls/announcer.ts'
import { Countdown } from '../controls/countdown.ts'
import { revealChosen } from '../controls/day-strip.ts'
import { spaced } from '../controls/results.ts'
import { registerFontSize } from '../theme/tokens.ts'
import { Diary } from './diary.ts'
import { codeOf, isWrongLink, troubleText } from './failures.ts'
import { drawPage } from './page.ts'
import { type CancelReason, type State, start } from './state.ts'
import { visitStyles } from './visit.styles.ts'
import { speak, type VisitWords } from './words.ts'

const RETRY_MS = 8000
const LIMITED_MS = 60_000
const GIVE_UP = 3

/**
 * The page behind the link in an owner's mail: read, move and cancel one visit. The token is read
 * from the address's fragment, which no server and no mail scanner sees, and travels in a header.
 *
 * @example <vetslot-visit api="https://api.example.com"></vetslot-visit>
 */
export class VetslotVisit extends LitElement {
	static override properties = { api: {}, theme: { reflect: true } }
	static override styles = visitStyles

	/** Where the API is; the page's own origin unless told. */
	declare api: string
	declare theme: 'auto' | 'light' | 'dark'
	/** Your own fetch, for tests. Set it before the element is connected. */
	fetch: typeof fetch | undefined
	readonly voice: Announcer
	readonly diary: Diary
	readonly retryIn: Countdown
	state: State
	words: VisitWords
	client!: VetslotClient

	constructor() {
		super()
		this.api = location.origin
		this.theme = 'auto'
		this.voice = new Announcer(this)
		this.diary = new Diary(this)
		this.retryIn = new Countdown(this, (left) => left || void this.load())
		this.state = start
		this.words = speak({ timeZone: 'UTC', currency: 'EUR', locale: 'en-GB' })
	}

	override connectedCallback(): void {
		super.connectedCallback()
		registerFontSize()
		// Nothing is repeated out of sight: a press on "Try again" is quicker than three more waits.
		this.client = createClient({
			baseUrl: this.api,
			retries: 0,
			...(this.fetch && { fetch: this.fetch }),
		})
		addEventListener('hashchange', this.open)
		addEventListener('online', this.#onLine)
		addEventListener('offline', this.#onLine)
		document.addEventListener('visibilitychange', this.#onReturn)
		void this.open()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		removeEventListener('hashchange', this.open)
		removeEventListener('online', this.#onLine)
		removeEventListener('offline', this.#onLine)
		document.removeEventListener('visibilitychange', this.#onReturn)
		this.diary.stop()
	}

	/** Takes in what has changed; a new screen gets the focus on its heading, but not the first. */
	readonly set = async (change: Partial<State>): Promise<void> => {
		const { screen, day, days } = this.state
		this.state = { ...this.state, ...change }
		this.requestUpdate()
		await this.updateComplete
		if (this.state.screen !== screen && screen !== 'loading') this.focusTitle()
		if (this.state.day !== day || this.state.days !== days) revealChosen(this.renderRoot)
	}

	focusTitle(): void {
		this.renderRoot.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
		if (this.getBoundingClientRect().top < 0) this.scrollIntoView({ block: 'start' })
	}

	get proof(): { manageToken: string } {
		return { manageToken: this.state.token }
	}

	/** Starts from the link in the address. */
	readonly open = async (): Promise<void> => {
		this.diary.stop()
		const token = location.hash.slice(1)
		const offline = !navigator.onLine
		await this.set({ ...start, token, offline, intent: idempotencyKey() })
		// A token is letters, digits and dots: anything else can not even travel in a header.
		if (!/^[\w.~-]+$/.test(token)) return this.set({ screen: 'wrong-link' })
		await this.load()
	}

	/** Reads visit and clinic; also the way out of an error, and of an answer that came too late. */
	readonly load = async (): Promise<void> => {
		this.retryIn.stop()
		const { working, token } = this.state
		if (working) return
		await this.set({ working: true })
		try {
			const [visit, clinic] = await Promise.all([
				this.client.appointments.visit(this.proof),
				this.client.clinic(this.proof),
			])
			// Another link was opened meanwhile.
			if (this.state.token !== token) return
			this.words = speak(clinic)
			document.title = `${this.words.say('heading')} – ${clinic.name}`
			if (clinic.accent && CSS.supports('color', clinic.accent))
				this.style.setProperty('--vetslot-accent', clinic.accent)
			await this.set({ screen: 'visit', visit, clinic, working: false, failures: 0 })
		} catch (error) {
			if (this.state.token === token) await this.#fail(error)
		}
	}

	async #fail(error: unknown): Promise<void> {
		// It lives on in its owner's portal, which says so to whoever is not signed in.
		if (codeOf(error) === 'visit_in_account')
			return location.replace(`${(error as VetslotError).movedTo}#keep=${this.state.token}`)
		if (isWrongLink(error)) return this.set({ screen: 'wrong-link', working: false })
		const limited = codeOf(error) === 'rate_limited'
		const failures = this.state.failures + 1
		const again = failures < GIVE_UP && navigator.onLine
		if (again) this.retryIn.start(Date.now() + (limited ? LIMITED_MS : RETRY_MS))
		await this.set({ screen: 'error', working: false, limited, failures })
	}

	/** Shows the visit as it is now, after it turned out not to be as it was. */
	readonly reopen = async (): Promise<void> => {
		const text = this.words.say('changed')
		this.diary.stop()
		await this.set({ working: false, trouble: undefined, notice: { kind: 'info', text } })
		await this.load()
		this.voice.say(text)
	}

	readonly back = (): void => {
		const unsure = this.state.trouble?.by === 'move'
		this.diary.stop()
		void this.set({ screen: 'visit', notice: undefined, trouble: undefined, picked: undefined })
		// A move without an answer may have happened.
		if (unsure) void this.load()
	}

	readonly #onLine = (): void => {
		const offline = !navigator.onLine
		const { screen, days } = this.state
		void this.set({ offline, trouble: undefined })
		this.voice.say(this.words.say(offline ? 'offline-title' : 'online'))
		if (offline) this.retryIn.stop()
		else if (screen === 'error') void this.load()
		else if (screen === 'move' && !days) void this.diary.load()
	}

	/** What is on screen may be hours old. */
	readonly #onReturn = (): void => {
		const { screen, working, offline, token } = this.state
		if (document.hidden || working || offline) return
		if (screen === 'move') void this.diary.load(null)
		if (screen !== 'visit') return
		const fresh = this.client.appointments.visit(this.proof)
		void fresh.then(
			(visit) => void (this.state.token === token && this.set({ visit })),
			() => {},
		)
	}

	readonly vetName = (id: string | null | undefined): string =>
		this.state.clinic?.veterinarians.find((vet) => vet.id === id)?.shortName ?? ''

	/** A reason can be taken back; another one is another intent. */
	readonly toggleReason = (reason: CancelReason): void => {
		const next = this.state.reason === reason ? undefined : reason
		void this.set({ reason: next, intent: idempotencyKey() })
	}

	readonly keep = (): void => {
		const text = this.words.say('kept')
		const notice = { kind: 'info', text } as const
		void this.set({ reason: undefined, trouble: undefined, notice }).then(() => this.focusTitle())
		this.voice.say(text)
	}

	readonly copy = async (): Promise<void> => {
		const reference = spaced(this.state.visit?.reference ?? '')
		const done = await navigator.clipboard?.writeText(reference.replace(' ', '')).then(
			() => true,
			() => false,
		)
		this.voice.say(this.words.say(done ? 'copied' : 'copy-failed', { reference }))
	}

	/** Hands the calendar file to the browser. */
	readonly download = async (): Promise<void> => {
		const { visit } = this.state
		if (!visit) return
		void this.set({ trouble: undefined })
		try {
			const text = await this.client.appointments.calendar(visit.id, this.proof)
			const link = document.createElement('a')
			link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
			link.download = `${visit.reference}.ics`
			link.click()
			setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
		} catch (error) {
			const text = troubleText(this, error, 'calendar-failed')
			void this.set({ trouble: { by: 'calendar', text } })
			this.voice.say(text, true)
		}
	}

	protected override render(): TemplateResult {
		return html`${drawPage(this)}${this.voice.render()}`
	}
}
