import type { Passkey } from '@vetslot/sdk/owner'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { PortalView } from '../portal-view.ts'
import { accountMessages } from './messages.ts'

/** Calls a passkey something that its owner knows it by. */
export class PasskeyDialog extends PortalView {
	readonly #id: string
	readonly #onDone: () => void
	readonly #form: Form<'name'>

	constructor({ id, name }: Passkey, onDone: () => void) {
		super()
		this.#id = id
		this.#onDone = onDone
		this.#form = new Form(this, { name })
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			await this.portal.client.passkeys.rename(this.#id, this.#form.value('name'))
			this.portal.closeDialog()
			this.#onDone()
		})

	protected override render(): TemplateResult {
		const say = this.portal.speak(accountMessages)
		const look = {
			hint: say('passkey-name-hint'),
			autocomplete: 'off',
			enterkeyhint: 'done',
		} as const
		const field = html`<div class="all">${this.#form.text('name', say('name'), look)}</div>`
		return this.#form.draw(field, { label: say('save'), onSend: this.#send })
	}
}

customElements.define('vetslot-portal-passkey', PasskeyDialog)
