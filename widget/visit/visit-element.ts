import { createClient, idempotencyKey, VetslotError } from '@vetslot/sdk'
import { html, LitElement, type TemplateResult } from 'lit'
import { Announcer } from '../controls/announcer.ts'
import { styles } from '../controls/styles.ts'
import { en } from '../locales/en.ts'
import { createTranslate, createWords, type Translate, type Words } from '../locales/localize.ts'
import { visitMessages } from './messages.ts'
import { drawMove } from './move.ts'
import { drawScreen } from './screens.ts'
import { type CancelReason, pageOf, type State, start, timesOf } from './state.ts'
import { visitStyles } from './visit.styles.ts'

export type VisitWords = Words & { say: Translate<typeof visitMessages> }

const gone = new Set(['slot_taken', 'slot_not_offered'])
const wrongLink = new Set([
	'manage_token_missing',
	'manage_token_invalid',
	'manage_token_expired',
	'appointment_not_found',
])

/**
 * The page behind the link in an owner's mail: read, move and cancel one visit. The token is read
 * from the address's fragment, which no server and no mail scanner sees, and travels in a header.
 *
 * @example <vetslot-visit api="https://api.example.com"></vetslot-visit>
 */
export class VetslotVisit extends LitElement {
	static override properties = { api: {}, theme: { reflect: true } }
	static override styles = [...styles, visitStyles]

	declare api: string
	declare theme: string
	readonly voice: Announcer
	state: State
	#words: VisitWords | undefined

	constructor() {
		super()
		this.api = location.origin
		this.theme = 'auto'
		this.voice = new Announcer(this)
		this.state = start
	}

	override connectedCallback(): void {
		super.connectedCallback()
		window.addEventListener('hashchange', this.load)
		window.addEventListener('online', this.retry)
		void this.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		window.removeEventListener('hashchange', this.load)
		window.removeEventListener('online', this.retry)
	}

	/** Takes in what has changed; a new screen gets the focus on its heading. */
	async set(change: Partial<State>): Promise<void> {
		const turned = change.screen !== undefined && change.screen !== this.state.screen
		const first = this.state.screen === 'loading'
		this.state = { ...this.state, ...change }
		this.requestUpdate()
		await this.updateComplete
		if (turned && !first) this.renderRoot.querySelector<HTMLElement>('#title')?.focus()
	}

	get words(): VisitWords {
		this.#words ??= this.#speak('Europe/London', 'GBP', navigator.language)
		return this.#words
	}

