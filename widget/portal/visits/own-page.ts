import { createClient, idempotencyKey, type VetslotClient } from '@vetslot/sdk'
import type { OwnerVisit } from '@vetslot/sdk/owner'
import { revealChosen } from '../../controls/day-strip.ts'
import { codeOf } from '../../frame/failures.ts'
import { Diary } from '../../visit/diary.ts'
import { troubleText } from '../../visit/failures.ts'
import { visitMessages } from '../../visit/messages.ts'
import { type CancelReason, type State, start } from '../../visit/state.ts'
import type { VisitPage } from '../../visit/visit-page.ts'
import type { VisitWords } from '../../visit/words.ts'
import { places } from '../places.ts'
import type { VisitsView } from './visits-view.ts'

/**
 * One visit in the portal: the same screens and the same calls as on the page behind a mail's link,
 * opened by the session of its owner.
 */
export class OwnPage implements VisitPage {
	readonly #view: VisitsView
	readonly id: string
	readonly client: VisitPage['client']
	readonly words: VisitWords
	readonly diary: Diary
	readonly proof = {}
	readonly voice: VisitPage['voice']
	state: State
	/** The visit with all that only the portal shows. */
	own: OwnerVisit | undefined
	/** Why there is nothing to show. */
	error: unknown

	constructor(view: VisitsView, id: string) {
		const { portal } = view
		this.#view = view
		this.id = id
		this.client = movingBy(createClient({ ...portal.client.options, retries: 0 }), id)
		this.words = { ...portal.words, say: portal.speak(visitMessages) }
		this.voice = { say: (text, alert) => portal.say(text, alert) }
		this.diary = new Diary(this)
		this.state = { ...start, clinic: portal.clinic, intent: idempotencyKey() }
	}

	readonly load = async (): Promise<void> => {
		const { portal } = this.#view
		try {
			const own = await portal.client.visits.read(this.id)
			this.take(own)
		} catch (error) {
			if (codeOf(error) === 'appointment_moved') return this.#follow(error)
			this.error = error
			this.#view.requestUpdate()
		}
	}

	/** Shows the visit as another call has answered it. */
	take(own: OwnerVisit): void {
		this.own = own
		this.error = undefined
		const { screen } = this.state
		void this.set({ visit: own, ...(screen === 'loading' ? { screen: 'visit' } : {}) })
	}

	/** A visit that has moved has another id. */
	#follow(error: unknown): void {
		const id = (error as { movedTo?: string }).movedTo
		if (id) this.#view.portal.go(places.visit(id), true)
	}

	readonly set = async (change: Partial<State>): Promise<void> => {
		const { day, days } = this.state
		const { screen } = change
		this.state = { ...this.state, ...change, offline: this.#view.portal.offline }
		if (screen === 'moved' || screen === 'cancelled') return this.#done(screen)
		if (screen === 'move') this.#view.show(this.id, 'move')
		if (screen === 'wrong-link') return this.load()
		this.#view.requestUpdate()
		await this.#view.updateComplete
		if (this.state.day !== day || this.state.days !== days) revealChosen(this.#view.renderRoot)
	}

	/** A short word about what was done, and the visit as it is then. */
	#done(screen: 'moved' | 'cancelled'): void {
		const { visit } = this.state
		const { portal, say } = this.#view
		const { words } = this
		const when = visit && {
			day: words.shortDay(words.dayOf(visit.start)),
			time: words.time(visit.start),
		}
		const text = screen === 'moved' && when ? say('moved-said', when) : say('cancelled-said')
		portal.toast({ text })
		this.state = { ...this.state, screen: 'visit', picked: undefined, reason: undefined }
		this.#view.stale()
		if (screen === 'moved' && visit) portal.go(places.visit(visit.id), true)
		else void this.load()
	}

	/** Back from choosing a time. */
	readonly back = (): void => {
		if (this.state.screen !== 'move') return
		this.diary.stop()
		this.state = { ...this.state, screen: 'visit', notice: undefined, trouble: undefined }
		void this.load()
	}

	focusTitle(): void {
		this.#view.renderRoot.querySelector<HTMLElement>('#title')?.focus({ preventScroll: true })
	}

	readonly reopen = async (): Promise<void> => {
		const text = this.words.say('changed')
		this.diary.stop()
		const notice = { kind: 'info', text } as const
		await this.set({ screen: 'visit', working: false, trouble: undefined, notice })
		await this.load()
		this.voice.say(text)
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
		void this.set({ reason: undefined, trouble: undefined })
		this.#view.portal.toast({ text })
	}

	readonly download = async (): Promise<void> => {
		const { visit } = this.state
		if (!visit) return
		try {
			const text = await this.client.appointments.calendar(visit.id, {})
			const link = document.createElement('a')
			link.href = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
			link.download = `${visit.reference}.ics`
			link.click()
			setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
		} catch (error) {
			const text = troubleText(this, error, 'calendar-failed')
			await this.set({ trouble: { by: 'calendar', text } })
			this.voice.say(text, true)
		}
	}
}

/** Asks about times for a visit, whose own time is free to it. A manage link says so by itself. */
function movingBy(client: VetslotClient, moving: string): VisitPage['client'] {
	const { availability, nextFree, appointments } = client
	return {
		availability: (clinicId, query, call) => availability(clinicId, { ...query, moving }, call),
		nextFree: (clinicId, query, call) => nextFree(clinicId, { ...query, moving }, call),
		appointments,
	}
}
