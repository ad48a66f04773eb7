import type { RepeatPrescription } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { PortalView } from '../portal-view.ts'
import { prescriptionMessages } from './messages.ts'

export interface Asked {
	petId: string
	/** Left out: in one's own words. */
	repeat?: RepeatPrescription
	/** To begin those words with. */
	medicine?: string
	onDone: () => void
}

/** Asks for a medicine: one that was prescribed, or another. */
export class AskDialog extends PortalView {
	readonly #asked: Asked
	readonly #form: Form<'medicine' | 'quantity' | 'notes'>

	constructor(asked: Asked) {
		super()
		this.#asked = asked
		const { medicine = '', repeat } = asked
		this.#form = new Form(this, { medicine, quantity: repeat?.quantity ?? '', notes: '' })
	}

	get say() {
		return this.portal.speak(prescriptionMessages)
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { petId, repeat, onDone } = this.#asked
			const what = repeat
				? { recordId: repeat.recordId }
				: { medicine: this.#form.value('medicine') }
			const [quantity, notes] = [this.#form.optional('quantity'), this.#form.optional('notes')]
			const more = { ...(quantity && { quantity }), ...(notes && { notes }) }
			await this.portal.client.prescriptions.ask(petId, { ...what, ...more })
			this.portal.closeDialog()
			this.portal.toast({ text: this.say('sent-said') })
			onDone()
		})

	protected override render(): TemplateResult {
		const { say } = this
		const { repeat } = this.#asked
		const form = this.#form
		return form.draw(
			html`<div class="all stack"><p class="quiet">${say('notice')}</p>${
				repeat
					? html`<p><b>${repeat.product}</b> <span class="sm quiet">${repeat.dose ?? ''}</span></p>`
					: form.text('medicine', say('medicine'))
			}${form.text('quantity', say('quantity'), { optional: true })}${form.area(
				'notes',
				say('notes'),
				{ optional: true, limit: 500 },
			)}</div>`,
			{ label: say('send'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-portal-ask-medicine', AskDialog)