	#speak(timeZone: string, currency: string, locale: string): VisitWords {
		const say = createTranslate(locale, visitMessages)
		return { ...createWords({ locale, timeZone, currency, messages: en }), say }
	}

	get #client() {
		return createClient({ baseUrl: this.api })
	}

	get #proof() {
		return { manageToken: this.state.token }
	}

	load = async (): Promise<void> => {
		const token = decodeURIComponent(location.hash.slice(1))
		await this.set({ ...start, token, intent: idempotencyKey() })
		if (!token) return this.set({ screen: 'wrong-link' })
		try {
			const proof = this.#proof
			const client = this.#client
			const [visit, clinic] = await Promise.all([
				client.appointments.visit(proof),
				client.clinic(proof),
			])
			this.#words = this.#speak(clinic.timeZone, clinic.currency, clinic.locale)
			document.title = `${this.words.say('heading')} – ${clinic.name}`
			await this.set({ screen: 'visit', visit, clinic })
		} catch (error) {
			await this.#fail(error)
		}
	}

	retry = (): void => {
		if (this.state.screen === 'error') void this.load()
	}

	#fail(error: unknown): Promise<void> {
		const code = error instanceof VetslotError ? error.code : ''
		if (wrongLink.has(code)) return this.set({ screen: 'wrong-link', working: false })
		return this.set({ screen: 'error', working: false, limited: code === 'rate_limited' })
	}

	/** Opens the choice of another time: any vet, from the visit's own day or today on. */
	startMove = async (): Promise<void> => {
		const { visit } = this.state
		if (!visit) return
		const today = this.words.dayOf(visit.serverTime)
		await this.set({ screen: 'move', from: today, vetId: null, notice: undefined })
		await this.loadTimes()
	}

	/** Loads the days on screen and picks the first with a free time. */
	loadTimes = async (): Promise<void> => {
		const { visit, vetId } = this.state
		if (!visit) return
		await this.set({ days: undefined, day: undefined, picked: undefined })
		const question = {
			...pageOf(this.state),
			...visit.visit,
			appointmentTypeId: visit.appointmentType.id,
			veterinarianId: vetId ?? undefined,
		}
		try {
			const answer = await this.#client.availability(visit.clinic.id, question, this.#proof)
			const first = answer.days.find((day) => day.status === 'free')?.date
			await this.set({ days: answer.days, last: answer.lastBookableDay })
			if (first) this.pickDay(first)
		} catch (error) {
			await this.#fail(error)
		}
	}

	pickDay = (day: string): void => {
		void this.set({ day, picked: undefined })
		const count = timesOf(this.state.days, day).length
		this.voice.say(this.words.say('day-times', { day: this.words.longDay(day), count }))
	}

	pickTime = (picked: NonNullable<State['picked']>): void => {
		void this.set({ picked, intent: idempotencyKey(), notice: undefined })
		const time = this.words.time(picked.start)
		this.voice.say(this.words.say('picked', { time, vet: this.vetName(picked.veterinarianId) }))
	}

	vetName(id: string | null | undefined): string {
		return this.state.clinic?.veterinarians.find((vet) => vet.id === id)?.shortName ?? ''
	}

	/** Sends the move; repeated presses carry the same key, so it happens once. */
	move = async (): Promise<void> => {
		const { visit, picked, intent, working } = this.state
		if (!visit || !picked || working) return
		await this.set({ working: true })
		try {
			const moved = await this.#client.appointments.reschedule(visit.id, picked, {
				...this.#proof,
				idempotencyKey: intent,
			})
			await this.set({ screen: 'moved', visit: moved, working: false, notice: undefined })
		} catch (error) {
			if (!(error instanceof VetslotError) || !gone.has(error.code)) return this.#fail(error)
			const key = error.code === 'slot_taken' ? 'times-gone' : 'not-offered'
			const text = this.words.say(key, { time: this.words.time(picked.start) })
			await this.set({ working: false, notice: { kind: 'warm', text } })
			this.voice.say(text, true)
			await this.loadTimes()
		}
	}

	cancel = async (): Promise<void> => {
		const { visit, reason, intent, working } = this.state
		if (!visit || working) return
		await this.set({ working: true })
		try {
			const cancelled = await this.#client.appointments.cancel(
				visit.id,
				{ reason },
				{ ...this.#proof, idempotencyKey: intent },
			)
			await this.set({ screen: 'cancelled', visit: cancelled, working: false })
		} catch (error) {
			await this.#fail(error)
		}
	}

	/** A reason can be taken back; another one is another intent. */
	toggleReason = (reason: CancelReason): void => {
		const next = this.state.reason === reason ? undefined : reason
		void this.set({ reason: next, intent: idempotencyKey() })
	}

	keep = (): void => {
		const text = this.words.say('kept')
		void this.set({ reason: undefined, notice: { kind: 'info', text } })
		this.voice.say(text)
	}

	/** Hands the calendar file to the browser. */
	download = async (): Promise<void> => {
		const { visit } = this.state
		if (!visit) return
		try {
			const text = await this.#client.appointments.calendar(visit.id, this.#proof)
			const link = document.createElement('a')
			link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
			link.download = `${visit.reference}.ics`
			link.click()
			setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
		} catch (error) {
			await this.#fail(error)
		}
	}

	protected override render(): TemplateResult {
		const body = this.state.screen === 'move' ? drawMove(this) : drawScreen(this)
		return html`<section aria-label=${this.words.say('heading')}>${body}</section>${this.voice.render()}`
	}
}
