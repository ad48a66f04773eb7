import { createClient, idempotencyKey, type VetslotClient } from '@vetslot/sdk'
import type { OwnerClient } from '@vetslot/sdk/owner'
import { adoptStyles, html, LitElement, type PropertyValues } from 'lit'
import { Announcer } from '../controls/announcer.ts'
import { Countdown } from '../controls/countdown.ts'
import { MonthCursor } from '../controls/month-cursor.ts'
import { shell } from '../controls/shell.ts'
import type { DayPart } from '../controls/times.ts'
import type { Messages, Words } from '../locales/localize.ts'
import { adoptAccent, registerFontSize } from '../theme/tokens.ts'
import { sayAfter } from './announce.ts'
import { apiOrigin } from './api.ts'
import { arrived, fetchLater } from './code.ts'
import type { DialogMode } from './dialog-mode.ts'
import { run } from './effects.ts'
import { tell } from './events.ts'
import { asideOf, banner, bodyOf, footerOf, isComing, stepHeader } from './frame.ts'
import type { BookingEvent } from './happenings.ts'
import { StepHistory } from './history.ts'
import { wordsFor } from './language.ts'
import { reduce } from './machine.ts'
import type { Preset } from './owner/happenings.ts'
import { type Effect, retryIn, type State, screenOf, start } from './state.ts'
import { remember } from './storage.ts'
import { firstStyles } from './styles-first.ts'
import { Surroundings } from './surroundings.ts'
import type { View } from './view.ts'

const SLOW = 4000

/**
 * Books a visit on the clinic's own page. What stands inside the tag is shown until it has loaded,
 * and stays when it can't.
 *
 * @example <vetslot-booking clinic-key="pk_…"><a href="tel:…">Call to book</a></vetslot-booking>
 * @fires vetslot-step - the visitor is at another step: `{ step }`
 * @fires vetslot-hold - a time is held or let go: `{ start, until }`
 * @fires vetslot-booked - a visit is booked or requested: `{ reference, start, pending }`
 * @fires vetslot-emergency - the visitor was asked to call now
 * @fires vetslot-close - the dialog was closed
 * @slot - shown while there is nothing better: the clinic's phone number
 * @csspart card - the card
 * @csspart title - the heading of a step
 * @csspart primary-button - the one filled button of a step
 * @csspart footer - the bar with that button
 * @csspart floating-button - what opens the dialog
 * @cssproperty --vetslot-accent - the brand's colour; all others are derived from it
 */
export class VetslotBooking extends LitElement {
	static override styles = firstStyles
	static override properties = {
		clinicKey: { attribute: 'clinic-key' },
		api: {},
		mode: { reflect: true },
		theme: { reflect: true },
		surface: { reflect: true },
		locale: {},
		headingLevel: { attribute: 'heading-level', type: Number },
		history: {},
		scrollOffset: { attribute: 'scroll-offset', type: Number },
		messages: { attribute: false },
		state: { state: true },
	}

	/** The clinic's publishable key. */
	declare clinicKey: string
	/** Where the API is; the script's own origin unless told. */
	declare api: string
	/** `inline`, or `dialog` for a button in the corner that opens one. */
	declare mode: 'inline' | 'dialog'
	declare theme: 'auto' | 'light' | 'dark'
	declare surface: 'card' | 'bare'
	declare locale: string
	/** Level of the steps' headings; 2 unless told. */
	declare headingLevel: number
	/** `on`: the browser's back button goes back a step. Always so in the dialog. */
	declare history: 'on' | 'off'
	/** Height in pixels of a header that sticks to the page's top. */
	declare scrollOffset: number
	/** The clinic's own wording for single keys. */
	declare messages: Partial<Messages>
	/** Your own fetch, for tests and proxies. Set it before the element is connected. */
	fetch: typeof fetch | undefined
	/** Somebody who has signed in on the page. Set it before the element is connected. */
	owner: OwnerClient | undefined
	/** With `owner`: what is known of the visit. */
	preset: Preset | undefined
	declare private state: State

