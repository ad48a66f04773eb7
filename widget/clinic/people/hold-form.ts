import type { Client } from '@vetslot/sdk/staff'
import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from './people.styles.ts'
import { speak } from './words.ts'

/** Why everything about a client has to be kept for now. */
export class HoldForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #client: Client
	readonly #onDone: (client: Client) => void
	readonly #form: Form<'reason'>

	constructor(client: Client, onDone: (client: Client) => void) {
		super()
		this.#client = client
		this.#onDone = onDone
		this.#form = new Form(this, { reason: client.legalHold?.reason ?? '' })
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const reason = this.#form.value('reason')
			const client = await this.desk.client.clients.hold(this.#client.id, { reason })
			this.desk.closeDialog()
			this.#onDone(client)
		})

	protected override render(): TemplateResult {
		const say = speak(this.desk)
		return this.#form.draw(
			html`<p class="all">${say('hold-text')}</p>
			<div class="all">${this.#form.area('reason', say('hold-reason'), { hint: say('notes-hint'), limit: 500 })}</div>`,
			{ label: say(this.#client.legalHold ? 'save' : 'hold'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-hold-form', HoldForm)
