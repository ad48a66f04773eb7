import type { AddOwnAlertBody, OwnPet } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { PortalView } from '../portal-view.ts'
import { viewStyles } from '../styles.ts'
import { petsStyles } from './pets.styles.ts'
import { speak } from './words.ts'

const KINDS = ['allergy', 'nervous', 'aggressive', 'mobility', 'other'] as const

/** What the clinic should know before it meets a pet. */
export class AlertDialog extends PortalView {
	static override styles = [...viewStyles, petsStyles]

	readonly #petId: string
	readonly #onDone: (pet: OwnPet) => void
	readonly #form = new Form(this, { kind: 'allergy', note: '' })

	constructor(petId: string, onDone: (pet: OwnPet) => void) {
		super()
		this.#petId = petId
		this.#onDone = onDone
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const kind = this.#form.value('kind') as AddOwnAlertBody['kind']
			const body = { kind, note: this.#form.optional('note') }
			const pet = await this.portal.client.pets.addAlert(this.#petId, body)
			this.portal.closeDialog()
			this.#onDone(pet)
			this.portal.toast({ text: speak(this.portal)('saved') })
		})

	protected override render(): TemplateResult {
		const say = speak(this.portal)
		const kinds = KINDS.map((value) => ({ value, label: say(value) }))
		return this.#form.draw(
			html`<div class="all">${this.#form.choice('kind', say('alert-kind'), kinds)}</div>
			<div class="all">${this.#form.area('note', say('alert-note'), { optional: true, limit: 300 })}</div>`,
			{ label: say('save'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-portal-alert', AlertDialog)
