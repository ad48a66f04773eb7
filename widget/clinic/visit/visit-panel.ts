import { VetslotError, type VisitDetails } from '@vetslot/sdk/staff'
import type { PropertyValues, TemplateResult } from 'lit'
import { Loaded } from '../../frame/loaded.ts'
import type { Translate } from '../../locales/localize.ts'
import { ConsoleView } from '../console-view.ts'
import { popoverStyles } from '../popover.styles.ts'
import { viewStyles } from '../styles.ts'
import { Actions } from './actions.ts'
import { visitMessages } from './messages.ts'
import { Notes } from './notes.ts'
import { panelStyles } from './panel.styles.ts'
import { drawPanel } from './panel-parts.ts'

/** One visit: what to know first, what happened, and what can be done next. */
export class VisitPanel extends ConsoleView {
	static override properties = { visitId: { attribute: false } }
	static override styles = [...viewStyles, popoverStyles, panelStyles]

	declare visitId: string
	readonly details: Loaded<VisitDetails>
	readonly actions: Actions
	readonly notes: Notes
	#say: Translate<typeof visitMessages> | undefined
	#stopListening = () => {}
	#focused = ''

	constructor() {
		super()
		this.details = new Loaded(this, (signal) => this.#read(signal))
		this.actions = new Actions(this)
		this.notes = new Notes(this)
	}

	/** A visit that was moved, here or by somebody else, goes on under another id. */
	async #read(signal: AbortSignal): Promise<VisitDetails> {
		const { appointments } = this.desk.client
		try {
			return await appointments.details(this.visitId, { signal })
		} catch (error) {
			const movedTo = error instanceof VetslotError ? error.movedTo : undefined
			if (!movedTo || signal.aborted) throw error
			this.desk.openVisit(movedTo)
			return appointments.details(movedTo, { signal })
		}
	}

	override connectedCallback(): void {
		super.connectedCallback()
		this.#stopListening = this.desk.onChange(() => void this.details.load())
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		this.#stopListening()
		this.#focused = ''
	}

	get say(): Translate<typeof visitMessages> {
		this.#say ??= this.desk.speak(visitMessages)
		return this.#say
	}

	/** "Biscuit and Mo", or whose visit it is. */
	get pets(): string {
		const { pets = [], appointment } = this.details.value ?? {}
		if (!pets.length) return appointment?.client.name ?? this.say('nobody-named')
		return this.desk.words.list(pets.map(({ name }) => name))
	}

	nameOf(resourceId: string): string {
		return this.desk.resources.find(({ id }) => id === resourceId)?.name ?? ''
	}

	protected override willUpdate(changed: PropertyValues<this>): void {
		if (!changed.has('visitId')) return
		this.details.value = undefined
		this.details.error = undefined
		this.notes.turn()
		void this.details.load()
	}

	protected override updated(changed: PropertyValues): void {
		super.updated(changed)
		const title = this.find('#visit-title')
		if (!title || this.#focused === this.visitId) return
		this.#focused = this.visitId
		title.focus({ preventScroll: true })
	}

	protected override render(): TemplateResult {
		return drawPanel(this)
	}
}

customElements.define('vetslot-clinic-visit', VisitPanel)
