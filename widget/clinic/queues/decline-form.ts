import { html, type TemplateResult } from 'lit'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { queueMessages } from './messages.ts'

interface Declining {
	/** What the owner is told of it. */
	text: string
	/** Of the reason, in letters. */
	limit: number
	send: (reason: string) => Promise<unknown>
	onDone: () => void
}

/** No, and why. */
export class DeclineForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #declining: Declining
	readonly #form = new Form(this)

	constructor(declining: Declining) {
		super()
		this.#declining = declining
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			await this.#declining.send(this.#form.value('reason'))
			this.desk.closeDialog()
			this.desk.toast({ text: this.desk.speak(queueMessages)('declined') })
			this.#declining.onDone()
		})

	protected override render(): TemplateResult {
		const say = this.desk.speak(queueMessages)
		const { text, limit } = this.#declining
		return this.#form.draw(
			html`<p class="all">${text}</p>
			<div class="all">${this.#form.area('reason', say('reason'), { limit })}</div>`,
			{ label: say('decline'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-decline-form', DeclineForm)
