import type { Callback, Found } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { textField } from '../../controls/fields.ts'
import { Loaded } from '../../frame/loaded.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { queueMessages } from './messages.ts'

const PAUSE_MS = 150

type FoundPet = Found['pets'][number]

/** Which pet a call is about; of a farewell nobody is reminded of anything any more. */
export class LinkForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #call: Callback
	readonly #onDone: () => void
	#q: string
	#timer: ReturnType<typeof setTimeout> | undefined
	readonly #found = new Loaded<FoundPet[]>(this, async (signal) =>
		this.#q.trim() ? (await this.desk.client.search(this.#q.trim(), { signal })).pets : [],
	)

	constructor(call: Callback, onDone: () => void) {
		super()
		this.#call = call
		this.#onDone = onDone
		this.#q = call.petName ?? ''
	}

	override connectedCallback(): void {
		super.connectedCallback()
		void this.#found.load()
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback()
		clearTimeout(this.#timer)
	}

	readonly #type = (q: string): void => {
		this.#q = q
		clearTimeout(this.#timer)
		this.#timer = setTimeout(() => void this.#found.load(), PAUSE_MS)
	}

	async #link(pet: FoundPet): Promise<void> {
		const { desk } = this
		try {
			const clientId = pet.owners[0]?.id
			await desk.client.callbacks.link(this.#call.id, { petId: pet.id, clientId })
			desk.closeDialog()
			desk.toast({ text: desk.speak(queueMessages)('linked-call', { pet: pet.name }) })
			this.#onDone()
		} catch (error) {
			desk.toast({ text: desk.failure(error) })
		}
	}

	protected override render(): TemplateResult {
		const { desk } = this
		const say = desk.speak(queueMessages)
		const farewell = this.#call.kind === 'end_of_life'
		return html`<div class="block">${farewell ? html`<p>${say('link-quiet')}</p>` : nothing}${textField(
			desk.words,
			{ id: 'q', label: say('which-pet'), value: this.#q, onInput: this.#type },
		)}${this.#found.draw((pets) =>
			pets.length
				? html`<ul class="block">${pets.map((pet) => this.#row(pet))}</ul>`
				: html`<p class="quiet">${say('no-pet')}</p>`,
		)}</div>`
	}

	#row(pet: FoundPet) {
		const say = this.desk.speak(queueMessages)
		const owner = pet.owners[0]?.name ?? ''
		return html`<li class="between"><span>${pet.name}, <span class="quiet">${owner}</span></span>
			${button('soft', {
				label: say('this-pet'),
				name: say('this-pet-of', { pet: pet.name, owner }),
				onClick: () => void this.#link(pet),
			})}</li>`
	}
}

customElements.define('vetslot-clinic-link-form', LinkForm)
