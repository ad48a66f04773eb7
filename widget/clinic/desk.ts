import type { StaffClient, StaffSession } from '@vetslot/sdk/staff'
import { createTranslate, type Message, type Translate, type Words } from '../locales/localize.ts'
import type { VetslotClinic } from './clinic-element.ts'
import type { ConsoleView } from './console-view.ts'
import type {
	ConsoleContext,
	DialogOptions,
	Resource,
	Role,
	StaffClinic,
	Toast,
} from './context.ts'
import { failureText } from './failures.ts'
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
	readonly #listeners = new Set<() => void>()

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
		const { resources } = await this.client.resources.list()
		this.resources = resources
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
		const { visit: _, ...query } = this.#frame.route.query
		this.go({ query: id === null ? query : { ...query, visit: id } })
	}

	openDialog(dialog: ConsoleView, options: DialogOptions): void {
		this.#frame.dialogs.open(dialog, options)
	}

	closeDialog(): void {
		this.#frame.dialogs.close()
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

	onChange(listener: () => void): () => void {
		this.#listeners.add(listener)
		return () => this.#listeners.delete(listener)
	}

	/** Something changed at the clinic. */
	changed(): void {
		for (const listener of [...this.#listeners]) listener()
	}

	refresh(): void {
		this.#frame.requestUpdate()
	}
}
