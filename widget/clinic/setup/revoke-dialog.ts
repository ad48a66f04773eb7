import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../../controls/buttons.ts'
import { note } from '../../controls/notes.ts'
import { alert } from '../../theme/icons.ts'
import { SetupSection } from './section.ts'

/** Asks once more before a key is gone for good. */
export class RevokeDialog extends SetupSection {
	keyLabel = ''
	revoke: () => Promise<void> = async () => {}
	#trouble: string | undefined
	#busy = false

	readonly #go = async (): Promise<void> => {
		this.#busy = true
		this.requestUpdate()
		try {
			await this.revoke()
			this.desk.closeDialog()
		} catch (error) {
			this.#trouble = this.desk.failure(error)
		}
		this.#busy = false
		this.requestUpdate()
	}

	protected override render(): TemplateResult {
		const { say } = this
		const trouble = this.#trouble
		return html`<div class="stack"><p>${say('revoke-text', { name: this.keyLabel })}</p>
			${trouble ? html`<div role="alert">${note('danger', { glyph: alert, text: trouble })}</div>` : nothing}
			<div class="buttons">${button('danger', { label: say('revoke'), busy: this.#busy, onClick: this.#go })}
			${button('secondary', { label: say('cancel'), onClick: () => this.desk.closeDialog() })}</div></div>`
	}
}

customElements.define('vetslot-clinic-setup-revoke', RevokeDialog)
