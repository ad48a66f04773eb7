import { html, type TemplateResult } from 'lit'
import { Loaded } from '../../frame/loaded.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { queueMessages } from './messages.ts'

/** One of the lists of what waits: read again with every change, worked off entry by entry. */
export abstract class QueueList<T> extends ConsoleView {
	static override properties = { ...ConsoleView.properties, onCount: { attribute: false } }
	static override styles = peopleStyles

	/** Told how many wait. */
	declare onCount: (count: number) => void
	#stop: (() => void) | undefined
	/** Entries on which something is being done. */
	readonly #busy = new Set<string>()
	readonly entries = new Loaded<readonly T[]>(this, async (signal) => {
		const entries = await this.read(signal)
		this.onCount(entries.length)
		return entries
	})

	protected abstract read(signal: AbortSignal): Promise<readonly T[]>
	protected abstract entry(entry: T): TemplateResult

	get say() {
		return this.desk.speak(queueMessages)
	}

	override connectedCallback(): void {
		super.connectedCallback()
		this.#stop = this.desk.onChange(() => void this.entries.load())
		void this.entries.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stop?.()
	}

	protected isBusy(id: string): boolean {
		return this.#busy.has(id)
	}

	/**
	 * Does something with an entry, and reads the list again: whatever came of it, somebody else may
	 * have been first.
	 */
	protected async work(id: string, what: () => Promise<void>): Promise<void> {
		if (this.#busy.has(id)) return
		this.#busy.add(id)
		this.requestUpdate()
		try {
			await what()
		} catch (error) {
			this.desk.toast({ text: this.desk.failure(error) })
		}
		this.#busy.delete(id)
		await this.entries.load()
		await this.updateComplete
		// What was pressed is gone with its entry.
		if (!this.shadowRoot?.activeElement) this.find('#list')?.focus()
	}

	protected override render(): unknown {
		return this.entries.draw((entries) =>
			entries.length
				? html`<ol class="block" id="list" tabindex="-1">${entries.map((entry) => this.entry(entry))}</ol>`
				: html`<p class="empty" id="list" tabindex="-1">${this.say('empty')}</p>`,
		)
	}
}
