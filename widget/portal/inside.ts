import type { ClinicProfile } from '@vetslot/sdk'
import type { Owner, OwnerClient, OwnerSession } from '@vetslot/sdk/owner'
import type { DialogOptions, Question, Toast } from '../frame/context.ts'
import { failureText } from '../frame/failures.ts'
import { createTranslate, type Message, type Translate, type Words } from '../locales/localize.ts'
import type { PortalContext, VisitPreset } from './context.ts'
import type { KeptVisit } from './kept.ts'
import { portalMessages } from './messages.ts'
import type { VetslotPortal } from './portal-element.ts'
import type { PortalView } from './portal-view.ts'
import type { Route } from './route.ts'
import { wordsOf } from './words.ts'

/** The portal of one clinic, from when that is known. */
export class Inside implements PortalContext {
	readonly #frame: VetslotPortal
	readonly client: OwnerClient
	readonly clinic: ClinicProfile
	words: Words
	t: Translate<typeof portalMessages>
	#owner: Owner | undefined

	constructor(frame: VetslotPortal, clinic: ClinicProfile, client: OwnerClient) {
		this.#frame = frame
		this.clinic = clinic
		this.client = client
		this.words = this.#wordsFor(undefined)
		this.t = this.speak(portalMessages)
	}

	get owner(): Owner | undefined {
		return this.#owner
	}

	/** What somebody has chosen for themselves goes before what the page says. */
	set owner(owner: Owner | undefined) {
		this.#owner = owner
		this.words = this.#wordsFor(owner?.locale)
		this.t = this.speak(portalMessages)
	}

	#wordsFor(chosen: string | null | undefined): Words {
		const frame = this.#frame
		const ofPage = frame.locale || frame.closest('[lang]')?.getAttribute('lang')
		return wordsOf(this.clinic, chosen || ofPage)
	}

	get level(): number {
		return this.#frame.headingLevel
	}

	get offline(): boolean {
		return this.#frame.offline
	}

	get booking(): PortalContext['booking'] {
		const { clinicKey, origin, theme } = this.#frame
		return { key: clinicKey, api: origin, theme, locale: this.words.locale }
	}

	speak<C extends object>(messages: { [K in keyof C]: Message } & C): Translate<C> {
		return createTranslate<C>(this.words.locale, messages)
	}

	say(text: string, alert = false): void {
		this.#frame.voice.say(text, alert)
	}

	toast(toast: Toast): void {
		this.#frame.toasts.show(toast)
	}

	failure(error: unknown): string {
		return failureText(this.t, error)
	}

	go({ view, path = [], query = {} }: Partial<Route> & { view: string }, replace = false): void {
		void this.#frame.go({ view, path, query }, replace)
	}

	goBack(): void {
		const above = this.#frame.view?.above
		if (above) this.go({ ...this.#frame.route, ...above })
	}

	book({ appointmentTypeId, petId }: VisitPreset = {}): void {
		const query = {
			...(appointmentTypeId && { type: appointmentTypeId }),
			...(petId && { pet: petId }),
		}
		this.go({ view: 'book', query })
	}

	openDialog(dialog: PortalView, options: DialogOptions): void {
		this.#frame.dialogs.open(dialog, options)
	}

	closeDialog(): void {
		this.#frame.dialogs.close()
	}

	leaveDialog(): void {
		void this.#frame.dialogs.leave()
	}

	ask(question: Question): Promise<boolean> {
		return this.#frame.questions.ask(question)
	}

	enter(session: OwnerSession): void {
		this.#frame.enter(session)
	}

	setOwner(owner: Owner): void {
		this.owner = owner
		this.#frame.requestUpdate()
	}

	signOut(): Promise<void> {
		return this.#frame.signOut()
	}

	forget(text?: string): void {
		this.#frame.forget(text)
	}

	keep(visits: KeptVisit[]): void {
		this.#frame.shelf.keep(visits)
	}

	focusTitle(): void {
		void this.#frame.views.focusTitle()
	}

	refresh(): void {
		this.#frame.requestUpdate()
	}
}
