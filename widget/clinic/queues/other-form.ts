import type { Match } from '@vetslot/sdk/staff'
import { html, nothing, type TemplateResult } from 'lit'
import { checkField } from '../../controls/fields.ts'
import { Form } from '../../frame/form.ts'
import { ConsoleView } from '../console-view.ts'
import { peopleStyles } from '../people/people.styles.ts'
import { queueMessages } from './messages.ts'

type Candidate = Match['candidates'][number]

/** That a guest is not somebody who was proposed; often two people use one phone or email. */
export class OtherForm extends ConsoleView {
	static override styles = peopleStyles

	readonly #match: Match
	readonly #candidate: Candidate
	readonly #onDone: () => void
	readonly #form = new Form(this)
	#isShared = false

	constructor(match: Match, candidate: Candidate, onDone: () => void) {
		super()
		this.#match = match
		this.#candidate = candidate
		this.#onDone = onDone
	}

	readonly #send = (event: Event) =>
		this.#form.send(event, async () => {
			const { desk } = this
			const { id } = this.#candidate.client
			if (this.#isShared) await desk.client.clients.change(id, { contactIsShared: true })
			await desk.client.matches.deny(this.#match.client.id, id)
			desk.closeDialog()
			this.#onDone()
		})

	protected override render(): TemplateResult {
		const say = this.desk.speak(queueMessages)
		const { client, reasons } = this.#candidate
		const names = { guest: this.#match.client.name ?? '', name: client.name ?? '' }
		const toggle = (on: boolean) => {
			this.#isShared = on
			this.requestUpdate()
		}
		const shared = html`<div class="all">${checkField({
			...{ id: 'shared', label: say('is-shared'), hint: say('is-shared-hint', names) },
			...{ checked: this.#isShared, onToggle: toggle },
		})}</div>`
		const mayShare = reasons.includes('email') || reasons.includes('phone')
		return this.#form.draw(
			html`<p class="all">${say('other-text', names)}</p>${mayShare ? shared : nothing}`,
			{ label: say('other-person'), onSend: this.#send },
		)
	}
}

customElements.define('vetslot-clinic-other-form', OtherForm)
