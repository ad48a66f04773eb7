import type { ClinicType, StaffClient, StaffSession } from '@vetslot/sdk/staff'
import type { DialogOptions, Question, Toast } from '../frame/context.ts'
import { deepFocus } from '../frame/deep-focus.ts'
import { failureText } from '../frame/failures.ts'
import { createTranslate, type Message, type Translate, type Words } from '../locales/localize.ts'
import type { VetslotClinic } from './clinic-element.ts'
import type { ConsoleView } from './console-view.ts'
import type { ConsoleContext, Resource, Role, StaffClinic, VisitPreset } from './context.ts'
import { consoleMessages } from './messages.ts'
import type { Route } from './route.ts'
import { wordsOf } from './words.ts'

/** The console of somebody who is signed in. */
export class Desk implements ConsoleContext {
	readonly #frame: VetslotClinic
	readonly client: StaffClient
	readonly clinic: StaffClinic
	readonly user: StaffSession['user']
	readonly words: Words
	readonly t: Translate<typeof consoleMessages>
	resources: readonly Resource[] = []
	types: readonly ClinicType[] = []
	readonly #listeners = new Set<(version: number | null) => void>()
	readonly #leave = new AbortController()

	constructor(frame: VetslotClinic, { clinic, user }: StaffSession) {
		this.#frame = frame
		this.client = frame.client
		this.clinic = clinic
		this.user = user
		this.words = wordsOf(clinic)
		this.t = this.speak(consoleMessages)
	}

	speak<C extends object>(messages: { [K in keyof C]: Message } & C): Translate<C> {
		return createTranslate<C>(this.words.locale, messages)
	}

	may(...roles: Role[]): boolean {
		return roles.some((role) => this.user.roles.includes(role))
	}

	async readResources(): Promise<void> {
		const { client } = this
		const [setup, kinds] = await Promise.all([client.resources.list(), client.types.list()])
		this.resources = setup.resources
		this.types = kinds.types
		this.#frame.requestUpdate()
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

	go(to: Partial<Route>, replace = false): void {
		this.#frame.go({ ...this.#frame.route, ...to }, replace)
	}

	openVisit(id: string | null): void {
		if (id !== null) this.#frame.panel.openedFrom(deepFocus())
		const { visit: _, ...query } = this.#frame.route.query
		this.go({ query: id === null ? query : { ...query, visit: id } })
	}

	isOpenVisit(id: string): boolean {
		return this.#frame.route.query.visit === id
	}

	newVisit(preset: VisitPreset = {}): void {
		void import('./visit/new-visit.ts').then(({ NewVisit }) =>
			this.openDialog(new NewVisit(preset), { label: this.t('new-visit'), roomy: true }),
		)
	}

	openDialog(dialog: ConsoleView, options: DialogOptions): void {
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

	badge(view: string, count: number): void {
		this.#frame.badges.set(view, count)
		this.#frame.requestUpdate()
	}

	banner(name: string, element: HTMLElement | null): void {
		if (element) this.#frame.banners.set(name, element)
		else this.#frame.banners.delete(name)
		this.#frame.requestUpdate()
	}

	onChange(listener: (version: number | null) => void): () => void {
		this.#listeners.add(listener)
		return () => this.#listeners.delete(listener)
	}

	/** Listens for what changes at the clinic, until `leave`. */
	async watch(): Promise<void> {
		const { signal } = this.#leave
		try {
			for await (const { version } of this.client.changes({ signal }))
				for (const listener of [...this.#listeners]) listener(version)
		} catch {
			// The session is over, or the page is left; whoever is still here is told by the next call.
		}
	}

	leave(): void {
		this.#leave.abort()
	}

	refresh(): void {
		this.#frame.requestUpdate()
	}
}
