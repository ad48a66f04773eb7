import { createClient, idempotencyKey, type VetslotClient } from '@vetslot/sdk'
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { Announcer } from '../controls/announcer.ts'
import { button } from '../controls/buttons.ts'
import { Countdown } from '../controls/countdown.ts'
import { revealChosen } from '../controls/day-strip.ts'
import { confirmBox, dialog, floatingButton, Modal } from '../controls/dialog.ts'
import { MonthCursor } from '../controls/month-grid.ts'
import { shell } from '../controls/shell.ts'
import type { DayPart } from '../controls/times.ts'
import { en } from '../locales/en.ts'
import { createWords, type Messages, type Words } from '../locales/localize.ts'
import { adoptAccent, registerFontSize } from '../theme/tokens.ts'
import { sayAfter } from './announce.ts'
import { apiOrigin } from './api.ts'
import { run } from './effects.ts'
import { BookedEvent, CloseEvent, EmergencyEvent, HoldEvent, StepEvent } from './events.ts'
import { banner, bodyOf, footerOf, stepHeader, summaryAside } from './frame.ts'
import { StepHistory } from './history.ts'
import { type BookingEvent, reduce } from './machine.ts'
import { printVisit } from './print.ts'
import { type Effect, type State, screenOf, start } from './state.ts'
import { remember } from './storage.ts'
import { styles } from './styles.ts'
import type { View } from './view.ts'

