import type { AddPetAlertBody, Pet, RecordsWritten } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { type Say, speak } from './words.ts'

const ALERTS = ['aggressive', 'nervous', 'allergy', 'medical', 'mobility', 'other'] as const

export const visibilityChoices = (say: Say) =>
	(['internal', 'shared'] as const).map((value) => ({ value, label: say(value) }))

/** What to look out for with a pet. */
export class AlertForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #petId: string
	readonly #onDone: (pet: Pet) => void
	readonly #form = new Form(this, {
		kind: 'aggressive',
		visibility: 'internal',
		note: '',
	})

	constructor(petId: string, onDone: (pet: Pet) => void) {
		super()
		this.#petId = petId
		this.#onDone = onDone
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const form = this.#form
			const pet = await this.desk.client.pets.addAlert(this.#petId, {
				kind: form.value('kind') as AddPetAlertBody['kind'],
				note: form.optional('note'),
				visibility: form.value('visibility') as 'internal',
			})
			this.desk.closeDialog()
			this.#onDone(pet)
		})

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		const form = this.#form
		const kinds = ALERTS.map((value) => ({ value, label: say(value) }))
		return form.draw(
			html`${form.choice('kind', say('alert-kind'), kinds)}
			${form.choice('visibility', say('visibility'), visibilityChoices(say))}
			<div class="all">${form.text('note', say('alert-note'), { optional: true })}</div>`,
			{ label: say('save'), onSend: this.#send },
		)
	}
}

/** A death, which ends every message about the pet. */
export class DeceasedForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #pet: Pet
	readonly #onDone: (pet: Pet) => void
	readonly #form = new Form(this)

	constructor(pet: Pet, onDone: (pet: Pet) => void) {
		super()
		this.#pet = pet
		this.#onDone = onDone
	}

	override connectedCallback(): void {
		super.connectedCallback()
		this.#form.set('on', this.desk.words.dayOf(new Date().toISOString()))
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const on = this.#form.optional('on')
			const pet = await this.desk.client.pets.markDeceased(this.#pet.id, { on })
			this.desk.closeDialog()
			this.#onDone(pet)
		})

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return this.#form.draw(
			html`<p class="all">${say('deceased-text', { pet: this.#pet.name })}</p>
			<div class="all">${this.#form.text('on', say('died-on'), { type: 'date' })}</div>`,
			{ label: say('mark-deceased'), onSend: this.#send },
		)
	}
}

/** Why a record does not belong where it stands. */
export class WithdrawForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #record: { id: string; version: number }
	readonly #onDone: (written: RecordsWritten) => void
	readonly #form = new Form(this)

	constructor(record: { id: string; version: number }, onDone: (written: RecordsWritten) => void) {
		super()
		this.#record = record
		this.#onDone = onDone
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { id, version } = this.#record
			const reason = this.#form.value('reason')
			const written = await this.desk.client.records.withdraw(id, { version, reason })
			this.desk.closeDialog()
			this.#onDone(written)
		})

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return this.#form.draw(
			html`<p class="all">${say('withdraw-text')}</p>
			<div class="all">${this.#form.text('reason', say('reason-withdraw'))}</div>`,
			{ label: say('withdraw'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-alert-form', AlertForm)
customElements.define('vetslot-clinic-deceased-form', DeceasedForm)
customElements.define('vetslot-clinic-withdraw-form', WithdrawForm)