	readonly #voice = new Announcer(this)
	readonly #hold = new Countdown(this, (left) => this.#onSecond(left))
	readonly #retry = new Countdown(this, (left) => left || this.#send({ type: 'RETRY' }))
	readonly #month = new MonthCursor(this)
	readonly #past = new StepHistory(() => this.#send({ type: 'BACK' }))
	readonly #around = new Surroundings(this, {
		onLine: (online) => this.#send({ type: online ? 'ONLINE' : 'OFFLINE' }),
		onLook: (cameBack) => this.#onLook(cameBack),
	})
	readonly #expanded = new Set<DayPart>()
	readonly #touched = new Set<string>()
	#client: VetslotClient | undefined
	#words: Words | undefined
	#slowTimer: ReturnType<typeof setTimeout> | undefined
	#slow = false
	#askTimer: ReturnType<typeof setTimeout> | undefined
	/** The focus was on the heading before this update. */
	#onTitle = false
	/** Made with the later steps' code, which brings it. */
	#dialog: DialogMode | undefined

	constructor() {
		super()
		this.clinicKey = ''
		this.api = ''
		this.mode = 'inline'
		this.theme = 'auto'
		this.surface = 'card'
		this.locale = ''
		this.headingLevel = 2
		this.history = 'off'
		this.scrollOffset = 0
		this.messages = {}
		this.state = start
	}

	override connectedCallback(): void {
		super.connectedCallback()
		registerFontSize()
		adoptAccent(this)
		if (arrived()) this.#complete()
		if (this.state.step === 'boot') void this.#boot()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		clearTimeout(this.#slowTimer)
		this.#past.stop()
	}

	/** Opens the dialog, in `mode="dialog"`. */
	open(): void {
		this.#dialog?.sheet.open()
		void this.updateComplete.then(() => this.#focusTitle())
	}

	async #boot(): Promise<void> {
		// Attributes that the page sets in the same task count as well.
		await Promise.resolve()
		const key = this.clinicKey
		const baseUrl = this.api || apiOrigin() || location.origin
		this.#client = createClient({ key, baseUrl, ...(this.fetch && { fetch: this.fetch }) })
		if (this.mode === 'dialog') void this.#fetchAhead()
		if (!navigator.onLine) this.#send({ type: 'OFFLINE' })
		this.#do({ do: 'load' })
	}

	/** Fetches the later steps' code behind the visitor's back, once the first screen is drawn. */
	async #fetchAhead(): Promise<void> {
		await this.updateComplete
		await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve))
		// What can't be had now is asked for again, and a failure shown, when a step needs it.
		await fetchLater().then(this.#complete, () => {})
	}

	/** Puts the later steps' style sheets in place, and their first screen if it is waited for. */
	readonly #complete = (): void => {
		const later = arrived()
		if (!later || this.#dialog) return
		this.#dialog = new later.DialogMode(this)
		new later.Live(this, {
			client: () => this.#client,
			state: () => this.state,
			touched: () => this.#around.touched,
			refresh: () => this.#send({ type: 'REFRESH' }),
		})
		adoptStyles(this.renderRoot as ShadowRoot, later.styles)
		this.requestUpdate()
	}

	#do(effect: Effect): void {
		if (!this.#client) return
		void run(
			{
				client: this.#client,
				host: this,
				state: () => this.state,
				send: (event) => this.#send(event),
				locale: () => this.#words?.locale ?? 'en',
				onCode: this.#complete,
			},
			effect,
		)
	}

	readonly #send = (event: BookingEvent): void => {
		const before = this.state
		const [after, effects] = (arrived()?.reduce ?? reduce)(before, event)
		this.state = after
		if (after.clinic && after.clinic !== before.clinic) this.#speak(after)
		if (after !== before) this.#follow(before, after, event)
		// A step that asks for nothing may still need its code; calls fetch it by themselves.
		if (after !== before && !effects.length && isComing(screenOf(after))) this.#do({ do: 'code' })
		const asks = event.type === 'PICK_VET'
		if (asks || screenOf(after) !== screenOf(before)) clearTimeout(this.#askTimer)
		// Arrow keys pick every vet on their way; only where they stop is asked about.
		if (asks) this.#askTimer = setTimeout(() => this.#all(effects), 250)
		else this.#all(effects)
	}

	#all(effects: readonly Effect[]): void {
		for (const effect of effects) this.#do(effect)
	}

	#speak({ clinic }: State): void {
		const language = this.locale || this.closest('[lang]')?.getAttribute('lang')
		if (clinic) this.#words = wordsFor(clinic, language, this.messages)
	}

	/** Everything that a change of state means outside of the state: events, focus, words, storage. */
	#follow(before: State, after: State, event: BookingEvent): void {
		const from = screenOf(before)
		const to = screenOf(after)
		if (before.hold !== after.hold) this.#onHold(before, after)
		// An answer may still come to an element that has left the page.
		if (this.isConnected && after.step !== 'boot' && !after.booked) remember(this.clinicKey, after)
		if (after.step === 'error' || after.step === 'limited') this.#waitAndRetry(before, after)
		else this.#retry.stop()
		if (!before.diary !== !after.diary || from !== to) this.#watchDiary(after)
		const old = this.#view(before)
		const view = this.#view(after)
		const said = old && view && from !== 'boot' ? sayAfter(old, event.type, view) : undefined
		if (said) this.#voice.say(...said)
		if (to === from) {
			this.#sameScreen(event)
			return
		}
		tell(this, 'vetslot-step', { step: to })
		if (to === 'call_now') tell(this, 'vetslot-emergency', null)
		if (after.booked && !before.booked) {
			const { reference, start } = after.booked
			tell(this, 'vetslot-booked', { reference, start, pending: to === 'pending' })
		}
		if (from === 'boot') void this.#fetchAhead()
		const joined = from === 'species' && to === 'types'
		if (from === 'boot' || joined) return
		this.#expanded.clear()
		this.#touched.clear()
		if ((this.history === 'on' || this.mode === 'dialog') && event.type !== 'LEAVE')
			this.#past.at(to, event.type === 'BACK')
		void this.updateComplete.then(() => this.#focusTitle())
	}

	#sameScreen({ type }: BookingEvent): void {
		if (type === 'EXTENDED') void this.updateComplete.then(() => this.#find('#hold')?.focus())
		// What was pressed for other times may be gone with the old ones.
		if (type === 'SHOW_OPENED' || type === 'PICK_DAY')
			void this.updateComplete.then(() => {
				if (type === 'SHOW_OPENED' || !this.#active) this.#find('.times [tabindex="0"]')?.focus()
			})
		if (type === 'TIMES' || type === 'PICK_DAY' || type === 'OPEN_MONTH')
			void this.updateComplete.then(() => arrived()?.revealChosen(this.renderRoot))
	}

	/** Back from the month to the strip, on the same day. */
	#toStrip(): void {
		this.#send({ type: 'OPEN_MONTH', month: undefined })
		void this.updateComplete.then(() => this.#find('.strip [tabindex="0"]')?.focus())
	}

	get #active(): Element | null {
		return (this.renderRoot as ShadowRoot).activeElement
	}

	#find(selector: string): HTMLElement | null {
		return this.renderRoot.querySelector<HTMLElement>(selector)
	}

	#focusTitle(): void {
		this.#find('#title')?.focus({ preventScroll: true })
		const top = this.getBoundingClientRect().top
		const sheet = this.#find('#sheet')
		if (sheet) sheet.scrollTop = 0
		else if (top < this.scrollOffset) this.scrollIntoView({ block: 'start' })
	}

	#onHold(before: State, after: State): void {
		const { hold } = after
		if (hold) this.#hold.start(Date.parse(hold.expiresAt), after.ahead)
		else this.#hold.stop()
		if (after.booked) return
		const about = hold ?? before.hold
		if (about) tell(this, 'vetslot-hold', { start: about.start, until: hold?.expiresAt ?? null })
	}

	#onSecond(left: number): void {
		const { hold, low, offline } = this.state
		const seconds = Math.round(left / 1000)
		const words = this.#words
		if (!hold || !words || !arrived()) return
		const time = words.time(hold.start)
		if (seconds === 300 || seconds === 120)
			this.#voice.say(words.t('minutes-left', { count: seconds / 60, time }))
		if (seconds <= 60 && !low) this.#send({ type: 'HOLD_LOW' })
		// Without a connection nothing can be asked; coming back online asks first.
		if (!left && !offline) this.#send({ type: 'HOLD_END' })
	}

	#waitAndRetry(before: State, after: State): void {
		if (before.failures === after.failures) return
		const seconds = retryIn(after)
		if (seconds) this.#retry.start(Date.now() + seconds * 1000)
		else this.#retry.stop()
	}

	#watchDiary({ step, diary }: State): void {
		clearTimeout(this.#slowTimer)
		this.#slow = false
		if (step !== 'time' || diary) return
		const checking = () => this.#words && this.#voice.say(this.#words.t('checking-diary'))
		const slow = () => {
			this.#slow = true
			this.requestUpdate()
		}
		this.#slowTimer = setTimeout(() => {
			checking()
			this.#slowTimer = setTimeout(slow, SLOW - 400)
		}, 400)
	}

	#onLook(cameBack: boolean): void {
		const { offline, hold } = this.state
		if (offline) return
		// Timers sleep in the background, so whoever comes back asks the server first.
		if (cameBack && hold) this.#do({ do: 'recheck' })
		if (!arrived()) void this.#fetchAhead()
		if (!this.#around.touched) this.#send({ type: 'REFRESH' })
	}

	#view(state: State): View | undefined {
		const words = this.#words
		const { clinic } = state
		if (!words || !clinic) return undefined
		return {
			state,
			clinic,
			words,
			send: this.#send,
			level: this.headingLevel,
			wide: this.#around.wide,
			now: Date.now() + state.ahead,
			month: this.#month,
			expanded: this.#expanded,
			touched: this.#touched,
			slow: this.#slow,
			tall: this.#around.tall,
			countdown: Math.ceil(this.#retry.left / 1000),
			act: (what, name) => this.#act(what, name),
		}
	}

	#act(what: Parameters<View['act']>[0], name = ''): void {
		if (what === 'submit') this.#submit()
		else if (what === 'strip') this.#toStrip()
		else if (what === 'touch' || what === 'redraw') {
			if (name) this.#touched.add(name)
			this.requestUpdate()
		} else this.#result(what)
	}

	#submit(): void {
		if (this.state.offline) return
		this.#send({ type: 'SUBMIT', key: idempotencyKey() })
		void this.updateComplete.then(() => this.#find('#errors')?.focus())
	}

	#result(what: 'copy' | 'calendar' | 'print'): void {
		const view = this.#view(this.state)
		const { booked } = this.state
		const later = arrived()
		if (!view || !booked || !this.#client || !later) return
		if (what === 'print') later.printVisit(view, booked)
		else if (what === 'calendar') void later.saveCalendar(this.#client, booked)
		else void later.copyReference(booked).then(() => this.#voice.say(view.words.t('copied')))
	}

	/** Closes the dialog; asks first when something would be lost. */
	#leave(sure = false): void {
		const { hold, entry, booked } = this.state
		const typed = Object.values(entry.fields).some(Boolean)
		if (!sure && !booked && (hold || typed)) {
			this.#dialog?.ask.open()
			return
		}
		this.#dialog?.ask.close()
		this.#dialog?.sheet.close()
		this.#send({ type: 'LEAVE' })
		tell(this, 'vetslot-close', null)
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('locale') || changed.has('messages')) this.#speak(this.state)
		this.#onTitle = this.#active?.id === 'title'
	}

	protected override updated(): void {
		// A heading that was drawn anew, because code or times arrived, keeps the focus.
		if (this.#onTitle && !this.#active) this.#find('#title')?.focus({ preventScroll: true })
		if (this.state.step !== 'boot') this.toggleAttribute('ready', true)
		this.style.scrollMarginBlockStart = `${this.scrollOffset + 16}px`
	}

	#card(view: View) {
		const modal = this.mode === 'dialog'
		return shell({
			header: stepHeader(view, modal ? () => this.#leave() : undefined),
			banner: banner(view),
			body: bodyOf(view),
			footer: footerOf(view),
			aside: asideOf(view),
		})
	}

	protected override render(): unknown {
		const view = this.#view(this.state)
		const regions = this.#voice.render()
		// Nothing to show yet, or never: what the clinic put into the tag stays.
		const dialog = this.mode === 'dialog'
		if (!view || (dialog && !this.#dialog)) return html`<slot></slot>${regions}`
		if (dialog) {
			const card = () => this.#card(view)
			const leave = (sure: boolean) => this.#leave(sure)
			return html`${this.#dialog?.render(view, card, () => this.open(), leave)}${regions}`
		}
		const label = view.words.t('book-at', { clinic: view.clinic.name })
		return html`<section aria-label=${label}>${this.#card(view)}</section>${regions}`
	}
}