const REFRESH = 60_000
const SLOW = 4000
const RETRY_SECONDS = 8
const FATAL = new Set(['key_missing', 'key_unknown', 'origin_not_allowed', 'origin_required'])

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
	static override styles = styles
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
	declare private state: State

	readonly #voice = new Announcer(this)
	readonly #hold = new Countdown(this, (left) => this.#onSecond(left))
	readonly #retry = new Countdown(this, (left) => left || this.#send({ type: 'RETRY' }))
	readonly #month = new MonthCursor(this)
	readonly #sheet = new Modal(this, 'sheet')
	readonly #ask = new Modal(this, 'ask')
	readonly #past = new StepHistory(() => this.#send({ type: 'BACK' }))
	readonly #expanded = new Set<DayPart>()
	readonly #touched = new Set<string>()
	#client: VetslotClient | undefined
	#words: Words | undefined
	#width = 0
	#resize: ResizeObserver | undefined
	#refresh: ReturnType<typeof setInterval> | undefined
	#slowTimer: ReturnType<typeof setTimeout> | undefined
	#slow = false
	#lastPress = 0
	#failed = false

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
		this.#resize = new ResizeObserver(([entry]) => this.#onResize(entry?.contentRect.width ?? 0))
		this.#resize.observe(this)
		addEventListener('online', this.#onLine)
		addEventListener('offline', this.#onLine)
		document.addEventListener('visibilitychange', this.#onReturn)
		addEventListener('focus', this.#onReturn)
		visualViewport?.addEventListener('resize', this.#redraw)
		this.addEventListener('pointerdown', this.#onPress)
		this.#refresh = setInterval(() => this.#onReturn(), REFRESH)
		if (this.state.step === 'boot') void this.#boot()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#resize?.disconnect()
		removeEventListener('online', this.#onLine)
		removeEventListener('offline', this.#onLine)
		document.removeEventListener('visibilitychange', this.#onReturn)
		removeEventListener('focus', this.#onReturn)
		visualViewport?.removeEventListener('resize', this.#redraw)
		clearInterval(this.#refresh)
		clearTimeout(this.#slowTimer)
		this.#past.stop()
	}

	/** Opens the dialog, in `mode="dialog"`. */
	open(): void {
		this.#sheet.open()
		void this.updateComplete.then(() => this.#focusTitle())
	}

	async #boot(): Promise<void> {
		// Attributes that the page sets in the same task count as well.
		await Promise.resolve()
		const key = this.clinicKey
		const baseUrl = this.api || apiOrigin() || location.origin
		this.#client = createClient({ key, baseUrl, ...(this.fetch && { fetch: this.fetch }) })
		if (!navigator.onLine) this.#send({ type: 'OFFLINE' })
		this.#do({ do: 'load' })
	}

	#do(effect: Effect): void {
		if (!this.#client) return
		void run(
			{
				client: this.#client,
				clinicKey: this.clinicKey,
				state: () => this.state,
				send: (event) => this.#send(event),
				locale: () => this.#words?.locale ?? 'en',
			},
			effect,
		)
	}

	readonly #send = (event: BookingEvent): void => {
		const before = this.state
		const [after, effects] = reduce(before, event)
		this.state = after
		if (after.clinic && after.clinic !== before.clinic) this.#speak(after)
		if (after !== before) this.#follow(before, after, event)
		for (const effect of effects) this.#do(effect)
	}

	#speak({ clinic }: State): void {
		if (!clinic) return
		const wanted = this.locale || this.closest('[lang]')?.getAttribute('lang') || clinic.locale
		// A bare language says nothing about the clock, so the clinic's own region does.
		const near = clinic.locale.startsWith(`${wanted}-`) || !/^en\b/.test(wanted)
		const { timeZone, currency } = clinic
		const locale = near ? clinic.locale : wanted
		this.#words = createWords({
			locale,
			timeZone,
			currency,
			messages: en,
			overrides: this.messages,
		})
	}

	/** Everything that a change of state means outside of the state: events, focus, words, storage. */
	#follow(before: State, after: State, event: BookingEvent): void {
		const from = screenOf(before)
		const to = screenOf(after)
		if (before.hold !== after.hold) this.#onHold(before, after)
		if (after.step !== 'boot' && !after.booked) remember(this.clinicKey, after)
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
		this.dispatchEvent(new StepEvent(to))
		if (to === 'call_now') this.dispatchEvent(new EmergencyEvent())
		if (after.booked && !before.booked) {
			const { reference, start } = after.booked
			this.dispatchEvent(new BookedEvent(reference, start, to === 'pending'))
		}
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
		if (type === 'TIMES' || type === 'PICK_DAY' || type === 'OPEN_MONTH')
			void this.updateComplete.then(() => revealChosen(this.renderRoot))
	}

	/** Back from the month to the strip, on the same day. */
	#toStrip(): void {
		this.#send({ type: 'OPEN_MONTH', month: undefined })
		void this.updateComplete.then(() => this.#find('.strip [tabindex="0"]')?.focus())
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
		if (about) this.dispatchEvent(new HoldEvent(about.start, hold?.expiresAt ?? null))
	}

	#onSecond(left: number): void {
		const { hold, low, offline } = this.state
		const seconds = Math.round(left / 1000)
		const words = this.#words
		if (!hold || !words) return
		const time = words.time(hold.start)
		if (seconds === 300 || seconds === 120)
			this.#voice.say(words.t('minutes-left', { count: seconds / 60, time }))
		if (seconds <= 60 && !low) this.#send({ type: 'HOLD_LOW' })
		// Without a connection nothing can be asked; coming back online asks first.
		if (!left && !offline) this.#send({ type: 'HOLD_END' })
	}

	#waitAndRetry(before: State, after: State): void {
		if (before.failures === after.failures) return
		const seconds = after.failure?.wait ?? (after.step === 'limited' ? 60 : RETRY_SECONDS)
		if (after.failures < 3) this.#retry.start(Date.now() + seconds * 1000)
		else this.#retry.stop()
		this.#failed = after.step === 'error' && FATAL.has(after.failure?.code ?? '')
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

	readonly #onLine = (): void => this.#send({ type: navigator.onLine ? 'ONLINE' : 'OFFLINE' })
	readonly #redraw = (): void => this.requestUpdate()
	readonly #onPress = (): void => {
		this.#lastPress = Date.now()
	}
	readonly #onReturn = (): void => {
		if (document.hidden || this.state.offline) return
		// Nothing may move under a finger that is on its way down.
		if (Date.now() - this.#lastPress > 1500) this.#send({ type: 'REFRESH' })
	}

	#onResize(width: number): void {
		const inner = this.#find('.root')?.clientWidth ?? width
		const crossed = inner >= 600 !== this.#width >= 600
		this.#width = inner
		if (crossed) this.requestUpdate()
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
			wide: this.#width >= 600,
			now: Date.now() + state.ahead,
			month: this.#month,
			expanded: this.#expanded,
			touched: this.#touched,
			slow: this.#slow,
			countdown: Math.ceil(this.#retry.left / 1000),
			act: (what, name) => this.#act(what, name),
		}
	}

	#act(what: Parameters<View['act']>[0], name = ''): void {
		if (what === 'submit') this.#submit()
		else if (what === 'copy') void this.#copy()
		else if (what === 'calendar') void this.#calendar()
		else if (what === 'print') this.#print()
		else if (what === 'strip') this.#toStrip()
		else {
			if (name) this.#touched.add(name)
			this.requestUpdate()
		}
	}

	#submit(): void {
		if (this.state.offline) return
		this.#send({ type: 'SUBMIT', key: idempotencyKey() })
		void this.updateComplete.then(() => this.#find('#errors')?.focus())
	}

	async #copy(): Promise<void> {
		await navigator.clipboard?.writeText(this.state.booked?.reference ?? '').catch(() => {})
		if (this.#words) this.#voice.say(this.#words.t('copied'))
	}

	async #calendar(): Promise<void> {
		const { booked } = this.state
		if (!booked || !this.#client) return
		const { id, manageToken, reference } = booked
		const text = await this.#client.appointments.calendar(id, { manageToken }).catch(() => '')
		if (!text) return
		const link = document.createElement('a')
		link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
		link.download = `${reference}.ics`
		link.click()
		setTimeout(() => URL.revokeObjectURL(link.href), 1000)
	}

	#print(): void {
		const view = this.#view(this.state)
		if (view && this.state.booked) printVisit(view, this.state.booked)
	}

	/** Closes the dialog; asks first when something would be lost. */
	#leave(sure = false): void {
		const { hold, entry, booked } = this.state
		const typed = Object.values(entry.fields).some(Boolean)
		if (!sure && !booked && (hold || typed)) {
			this.#ask.open()
			return
		}
		this.#ask.close()
		this.#sheet.close()
		this.#send({ type: 'LEAVE' })
		this.dispatchEvent(new CloseEvent())
	}

	protected override willUpdate(changed: PropertyValues): void {
		if (changed.has('locale') || changed.has('messages')) this.#speak(this.state)
	}

	protected override updated(): void {
		this.style.scrollMarginBlockStart = `${this.scrollOffset + 16}px`
		if (!this.#width) this.#onResize(this.clientWidth)
	}

	#card(view: View) {
		const modal = this.mode === 'dialog'
		return shell({
			header: stepHeader(view, modal ? () => this.#leave() : undefined),
			banner: banner(view),
			body: bodyOf(view),
			footer: footerOf(view),
			aside: summaryAside(view),
		})
	}

	#dialog(view: View) {
		const { words } = view
		const label = words.t('book-at', { clinic: view.clinic.name })
		const roomy = screenOf(view.state) === 'time'
		const body = this.#sheet.isOpen ? this.#card(view) : nothing
		return html`${floatingButton({
			label: words.t('book-a-visit'),
			onClick: () => this.open(),
			hidden: this.#sheet.isOpen,
		})}${dialog({ id: 'sheet', label, body, onCancel: () => this.#leave(), roomy })}${dialog({
			id: 'ask',
			label: words.t('leave-title'),
			kind: 'ask',
			onCancel: () => this.#ask.close(),
			body: confirmBox({
				title: words.t('leave-title'),
				text: words.t('leave-text'),
				stay: button('primary', { label: words.t('keep-going'), onClick: () => this.#ask.close() }),
				leave: button('quiet', { label: words.t('leave'), onClick: () => this.#leave(true) }),
			}),
		})}`
	}

	protected override render(): unknown {
		const view = this.#view(this.state)
		const regions = this.#voice.render()
		// Nothing to show yet, or never: what the clinic put into the tag stays.
		if (!view) return html`<slot></slot>${this.#failed ? nothing : regions}`
		if (this.mode === 'dialog') return html`${this.#dialog(view)}${regions}`
		const label = view.words.t('book-at', { clinic: view.clinic.name })
		return html`<section aria-label=${label}>${this.#card(view)}</section>${regions}`
	}
}
